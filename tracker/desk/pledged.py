"""Pledged: the threads of the record as a list: what happened to each, which are wanted, in which order."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal, assert_never

from pydantic import AwareDatetime, BaseModel

from tracker.config.config import Config
from tracker.desk.gather import holdings
from tracker.links.absence import AbsenceFinder
from tracker.links.turns import NUMBERS, PledgeTurn, ThreadSummary
from tracker.store.archive import Archive

PledgeOrder = Literal["weight", "date", "first", "name", "stages"]
_BEFORE_ALL = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class PledgeFilter:
    """Which threads are wanted; all by default."""

    changed: bool = False
    less_firm: bool = False
    not_found: bool = False
    number: bool = False
    """Of these four: any that is asked for."""
    topics: tuple[str, ...] = ()
    sources: frozenset[str] | None = None
    territories: tuple[str, ...] = ()
    """Only where a document with its words says that it applies to one of these, or says nothing of it."""
    since: datetime | None = None
    """Only where something turned since then."""
    single: bool = False
    """Also of a single stage; those not found are shown so in any case where `not_found` asks for them."""

    def takes(self, one: ThreadSummary) -> bool:
        """Whether the thread is wanted."""
        if one.stages == 1 and not (self.single or self.not_found):
            return False
        if self.topics and not set(self.topics) & set(one.topics):
            return False
        if self.sources is not None and self.sources.isdisjoint(one.sources):
            return False
        if self.territories and set(self.territories).isdisjoint(one.territories):
            return False
        return not self._asks or any(self._wants(turn) for turn in one.counted)

    @property
    def _asks(self) -> bool:
        return self.changed or self.less_firm or self.not_found or self.number or self.since is not None

    def _wants(self, turn: PledgeTurn) -> bool:
        if self.since is not None and (turn.at is None or turn.at < self.since):
            return False
        kinds = {
            "softened": self.less_firm,
            "not_found": self.not_found,
            **dict.fromkeys(NUMBERS, self.number),
        }
        return kinds.get(turn.name, False) or not (self.less_firm or self.not_found or self.number)

    def best(self, one: ThreadSummary) -> PledgeTurn | None:
        """The weightiest turn of those asked for; of equals the latest."""
        wanted = [turn for turn in one.counted if self._wants(turn)]
        return max(reversed(wanted), key=lambda turn: turn.weight, default=None) or one.best


class PledgeCounts(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """How the record stands as a whole."""

    threads: int
    """Of two stages and more."""
    changed: int
    less_firm: int
    not_found: int
    """Also of those that were said once."""
    review: int
    """Links that wait for a person."""
    noise: int
    """Threads in which only spelling, punctuation or marks of notes changed."""


class PledgeSighting(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """Since when a pledge stands, and when its words were last seen."""

    first: AwareDatetime | None
    last: AwareDatetime | None
    stands: bool
    """Whether the newest version of one of its documents has the words."""


def looked_for(
    found: Iterable[ThreadSummary], archive: Archive, config: Config, now: datetime
) -> tuple[ThreadSummary, ...]:
    """These summaries, each of what is not found where it would have to stand with that turn."""
    follows = {source.id: source.successor_of for source in config.sources if source.successor_of}
    finder = AbsenceFinder(holdings(archive, config, now), follows)
    turned = ((one, finder.turn(one)) for one in found)
    return tuple(one.with_turn(turn) if turn else one for one, turn in turned)


def counts(found: Iterable[ThreadSummary]) -> PledgeCounts:
    """Of all threads of the record, whatever is shown."""
    every = list(found)
    several = [one for one in every if one.stages > 1]
    return PledgeCounts(
        threads=len(several),
        changed=sum(bool(one.counted) for one in several),
        less_firm=sum(any(turn.name == "softened" for turn in one.counted) for one in several),
        not_found=sum(any(turn.name == "not_found" for turn in one.turns) for one in every),
        review=sum(one.review for one in every),
        noise=sum(one.noise for one in several),
    )


def in_order(
    found: Iterable[ThreadSummary], wanted: PledgeFilter, order: PledgeOrder = "weight"
) -> tuple[ThreadSummary, ...]:
    """Those that are wanted. Weightiest or newest first where that is asked for, else oldest first."""
    taken = sorted((one for one in found if wanted.takes(one)), key=lambda one: (one.first or _BEFORE_ALL, one.id))
    match order:
        case "weight":
            return tuple(sorted(taken, key=lambda one: -one.weight))
        case "date":
            return tuple(sorted(taken, key=lambda one: _latest(one, wanted), reverse=True))
        case "first":
            return tuple(taken)
        case "name":
            return tuple(sorted(taken, key=lambda one: one.name.casefold()))
        case "stages":
            return tuple(sorted(taken, key=lambda one: -one.stages))
        case _:
            assert_never(order)


def _latest(one: ThreadSummary, wanted: PledgeFilter) -> datetime:
    turn = wanted.best(one)
    return (turn and turn.at) or one.newest or _BEFORE_ALL


def sighting(one: ThreadSummary, archive: Archive) -> PledgeSighting:
    """From the versions that hold its words."""
    held = [archive.resolve(address) for address in one.held]
    newest = {version.address for version in held if archive.latest(version.source, version.document) == version}
    return PledgeSighting(
        first=one.first,
        last=max((version.last_seen for version in held), default=one.newest),
        stands=bool(newest),
    )
