"""Reextract: the latest version of each document read anew by today's readers, and recorded as ours where it differs."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from tracker.capture.bench import Bench
from tracker.capture.elsewhere import AT_ONCE, Reading, ReadingJob, in_turn
from tracker.capture.entry import of_version
from tracker.capture.outcome import Failed, Outcome, Recorded, Unchanged
from tracker.capture.reading import as_taken, extractor_of
from tracker.config.source import Source
from tracker.errors import ExtractError
from tracker.store.archive import Archive
from tracker.store.record import RunRecord
from tracker.store.software import software
from tracker.store.version import Entry, Version


def reextract(
    sources: Sequence[Source], *, bench: Bench, tell: Callable[[Outcome], None] = lambda _: None
) -> tuple[Outcome, ...]:
    """Read the latest version of every document of these sources anew; record those whose text or facts differ.

    Holds the round lock. The new versions are of kind `reextract`: never news, and no sighting of the page. Nothing is
    written when nothing differs.
    """
    with bench.archive.round_lock():
        log = _Log(bench, sources)
        wanted = (
            (source, version)
            for source in sources
            for _, document in bench.archive.documents(source.id)
            if (version := bench.archive.latest(source.id, document))
        )
        for some in in_turn(wanted, AT_ONCE):
            for outcome, entry in _again(some, bench):
                log.add(outcome, entry)
                tell(outcome)
        log.flush(finished=bench.now())
        return tuple(log.outcomes)


def _again(some: Sequence[tuple[Source, Version]], bench: Bench) -> Iterator[tuple[Outcome, Entry | None]]:
    """What came of each, all of them read together by the readers of the bench."""
    bodies = [bench.archive.raw(version) for _, version in some]
    readings = bench.readers(
        ReadingJob(
            as_taken(source, version.extractor), version.url, body, version.charset, bench.people, version.seen_in or ""
        )
        for (source, version), body in zip(some, bodies, strict=True)
        if body is not None
    )
    for (source, version), body in zip(some, bodies, strict=True):
        yield _settled(source, version, body, next(readings) if body is not None else None, bench)


def _settled(
    source: Source, version: Version, body: bytes | None, reading: Reading | None, bench: Bench
) -> tuple[Outcome, Entry | None]:
    at, document = bench.now(), version.document
    if reading and reading.why and not reading.over:
        if reading.fault:
            bench.archive.keep_failed(source.id, document, body, reading.fault)
        reason = f"its bytes cannot be re-read: {reading.why}"
        return Failed.of(source.id, ExtractError(reason), at=at, document=document), None
    entry = None if reading is None or body is None or reading.why else _entry(version, reading, body, bench.archive)
    if entry is None:
        return Unchanged(source=source.id, document=document, at=at, not_modified=False), None
    recorded = Recorded(source=source.id, document=document, title=entry.title, version_kind="reextract", at=at)
    return recorded, entry


def _entry(version: Version, reading: Reading, body: bytes, archive: Archive) -> Entry | None:
    """What is to be recorded when a version is read anew; None when it says what is held.

    Its time of capture is that of the bytes: reading them again is no sighting of the page.
    """
    if (reading.text.decode("utf-8"), reading.meta) == (archive.text(version), archive.meta(version)):
        return None
    return of_version(
        version,
        kind="reextract",
        says=(reading.title, reading.text, reading.meta),
        raw=body,
        final_url=archive.final_url(version),
        at=version.captured_at,
        extractor=reading.extractor,
        config_key=reading.config_key,
        picture=archive.picture(version),
        seen_by=version.seen_by,
        seen_in=version.seen_in,
        saved_by=version.saved_by,
        hold_until=version.hold_until,
    )


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
        ours = software()
        record = RunRecord(
            id=self._id,
            started=self._started,
            finished=finished,
            tracker=ours.tracker,
            git=ours.git,
            python=ours.python,
            extractors=self._extractors,
            reextracted=tuple(sorted(self._names)),
        )
        self._bench.archive.write(self._entries, record)
        self._entries.clear()


class WhyReread(NamedTuple):
    """Why versions differ when read anew, and how many of them in their text, how many in their facts alone."""

    reader: str
    """`tracker-html/3, now tracker-html/6`; empty where the reader is the same, so the source's settings are not."""
    text: int
    facts: int


class RereadChange(NamedTuple):
    """One document that differs when read anew."""

    reader: str
    """As in `WhyReread`."""
    text: bool
    """Whether its text differs, and not its facts alone."""

    @property
    def because(self) -> str:
        """For people."""
        return f"read by {self.reader}" if self.reader else "read by the source's settings of today"


def reread_changes(outcomes: Sequence[Outcome], archive: Archive) -> dict[str, RereadChange]:
    """By `source/document`: why it was recorded anew."""
    found = {}
    for one in outcomes:
        if not isinstance(one, Recorded):
            continue
        before, now = archive.versions(one.source, one.document)[-2:]
        reader = f"{before.extractor}, now {now.extractor}" if before.extractor != now.extractor else ""
        found[f"{one.source}/{one.document}"] = RereadChange(reader, archive.text(before) != archive.text(now))
    return found


def why(changes: Iterable[RereadChange]) -> tuple[WhyReread, ...]:
    """The reasons for what was recorded anew, the most frequent first."""
    counts: dict[str, list[int]] = {}
    for one in changes:
        counts.setdefault(one.reader, [0, 0])[not one.text] += 1
    found = (WhyReread(reader, text, facts) for reader, (text, facts) in counts.items())
    return tuple(sorted(found, key=lambda one: (-one.text - one.facts, one.reader)))


def by_id(sources: Sequence[Source]) -> Mapping[str, Source]:
    """The sources by their ids."""
    return {source.id: source for source in sources}


def undeclared(archive: Archive, sources: Sequence[Source]) -> Iterator[str]:
    """Sources that the store holds but the configuration does not declare: nobody knows how they are to be read."""
    known = by_id(sources)
    yield from sorted({source for source, _ in archive.documents()} - known.keys())
