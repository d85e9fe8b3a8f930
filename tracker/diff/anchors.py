"""Anchors: sentences of the same words, in order and out of it, before anything is weighed."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from rapidfuzz.distance import Indel

from tracker.wording.fold import fold, words

Key = tuple[str, ...]
"""The words of a sentence, by which it equals another."""
LCS_CELLS = 100_000_000
"""Old times new sentences up to which repeated lines in a gap are matched by LCS (bit-parallel: 64 cells a step)."""


def key_of(text: str) -> Key:
    """Its words; for a line without any, its signs."""
    return words(text) or (fold(text), text)


def equal_in_order(old: Sequence[Key], new: Sequence[Key]) -> dict[int, int]:
    """Sentences of the same words that keep their order: unique ones first, then repeated ones between them."""
    partner = _grown(_unique(old, new), old, new)
    for old_gap, new_gap in _gaps(partner, len(old), len(new)):
        partner |= _common(old, new, old_gap, new_gap)
    pairs = sorted(partner.items())
    run = unmoved([at for _, at in pairs])
    return {index: at for order, (index, at) in enumerate(pairs) if order in run}


def equal_elsewhere(partner: Mapping[int, int], old: Sequence[Key], new: Sequence[Key]) -> dict[int, int]:
    """Sentences of the same words among those without a partner: they have moved."""
    taken = set(partner.values())
    free: dict[Key, list[int]] = defaultdict(list)
    for at in reversed(range(len(new))):
        if at not in taken:
            free[new[at]].append(at)
    return {index: free[key].pop() for index, key in enumerate(old) if index not in partner and free[key]}


def unmoved(places: Sequence[int]) -> frozenset[int]:
    """Indices of one longest strictly increasing run: what kept its order while the rest moved around it."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, place in enumerate(places):
        slot = bisect_left(tails, place)
        before.append(ends[slot - 1] if slot else -1)
        tails[slot : slot + 1] = [place]
        ends[slot : slot + 1] = [index]
    run = []
    index = ends[-1] if ends else -1
    while index >= 0:
        run.append(index)
        index = before[index]
    return frozenset(run)


def _unique(old: Sequence[Key], new: Sequence[Key]) -> dict[int, int]:
    """The anchors of a patience diff: lines that stand once on each side and keep their order."""
    old_counts, new_counts = Counter(old), Counter(new)
    place = {key: at for at, key in enumerate(new) if new_counts[key] == 1}
    pairs = [(index, place[key]) for index, key in enumerate(old) if old_counts[key] == 1 and key in place]
    run = unmoved([at for _, at in pairs])
    return {index: at for order, (index, at) in enumerate(pairs) if order in run}


def _grown(anchors: Mapping[int, int], old: Sequence[Key], new: Sequence[Key]) -> dict[int, int]:
    """The anchors with the equal lines that touch them: of two repeated lines the nearer one stays."""
    partner, taken = dict(anchors), set(anchors.values())
    for step, pairs in ((-1, sorted(anchors.items())), (1, sorted(anchors.items(), reverse=True))):
        for anchor, place in pairs:
            index, at = anchor + step, place + step
            while 0 <= index < len(old) and 0 <= at < len(new) and old[index] == new[at]:
                if index in partner or at in taken:
                    break
                partner[index] = at
                taken.add(at)
                index, at = index + step, at + step
    return partner


def _gaps(partner: Mapping[int, int], old: int, new: int) -> list[tuple[range, range]]:
    """Stretches between neighbouring pairs that keep their order, on both sides."""
    pairs = sorted(partner.items())
    run = unmoved([at for _, at in pairs])
    fixed = [(-1, -1), *(pair for order, pair in enumerate(pairs) if order in run), (old, new)]
    return [
        (range(old_before + 1, old_after), range(new_before + 1, new_after))
        for (old_before, new_before), (old_after, new_after) in pairwise(fixed)
    ]


def _common(old: Sequence[Key], new: Sequence[Key], old_gap: range, new_gap: range) -> dict[int, int]:
    """The longest common subsequence inside one gap: repeated lines keep their order."""
    if not old_gap or not new_gap or len(old_gap) * len(new_gap) > LCS_CELLS:
        return {}

    ids: dict[Key, int] = {}
    left = [ids.setdefault(old[index], len(ids)) for index in old_gap]
    right = [ids.setdefault(new[at], len(ids)) for at in new_gap]
    return {
        old_gap[block.a + step]: new_gap[block.b + step]
        for block in Indel.editops(left, right).as_matching_blocks()
        for step in range(block.size)
    }
