"""Reweave: of woven stages only those woven in again that something new can move, and what follows from these.

A stage is decided by its near ones before it, by the threads in which these are at its time, by what people said of it,
and by those that came with it and compete for a thread. Where none of this is another, its decision stands. So stages are
taken in time order; one that is decided otherwise makes those ask again that are near to a member of its thread, then or
now, and no others. The result is that of weaving all.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush
from typing import Protocol

from tracker.config.person import People
from tracker.config.settings import Settings
from tracker.links.index import StemWeights, Terms
from tracker.links.kept_stage import KeptStage
from tracker.links.nearness import NearFinder
from tracker.links.stage import Stage
from tracker.links.verdicts import StageVerdicts
from tracker.links.weave import Weave, entered, marks


class KeptStages(Protocol):
    """Woven stages by number, as they are kept; a stage that is looked at may be changed in place."""

    def __getitem__(self, number: int, /) -> KeptStage:
        """The stage of that number."""

    def mates(self, number: int) -> Sequence[int]:
        """The stages of its thread as it was kept, itself among them."""


@dataclass(slots=True)
class Reweave:
    """Told first what is gone and what has come, then woven. Numbers never change."""

    kept: KeptStages
    decided: StageVerdicts
    weights: StemWeights
    settings: Settings
    people: People
    hear: Callable[[int], None] = lambda _: None
    """Told how many stages have been decided again."""
    touched: set[int] = field(default_factory=set)
    """Stages whose threads must be told again."""
    changed: set[int] = field(default_factory=set)
    """Stages whose rows must be kept again."""
    again: int = 0
    """Stages decided again so far."""
    _edges: dict[int, set[int]] = field(default_factory=dict)
    """Stage → stages that its weaving, or theirs, joined with it; of every thread that was looked at."""
    _dirty: set[int] = field(default_factory=set)
    _gone: set[int] = field(default_factory=set)

    def remove(self, gone: Sequence[int]) -> None:
        """These are no stages any more."""
        for stage in gone:
            thread = self._thread(stage)
            self._ask_again(thread, stage, mates=True)
            self.touched |= thread | {offer.nearest for offer in self.kept[stage].joined.offers}
        self._gone.update(gone)
        for stage in gone:
            for other in self.kept[stage].near.keys() - self._gone:
                self.kept[other].near.pop(stage, None)
                self.changed.add(other)
            for other in self._edges.pop(stage, ()):
                self._edges.get(other, set()).discard(stage)

    def add(self, stage: int, near: Mapping[int, float]) -> None:
        """A new one, with every stage that is near, of those there are."""
        mine = self.kept[stage]
        for other, score in near.items():
            if entered(self.kept[other].stage) != entered(mine.stage):
                mine.near[other] = score
                self.kept[other].near[stage] = score
                self.changed.add(other)
        self._edges[stage] = set()
        self._ask_again({stage}, stage)
        self.ask(stage)
        self.touched.add(stage)

    def ask(self, stage: int) -> None:
        """Something that decides this stage is another."""
        self._dirty.add(stage)

    def tell(self, stage: int) -> None:
        """What is told of this stage is another, here and where it is offered."""
        self.touched |= self._thread(stage) | {offer.nearest for offer in self.kept[stage].joined.offers}

    def run(self) -> None:
        """Weave in again what must be."""
        queue = list(self._dirty)
        heapify(queue)
        while queue:
            first = heappop(queue)
            if first not in self._dirty or first in self._gone:
                continue
            batch = {first}
            while queue and self._are_mates(first, queue[0]):
                batch.add(heappop(queue))
            before = set(self._dirty)
            self._decide(batch & self._dirty - self._gone)
            for stage in self._dirty - before:
                heappush(queue, stage)
            self._dirty -= batch
            self.hear(self.again)

    def threads(self) -> list[list[int]]:
        """Stages of each thread that must be told again, in time order."""
        found: dict[int, list[int]] = {}
        for stage in sorted(self.touched - self._gone):
            members = sorted(self._thread(stage))
            found[members[0]] = members
        return [members for _, members in sorted(found.items())]

    def woven(self, threads: Sequence[Sequence[int]]) -> Weave:
        """These threads as a weave tells them."""
        weave = self._weave({})
        for members in threads:
            for member in members:
                for tie in self.kept[member].joined.ties:
                    weave.hold(tie)
                for other in self.kept[member].near:
                    for offer in self.kept[other].joined.offers if other > member else ():
                        if offer.nearest == member:
                            weave.offer(offer)
        return weave

    def _decide(self, batch: set[int]) -> None:
        """Weave in again these, which came together, and whoever came with them and competes for the same threads."""
        batch = self._competing(batch)
        first = min(batch)
        old = {stage: self.kept[stage].joined for stage in batch}
        were = {stage: self._thread(stage) for stage in batch}
        for stage in batch:
            for other in self._edges[stage] & {*old[stage].to}:
                self._edges[stage].discard(other)
                self._edges[other].discard(stage)

        def stands(other: int) -> bool:
            return other not in batch and (other < first or self._are_mates(first, other))

        threads = _ThreadsThen(lambda stage: self._thread(stage, stands))
        weave = self._weave(threads)
        threads.members = weave.members
        weave.join(sorted(batch))
        for stage in batch:
            self.kept[stage].joined = new = weave.joined[stage]
            for other in new.to:
                self._edges[stage].add(other)
                self._edges[other].add(stage)
        for stage in batch:
            new = self.kept[stage].joined
            if (new.to, new.ties) != (old[stage].to, old[stage].ties):
                both = were[stage] | self._thread(stage)
                self.touched |= both
                self.changed.add(stage)
                self._ask_again(both, stage)
            if new.offers != old[stage].offers:
                self.touched |= {offer.nearest for offer in (*new.offers, *old[stage].offers)}
                self.changed.add(stage)
        self.again += len(batch)

    def _competing(self, batch: set[int]) -> set[int]:
        """With all that came with them and may join, or be offered to, a thread that they may join or had joined.

        What came together is told from the rest by one and the same border, so that each thread is looked at once.
        """
        found, left, first = set(batch), list(batch), min(batch)
        seen: set[int] = set()

        def stood(other: int) -> bool:
            return other < first or self._are_mates(first, other)

        while left:
            stage = left.pop()
            wanted = {*self.kept[stage].near, *self.kept[stage].joined.to, *self.decided.same(stage)} - self._gone
            for other in wanted - seen:
                if other in seen or not stood(other):
                    continue
                thread = self._thread(other, stood)
                seen |= thread
                near = thread.union(*(self.kept[member].near for member in thread)) - found
                mates = {mate for mate in near if self._are_mates(first, mate)}
                found |= mates
                left += mates
        return found - self._gone

    def _ask_again(self, thread: Iterable[int], since: int, *, mates: bool = False) -> None:
        """Later stages of the thread, and those that are near to one of its stages; `mates`: those that came with it too."""
        for member in thread:
            for other in {member, *self.kept[member].near} - self._gone:
                if mates if self._are_mates(since, other) else other > since:
                    self._dirty.add(other)

    def _thread(self, stage: int, stands: Callable[[int], bool] = lambda _: True) -> set[int]:
        """The stages that are in one thread with it, of those that stand; itself always."""
        found, left = {stage}, [stage]
        while left:
            for other in self._joined(left.pop()):
                if other not in found and stands(other):
                    found.add(other)
                    left.append(other)
        return found

    def _joined(self, stage: int) -> set[int]:
        if stage not in self._edges:
            mates = [mate for mate in self.kept.mates(stage) if mate not in self._gone]
            for mate in mates:
                self._edges.setdefault(mate, set())
            for mate in mates:
                for other in self.kept[mate].joined.to:
                    if other in self._edges:
                        self._edges[mate].add(other)
                        self._edges[other].add(mate)
        return self._edges.setdefault(stage, set())

    def _are_mates(self, one: int, other: int) -> bool:
        return entered(self.kept[one].stage) == entered(self.kept[other].stage)

    def _weave(self, threads: "dict[int, int]") -> Weave:
        near = _NearBefore(self.kept, NearFinder(self.weights, marks(self.settings), _TermsOf(self.kept), _unknown))
        return Weave(
            _StagesOf(self.kept), self.decided, self.settings, near, _TermsOf(self.kept), self.people, {}, threads
        )


def _unknown(texts: Iterable[int]) -> dict[int, float]:
    return dict.fromkeys(texts, 0.0)


class _ThreadsThen(dict[int, int]):
    """Stage → thread as it was then, found when it is asked for."""

    def __init__(self, find: Callable[[int], set[int]]) -> None:
        super().__init__()
        self._find = find
        self.members: dict[int, list[int]] = {}

    def __missing__(self, stage: int) -> int:
        members = sorted(self._find(stage))
        self.members[members[0]] = members
        self.update(dict.fromkeys(members, members[0]))
        return members[0]


@dataclass(frozen=True, slots=True)
class _NearBefore:
    """Near ones as they were noted."""

    kept: KeptStages
    finder: NearFinder

    def open(self, stage: int) -> None:
        """Everything is."""

    def of(self, stage: int) -> Mapping[int, float]:
        """Those before it."""
        return {other: score for other, score in self.kept[stage].near.items() if other < stage}

    def score(self, stage: int, other: int) -> float | None:
        """Of a stage and one before it."""
        return self.finder.score(stage, other)


@dataclass(frozen=True, slots=True)
class _StagesOf:
    kept: KeptStages

    def __getitem__(self, number: int) -> Stage:
        return self.kept[number].stage


@dataclass(frozen=True, slots=True)
class _TermsOf:
    kept: KeptStages

    def __getitem__(self, number: int) -> Terms:
        return self.kept[number].terms
