"""Align: which sentences of an old text live on in a new one.

Equal sentences in order are anchors. Inside the gaps between them the heaviest chain of pairs in order is taken: a pair
weighs the cosine of TF-IDF stems, half the word-LCS, the likeness of letters and how near it stands to its expected
place. What is left may have moved: equal words anywhere, reworded ones only on strong evidence. Then split and merged
sentences. Of sentences without a partner nothing is said. Candidates come from an inverted index, never from all pairs,
so that a wholly rewritten large document stays affordable. docs/decisions/ tells what was measured.
"""

import math
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from pydantic import BaseModel

from tracker.wording.fold import fold, stems, words

LETTERS = 1.5
"""Weight of the likeness of letters (0–1) in a pair that stands in order: it sees word forms and misspellings that stems
do not. 1 to 2 do equally well on ArgRewrite."""
PLACE = 0.4
"""Weight of standing where the neighbours say it should; 0.3 to 0.5 do equally well."""
PLACE_SPREAD = 3.0
"""Sentences by which that falls to 1/e."""
CERTAIN = 1.00
"""Likeness from which a sentence is sure enough of its partner to leave the order …"""
FAR = 0.30
"""… if it is this much above that of the pair which would keep the order."""
TOGETHER = 0.90
"""Likeness from which a reworded sentence has moved together with a neighbour (linking.md 5: the score's knee)."""
CONTAINED = 0.80
"""Share of a sentence's idf weight found in its neighbour's partner, from which it is a part of that."""
FAINT = 0.10
"""Cosine under which a pair is not looked at: nearly all its words would have to be common ones in the same order."""
MANY = 1_500
"""Unmatched sentences from which common words no longer propose candidates (linking.md 5)."""
POSTINGS = 200
"""Then the longest posting list used, in sentences, and the number of candidates kept for each sentence is a tenth."""
LCS_CELLS = 100_000_000
"""Old times new sentences up to which repeated lines in a gap are matched by LCS (bit-parallel: 64 cells a step)."""


class Pair(BaseModel, frozen=True, extra="forbid"):
    """Sentences that belong together, by index: one to one, one to many (split) or many to one (merged)."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    moved: bool = False
    """It stands off the longest run of pairs that keep their order."""


def align(old: Sequence[str], new: Sequence[str], *, same: float = 1.20, gap: float = 1.43) -> tuple[Pair, ...]:
    """Pairs in order of the old text; what has no partner is absent.

    `gap` is the score from which two sentences pair in order between two pairs (likeness + LETTERS · letters + PLACE ·
    place, 0–3.4); `same` the likeness (cosine + half word-LCS, 0–1.5) from which a reworded one pairs anywhere else.
    """
    old_keys, new_keys = [_key(text) for text in old], [_key(text) for text in new]
    partner = _equal_in_order(old_keys, new_keys)
    vectors = _Vectors([*old, *new])
    likeness = _likeness(old, new, partner, vectors)
    partner |= _in_order(_placed(likeness, partner, old, new, floor=gap), floor=gap)
    partner |= _equal_elsewhere(partner, old_keys, new_keys)
    partner |= _moved(likeness, partner, same=same)
    kept = {index for index, at in partner.items() if old_keys[index] == new_keys[at]}
    return _with_moves(_with_parts(partner, kept, vectors, len(old), len(new)))


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


class _Vectors:
    """Unit TF-IDF vectors of the stems of all sentences of both texts; the new ones follow the old."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.stems = [frozenset(stems(text)) for text in texts]
        counts = Counter(stem for bag in self.stems for stem in bag)
        self.idf = {stem: math.log((len(texts) + 1) / (count + 0.5)) for stem, count in counts.items()}
        self.units = [self._unit(bag) for bag in self.stems]

    def weight(self, bag: Iterable[str]) -> float:
        return sum(self.idf[stem] for stem in sorted(bag))

    def contained(self, part: int, whole: int) -> float:
        """Share of the part's weight that stands in the whole too."""
        return self.weight(self.stems[part] & self.stems[whole]) / (self.weight(self.stems[part]) or 1.0)

    def _unit(self, bag: frozenset[str]) -> dict[str, float]:
        norm = math.sqrt(sum(self.idf[stem] ** 2 for stem in sorted(bag))) or 1.0
        return {stem: self.idf[stem] / norm for stem in sorted(bag)}


def _key(text: str) -> tuple[str, ...]:
    return words(text) or (fold(text), text)


def _equal_in_order(old: Sequence[tuple[str, ...]], new: Sequence[tuple[str, ...]]) -> dict[int, int]:
    """Sentences of the same words that keep their order: unique ones first, then repeated ones between them."""
    partner = _grown(_unique(old, new), old, new)
    for old_gap, new_gap in _gaps(partner, len(old), len(new)):
        partner |= _common(old, new, old_gap, new_gap)
    pairs = sorted(partner.items())
    run = unmoved([at for _, at in pairs])
    return {index: at for order, (index, at) in enumerate(pairs) if order in run}


def _equal_elsewhere(
    partner: Mapping[int, int], old: Sequence[tuple[str, ...]], new: Sequence[tuple[str, ...]]
) -> dict[int, int]:
    """Sentences of the same words among those without a partner: they have moved."""
    taken = set(partner.values())
    free: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at in reversed(range(len(new))):
        if at not in taken:
            free[new[at]].append(at)
    return {index: free[key].pop() for index, key in enumerate(old) if index not in partner and free[key]}


def _unique(old: Sequence[tuple[str, ...]], new: Sequence[tuple[str, ...]]) -> dict[int, int]:
    """The anchors of a patience diff: lines that stand once on each side and keep their order."""
    old_counts, new_counts = Counter(old), Counter(new)
    place = {key: at for at, key in enumerate(new) if new_counts[key] == 1}
    pairs = [(index, place[key]) for index, key in enumerate(old) if old_counts[key] == 1 and key in place]
    run = unmoved([at for _, at in pairs])
    return {index: at for order, (index, at) in enumerate(pairs) if order in run}


def _grown(
    anchors: Mapping[int, int], old: Sequence[tuple[str, ...]], new: Sequence[tuple[str, ...]]
) -> dict[int, int]:
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


def _common(
    old: Sequence[tuple[str, ...]], new: Sequence[tuple[str, ...]], old_gap: range, new_gap: range
) -> dict[int, int]:
    """The longest common subsequence inside one gap: repeated lines keep their order."""
    if not old_gap or not new_gap or len(old_gap) * len(new_gap) > LCS_CELLS:
        return {}
    from rapidfuzz.distance import Indel

    ids: dict[tuple[str, ...], int] = {}
    left = [ids.setdefault(old[index], len(ids)) for index in old_gap]
    right = [ids.setdefault(new[at], len(ids)) for at in new_gap]
    return {
        old_gap[block.a + step]: new_gap[block.b + step]
        for block in Indel.editops(left, right).as_matching_blocks()
        for step in range(block.size)
    }


def _likeness(
    old: Sequence[str], new: Sequence[str], partner: Mapping[int, int], vectors: _Vectors
) -> dict[tuple[int, int], float]:
    """Cosine plus half the word-LCS of the sentences without a partner, where the cosine is not faint."""
    from rapidfuzz.distance import Indel

    taken = set(partner.values())
    left = [index for index in range(len(old)) if index not in partner]
    right = [at for at in range(len(new)) if at not in taken]
    many = max(len(left), len(right)) > MANY
    postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for at in right:
        for stem, weight in vectors.units[len(old) + at].items():
            postings[stem].append((at, weight))
    ids: dict[str, int] = {}
    spelled = {at: [ids.setdefault(word, len(ids)) for word in words(new[at])] for at in right}
    found = {}
    for index in left:
        mine = [ids.setdefault(word, len(ids)) for word in words(old[index])]
        for at, cosine in _cosines(vectors.units[index], postings, many=many):
            found[index, at] = cosine + 0.5 * Indel.normalized_similarity(mine, spelled[at])
    return found


def _cosines(
    unit: Mapping[str, float], postings: Mapping[str, list[tuple[int, float]]], *, many: bool
) -> list[tuple[int, float]]:
    sums: dict[int, float] = defaultdict(float)
    for stem, weight in unit.items():
        candidates = postings.get(stem, [])
        if many and len(candidates) > POSTINGS:
            continue
        for at, other in candidates:
            sums[at] += weight * other
    ranked = sorted(
        ((at, cosine) for at, cosine in sums.items() if cosine >= FAINT), key=lambda item: (-item[1], item[0])
    )
    return ranked[: POSTINGS // 10] if many else ranked


def _placed(
    likeness: Mapping[tuple[int, int], float], partner: Mapping[int, int], old: Sequence[str], new: Sequence[str],
    *, floor: float,
) -> dict[tuple[int, int], float]:  # fmt: skip
    """The pairs that may stand in order between the same two anchors, with their whole score."""
    from rapidfuzz.distance import Indel

    fixed = [(-1, -1), *sorted(partner.items()), (len(old), len(new))]
    folded_old = {index: fold(old[index]) for index, _ in likeness}
    folded_new = {at: fold(new[at]) for _, at in likeness}
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


def _unrivalled(likeness: Mapping[tuple[int, int], float]) -> Iterator[tuple[tuple[int, int], float]]:
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


def _moved(likeness: Mapping[tuple[int, int], float], partner: Mapping[int, int], *, same: float) -> dict[int, int]:
    """Reworded sentences that stand elsewhere: very alike, or alike and beside a neighbour that moved with them."""
    found = dict(partner)
    taken = set(found.values())
    for negative, index, at in sorted(
        (-alike, index, at) for (index, at), alike in likeness.items() if alike >= TOGETHER
    ):
        together = found.get(index - 1) == at - 1 or found.get(index + 1) == at + 1
        if index not in found and at not in taken and (-negative >= same or together):
            found[index] = at
            taken.add(at)
    return {index: at for index, at in found.items() if index not in partner}


def _expected(index: int, fixed: Sequence[tuple[int, int]]) -> float:
    """Where a sentence would stand if it kept its place between the anchors around it."""
    after = bisect_right(fixed, (index, math.inf))
    (old_before, new_before), (old_after, new_after) = fixed[after - 1], fixed[min(after, len(fixed) - 1)]
    return new_before + (new_after - new_before) * (index - old_before) / max(1, old_after - old_before)


def _in_order(scores: Mapping[tuple[int, int], float], *, floor: float) -> dict[int, int]:
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


def _with_parts(
    partner: Mapping[int, int], kept: set[int], vectors: _Vectors, old: int, new: int
) -> list[tuple[list[int], list[int]]]:
    """Groups of the pairs, with the unmatched neighbours that are parts of a reworded partner (split and merged)."""
    groups = {index: ([index], [at]) for index, at in partner.items()}
    old_group = dict(groups)
    new_group = {at: groups[index] for index, at in partner.items()}
    reworded = {index for index in partner if index not in kept}
    for order in (range(new), reversed(range(new))):
        for at in order:
            if at not in new_group:
                options = [new_group[near] for near in (at - 1, at + 1) if near in new_group]
                whole = _whole(old + at, [(group, group[0]) for group in options if group[0][0] in reworded], vectors)
                if whole is not None:
                    whole[1].append(at)
                    new_group[at] = whole
    for order in (range(old), reversed(range(old))):
        for index in order:
            if index not in old_group:
                options = [old_group[near] for near in (index - 1, index + 1) if near in old_group]
                wholes = [(group, [old + at for at in group[1]]) for group in options if group[0][0] in reworded]
                whole = _whole(index, wholes, vectors)
                if whole is not None:
                    whole[0].append(index)
                    old_group[index] = whole
    return [groups[index] for index in sorted(groups)]


def _whole(
    part: int, options: Sequence[tuple[tuple[list[int], list[int]], list[int]]], vectors: _Vectors
) -> tuple[list[int], list[int]] | None:
    """The group one of whose sentences holds the part; none for fewer than three stems, which sit anywhere."""
    if len(vectors.stems[part]) < 3:  # noqa: PLR2004 - linking.md 5: headings of two content words pair wrongly
        return None
    best: tuple[float, tuple[list[int], list[int]] | None] = (CONTAINED, None)
    for group, wholes in options:
        for whole in wholes:
            if len(vectors.stems[part]) < len(vectors.stems[whole]):
                share = vectors.contained(part, whole)
                if share > best[0] or (share == best[0] and best[1] is None):
                    best = (share, group)
    return best[1]


def _with_moves(groups: Sequence[tuple[list[int], list[int]]]) -> tuple[Pair, ...]:
    rows = sorted((sorted(old), sorted(new)) for old, new in groups)
    run = unmoved([new[0] for _, new in rows])
    return tuple(Pair(old=tuple(old), new=tuple(new), moved=order not in run) for order, (old, new) in enumerate(rows))
