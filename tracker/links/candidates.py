"""Candidates: the texts of a pool that are nearest to each query, by shared rare words and numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.links.index import Index, Weights
from tracker.links.names import Names


@dataclass(frozen=True, slots=True)
class Candidate:
    """`pool[index]`, and how near it is: 0 shares nothing, 1 the same words; a shared number can lift it to 1.1."""

    index: int
    score: float


def nearest(queries: Sequence[str], pool: Sequence[str], *, limit: int = 20) -> tuple[tuple[Candidate, ...], ...]:
    """For each query the best `limit` of the pool, best first; ties keep the pool's order. No shared word, no place.

    Acronyms explained anywhere in queries or pool count as their long forms.
    """
    names = Names.of(texts=(*pool, *queries))
    terms = [names.terms(text) for text in pool]
    index = Index(Weights(terms))
    for text in terms:
        index.add(text)
    return tuple(
        tuple(Candidate(index=place, score=score) for place, score in index.nearest(names.terms(query), limit=limit))
        for query in queries
    )
