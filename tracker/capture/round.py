"""Round: one run over many sources. What cron starts."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from importlib.metadata import version

from tracker.capture.follow import take_all, the_page
from tracker.capture.listing import take_feed, take_posts, take_sitemap
from tracker.capture.outcome import Failed, Outcome, Recorded, Suspect, Unchanged
from tracker.capture.page import Taken, Tools, take
from tracker.capture.reading import extractor_of
from tracker.capture.search import take_search
from tracker.config.source import (
    FeedSource,
    FileSource,
    GovukSearchSource,
    GovukSource,
    HtmlSource,
    SitemapSource,
    Source,
    WordpressSource,
)
from tracker.errors import StoreError
from tracker.fetch.address import content_item
from tracker.store.record import Kept, Met, RunRecord, Trouble, Validators
from tracker.store.version import Entry

PAGE = "page"
"""The document id of a source that is a single page."""


def run_round(
    sources: Sequence[Source], *, tools: Tools, tell: Callable[[Outcome], None] = lambda _: None
) -> tuple[RunRecord, tuple[Outcome, ...]]:
    """Ask every source once and record what changed: (the round's record, its outcomes in order).

    Holds the round lock. A failing source is an outcome; StoreError stops the round. What was fetched before an
    interruption is recorded before the interruption goes on.
    """
    with tools.archive.round_lock():
        log = _Log(tools, sources)
        try:
            for source in sources:
                for taken in _take(source, tools):
                    log.add(taken)
                    tell(taken.outcome)
        except StoreError:
            raise
        except BaseException:  # Ctrl-C, or a bug: neither may cost what was already fetched
            log.flush(finished=False)
            raise
        return log.flush(finished=True), tuple(log.outcomes)


def _take(source: Source, tools: Tools) -> Iterator[Taken]:
    match source:
        case GovukSource():
            yield from take_all(source, [the_page(content_item(source))], tools=tools)
        case GovukSearchSource():
            yield from take_search(source, tools=tools)
        case FeedSource():
            yield from take_feed(source, tools=tools)
        case SitemapSource():
            yield from take_sitemap(source, tools=tools)
        case HtmlSource():
            yield take(source, document=PAGE, url=source.url, tools=tools)
        case FileSource():
            yield take(source, document=PAGE, url=source.url or f"file:{source.path}", tools=tools)
        case WordpressSource():
            yield from take_posts(source, tools=tools)


class _Log:
    """What a round has found so far, recorded in batches so that a crash loses at most one."""

    def __init__(self, tools: Tools, sources: Sequence[Source]) -> None:
        self.outcomes: list[Outcome] = []
        self._tools = tools
        self._started = tools.now().replace(microsecond=0)
        self._id = tools.archive.new_run_id(self._started)
        self._extractors = {extractor_of(source) for source in sources}
        self._entries: list[Entry] = []
        self._validators: dict[str, Validators] = {}
        self._kept: dict[str, Kept] = {}
        self._met: dict[str, Met] = {}
        self._flushed = self._started

    def add(self, taken: Taken) -> None:
        """Note an outcome; record the batch when it is large or old enough."""
        outcome = taken.outcome
        self.outcomes.append(outcome)
        self._entries.extend(taken.entries)
        self._extractors |= {entry.extractor for entry in taken.entries}
        self._met.update(taken.met)
        if taken.validators is not None:
            self._validators[_name(outcome)] = taken.validators
        if taken.kept is not None:
            self._kept[_name(outcome)] = taken.kept
        if taken.suspect is not None and outcome.document is not None:
            self._tools.archive.keep_suspect(outcome.source, outcome.document, taken.suspect)
        settings = self._tools.settings
        waited = (self._tools.now() - self._flushed).total_seconds()
        if len(self._entries) >= settings.batch_documents or (self._entries and waited >= settings.batch_seconds):
            self.flush(finished=None)

    def flush(self, *, finished: bool | None) -> RunRecord:
        """Record everything so far; `finished` closes the round."""
        record = self._record(finished=self._tools.now() if finished else None)
        self._tools.archive.write(self._entries, record)
        self._entries.clear()
        self._flushed = self._tools.now()
        return record

    def _record(self, *, finished: datetime | None) -> RunRecord:
        recorded = [outcome for outcome in self.outcomes if isinstance(outcome, Recorded)]
        unchanged = [outcome for outcome in self.outcomes if isinstance(outcome, Unchanged)]
        return RunRecord(
            id=self._id,
            started=self._started,
            finished=finished,
            tracker=version("tracker"),
            extractors=tuple(sorted(self._extractors)),
            requests=self._tools.client.requests,
            bytes=self._tools.client.bytes,
            recorded={_name(outcome): self._second(outcome) for outcome in recorded},
            unchanged={_name(outcome): self._second(outcome) for outcome in unchanged},
            not_modified=tuple(sorted(_name(outcome) for outcome in unchanged if outcome.not_modified)),
            suspect={
                _name(one): Trouble(reason=one.reason, body=self._kept.get(_name(one)))
                for one in self.outcomes
                if isinstance(one, Suspect)
            },
            failed={
                _name(one): Trouble(reason=one.reason, transient=one.transient, status=one.status)
                for one in self.outcomes
                if isinstance(one, Failed)
            },
            validators=self._validators,
            met=self._met,
        )

    def _second(self, outcome: Outcome) -> int:
        return max(0, int((outcome.at - self._started).total_seconds()))


def _name(outcome: Outcome) -> str:
    return outcome.source if outcome.document is None else f"{outcome.source}/{outcome.document}"
