"""The quick way to weave finds what the plain one finds."""

import random
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date, timedelta

import pytest

from tracker.claims.claim import Claim
from tracker.config.settings import Settings
from tracker.config.verdict import LinkVerdict
from tracker.links.index import SimilarityIndex
from tracker.links.link import Thread
from tracker.links.stage import stages
from tracker.links.thread import Woven, threads
from tracker.links.weave import Member, Weave, _tie

Make = Callable[..., Claim]
WORDS = "nursery meal bus library roof pool trip choir grant coach tablet orchard fee uniform breakfast tutor".split()
VERBS = "build fund open mend plan double keep end".split()
SETTINGS = Settings()


def made(claim: Make, number: int, seed: int = 1) -> list[Claim]:
    """Claims of few words, so that many are near to many, in papers of four."""
    draw = random.Random(seed)
    found = []
    for at in range(number):
        words = " ".join(draw.choices(WORDS, k=3))
        day = date(2020, 1, 1) + timedelta(days=30 * (at // 4))
        text = f"We will {draw.choice(VERBS)} {draw.randint(2, 5)}00 {words} in {'towns' if at % 3 else 'villages'}."
        found.append(claim(text, day.isoformat(), document=f"paper-{at // 4}", start=100 * (at % 4)))
    return found


class PlainWeave(Weave):
    """Looks at every stage for every thread."""

    __slots__ = ()

    def _scored(self, stage: int) -> dict[int, Member]:
        index = SimilarityIndex(self.near.weights)
        for terms in self.terms[: len(self._thread)]:
            index.add(terms)
        near = defaultdict(list)
        for other, score in index.scores(self.terms[stage], floor=self.settings.review / 2).items():
            if self._counts(stage, other):
                near[self._thread[other]].append((-round(score, 9), other))
        return {thread: _tie(stage, sorted(members)) for thread, members in near.items()}

    def candidates(self, members: Sequence[int]) -> list[Member]:
        """All ties are gone through for each thread."""
        every = sorted((tie for ties in self._offers.values() for tie in ties), key=lambda tie: (tie.stage, -tie.score))
        return [tie for tie in every if tie.nearest in members and tie.stage not in members]


def test_only_what_can_decide_is_looked_at(claim: Make) -> None:
    """Threads, links, candidates and scores are those of the plain way, with verdicts and without."""
    claims = made(claim, 60)
    said = [
        LinkVerdict(by="Ada", earlier=claims[2].id, later=claims[50].id, relation="same"),
        LinkVerdict(by="Ada", earlier=claims[5].id, later=claims[9].id, relation="different"),
    ]

    for verdicts in ([], said):
        ordered = stages(claims)
        woven = Woven.of(ordered, verdicts=verdicts)
        plain = Woven(
            woven.stages,
            woven.scorer,
            PlainWeave.of(woven.stages, woven.weave.terms, woven.decided, woven.scorer.weights, settings=SETTINGS)[0],
            woven.decided,
            woven.people,
        )
        found = tuple(woven.threads(told=True))

        assert sum(len(thread.claims) > 1 for thread in found) > 5
        assert sum(len(thread.candidates) for thread in found) > 20
        assert found == tuple(plain.threads(told=True))


def test_candidates_are_told_when_they_are_shown(claim: Make) -> None:
    """Untold ones lack reasons and flags and nothing else."""
    woven = Woven.of(stages(made(claim, 40)))

    light, whole = tuple(woven.threads(told=False)), tuple(woven.threads(told=True))

    assert [bare(thread) for thread in whole] == list(light)
    assert all(link.reasons and link.flags for thread in whole for link in thread.candidates)


def bare(thread: Thread) -> Thread:
    """The thread with nothing told of its candidates."""
    candidates = tuple(link.model_copy(update={"reasons": (), "flags": ()}) for link in thread.candidates)
    return thread.model_copy(update={"candidates": candidates})


def test_the_public_way_is_the_same(claim: Make) -> None:
    """`threads` tells what was woven."""
    claims = made(claim, 30)

    assert threads(claims) == tuple(Woven.of(stages(claims)).threads(told=True))


def test_numpy_weaves_the_same(claim: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """Weights shared with very many claims are added up by it where it is installed."""
    pytest.importorskip("numpy", reason="the extra `scale` is not installed")
    ordered = stages(made(claim, 60))
    plain = tuple(Woven.of(ordered).threads(told=False))

    monkeypatch.setattr("tracker.links.shared.MANY", 1)

    assert tuple(Woven.of(ordered).threads(told=False)) == plain
