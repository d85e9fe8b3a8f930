"""Rounds: what changed, round by round, the newest first and in each the weightiest first."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from types import MappingProxyType
from typing import NamedTuple

from tracker.desk import address
from tracker.desk.dates import between, minute
from tracker.desk.notes import PersonNote
from tracker.diff.group import grouped
from tracker.render.safe import safe
from tracker.render.words import shortened
from tracker.site.edit import Edit, edit
from tracker.site.environment import render
from tracker.site.frame import Site
from tracker.site.history import told
from tracker.site.paging import PagePlace
from tracker.site.subject import Subject
from tracker.site.summary import Summary
from tracker.store.version import Revision

IN_FULL = 5
"""Documents of a round that are told with their words; of the others it is told how much came, one line each."""
MOST_SHOWN = 3
"""Changes shown of one document; the rest is a link away."""
MOST_NAMED = 100
"""Documents of a round that are told in one line, and of those with the same edit that are named."""


class CameRevision(NamedTuple):
    """What came with a version, and whose it is."""

    revision: Revision
    about: Subject
    short: Summary
    written: Mapping[str, Sequence[PersonNote]] = MappingProxyType({})
    """By the id of a change: what persons wrote on it and released."""


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
    """In full."""
    others: tuple[_Entry, ...]
    """In one line each."""
    left: int
    """That are only counted."""
    noise: int


def changes(
    came: Sequence[CameRevision], *, at: str, pager: PagePlace, span: str, site: Site, as_of: str | None
) -> str:
    """A page of the list; `came` newest round first. `as_of`: of the newest page, which tells when was looked last."""
    values = {
        "site": site,
        "rounds": tuple(_rounds(came)),
        "pager": pager,
        "span": span,
        "as_of": as_of,
        "description": f"What changed in the pages that are watched, with the words before and after. {span}".strip(),
    }
    return render("changes.html", at, values)


def cost(steps: Sequence[object]) -> int:
    """How much room a round takes on a page: the documents that are told in full."""
    return min(len(steps), IN_FULL)


def _rounds(came: Sequence[CameRevision]) -> Iterator[_Round]:
    for _, found in groupby(came, key=lambda one: one.revision.new.run):
        mine = tuple(found)
        entries = tuple(sorted(_entries(mine), key=lambda entry: (-entry.score, entry.places[0].page)))
        seen = max(one.revision.new.captured_at for one in mine)
        noise = sum(one.short.noise for one in mine)
        if entries or noise:
            others = entries[IN_FULL : IN_FULL + MOST_NAMED]
            yield _Round(
                minute(seen), entries[:IN_FULL], others, len(entries) - len(entries[:IN_FULL]) - len(others), noise
            )


def _entries(mine: Sequence[CameRevision]) -> Iterator[_Entry]:
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


def _shared(places: Sequence[tuple[CameRevision, int]], score: float) -> _Entry:
    one, at = places[0]
    return _Entry(
        places=tuple(_place(came) for came, _ in places[:MOST_NAMED]),
        notes=(),
        warnings=(),
        facts=(),
        more=0,
        score=score,
        edits=(_edit(one, at),),
        said=f"the same edit in {len(places)} documents",
    )


def _own(one: CameRevision, left: Sequence[int]) -> _Entry:
    found = one.short
    best = sorted(left, key=lambda at: (-found.changes[at].score, at))[:MOST_SHOWN]
    told_elsewhere = len(found.changes) - len(left)
    return _Entry(
        places=(_place(one),),
        notes=tuple(map(safe, found.notes[:MOST_SHOWN])),
        warnings=found.warnings,
        facts=tuple(safe(fact.said) for fact in found.facts[:MOST_SHOWN]),
        edits=tuple(_edit(one, at) for at in best),
        more=found.listed - told_elsewhere - len(best),
        said=told(found),
        score=max([*(found.changes[at].score for at in left), *(fact.score for fact in found.facts), 0.0]),
    )


def _edit(one: CameRevision, at: int) -> tuple[Edit, str]:
    name = one.short.ids[at]
    return edit(shortened(one.short.changes[at]), name, one.written.get(name, ())), f"{_place(one).page}#{name}"


def _place(one: CameRevision) -> _Place:
    new = one.revision.new
    return _Place(one.about, between(one.revision.between), address.change(new.source, new.document, new.number))
