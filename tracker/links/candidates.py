"""Candidates: the texts of a pool that are nearest to each query, by shared rare words and numbers."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tracker.links import scale
from tracker.links.index import SimilarityIndex, StemWeights, Terms
from tracker.links.names import Names


@dataclass(frozen=True, slots=True)
class Candidate:
    """`pool[index]`, and how near it is: 0 shares nothing, 1.15 the same words; a shared number can add .1."""

    index: int
    score: float


def nearest(queries: Sequence[str], pool: Sequence[str], *, limit: int = 20) -> tuple[tuple[Candidate, ...], ...]:
    """For each query the best `limit` of the pool, best first; ties keep the pool's order. No shared word, no place.

    Acronyms explained anywhere in queries or pool count as their long forms. Very many pairs are counted by sparse
    matrices where the extra `scale` is installed, with the same result.
    """
    names = Names.of(texts=(*pool, *queries))
    terms = [names.terms(text) for text in pool]
    asked = terms if queries is pool else [names.terms(query) for query in queries]
    return tuple(
        tuple(Candidate(index=place, score=score) for place, score in found) for found in _found(asked, terms, limit)
    )


def _found(asked: Sequence[Terms], pool: Sequence[Terms], limit: int) -> Iterable[Iterable[tuple[int, float]]]:
    weights = StemWeights(pool)
    if scale.is_worth_it(len(asked), len(pool)):
        return scale.nearest(asked, pool, weights, limit=limit)
    return _one_by_one(asked, pool, weights, limit)


def _one_by_one(
    asked: Sequence[Terms], pool: Sequence[Terms], weights: StemWeights, limit: int
) -> Iterator[list[tuple[int, float]]]:
    index = SimilarityIndex(weights)
    for text in pool:
        index.add(text)
    for query in asked:
        yield index.nearest(query, limit=limit)
