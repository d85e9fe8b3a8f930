"""Sentence match: is this said in what we hold, word for word, nearly, or not at all?"""

from collections.abc import Iterable, Sequence
from typing import Literal

from pydantic import BaseModel
from rapidfuzz.distance import LCSseq

from tracker.config.verdict import Alias
from tracker.links.index import SimilarityIndex, StemWeights
from tracker.links.names import Names
from tracker.wording.fold import fold, stems, words

NEAR = 0.45
"""Score (rare shared words) from which another wording is shown as near …"""
IN_ORDER = 0.2
"""… if that share of the words asked for stands there in the same order too, and …"""
SHARED = 2
"""… so many of the words that carry meaning: "raises some questions" is not nearly "raising standards"."""
LOOKED_AT = 10
"""Nearest sentences that are compared word by word."""


class SentenceMatch(BaseModel, frozen=True, extra="forbid"):
    """What we hold of some words. `numbers` are those of the sentences that say them, or nearly, in the order given."""

    how: Literal["exact", "near", "none"]
    numbers: tuple[int, ...] = ()
    text: str | None = None
    """The nearest wording that we hold, where it is not the same."""
    score: float = 0.0


class Library:
    """Sentences that can be asked whether they hold some words. Made once; each question takes a few milliseconds."""

    def __init__(self, sentences: Sequence[tuple[int, str]], aliases: Iterable[Alias] = ()) -> None:
        self._sentences = sentences
        self._folded = [f" {' '.join(words(text))} " for _, text in sentences]
        self._names = Names.of(aliases, [text for _, text in sentences])
        terms = [self._names.terms(text) for _, text in sentences]
        self._index = SimilarityIndex(StemWeights(terms))
        for text in terms:
            self._index.add(text)

    def holds(self, asked: str) -> SentenceMatch:
        """Exact where a sentence has all the words in a row, whatever their case, quotation marks and dashes."""
        folded = f" {' '.join(words(asked))} "
        if not folded.strip():
            return SentenceMatch(how="none")
        exact = tuple(self._sentences[place][0] for place, text in enumerate(self._folded) if folded in text)
        if exact:
            return SentenceMatch(how="exact", numbers=exact, score=1.0)
        return self._near(asked)

    def _near(self, asked: str) -> SentenceMatch:
        wanted = words(asked)
        best: tuple[float, int] | None = None
        for place, score in self._index.nearest(self._names.terms(asked), limit=LOOKED_AT):
            shared = LCSseq.similarity(wanted, words(self._sentences[place][1])) / len(wanted)
            common = set(stems(asked)) & set(stems(self._sentences[place][1]))
            near = score >= NEAR and shared >= IN_ORDER and len(common) >= SHARED
            if near and (best is None or score + shared > best[0]):
                best = (score + shared, place)
        if best is None:
            return SentenceMatch(how="none")
        text = self._sentences[best[1]][1]
        alike = tuple(number for number, other in self._sentences if fold(other) == fold(text))
        return SentenceMatch(how="near", numbers=alike, text=text, score=round(best[0] / 2, 3))
