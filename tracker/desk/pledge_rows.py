"""Pledge rows: one pledge as one row: who, first and newest words with where they stand, what turned, and the desk's own."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from tracker.claims.claim import Claim, Place
from tracker.config.config import Config
from tracker.config.pledge import OwnPledge
from tracker.desk.dates import LONDON, is_later_version, when
from tracker.desk.notes import Notebook, PersonNote
from tracker.desk.pledge_index import PledgeIndex
from tracker.desk.pledged import sighting
from tracker.links.cells import amounts_of, cells, main_unit
from tracker.links.link import Thread
from tracker.links.turns import ThreadSummary
from tracker.store.archive import Archive


class Words(NamedTuple):
    """The words of a stage, when it was said, and where, for a footnote."""

    text: str
    date: str
    citation: str


NOTHING = Words("", "", "")


@dataclass(frozen=True, slots=True)
class PledgeRow:
    """A thread with the desk's own pledge, or one of the two."""

    own: OwnPledge | None
    thread: str = ""
    name: str = ""
    who: str = ""
    who_type: str = ""
    territory: str = ""
    topic: str = ""
    first: Words = NOTHING
    newest: Words = NOTHING
    stages: int | None = None
    turned: tuple[str, ...] | None = None
    """What became different, in a few words each."""
    number_then: str = ""
    number_now: str = ""
    deadline: str = ""
    standing: str = ""
    stands_in: str = ""
    last_seen: datetime | None = None
    notes: tuple[PersonNote, ...] = ()
    """What persons wrote on it and its claims."""


def pledge_rows(
    archive: Archive, config: Config, index: PledgeIndex, shown: Sequence[Thread], *, whole: bool
) -> tuple[PledgeRow, ...]:
    """A row for each shown thread; two pledges of the desk in one thread are two rows.

    `whole`: also the desk's pledges in other threads, and at the end those that are not anchored.
    """
    mine: dict[str, list[OwnPledge]] = {}
    lost: list[OwnPledge] = []
    further: dict[str, Thread] = {}
    for own in config.own:
        thread = index.thread(f"t-{own.anchor[2:]}") if own.anchor else None
        if thread is None:
            lost.append(own)
        else:
            mine.setdefault(thread.id, []).append(own)
            further[thread.id] = thread
    listed = {thread.id: thread for thread in shown} | (further if whole else {})
    summaries = {one.id: one for one in index.summaries() if one.id in listed}
    latest = frozenset(one.address for name in archive.documents() if (one := archive.latest(*name)))
    notes = Notebook.of(config, for_desk=True)
    rows = []
    for thread in listed.values():
        row = replace(_row(thread, summaries[thread.id], archive, config, latest), notes=notes.in_thread(thread))
        rows += [replace(row, own=own) for own in mine.get(thread.id, ())] or [row]
    return (*rows, *(PledgeRow(own=own) for own in (lost if whole else ())))


def _row(thread: Thread, told: ThreadSummary, archive: Archive, config: Config, latest: frozenset[str]) -> PledgeRow:
    """`latest`: versions that stand."""
    first, newest = thread.claims[0], thread.claims[-1]
    place = first.place or Place()
    unit = main_unit(thread.claims)
    declared = next((one.topics for one in config.sources if one.id == place.source), ())
    return PledgeRow(
        own=None,
        thread=thread.id,
        name=told.name,
        who=config.people.name_of(place.publisher) if place.publisher else "",
        who_type=place.publisher_type or "",
        territory="; ".join(place.territory),
        topic="; ".join(dict.fromkeys([*told.topics, *declared])),
        first=_words(first, config),
        newest=_words(newest, config),
        stages=told.stages,
        turned=tuple(turn.said for turn in told.counted),
        number_then=_number(first, unit),
        number_now=_number(newest, unit),
        deadline=next((claim.deadline.text for claim in reversed(thread.claims) if claim.deadline), ""),
        standing=_standing(thread),
        stands_in="; ".join(address for address in told.held if address in latest),
        last_seen=sighting(told, archive).last,
    )


def _words(claim: Claim, config: Config) -> Words:
    place = claim.place or Place()
    who = config.people.name_of(place.publisher) if place.publisher else None
    title = f"“{place.title}”" if place.title else None
    told = filter(None, [who, title, when(claim), place.url, f"{place.version}, {claim.id}"])
    return Words(claim.text, _date(claim), ", ".join(told))


def _date(claim: Claim) -> str:
    """The day of a stage as `when` tells it, in the form that a spreadsheet sorts."""
    place = claim.place or Place()
    is_published = place.published and not (is_later_version(place) and place.first_seen)
    at = place.published if is_published else place.first_seen
    if at is None:
        return ""
    day = at.astimezone(LONDON).date().isoformat()
    return day[:7] if is_published and place.precision == "month" else day


def _number(claim: Claim, unit: tuple[str, str] | None) -> str:
    found = [amount.text for amount in amounts_of(claim, unit)]
    return "; ".join(dict.fromkeys(found)) or cells(claim).number


def _standing(thread: Thread) -> str:
    if not thread.links:
        return "one statement"
    return "confirmed" if all(link.standing == "confirmed" for link in thread.links) else "likely, not checked"
