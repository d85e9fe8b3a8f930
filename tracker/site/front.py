"""The front page: what changed lately, round by round, the weightiest first; how the sources fare; what was watched."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from types import MappingProxyType
from typing import NamedTuple

from tracker.capture.health import Health
from tracker.desk import address
from tracker.desk.dates import between, minute
from tracker.desk.notes import PersonNote
from tracker.diff.group import grouped
from tracker.render.changes import counted
from tracker.render.safe import safe
from tracker.site.edit import Edit, edit
from tracker.site.environment import render
from tracker.site.frame import Site
from tracker.site.history import told
from tracker.site.subject import Subject
from tracker.site.summary import Summary
from tracker.store.version import Revision, Version

MOST_SHOWN = 3
"""Changes shown of one document; the rest is a link away."""
MOST_FIRSTS = 20
"""Documents seen for the first time that are named."""


class FrontRevision(NamedTuple):
    """What came with a version, and whose it is."""

    revision: Revision
    about: Subject
    short: Summary
    written: Mapping[str, Sequence[PersonNote]] = MappingProxyType({})
    """By the id of a change: what persons wrote on it and released."""


class Window(NamedTuple):
    """What this record can speak of."""

    first: str
    """When anything was captured first by us."""
    as_of: str
    documents: str
    versions: str
    sources: str


class _Place(NamedTuple):
    about: Subject
    between: str
    page: str


class _Entry(NamedTuple):
    places: tuple[_Place, ...]
    """One, or all documents in which the same edit was made."""
    notes: tuple[str, ...]
    warnings: tuple[str, ...]
    facts: tuple[str, ...]
    edits: tuple[tuple[Edit, str], ...]
    """Each with the address of its place on the page of the change."""
    more: int
    said: str
    score: float


class _Round(NamedTuple):
    seen: str
    entries: tuple[_Entry, ...]
    noise: int


class SourceHealth(NamedTuple):
    """How a source fares."""

    title: str
    address: str | None
    state: str
    checked: str
    reasons: tuple[str, ...]

    @property
    def is_well(self) -> bool:
        """Whether there is nothing to warn of."""
        return self.state in {"ok", "recovered", "not enabled"}


def front(
    came: Sequence[FrontRevision],
    firsts: Sequence[tuple[Version, Subject]],
    fares: Sequence[SourceHealth],
    *,
    window: Window,
    site: Site,
) -> str:
    """The page; `came` newest round first."""
    values = {
        "site": site,
        "rounds": tuple(_rounds(came)),
        "firsts": [(about, minute(one.captured_at)) for one, about in firsts[:MOST_FIRSTS]],
        "firsts_left": max(0, len(firsts) - MOST_FIRSTS),
        "fares": fares,
        "troubled": [one for one in fares if not one.is_well],
        "window": window,
    }
    return render("front.html", address.FRONT, values)


def fares(found: Sequence[Health], titles: Mapping[str, str]) -> tuple[SourceHealth, ...]:
    """How each source fares, in words. Reasons come from the web's answers."""
    return tuple(
        SourceHealth(
            title=safe(titles.get(one.source, one.source)),
            address=address.source(one.source) if one.versions else None,
            state=one.state,
            checked=minute(one.checked) if one.checked else "never",
            reasons=tuple(_reasons(one)),
        )
        for one in found
    )


def _reasons(one: Health) -> Iterator[str]:
    if one.place:
        yield f"its page: {safe(one.place)}"
    for fault in one.faults[:3]:
        document = fault.name.partition("/")[2].removesuffix("page")
        yield f"{document + ': ' if document else ''}{fault.state} since {minute(fault.since)}: {safe(fault.reason)}"
    if len(one.faults) > 3:  # noqa: PLR2004 - as above
        yield f"and {len(one.faults) - 3} more"


def _rounds(came: Sequence[FrontRevision]) -> Iterator[_Round]:
    for _, found in groupby(came, key=lambda one: one.revision.new.run):
        mine = tuple(found)
        entries = tuple(sorted(_entries(mine), key=lambda entry: (-entry.score, entry.places[0].page)))
        seen = max(one.revision.new.captured_at for one in mine)
        if entries:
            yield _Round(minute(seen), entries, sum(one.short.noise for one in mine))


def _entries(mine: Sequence[FrontRevision]) -> Iterator[_Entry]:
    """Edits made in more than one document are told once; then each document with what is left of it."""
    listed = [(one, at) for one in mine for at in range(len(one.short.changes))]
    told_already: set[tuple[str, int]] = set()
    for group in grouped([one.short.changes[at] for one, at in listed]):
        where = {listed[at][0].revision.new.address: listed[at] for at in group.places}
        if len(where) > 1:
            told_already |= {(listed[at][0].revision.new.address, listed[at][1]) for at in group.places}
            yield _shared([where[name] for name in sorted(where)], group.change.score)
    for one in mine:
        left = [at for at in range(len(one.short.changes)) if (one.revision.new.address, at) not in told_already]
        if left or one.short.facts or (one.short.notes and not one.short.changes):
            yield _own(one, left)


def _shared(places: Sequence[tuple[FrontRevision, int]], score: float) -> _Entry:
    one, at = places[0]
    return _Entry(
        places=tuple(_place(came) for came, _ in places),
        notes=(),
        warnings=(),
        facts=(),
        more=0,
        score=score,
        edits=(_edit(one, at),),
        said=f"the same edit in {len(places)} documents",
    )


def _own(one: FrontRevision, left: Sequence[int]) -> _Entry:
    short = one.short
    best = sorted(left, key=lambda at: (-short.changes[at].score, at))[:MOST_SHOWN]
    told_elsewhere = len(short.changes) - len(left)
    return _Entry(
        places=(_place(one),),
        notes=tuple(map(safe, short.notes[:MOST_SHOWN])),
        warnings=short.warnings,
        facts=tuple(safe(fact.said) for fact in short.facts[:MOST_SHOWN]),
        edits=tuple(_edit(one, at) for at in best),
        more=short.listed - told_elsewhere - len(best),
        said=told(short),
        score=max([*(short.changes[at].score for at in left), *(fact.score for fact in short.facts), 0.0]),
    )


def _edit(one: FrontRevision, at: int) -> tuple[Edit, str]:
    name = one.short.ids[at]
    return edit(one.short.changes[at], name, one.written.get(name, ())), f"{_place(one).page}#{name}"


def _place(one: FrontRevision) -> _Place:
    new = one.revision.new
    return _Place(one.about, between(one.revision.between), address.change(new.source, new.document, new.number))


def window(versions: Sequence[Version], as_of: str, *, documents: int, sources: int) -> Window:
    """What was watched. What others captured earlier lies before it."""
    ours = [one.captured_at for one in versions if one.seen_by is None] or [one.captured_at for one in versions]
    return Window(
        first=minute(min(ours)) if ours else "",
        as_of=as_of,
        documents=counted(documents, "document"),
        versions=counted(len(versions), "version"),
        sources=counted(sources, "source"),
    )
