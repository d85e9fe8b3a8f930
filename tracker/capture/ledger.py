"""Ledger: what a round has found so far, and its record. The same whatever came first."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from tracker.capture import part
from tracker.capture.outcome import Failed, Outcome, Recorded, Suspect, Unchanged
from tracker.capture.reading import extractor_of
from tracker.capture.result import CaptureResult
from tracker.capture.tools import Tools
from tracker.config.source import Source
from tracker.errors import UsageError
from tracker.store import layout
from tracker.store.aside import AsideBody
from tracker.store.layout import BODY, SUSPECTS
from tracker.store.record import Discovery, KeptBody, RunRecord, Trouble, Validators
from tracker.store.software import software
from tracker.store.version import Entry


@dataclass(slots=True)
class _LedgerLine:
    """An outcome, and what of it is not in the store yet."""

    outcome: Outcome
    taken: CaptureResult | None


class Ledger:
    """Takes outcomes as they come, records them in the order of the sources, in batches, and then tells them.

    A batch is closed when the sources that are through have `batch_documents` to record. One that is older than
    `batch_seconds` takes in everything that came, so that a slow host at the head of the list cannot cost what others
    brought: only then does its content depend on who was quicker.
    """

    def __init__(self, tools: Tools, sources: Sequence[Source], *, tell: Callable[[Outcome], None]) -> None:
        self.count: Callable[[], tuple[int, int]] = lambda: (0, 0)
        """(requests, bytes) so far."""
        self._tools = tools
        self._tell = tell
        self._started = tools.now().replace(microsecond=0)
        self.id = tools.archive.new_run_id(self._started)
        self._sources = sources
        self._extractors = {extractor_of(source) for source in sources}
        self._parts = part.of_sources(tools.archive.streaks())
        """Parts of lists that failed before this round, by source."""
        self._lines: list[list[_LedgerLine]] = [[] for _ in sources]
        self._through = [False] * len(sources)
        self._head = 0
        """The first source that is not through; those before it are in their turn."""
        self._turned = 0
        """Outcomes of that source that are in their turn."""
        self._waiting = 0
        """Versions in their turn that are to be recorded."""
        self._told = (0, 0)
        """The first source of which not all is told, and how many of its outcomes are."""
        self._validators: dict[str, Validators] = {}
        self._kept: dict[str, KeptBody] = {}
        self._met: dict[str, Discovery] = {}
        self._pictures: dict[str, str] = {}
        self._flushed = self._started

    def add(self, place: int, taken: CaptureResult) -> None:
        """Note an outcome of the source at that place."""
        taken = _storable(taken)
        self._lines[place].append(_LedgerLine(taken.outcome, taken))
        self.tick()
        self._advance()

    def close(self, place: int) -> None:
        """The source at that place is through."""
        self._through[place] = True
        self._advance()

    def tick(self) -> None:
        """Record what has waited for long."""
        waited = (self._tools.now() - self._flushed).total_seconds()
        if waited >= self._tools.settings.batch_seconds and any(self._pending(whole=True)):
            self.flush(finished=None)
            self.announce()

    def announce(self) -> None:
        """Tell what is in its turn, once it is stored: news that a crash or a full disk undoes is no news."""
        place, nth = self._told
        while place < len(self._lines):
            for line in self._lines[place][nth:]:
                if line.taken and line.taken.entries:
                    return
                nth += 1
                self._told = (place, nth)
                self._tell(line.outcome)
            if not self._through[place]:
                return
            place, nth = place + 1, 0

    def outcomes(self) -> Iterator[Outcome]:
        """What became of everything so far, in the order of the sources."""
        return (line.outcome for lines in self._lines for line in lines)

    def flush(self, *, finished: bool | None, whole: bool = True) -> RunRecord:
        """Record everything so far (or only what is in its turn); `finished` closes the round."""
        entries: list[Entry] = []
        lines = [line for line in self._due(whole=whole) if line.taken]
        for line in lines:
            if line.taken is not None:
                entries.extend(line.taken.entries)
                self._learn(line.outcome, line.taken)
        self._tools.archive.keep_aside(
            [one for line in lines if line.taken for one in _aside(line.outcome, line.taken)]
        )
        record = self._record(self._tools.now() if finished else None, whole=whole)
        self._tools.archive.write(entries, record)
        for line in lines:
            line.taken = None
        self._waiting = 0
        self._flushed = self._tools.now()
        return record

    def _advance(self) -> None:
        """Record a batch that is large enough, and tell what is now in its turn."""
        while self._head < len(self._lines):
            for line in self._lines[self._head][self._turned :]:
                self._turned += 1
                self._waiting += len(line.taken.entries) if line.taken else 0
                if self._waiting >= self._tools.settings.batch_documents:
                    self.flush(finished=None, whole=False)
            if not self._through[self._head]:
                break
            self._head, self._turned = self._head + 1, 0
        self.announce()

    def _due(self, *, whole: bool) -> Iterator[_LedgerLine]:
        for place, lines in enumerate(self._lines):
            yield from lines if whole or place < self._head else lines[: self._turned] if place == self._head else ()

    def _pending(self, *, whole: bool) -> Iterator[_LedgerLine]:
        return (line for line in self._due(whole=whole) if line.taken and line.taken.is_kept)

    def _learn(self, outcome: Outcome, taken: CaptureResult) -> None:
        self._extractors |= {entry.extractor for entry in taken.entries}
        self._met.update(taken.met)
        self._pictures |= {
            f"{entry.source}/{entry.document}": sha256(entry.picture).hexdigest()
            for entry in taken.entries
            if entry.picture and entry.kind != "reextract"
        }
        # Only now: a validator of what is not in the store would hide it behind a 304 after a crash.
        if taken.validators is not None:
            self._validators[_name(outcome)] = taken.validators
        if taken.kept is not None:
            self._kept[_name(outcome)] = taken.kept

    def _record(self, finished: datetime | None, *, whole: bool) -> RunRecord:
        outcomes = [line.outcome for line in self._due(whole=whole)]
        unchanged = [outcome for outcome in outcomes if isinstance(outcome, Unchanged)]
        requests, size = self.count()
        ours = software()
        return RunRecord(
            id=self.id,
            started=self._started,
            finished=finished,
            tracker=ours.tracker,
            git=ours.git,
            python=ours.python,
            extractors=tuple(sorted(self._extractors)),
            requests=requests,
            bytes=size,
            recorded={_name(one): self._second(one) for one in outcomes if isinstance(one, Recorded)},
            unchanged={_name(outcome): self._second(outcome) for outcome in unchanged},
            empty=tuple(sorted((*self._empty(whole=whole), *self._mended(whole=whole)))),
            not_modified=tuple(sorted(_name(outcome) for outcome in unchanged if outcome.not_modified)),
            suspect={
                _name(one): Trouble(reason=one.reason, body=self._kept.get(_name(one)))
                for one in outcomes
                if isinstance(one, Suspect)
            },
            failed={_name(one): self._failed(one) for one in outcomes if isinstance(one, Failed)},
            validators=self._validators,
            met=self._met,
            pictures=self._pictures,
        )

    def _empty(self, *, whole: bool) -> Iterator[str]:
        """Sources that are through and of which there is nothing to tell."""
        return (source for source, outcomes in self._done(whole=whole) if not outcomes)

    def _mended(self, *, whole: bool) -> Iterator[str]:
        """Parts of lists that failed before and do not now; none where the list itself could not be read."""
        for source, outcomes in self._done(whole=whole):
            failed = [one for one in outcomes if isinstance(one, Failed)]
            if all(one.document or one.nothing for one in failed):
                yield from self._parts.get(source, set()) - {one.name for one in failed}

    def _done(self, *, whole: bool) -> Iterator[tuple[str, list[Outcome]]]:
        """Sources that are through, with what became of each."""
        for place, source in enumerate(self._sources):
            if self._through[place] and (whole or place < self._head):
                yield source.id, [line.outcome for line in self._lines[place]]

    def _failed(self, one: Failed) -> Trouble:
        return Trouble(
            reason=one.reason,
            transient=one.transient,
            status=one.status,
            host=one.host,
            blocked=one.blocked,
            nothing=one.nothing,
            body=self._kept.get(_name(one)),
        )

    def _second(self, outcome: Outcome) -> int:
        return max(0, int((outcome.at - self._started).total_seconds()))


def _storable(taken: CaptureResult) -> CaptureResult:
    """As it is, or a failure where the store has no place for such a name: one document must not cost the others."""
    one = taken.outcome
    if one.document is None:
        return taken
    try:
        layout.folder(layout.DOCS, one.source, one.document)
    except UsageError as error:
        return CaptureResult(Failed.of(one.source, error, at=one.at))
    return taken


def _aside(outcome: Outcome, taken: CaptureResult) -> Iterator[AsideBody]:
    """What is kept of an outcome that is no version."""
    if taken.fault is not None:
        yield AsideBody.failed(outcome.source, outcome.document, taken.fault.body, taken.fault.trace)
    if taken.suspect is not None and outcome.document is not None:
        yield AsideBody(SUSPECTS, outcome.source, outcome.document, {BODY: taken.suspect})


def _name(outcome: Outcome) -> str:
    return outcome.source if outcome.document is None else f"{outcome.source}/{outcome.document}"
