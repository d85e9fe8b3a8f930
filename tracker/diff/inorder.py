"""In order: the heaviest chain of pairs between the anchors, so that nothing crosses."""

import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from rapidfuzz.distance import Indel

from tracker.diff import bounds
from tracker.diff.likeness import Likeness
from tracker.wording.fold import fold

LETTERS = 1.5
"""Weight of the likeness of letters (0–1) in a pair that stands in order: it sees word forms and misspellings that stems
do not. 1 to 2 do equally well on ArgRewrite."""
PLACE = 0.4
"""Weight of standing where the neighbours say it should; 0.3 to 0.5 do equally well."""
PLACE_SPREAD = 3.0
"""Sentences by which that falls to 1/e."""
CERTAIN = 1.00
"""Likeness from which a sentence is sure enough of its partner to leave the order …"""
FAR = 0.60
"""… if it is this much above that of the pair which would keep the order."""


def in_order(
    likeness: Likeness, partner: Mapping[int, int], old: Sequence[str], new: Sequence[str], *, floor: float
) -> dict[int, int]:
    """The pairs in order that score `floor` or more, between the anchors in `partner`."""
    return _heaviest(_placed(likeness, partner, old, new, floor=floor), floor=floor)


def _placed(
    likeness: Likeness,
    partner: Mapping[int, int],
    old: Sequence[str],
    new: Sequence[str],
    *,
    floor: float,
) -> dict[tuple[int, int], float]:
    """The pairs that may stand in order between the same two anchors, with their whole score."""
    fixed = [(-1, -1), *sorted(partner.items()), (len(old), len(new))]
    folded_old = {index: fold(old[index])[: bounds.LETTERS] for index in {index for index, _ in likeness}}
    folded_new = {at: fold(new[at])[: bounds.LETTERS] for at in {at for _, at in likeness}}
    found = {}
    for (index, at), alike in _unrivalled(likeness):
        if bisect_right(fixed, (index, math.inf)) != _after(fixed, at):
            continue
        score = alike + PLACE * math.exp(-abs(_expected(index, fixed) - at) / PLACE_SPREAD)
        needed = (floor - score) / LETTERS
        if needed <= 1:  # outside 0–1 rapidfuzz raises TypeError
            letters = Indel.normalized_similarity(folded_old[index], folded_new[at], score_cutoff=max(0.0, needed))
            score += LETTERS * letters
            if score >= floor:
                found[index, at] = score
    return found


def _unrivalled(likeness: Likeness) -> Iterator[tuple[tuple[int, int], float]]:
    """Pairs of which neither side has a far better partner somewhere: that one has moved, and this one is chance."""
    best_old: dict[int, float] = defaultdict(float)
    best_new: dict[int, float] = defaultdict(float)
    for (index, at), alike in likeness.items():
        best_old[index] = max(best_old[index], alike)
        best_new[at] = max(best_new[at], alike)
    for (index, at), alike in likeness.items():
        rival = max(best_old[index], best_new[at])
        if rival < CERTAIN or rival - alike < FAR:
            yield (index, at), alike


def _after(fixed: Sequence[tuple[int, int]], at: int) -> int:
    """The gap in which a new sentence stands; anchors rise on both sides."""
    return bisect_right(fixed, at, key=lambda pair: pair[1])


def _expected(index: int, fixed: Sequence[tuple[int, int]]) -> float:
    """Where a sentence would stand if it kept its place between the anchors around it."""
    after = bisect_right(fixed, (index, math.inf))
    (old_before, new_before), (old_after, new_after) = fixed[after - 1], fixed[min(after, len(fixed) - 1)]
    return new_before + (new_after - new_before) * (index - old_before) / max(1, old_after - old_before)


def _heaviest(scores: Likeness, *, floor: float) -> dict[int, int]:
    """The heaviest chain of scored pairs: both sides rise, so nothing crosses.

    The dynamic programme runs over the scored pairs alone, with a Fenwick tree of best chains by new index.
    """
    open_pairs = sorted((index, -at, score - floor + 0.01) for (index, at), score in scores.items())
    best: dict[int, tuple[float, int]] = {}
    size = max((-at for _, at, _ in open_pairs), default=-1) + 2
    chains: list[tuple[float, int, int, int]] = []  # weight, old, new, previous chain
    for index, negative, gain in open_pairs:
        at = -negative
        weight, previous = _best_below(best, at)
        chains.append((weight + gain, index, at, previous))
        _raise(best, at + 1, size, (weight + gain, len(chains) - 1))
    found: dict[int, int] = {}
    link = max(range(len(chains)), key=lambda order: (chains[order][0], -order), default=-1)
    while link >= 0:
        _, index, at, link = chains[link]
        found[index] = at
    return found


def _best_below(best: Mapping[int, tuple[float, int]], at: int) -> tuple[float, int]:
    """The heaviest chain that ends before a new index (prefix maximum of the Fenwick tree)."""
    found = (0.0, -1)
    while at > 0:
        found = max(found, best.get(at, found), key=lambda chain: chain[0])
        at -= at & -at
    return found


def _raise(best: dict[int, tuple[float, int]], at: int, size: int, chain: tuple[float, int]) -> None:
    while at <= size:
        if chain[0] > best.get(at, (0.0, -1))[0]:
            best[at] = chain
        at += at & -at
