"""Scale: all against all for a hundred thousand texts, by sparse matrices where the extra `scale` is installed.

The plain index asks text after text: 16 minutes for all against all of 100,000 (docs/studies/linking.md 4). Both ways
give the same texts in the same order: what they add up is the same, and scores are compared to nine digits.
"""

import math
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from itertools import pairwise
from typing import Any

from tracker.links.index import (
    DIGITS,
    HEAD_BONUS,
    NUMBER_BONUS,
    SimilarityIndex,
    StemWeights,
    Terms,
    enough,
)

FROM = 5_000_000
"""Pairs from which the matrices are quicker than their making: about 2,200 texts all against all."""
MORE = (60, 600)
"""Texts kept beyond the limit, so that ties and corrected scores can be put in order: few first, more where that leaves
the best unsure."""
ROWS = 4_096
"""Queries multiplied at once; the results of so many are kept in memory."""
THREADS = 2
_SLACK = 2 * 10**-DIGITS

Ranked = list[tuple[int, float]]


def is_worth_it(queries: int, pool: int) -> bool:
    """Whether there are so many pairs that the matrices pay, and the library is there to multiply them."""
    return queries * pool >= FROM and find_spec("sparse_dot_topn") is not None


def nearest(queries: Sequence[Terms], pool: Sequence[Terms], weights: StemWeights, *, limit: int) -> Iterator[Ranked]:
    """For each query the best `limit` of the pool with their scores, as `Index.nearest` gives them."""
    from sparse_dot_topn import sp_matmul_topn

    columns = _Columns(pool, weights)
    longest = max((weights.norm(text.stems) for text in pool), default=1.0)
    matrix = columns.matrix(pool)
    held = matrix.T.tocsr()
    spare = _Spare(pool, weights)
    for start in range(0, len(queries), ROWS):
        asked = queries[start : start + ROWS]
        ranked: dict[int, Ranked] = {}
        for more in MORE:
            left = [row for row in range(len(asked)) if row not in ranked]
            whole = queries is pool and len(left) == len(asked)
            rows = matrix[start : start + ROWS] if whole else columns.matrix([asked[row] for row in left])
            best = sp_matmul_topn(rows, held, top_n=limit + more, threshold=0.0, sort=True, n_threads=THREADS)
            for row, ends in zip(left, pairwise(best.indptr), strict=True):
                found = list(zip(best.indices[slice(*ends)].tolist(), best.data[slice(*ends)].tolist(), strict=True))
                scores = [
                    (place, round(score, DIGITS)) for place, score in _corrected(asked[row], found, pool, weights)
                ]
                cut = found[-1][1] if len(found) == limit + more else 0.0
                # What was cut off has at most this product, and with the longest text shares at most so much.
                left_out = cut * enough(cut * longest * weights.norm(asked[row].stems))
                sure = _ranked(scores, limit, left_out)
                ranked.update({row: sure} if sure is not None else {})
        for row, query in enumerate(asked):
            yield ranked[row] if row in ranked else spare.index.nearest(query, limit=limit)


def _ranked(scores: Ranked, limit: int, left_out: float) -> Ranked | None:
    """In order, by true scores; None where something that was left out, of that score at most, could belong among them.

    The product counts every shared number, a score only that there is one and whether enough is shared at all; so what the
    product says is never less than the score.
    """
    ordered = sorted(scores, key=lambda one: (-one[1], one[0]))[:limit]
    if left_out and (len(ordered) < limit or left_out >= ordered[-1][1] - _SLACK):
        return None
    return ordered


def _corrected(query: Terms, found: Ranked, pool: Sequence[Terms], weights: StemWeights) -> Iterator[tuple[int, float]]:
    for place, product in found:
        numbers = len(query.numbers & pool[place].numbers) if query.numbers else 0
        shared = weights.shared(query.stems, pool[place].stems)
        if shared:  # no shared word, no place
            yield place, (product - NUMBER_BONUS * max(0, numbers - 1)) * enough(shared)


class _Spare:
    """The plain index, made only if a row needs it."""

    def __init__(self, pool: Sequence[Terms], weights: StemWeights) -> None:
        self._pool, self._weights = pool, weights
        self._made: SimilarityIndex | None = None

    @property
    def index(self) -> SimilarityIndex:
        if self._made is None:
            self._made = SimilarityIndex(self._weights)
            for text in self._pool:
                self._made.add(text)
        return self._made


class _Columns:
    """A column for each stem of the pool, one for each that a text begins with, one for each number."""

    def __init__(self, pool: Sequence[Terms], weights: StemWeights) -> None:
        self._weights = weights
        self._columns: dict[tuple[str, str], int] = {}
        for text in pool:
            for kind, keys in self._parts(text):
                for key in keys:
                    self._columns.setdefault((kind, key), len(self._columns))

    def matrix(self, texts: Sequence[Terms]) -> Any:
        """A row a text; the product of two rows is the score, but that it counts every shared number."""
        import numpy as np
        from scipy.sparse import csr_matrix

        rows = [self._row(text) for text in texts]
        ends = np.cumsum([0, *map(len, rows)])
        places = np.fromiter((column for row in rows for column, _ in row), dtype=np.int32, count=ends[-1])
        values = np.fromiter((value for row in rows for _, value in row), dtype=np.float64, count=ends[-1])
        return csr_matrix((values, places, ends.astype(np.int32)), shape=(len(rows), max(len(self._columns), 1)))

    def _row(self, text: Terms) -> list[tuple[int, float]]:
        row = []
        for kind, keys in self._parts(text):
            length = self._weights.norm(frozenset(keys)) if kind != "number" else 1.0
            for key in keys:
                column = self._columns.get((kind, key))
                if column is not None:
                    row.append((column, math.sqrt(self._share(kind, key)) / length))
        return row

    def _share(self, kind: str, key: str) -> float:
        if kind == "number":
            return NUMBER_BONUS
        return self._weights.of(key) * (HEAD_BONUS if kind == "head" else 1.0)

    @staticmethod
    def _parts(text: Terms) -> tuple[tuple[str, list[str]], ...]:
        return ("stem", sorted(text.stems)), ("head", sorted(text.head)), ("number", sorted(text.numbers))
