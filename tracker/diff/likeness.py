"""Likeness: how much two sentences have in common, for those pairs where it is worth a look.

Candidates come from an inverted index, never from all pairs, so that a wholly rewritten large document stays affordable.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from rapidfuzz.distance import Indel

from tracker.diff.bounds import WORDS
from tracker.wording.fold import stems, words

FAINT = 0.10
"""Cosine under which a pair is not looked at: nearly all its words would have to be common ones in the same order."""
MANY = 1_500
"""Unmatched sentences from which common words no longer propose candidates (docs/studies/linking.md 5)."""
POSTINGS = 200
"""Then the longest posting list used, in sentences, and the number of candidates kept for each sentence is a tenth."""

Likeness = Mapping[tuple[int, int], float]
"""(old, new) → cosine + half the word-LCS, 0–1.5; pairs that are not in it have nothing in common."""


class Vectors:
    """Unit TF-IDF vectors of the stems of all sentences of both texts; the new ones follow the old."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.stems = [frozenset(stems(text)) for text in texts]
        counts = Counter(stem for bag in self.stems for stem in bag)
        self.idf = {stem: math.log((len(texts) + 1) / (count + 0.5)) for stem, count in counts.items()}

    def weight(self, bag: Iterable[str]) -> float:
        """Sum of the idf of the stems."""
        return sum(self.idf[stem] for stem in sorted(bag))

    def contained(self, part: int, whole: int) -> float:
        """Share of the part's weight that stands in the whole too."""
        return self.weight(self.stems[part] & self.stems[whole]) / (self.weight(self.stems[part]) or 1.0)

    def unit(self, index: int) -> dict[str, float]:
        """The vector of one sentence: made when asked for, since most have an equal partner and are never asked for."""
        bag = self.stems[index]
        norm = math.sqrt(sum(self.idf[stem] ** 2 for stem in sorted(bag))) or 1.0
        return {stem: self.idf[stem] / norm for stem in sorted(bag)}


def likeness(
    old: Sequence[str], new: Sequence[str], partner: Mapping[int, int], vectors: Vectors
) -> dict[tuple[int, int], float]:
    """Cosine plus half the word-LCS of the sentences without a partner, where the cosine is not faint."""
    taken = set(partner.values())
    left = [index for index in range(len(old)) if index not in partner]
    right = [at for at in range(len(new)) if at not in taken]
    many = max(len(left), len(right)) > MANY
    postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for at in right:
        for stem, weight in vectors.unit(len(old) + at).items():
            postings[stem].append((at, weight))
    ids: dict[str, int] = {}
    spelled = {at: [ids.setdefault(word, len(ids)) for word in words(new[at])[:WORDS]] for at in right}
    found = {}
    for index in left:
        mine = [ids.setdefault(word, len(ids)) for word in words(old[index])[:WORDS]]
        for at, cosine in _cosines(vectors.unit(index), postings, many=many):
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
