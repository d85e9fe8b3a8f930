"""Backfill: captures that others made take their place in a source's history, by the time when they were seen.

Nothing that is recorded is rewritten. What came of each capture is in run records, so that an import that was killed
goes on where it stopped, and a second one adds nothing. What the gate doubted is looked at again: its settings may be others
now.
"""

from bisect import bisect_right, insort
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from tracker.capture.bench import Bench
from tracker.capture.elsewhere import AT_ONCE, DOUBTED, Capture, Reading, ReadingJob, in_turn, settled
from tracker.capture.fault import ReaderError
from tracker.capture.gate.look import Look
from tracker.capture.gate.suspicion import suspicion
from tracker.capture.kinds.registry import page_kind
from tracker.capture.reading import as_recorded, as_taken
from tracker.config.settings import Settings
from tracker.config.source import Source
from tracker.extract import canonical
from tracker.store.reader import blob_id
from tracker.store.record import RECORDED, SAME, RunRecord
from tracker.store.sense import can_be
from tracker.store.software import software
from tracker.store.version import Entry

_NO_TIME = "nobody can have seen it then"
"""Of a capture with a date that is none: no record can hold it, so it is told each time."""


@dataclass(slots=True)
class ImportTally:
    """What came of an import."""

    recorded: int = 0
    same: int = 0
    known: int = 0
    """Captures that an earlier import took."""
    faults: int = 0
    """Captures that our own reader failed on."""
    left_out: list[tuple[Capture, str]] = field(default_factory=list)


def backfill(
    source: Source,
    captures: Iterable[Capture],
    *,
    bench: Bench,
    at_once: int = AT_ONCE,
    tell: Callable[[Capture, str], None] = lambda *_: None,
) -> ImportTally:
    """Record those captures of one source that say something else than the version before them in time.

    The round lock is the caller's. What was taken before an interruption is recorded before the interruption goes on;
    a crash loses at most a batch (`batch_documents` or `batch_seconds` of the settings). Captures that are slow to come
    by are taken one at a time (`at_once`).
    """
    run = _Import(source, bench, tell)
    try:
        for some in in_turn(run.new(captures), at_once):
            run.take(some)
    finally:
        run.flush()
    return run.tally


@dataclass(slots=True)
class _Past:
    """What is known of one document: its versions by time of capture, and captures that were taken."""

    versions: list[tuple[datetime, int, str, str]]
    """(seen, order, id of the text, id of the facts that count); by time."""
    taken: set[str]
    before: Mapping[str, str]
    """What came of each capture that an import looked at, by its key."""


class _Import:
    def __init__(self, source: Source, bench: Bench, tell: Callable[[Capture, str], None]) -> None:
        self.tally = ImportTally()
        self._source = source
        self._bench = bench
        self._tell = tell
        self._past: dict[str, _Past] = {}
        self._substance: dict[str, str] = {}
        self._entries: list[Entry] = []
        self._outcomes: dict[str, dict[str, str]] = defaultdict(dict)
        self._started = bench.now().replace(microsecond=0)
        self._order = Counter[str]()

    def new(self, captures: Iterable[Capture]) -> Iterator[Capture]:
        """Those that no earlier import has taken."""
        for capture in captures:
            if capture.again or not can_be(capture.at):
                why = capture.why if capture.again else _NO_TIME
                self.tally.left_out.append((capture, why))
                self._tell(capture, why)
            elif capture.key in self._of(capture.document).taken:
                self.tally.known += 1
            else:
                self._of(capture.document).taken.add(capture.key)
                yield capture

    def take(self, captures: tuple[Capture, ...]) -> None:
        """Read some captures and keep what is news in their time."""
        whole = [one for one in captures if one.body is not None]
        jobs = [
            ReadingJob(as_taken(self._source, ""), one.url, one.body or b"", one.charset, self._bench.people, one.where)
            for one in whole
        ]
        readings = self._bench.readers(jobs)
        for capture in captures:
            outcome = self._outcome(capture, next(readings)) if capture.body is not None else capture.why
            if self._of(capture.document).before.get(capture.key) != outcome:
                self._outcomes[f"{self._source.id}/{capture.document}"][capture.key] = outcome
            self._count(capture, outcome)
            self._tell(capture, outcome)
            if self._is_due():
                self.flush()

    def flush(self) -> None:
        """Record what was taken; nothing where nothing was."""
        if not self._outcomes:
            return
        archive = self._bench.archive
        ours = software()
        record = RunRecord(
            id=archive.new_run_id(self._started),
            started=self._started,
            finished=self._bench.now(),
            tracker=ours.tracker,
            git=ours.git,
            python=ours.python,
            extractors=tuple(sorted({one.extractor for one in self._entries})),
            imported={name: dict(outcomes) for name, outcomes in self._outcomes.items()},
        )
        archive.write(self._entries, record)
        self._entries.clear()
        self._outcomes.clear()
        self._started = self._bench.now().replace(microsecond=0)

    def _is_due(self) -> bool:
        waited = (self._bench.now() - self._started).total_seconds()
        settings = self._bench.settings
        return len(self._entries) >= settings.batch_documents or waited >= settings.batch_seconds

    def _count(self, capture: Capture, outcome: str) -> None:
        if outcome == RECORDED:
            self.tally.recorded += 1
        elif outcome == SAME:
            self.tally.same += 1
        else:
            self.tally.left_out.append((capture, outcome))

    def _outcome(self, capture: Capture, reading: Reading) -> str:
        if reading.fault:
            return self._failed(capture, reading.why, reading.fault)
        if reading.why:
            return reading.why
        try:
            reason = self._bench.apart(_suspicion, self._source, capture, reading, self._bench.settings)
        except ReaderError as error:
            return self._failed(capture, str(error), error.trace)
        if reason:
            return f"{DOUBTED}{reason}"
        past = self._of(capture.document).versions
        ids = (blob_id(reading.text), blob_id(canonical.substance(reading.meta)))
        at = bisect_right(past, capture.at, key=lambda one: one[0])
        if at and past[at - 1][2:] == ids:
            return SAME
        self._order[capture.document] += 1
        insort(past, (capture.at, self._order[capture.document], *ids), key=lambda one: one[:2])
        self._entries.append(self._entry(capture, reading))
        return RECORDED

    def _failed(self, capture: Capture, why: str, fault: str) -> str:
        """Our own reader failed on it: it is left out, and kept for whoever mends that."""
        self.tally.faults += 1
        if capture.saved_by is None:  # a person's page is nowhere but in its version, which can be kept from others
            self._bench.archive.keep_failed(self._source.id, capture.document, capture.body, fault)
        return why

    def _entry(self, capture: Capture, reading: Reading) -> Entry:
        return Entry(
            source=self._source.id,
            document=capture.document,
            kind="import",
            title=reading.title,
            text=reading.text,
            meta=reading.meta,
            raw=capture.body,
            url=capture.url,
            final_url=capture.url,
            status=capture.status,
            fetched_at=capture.at.astimezone(UTC),
            extractor=reading.extractor,
            config_key=reading.config_key,
            charset=capture.charset,
            seen_by=capture.by,
            seen_in=capture.where,
            saved_by=capture.saved_by,
            hold_until=capture.hold_until,
        )

    def _of(self, document: str) -> _Past:
        if document not in self._past:
            held = self._bench.archive.captured(self._source.id, document)
            versions = [
                (one.captured_at, order - len(held), one.text_id, self._facts(one.meta_id, document))
                for order, one in enumerate(held)
            ]
            before = self._bench.archive.imported(self._source.id, document)
            self._past[document] = _Past(versions, settled(before), before)
        return self._past[document]

    def _facts(self, meta_id: str, document: str) -> str:
        if meta_id not in self._substance:
            for version in self._bench.archive.captured(self._source.id, document):
                if version.meta_id not in self._substance:
                    found = blob_id(canonical.substance(self._bench.archive.meta(version)))
                    self._substance[version.meta_id] = found
        return self._substance[meta_id]


def _suspicion(source: Source, capture: Capture, reading: Reading, settings: Settings) -> str | None:
    body = capture.body or b""
    page = as_recorded(as_taken(source, ""), capture.url, body, capture.where)
    rules = page_kind(page).rules(page, document=capture.document, held=False, settings=settings)
    found = canonical.read(reading.text.decode("utf-8"), reading.meta)
    look = Look(found, lambda: body, capture.url, lambda: capture.url, charset=capture.charset)
    # Older templates need not have the parts that today's page is declared to have.
    return suspicion(look, rules=replace(rules, drop=()))
