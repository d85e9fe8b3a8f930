"""Tables: what the JSON of a command says, a row a line, for a spreadsheet. Several values of a cell are joined by “; ”.

Times are UTC in ISO 8601, which a spreadsheet sorts as text; `yes` and `no` stand for true and false.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from tracker.diff.change import Flag
from tracker.render.notes import in_line

if TYPE_CHECKING:
    from tracker.render.schemas.changes import Changes, SideRow
    from tracker.render.schemas.declared import Declared
    from tracker.render.schemas.find import Find
    from tracker.render.schemas.follows import Follows
    from tracker.render.schemas.log import Log
    from tracker.render.schemas.status import Status
    from tracker.render.schemas.trace import DifferenceRow, SayingPlace, Trace


class SheetRows(NamedTuple):
    """The heading, and the rows below it."""

    columns: Sequence[str]
    rows: Iterable[Sequence[object]]


def changes(told: "Changes", *, everything: bool) -> SheetRows:
    """A row a change of the text, a changed fact, or a document seen for the first time. Noise where all is wanted."""
    columns = """
        what kind document title publisher after until heading old new flags score noise moved unmentioned silent
        reasons old_version new_version url written
    """.split()
    return SheetRows(columns, _changes(told, everything=everything))


def _changes(told: "Changes", *, everything: bool) -> Iterator[Sequence[object]]:
    homes = {address: one for one in told.documents for address in (("old", one.old), ("new", one.new))}
    for change in told.changes:
        if change.noise and not everything:
            continue
        place = ("new", change.new.version) if change.new else ("old", change.old.version if change.old else "")
        home = homes[place]
        side = change.new or change.old
        yield (
            *(
                "text",
                change.kind,
                home.name,
                home.title,
                home.publisher,
                *_span(change.between),
                side.heading if side else None,
            ),
            *(_words(change.old), _words(change.new), _joined(map(_flag, change.flags)), change.score),
            *(_yes(change.noise), _yes(change.moved), _yes(change.unmentioned), _yes(change.silent)),
            *(_joined(change.reasons), home.old, home.new, home.url, _joined(map(in_line, change.notes))),
        )
    for fact in told.facts:
        home = homes["new", fact.new_version]
        yield (
            *(fact.fact, fact.kind, home.name, home.title, home.publisher, *_span(fact.between)),
            *(fact.about, fact.old, fact.new, None, fact.score),
            *("no", "no", None, None, fact.said, fact.old_version, fact.new_version, home.url, None),
        )
    for first in told.first_seen:
        name = first.version.rpartition("@")[0]
        yield (
            *("document", "first seen", name, first.title, None, None, _time(first.captured_at), *(None,) * 11),
            *(first.version, first.url, None),
        )


def log(told: "Log") -> SheetRows:
    """A row a version, newest first."""
    columns = """
        version source document number kind title after until captured_at last_seen notes silent reverted url
        seen_by seen_in saved commit extractor round
    """.split()
    rows = (
        (
            *(one.address, one.source, one.document, one.number, one.kind, one.title, *_span(one.between)),
            *(_time(one.captured_at), _time(one.last_seen), _joined(one.notes), _yes(one.silent), one.reverted),
            *(one.url, one.seen_by, one.seen_in, one.saved, one.commit, one.extractor, one.run),
        )
        for one in told.versions
    )
    return SheetRows(columns, rows)


def find(told: "Find") -> SheetRows:
    """A row a sentence, the earliest first."""
    columns = "source document sentence first_version first_seen last_version last_seen still_there".split()
    rows = (
        (
            *(one.source, one.document, one.text, one.first.version, _time(one.first.captured_at)),
            *(one.last.version, _time(one.last.last_seen), _yes(one.there)),
        )
        for one in told.sentences
    )
    return SheetRows(columns, rows)


def follows(told: "Follows") -> SheetRows:
    """A row a thing and target, in the order of notify.toml."""
    rows = ((one.what, one.to, one.words, one.at, one.by, one.on and one.on.isoformat()) for one in told.follows)
    return SheetRows("what to words version by since".split(), rows)


def status(told: "Status") -> SheetRows:
    """A row a source, in the order declared; its troubles in one cell."""
    columns = (
        "source state checked due documents versions in_trouble_since rounds_in_trouble troubles known_until place"
    )
    rows = (
        (
            *(one.source, one.state, _time(one.checked), _time(one.due), one.documents, one.versions),
            _time(min((fault.since for fault in one.faults), default=None)),
            max((fault.count for fault in one.faults), default=None),
            _joined(f"{fault.name}: {fault.state}: {fault.told}" for fault in one.faults),
            max((fault.acknowledged.isoformat() for fault in one.faults if fault.acknowledged), default=None),
            one.place,
        )
        for one in told.sources
    )
    return SheetRows(columns.split(), rows)


def declared(told: "Declared") -> SheetRows:
    """A row a source, in the order declared."""
    columns = """
        id kind enabled publisher publisher_type title location topics evidence licence redistributable interval
    """.split()
    rows = (
        (
            *(one.id, one.kind, _yes(one.enabled), one.publisher, one.publisher_type, one.title, one.location),
            *(_joined(one.topics), one.evidence, one.licence, _yes(one.redistributable), one.interval),
        )
        for one in told.sources
    )
    return SheetRows(columns, rows)


def trace(told: "Trace") -> SheetRows:
    """A row a statement of the text, in reading order: how it is held, what differs, since when and until when."""
    columns = """
        statement speaker kind result differs record publisher first_seen last_seen stands newest thread cite url
        first_version last_version places score start end
    """.split()
    rows = (
        (
            *(one.text, one.speaker, one.kind, "not found" if one.how == "none" else one.how),
            *(_joined(map(_difference, one.differs)), one.record, one.publisher, *_seen(one.places)),
            *(None if one.stands is None else _yes(one.stands), one.newest.text if one.newest else None),
            *(one.thread, one.cite, one.places[0].url if one.places else None),
            *(*_versions(one.places), len(one.places), round(one.score, 3), one.start, one.end),
        )
        for one in told.sayings
    )
    return SheetRows(columns, rows)


def _difference(one: "DifferenceRow") -> str:
    record, text = (f"“{side}”" if side else "nothing" for side in (one.record, one.text))
    return f"{one.kind or one.name}: record {record}, text {text}"


def _seen(places: "Sequence[SayingPlace]") -> tuple[str | None, str | None]:
    """When first and when last."""
    last = _latest(places)
    return (_time(places[0].first.captured_at), _time(last.last.last_seen)) if last else (None, None)


def _versions(places: "Sequence[SayingPlace]") -> tuple[str | None, str | None]:
    last = _latest(places)
    return (places[0].first.version, last.last.version) if last else (None, None)


def _latest(places: "Sequence[SayingPlace]") -> "SayingPlace | None":
    return max(places, key=lambda one: (one.there, one.last.last_seen, one.last.version), default=None)


def _span(between: tuple[datetime, datetime] | None) -> tuple[str | None, str | None]:
    """(last sighting of the old text, first sighting of the new one)."""
    return (_time(between[0]), _time(between[1])) if between else (None, None)


def _time(at: datetime | None) -> str | None:
    return None if at is None else at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _yes(told: bool) -> str:  # noqa: FBT001 - a cell
    return "yes" if told else "no"


def _words(side: "SideRow | None") -> str | None:
    return side.text if side else None


def _flag(flag: Flag) -> str:
    old, new = (f"“{side}”" if side else "nothing" for side in (flag.old, flag.new))
    return f"{flag.name}: {old} → {new}"


def _joined(values: Iterable[str]) -> str:
    return "; ".join(values)
