"""Moves: reworded sentences that stand elsewhere, on stronger evidence than those that kept their order.

How strong depends on the text: where many sentences are surely out of order it was rearranged, and less will do.
"""

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rapidfuzz.distance import Indel

from tracker.diff import bounds
from tracker.diff.anchors import unmoved
from tracker.diff.inorder import CERTAIN, LETTERS, PLACE, PLACE_SPREAD
from tracker.diff.likeness import Likeness
from tracker.wording.fold import fold

TOGETHER = 0.90
"""Likeness from which a reworded sentence has moved together with a neighbour (docs/studies/linking.md 5: the score's
knee)."""
REARRANGED = 0.20
"""Share of the sure pairs out of order from which a text was rearranged …"""
SLACK = 5
"""… counted as if there were this many more in order: two of six may be chance."""
SHUFFLED = 0.70
"""Likeness from which a reworded sentence has moved in a rearranged text …"""
SHUFFLED_TOGETHER = 0.60
"""… and together with a neighbour. On ArgRewrite with its paragraphs shuffled .65 to .75 do equally well."""
NEAR = 2
"""Sentences by which one may stand off the place that its neighbour's partner gives it."""
ROUNDS = 4
"""Each finds the neighbours of what the one before found; later ones find next to nothing."""


class MoveEvidence(NamedTuple):
    """Likeness that a move takes, alone and beside a neighbour that moved the same way."""

    alone: float
    together: float
    rearranged: bool


def evidence(likeness: Likeness, partner: Mapping[int, int], *, same: float) -> MoveEvidence:
    """What a move takes in this text; `same` is what it takes alone in a text that was not rearranged."""
    sure = {**partner, **moved(likeness, partner, needed=MoveEvidence(CERTAIN, CERTAIN, rearranged=False))}
    crossing = len(sure) - len(unmoved([at for _, at in sorted(sure.items())]))
    if crossing < REARRANGED * (len(sure) + SLACK):
        return MoveEvidence(same, TOGETHER, rearranged=False)
    return MoveEvidence(min(same, SHUFFLED), SHUFFLED_TOGETHER, rearranged=True)


def moved(likeness: Likeness, partner: Mapping[int, int], *, needed: MoveEvidence) -> dict[int, int]:
    """Reworded sentences that stand elsewhere: very alike, or alike and beside a neighbour that moved with them."""
    found = dict(partner)
    taken = set(found.values())
    ranked = sorted((-alike, index, at) for (index, at), alike in likeness.items() if alike >= needed.together)
    for negative, index, at in ranked:
        beside = found.get(index - 1) == at - 1 or found.get(index + 1) == at + 1
        if index not in found and at not in taken and (-negative >= needed.alone or beside):
            found[index] = at
            taken.add(at)
    return {index: at for index, at in found.items() if index not in partner}


def beside(
    likeness: Likeness, partner: Mapping[int, int], old: Sequence[str], new: Sequence[str], *, floor: float
) -> dict[int, int]:
    """Reworded sentences that stand where a neighbour's partner says, by the score of a pair in order."""
    found, taken = dict(partner), set(partner.values())
    for _ in range(ROUNDS):
        scored = sorted(_scored(likeness, found, taken, old, new, floor=floor))
        for _, index, at in scored:
            if index not in found and at not in taken:
                found[index] = at
                taken.add(at)
        if not scored:
            break
    return {index: at for index, at in found.items() if index not in partner}


def _scored(
    likeness: Likeness,
    found: Mapping[int, int],
    taken: set[int],
    old: Sequence[str],
    new: Sequence[str],
    *,
    floor: float,
) -> list[tuple[float, int, int]]:
    """Free pairs beside a neighbour that reach the floor, as (−score, old, new)."""
    scored = []
    for (index, at), alike in likeness.items():
        if index in found or at in taken:
            continue
        away = min(
            (abs(found[near] + index - near - at) for near in (index - 1, index + 1) if near in found), default=NEAR + 1
        )
        score = alike + PLACE * math.exp(-away / PLACE_SPREAD)
        if away <= NEAR and score + LETTERS >= floor:
            score += LETTERS * Indel.normalized_similarity(
                fold(old[index])[: bounds.LETTERS], fold(new[at])[: bounds.LETTERS]
            )
            if score >= floor:
                scored.append((-score, index, at))
    return scored
