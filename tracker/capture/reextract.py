"""Reextract: the latest version of each document read anew by today's readers, and recorded as ours where it differs."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version as installed

from tracker.capture.comparing import reread
from tracker.capture.outcome import Failed, Outcome, Recorded, Unchanged
from tracker.capture.reading import as_page, as_recorded, extractor_of
from tracker.config.key import config_key
from tracker.config.person import People
from tracker.config.settings import Settings
from tracker.config.source import Source
from tracker.errors import ExtractError
from tracker.extract import canonical
from tracker.store.archive import Archive
from tracker.store.record import RunRecord
from tracker.store.version import Entry, Version


@dataclass(frozen=True, slots=True)
class Bench:
    """What reading anew is given; nothing of the network."""

    archive: Archive
    settings: Settings
    people: People
    now: Callable[[], datetime]


def reextract(
    sources: Sequence[Source], *, bench: Bench, tell: Callable[[Outcome], None] = lambda _: None
) -> tuple[Outcome, ...]:
    """Read the latest version of every document of these sources anew; record those whose text or facts differ.

    Holds the round lock. The new versions are of kind `reextract`: never news, and no sighting of the page. Nothing is
    written when nothing differs.
    """
    with bench.archive.round_lock():
        log = _Log(bench, sources)
        for source in sources:
            for _, document in bench.archive.documents(source.id):
                outcome, entry = _again(source, document, bench)
                log.add(outcome, entry)
                tell(outcome)
        log.flush(finished=bench.now())
        return tuple(log.outcomes)


def _again(source: Source, document: str, bench: Bench) -> tuple[Outcome, Entry | None]:
    at = bench.now()
    version = bench.archive.latest(source.id, document)
    try:
        entry = entry_again(version, source=source, archive=bench.archive, people=bench.people)
    except ExtractError as error:
        reason = f"its bytes cannot be read anew: {error.reason}"
        return Failed(
            source=source.id, document=document, reason=reason, transient=False, status=None, at=at
        ), None  # fmt: skip
    if entry is None:
        return Unchanged(source=source.id, document=document, at=at, not_modified=False), None
    recorded = Recorded(source=source.id, document=document, title=entry.title, version_kind="reextract", at=at)
    return recorded, entry


def entry_again(version: Version | None, *, source: Source, archive: Archive, people: People) -> Entry | None:
    """What is to be recorded when a version is read anew; None when it says what is held.

    Its time of capture is that of the bytes: reading them again is no sighting of the page.

    Raises:
        ExtractError: today's reader finds no document in its bytes.
    """
    found = reread(version, source=source, archive=archive, people=people) if version else None
    if version is None or found is None:
        return None
    raw = archive.raw(version)
    page = as_page(source, version.url) if raw is None else as_recorded(source, version.url, raw, version.seen_in or "")
    meta = canonical.meta(found)
    if (found.text, meta) == (archive.text(version), archive.meta(version)):
        return None
    return Entry(
        source=version.source, document=version.document, kind="reextract", title=found.title,
        text=found.text.encode(), meta=meta, raw=raw, url=version.url, final_url=archive.final_url(version),
        status=version.status, fetched_at=version.captured_at, charset=version.charset, extractor=extractor_of(page),
        config_key=config_key(page, extractor_of(page)), seen_by=version.seen_by, seen_in=version.seen_in,
    )  # fmt: skip


class _Log:
    """What was read anew so far, recorded in batches so that a crash loses at most one."""

    def __init__(self, bench: Bench, sources: Sequence[Source]) -> None:
        self.outcomes: list[Outcome] = []
        self._bench = bench
        self._started = bench.now().replace(microsecond=0)
        self._id = bench.archive.new_run_id(self._started)
        self._extractors = tuple(sorted({extractor_of(source) for source in sources}))
        self._entries: list[Entry] = []
        self._names: list[str] = []

    def add(self, outcome: Outcome, entry: Entry | None) -> None:
        """Note an outcome; record the batch when it is large enough."""
        self.outcomes.append(outcome)
        if entry is not None:
            self._entries.append(entry)
            self._names.append(f"{entry.source}/{entry.document}")
        if len(self._entries) >= self._bench.settings.batch_documents:
            self.flush(finished=None)

    def flush(self, *, finished: datetime | None) -> None:
        """Record everything so far; nothing where nothing differs."""
        if not self._names:
            return
        record = RunRecord(
            id=self._id, started=self._started, finished=finished, tracker=installed("tracker"),
            extractors=self._extractors, reextracted=tuple(sorted(self._names)),
        )  # fmt: skip
        self._bench.archive.write(self._entries, record)
        self._entries.clear()


def by_id(sources: Sequence[Source]) -> Mapping[str, Source]:
    """The sources by their ids."""
    return {source.id: source for source in sources}


def undeclared(archive: Archive, sources: Sequence[Source]) -> Iterator[str]:
    """Sources that the store holds but the configuration does not declare: nobody knows how they are to be read."""
    known = by_id(sources)
    yield from sorted({source for source, _ in archive.documents()} - known.keys())
