"""Counterparts: of each claim of one document the nearest one of another, for a person to look at."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tracker.claims.claim import Claim
from tracker.links.index import DIGITS, SimilarityIndex
from tracker.links.score import Scorer
from tracker.links.stage import context_of
from tracker.wording.names import find_names

RARE = 6
"""Claims of either document that may name a thing, for its name to say which one is meant: all name the European Union."""
NAMED = 0.10
"""Score from which such a name makes a counterpart, and what it is worth beside another: "scrap" and "not repeal the Human
Rights Act" share little else. Of two real manifestos 5 of 9 that only a name finds are the same matter, below it 1 of 3."""


@dataclass(frozen=True, slots=True)
class Counterpart:
    """The nearest claim, and the names of things that both and few others use."""

    claim: Claim
    score: float
    names: tuple[str, ...]


class Counterparts:
    """Asked for one claim of the older document at a time; both documents whole, for what is rare in them."""

    def __init__(self, older: Sequence[Claim], newer: Sequence[Claim], scorer: Scorer, *, mark: float) -> None:
        self._newer, self._scorer, self._mark = newer, scorer, mark
        self._index = SimilarityIndex(scorer.weights)
        for claim in newer:
            self._index.add(scorer.names.terms(claim.text, context_of(claim)))
        self._rare = _rare(older) & _rare(newer)
        self._named = [_names(claim) & self._rare for claim in newer]

    def of(self, claim: Claim, *, without: frozenset[str] = frozenset()) -> Counterpart | None:
        """The best from the mark on, or from `NAMED` on with a rare name in common; never one of these ids."""
        terms = self._scorer.names.terms(claim.text, context_of(claim))
        own = _names(claim) & self._rare
        found = [
            Counterpart(self._newer[place], round(score, DIGITS), tuple(sorted(own & self._named[place])))
            for place, score in self._index.scores(terms, floor=min(NAMED, self._mark)).items()
            if (score >= self._mark or (score >= NAMED and own & self._named[place]))
            and self._newer[place].id not in without
        ]
        return max(
            found, key=lambda one: (one.score + NAMED * bool(one.names), -one.claim.start, one.claim.id), default=None
        )


def _rare(claims: Iterable[Claim]) -> set[str]:
    uses = Counter(name for claim in claims for name in _names(claim))
    return {name for name, count in uses.items() if count <= RARE}


def _names(claim: Claim) -> set[str]:
    """Of two words and more: a lone one ("Wales", "NATO") says where, not what."""
    return {name.key for name in find_names(claim.text) if " " in name.key}
