"""Pledge rows: one pledge as one row: who, first and newest words with where they stand, what turned, and the desk's own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import NamedTuple

from tracker.claims.claim import Claim, Place
from tracker.config.config import Config
from tracker.config.pledge import OwnPledge
from tracker.desk.anchoring import by_claim
from tracker.desk.dates import LONDON, is_later_version, when
from tracker.links.cells import amounts_of, cells, main_unit
from tracker.links.link import Link, LinkFlagName, Thread
from tracker.store.archive import Archive
from tracker.store.version import Version
from tracker.wording.fold import fold

NO_TURN: frozenset[LinkFlagName] = frozenset({"repeated", "reworded", "moved", "attributed_on", "renamed"})
"""What says the same in other words, elsewhere or by another mouth."""
Paper = tuple[str, str]


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
    turned: tuple[Link, ...] = ()
    number_then: str = ""
    number_now: str = ""
    deadline: str = ""
    standing: str = ""
    stands_in: str = ""
    last_seen: datetime | None = None


def pledge_rows(
    archive: Archive,
    config: Config,
    claims: Sequence[Claim],
    threads: Sequence[Thread],
    shown: Sequence[Thread],
    *,
    whole: bool = True,
) -> tuple[PledgeRow, ...]:
    """A row for each shown thread; two pledges of the desk in one thread are two rows.

    `whole`: also the desk's pledges in other threads, and at the end those that are not anchored.
    """
    where = by_claim(threads)
    mine: dict[str, list[OwnPledge]] = {}
    lost: list[OwnPledge] = []
    for own in config.own:
        thread = where.get(own.anchor or "")
        mine.setdefault(thread.id, []).append(own) if thread else lost.append(own)
    known = {thread.id: thread for thread in threads}
    listed = [*shown, *(known[name] for name in mine if whole and name not in {one.id for one in shown})]
    look = _RowMaker(archive, config, claims)
    rows = [replace(look.row(thread), own=own) for thread in listed for own in mine.get(thread.id, [None])]
    return (*rows, *(PledgeRow(own=own) for own in (lost if whole else ())))


@dataclass(frozen=True)
class _RowMaker:
    """What is asked of the record again and again."""

    archive: Archive
    config: Config
    claims: Sequence[Claim]

    def row(self, thread: Thread) -> PledgeRow:
        first, newest = thread.claims[0], thread.claims[-1]
        place = first.place or Place()
        unit = main_unit(thread.claims)
        turned = tuple(link for link in thread.links if _turns(link))
        places = [self.seen[key] for claim in thread.claims if (key := _key(claim)) in self.seen]
        return PledgeRow(
            own=None,
            thread=thread.id,
            name=thread.name or "",
            who=self.config.people.name_of(place.publisher) if place.publisher else "",
            who_type=place.publisher_type or "",
            territory="; ".join(place.territory),
            topic="; ".join(self.topics.get(place.source or "", ())),
            first=self.words(first),
            newest=self.words(newest),
            stages=len(thread.claims),
            turned=turned,
            number_then=_number(first, unit),
            number_now=_number(newest, unit),
            deadline=next((claim.deadline.text for claim in reversed(thread.claims) if claim.deadline), ""),
            standing=_standing(thread),
            stands_in="; ".join(dict.fromkeys(one.version for one in places if one.there)),
            last_seen=max((one.last_seen for one in places), default=None),
        )

    def words(self, claim: Claim) -> Words:
        place = claim.place or Place()
        who = self.config.people.name_of(place.publisher) if place.publisher else None
        title = f"“{place.title}”" if place.title else None
        told = filter(None, [who, title, when(claim), place.url, f"{place.version}, {claim.id}"])
        return Words(claim.text, _date(claim), ", ".join(told))

    @cached_property
    def topics(self) -> Mapping[str, Sequence[str]]:
        return {source.id: source.topics for source in self.config.sources}

    @cached_property
    def versions(self) -> Mapping[str, Version]:
        return {one.address: one for name in self.archive.documents() for one in self.archive.versions(*name)}

    @cached_property
    def seen(self) -> "Mapping[tuple[Paper, str], _Seen]":
        """Where words of claims stood last, in each document."""
        newest = {one.address for name in self.archive.documents() if (one := self.archive.latest(*name))}
        found: dict[tuple[Paper, str], _Seen] = {}
        for claim in self.claims:
            at = (claim.place or Place()).version or ""
            if version := self.versions.get(at):
                seen = _Seen(at, version.last_seen, at in newest)
                found[_key(claim)] = max(found.get(_key(claim), seen), seen, key=lambda one: one.last_seen)
        return found


class _Seen(NamedTuple):
    version: str
    last_seen: datetime
    there: bool
    """Whether it is the document's latest version."""


def _key(claim: Claim) -> tuple[Paper, str]:
    place = claim.place or Place()
    return (place.source or "", place.document or ""), fold(claim.text)


def _turns(link: Link) -> bool:
    return any(flag.name not in NO_TURN for flag in link.flags)


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
