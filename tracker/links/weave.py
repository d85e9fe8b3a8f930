"""Weave: which stage joins which thread, one document version after another in time order."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import groupby
from typing import Protocol, TypeVar

from tracker.config.person import People
from tracker.config.settings import Settings
from tracker.links.index import StemWeights, Terms
from tracker.links.nearness import NearMarks, Nearness
from tracker.links.stage import NEVER, Stage
from tracker.links.territory import are_elsewhere
from tracker.links.verdicts import StageVerdicts
from tracker.links.voice import are_rivals

BEST, SECOND, ONLY = 0.7, 0.3, 0.9
"""Share of the nearest and the second nearest member in a thread's score; of the nearest alone, when there is no
second (docs/studies/linking.md 3)."""

_YEAR = timedelta(days=365.25)
_NOBODY = People()

Hear = Callable[[int], None]


def unheard(_through: int) -> None:
    """Nobody listens."""


@dataclass(frozen=True, slots=True)
class Member:
    """A stage's tie to a thread: through its nearest member, or by a person."""

    stage: int
    nearest: int
    score: float
    """The thread's, by which threads compete for the stage."""
    pair: float = 0.0
    """That of the two claims, by which the tie is likely or worth a look."""
    confirmed: bool = False


class NearStages(Protocol):
    """Tells which stages before one are near to it."""

    def open(self, stage: int) -> None:
        """Let later stages be near to it."""

    def of(self, stage: int) -> Mapping[int, float]:
        """Every stage before it that is near, with its score."""

    def score(self, stage: int, other: int) -> float | None:
        """Of a stage and one before it; None where they share too few words to say anything."""


Value = TypeVar("Value", covariant=True)  # noqa: PLC0105 - one name for all that is numbered


class Numbered(Protocol[Value]):
    """Something by the number of a stage: a sequence where all are there, else what finds them."""

    def __getitem__(self, number: int, /) -> Value:
        """Of that stage."""


@dataclass(slots=True)
class Joined:
    """What was decided when a stage was woven in: all that its thread and those before it have from it."""

    to: list[int] = field(default_factory=list)
    """Stages with whose threads its own became one."""
    ties: list[Member] = field(default_factory=list)
    """By which stages, itself as a rule, are held in the thread; of two for one stage the later holds."""
    offers: list[Member] = field(default_factory=list)
    """To other threads."""


@dataclass(slots=True)
class Weave:
    """Threads as lists of stages. A stage is known by a number that grows in time order, a thread by its first stage."""

    stages: Numbered[Stage]
    decided: StageVerdicts
    settings: Settings
    near: NearStages
    terms: Numbered[Terms]
    people: People = _NOBODY
    joined: MutableMapping[int, Joined] = field(default_factory=dict)
    _thread: MutableMapping[int, int] = field(default_factory=dict)
    """Stage → thread."""
    members: dict[int, list[int]] = field(default_factory=dict)
    _ties: dict[int, Member] = field(default_factory=dict)
    _offers: dict[int, list[Member]] = field(default_factory=lambda: defaultdict(list))
    """Stage → the ties by which later stages were offered to its thread."""

    @classmethod
    def of(
        cls,
        stages: Sequence[Stage],
        terms: Sequence[Terms],
        decided: StageVerdicts,
        weights: StemWeights,
        *,
        settings: Settings,
        people: People = _NOBODY,
        hear: Hear = unheard,
    ) -> tuple["Weave", Nearness]:
        """The finished weave, and which stages are near to each other. `terms`: of each stage.

        `people` says which party governed when; `hear` is told how many stages are through.
        """
        near = Nearness(terms, weights, marks(settings))
        weave = cls(stages, decided, settings, near, terms, people)
        for batch in _batches(stages):
            weave.join(batch)
            hear(batch[-1] + 1)
        return weave, near

    def threads(self) -> list[list[int]]:
        """Stages of each thread in time order, threads in the order of their first stages."""
        return [sorted(members) for _, members in sorted(self.members.items())]

    def member(self, stage: int) -> Member:
        """What holds a stage in its thread."""
        return self._ties.get(stage, Member(stage=stage, nearest=stage, score=0.0))

    def candidates(self, members: Sequence[int]) -> list[Member]:
        """Later stages that may belong to this thread and are not in it, in time order."""
        inside = frozenset(members)
        offered = (tie for member in members for tie in self._offers.get(member, ()) if tie.stage not in inside)
        return sorted(offered, key=lambda tie: (tie.stage, -tie.score, tie.nearest))

    def join(self, batch: Sequence[int]) -> None:
        """Weave in stages that came with one version of one document: they compete for a thread, they never join."""
        scored = {stage: self._scored(stage) for stage in batch}
        for stage in batch:
            self._open(stage)
        ties = sorted(
            (tie for found in scored.values() for tie in found.values() if self._is_likely(tie)),
            key=lambda tie: (-tie.score, tie.stage, self._thread[tie.nearest]),
        )
        for stage in batch:
            self._obey(stage, scored[stage])
        for tie in ties:
            if self._is_free(tie.stage) and self._may_join(tie.stage, self._thread[tie.nearest]):
                self._put(tie)
        for stage in batch:
            self._offer(stage, scored[stage])

    def _is_likely(self, tie: Member) -> bool:
        return tie.pair >= self.settings.likely and not any(
            self._are_rivals(tie.stage, member) or self._are_elsewhere(tie.stage, member)
            for member in self.members[self._thread[tie.nearest]]
        )

    def _open(self, stage: int) -> None:
        """A thread of its own, until something holds it elsewhere."""
        self._thread[stage] = stage
        self.members[stage] = [stage]
        self.joined[stage] = Joined()
        self.near.open(stage)

    def _scored(self, stage: int) -> dict[int, Member]:
        """The tie to every earlier thread that is near enough to be looked at.

        A thread's score is never above that of its nearest member, so that only a thread with a member at the review mark
        can be joined or offered. The threads to which a person held the stage are looked at too: that link tells its score
        however low.
        """
        near = self.near.of(stage)
        leads = {self._thread[other] for other in near if self._counts(stage, other)}
        leads |= {self._thread[other] for other in self.decided.same(stage) if self._is_before(other, stage)}
        found = ((thread, self._nearest(stage, thread, near)) for thread in sorted(leads))
        return {thread: _tie(stage, members) for thread, members in found if members}

    def _nearest(self, stage: int, thread: int, near: Mapping[int, float]) -> list[tuple[float, int]]:
        """The members that share words with a stage, nearest first."""
        found = []
        for member in self.members[thread]:
            if self._counts(stage, member):
                score = near[member] if member in near else self.near.score(stage, member)
                if score is not None:
                    found.append((-score, member))
        return sorted(found)

    def _counts(self, stage: int, other: int) -> bool:
        return not self._gated(stage, other) and not self._is_far(stage, other)

    def _obey(self, stage: int, scored: Mapping[int, Member]) -> None:
        """What a person called the same is joined whatever the score; it may make one thread of two."""
        for other in sorted(earlier for earlier in self.decided.same(stage) if earlier < stage):
            thread = self._thread[other]
            if thread == self._thread[stage]:
                continue
            known = scored.get(thread)
            self._put(Member(stage, known.nearest if known else other, known.score if known else 0.0, confirmed=True))
            self._hold(stage, Member(stage, other, self._ties[stage].score, confirmed=True))

    def _is_before(self, other: int, stage: int) -> bool:
        """Whether it was woven in with an earlier version."""
        return other < stage and entered(self.stages[other]) != entered(self.stages[stage])

    def _put(self, tie: Member) -> None:
        """The stage's thread and the one it is held to become one; the older keeps its name."""
        older, younger = sorted((self._thread[tie.nearest], self._thread[tie.stage]))
        first = self.members[younger][0]
        for member in self.members.pop(younger):
            self._thread[member] = older
            self.members[older].append(member)
        self.joined[tie.stage].to.append(tie.nearest)
        if tie.stage not in self._ties:
            self._hold(tie.stage, tie)
        if first != tie.stage:  # two threads were joined by a person through this stage
            self._hold(tie.stage, Member(first, tie.nearest, 0.0, confirmed=True))

    def _hold(self, by: int, tie: Member) -> None:
        self.hold(tie)
        self.joined[by].ties.append(tie)

    def hold(self, tie: Member) -> None:
        """Say what holds a stage in its thread."""
        self._ties[tie.stage] = tie

    def offer(self, tie: Member) -> None:
        """Say to which thread a stage is offered."""
        self._offers[tie.nearest].append(tie)

    def _offer(self, stage: int, scored: Mapping[int, Member]) -> None:
        """The threads that the stage is near to and not in; those of other parties only where they are asked for."""
        own = self._thread[stage]
        for tie in scored.values():
            if (
                tie.pair >= self.settings.review
                and self._thread[tie.nearest] != own
                and (self.settings.across or not self._are_rivals(stage, tie.nearest))
                and self._may_join(stage, self._thread[tie.nearest])
            ):
                self.offer(tie)
                self.joined[stage].offers.append(tie)

    def _is_free(self, stage: int) -> bool:
        return self.members.get(stage) == [stage]

    def _may_join(self, stage: int, thread: int) -> bool:
        """No member stands in a version with it or was called different."""
        members = (member for member in self.members[thread] if member != stage)
        return not any(
            self._gated(stage, member) or self.decided.apart(min(stage, member), max(stage, member))
            for member in members
        )

    def _is_far(self, stage: int, other: int) -> bool:
        """Whether more years lie between the two than a score may bridge; undated ones are near to all."""
        one, two = self.stages[stage].at, self.stages[other].at
        return NEVER not in {one, two} and abs(one - two) > self.settings.window_years * _YEAR

    def _are_rivals(self, stage: int, other: int) -> bool:
        one, two = (self.stages[place].claim.place for place in (stage, other))
        return one is not None and two is not None and are_rivals(one, two, self.people)

    def _are_elsewhere(self, stage: int, other: int) -> bool:
        return are_elsewhere(self.stages[stage].claim, self.stages[other].claim)

    def _gated(self, stage: int, other: int) -> bool:
        """Whether both stand in one version of one document."""
        return not self.stages[stage].versions.isdisjoint(self.stages[other].versions)


def marks(settings: Settings) -> NearMarks:
    """Below half the review mark a member decides nothing: the best must reach `review`, the second adds 0.3 of it."""
    return NearMarks(settings.review, settings.review / 2)


def entered(stage: Stage) -> tuple[object, ...]:
    """What tells when and with which version a stage came: those that came together compete, they never join."""
    return stage.at, stage.entered


def _batches(stages: Sequence[Stage]) -> Iterator[list[int]]:
    for _, batch in groupby(range(len(stages)), key=lambda one: entered(stages[one])):
        yield list(batch)


def _tie(stage: int, members: Sequence[tuple[float, int]]) -> Member:
    """`members`: negative score and stage, nearest first."""
    best, nearest = -members[0][0], members[0][1]
    score = BEST * best - SECOND * members[1][0] if len(members) > 1 else ONLY * best
    return Member(stage=stage, nearest=nearest, score=score, pair=best)
