"""Similarity index: which texts share rare words. A pure-Python inverted index with binary TF-IDF cosine.

Measured on UK education claims (docs/studies/linking.md 2): average precision .71, against .54 for the best rapidfuzz
scorer and .09 for WRatio; to about 20,000 texts nothing heavier is needed (docs/studies/linking.md 4). Term frequency
is binary (.712 against .709) and a number that differs costs nothing: a changed number is the news.

A stem counts by its inverse document frequency, not by the square of it as in the usual cosine: on the manifesto pairs
average precision .875 against .848, and .5, .75, 1.25, 1.5 in between; of the seven pledges' stages .93 against .92
find their own with five known phrasings; unrelated sentences of DfE pages reach the marks as seldom as before.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from heapq import nlargest

from tracker.links.background import Background, background

NUMBER_BONUS = 0.10
"""Added when two texts share a number that is no year: average precision .664 → .686 (docs/studies/linking.md 2.5)."""
HEAD_BONUS = 0.15
"""Share of the likeness of what the two begin with that is added: .82 of the stages of pledge-threads.json find their
pledge by one known phrasing, without it .81, and .94 by five, without it .93; average precision stays where it was."""
DIGITS = 9
"""Scores are compared to so many digits, so that the order in which a sum was made decides nothing."""
_SLACK = 2 * 10**-DIGITS
NAME_MARK = "="
"""First sign of the term that stands for a programme itself; no stem begins with it."""
NAME_WEIGHT = 1.25
"""How much heavier such a term is than a word as rare. Two long claims that share a programme's name and hardly a word
besides then reach `review` (.24 → .30), short ones .5; at 1.5 and 2 the name alone made links likely, and names are
used again for other things (docs/studies/pledges.md 3)."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What is compared of one text: stems (with those that names add) and numbers."""

    stems: frozenset[str]
    numbers: frozenset[str] = frozenset()
    head: frozenset[str] = frozenset()
    """The first few of the stems: what the sentence is about, before what it says of it."""

    def is_about(self, other: "Terms") -> bool:
        """Whether the two begin with something in common or count the same.

        "Report cards will show regional teams …" and "Regional teams will act on report cards" share most words and are
        two pledges: their scores were the only ones above `likely` between the seven of pledge-threads.json.
        """
        return bool(self.head & other.head or self.numbers & other.numbers)


class StemWeights:
    """How much a stem says: log of the number of texts over the number of texts with it, ours and the background's."""

    def __init__(self, texts: Collection[Terms], known: Background | None = None) -> None:
        known = background() if known is None else known
        self._total = known.sentences + len(texts) + 1
        self._counts = known.counts
        self._own = Counter(stem for text in texts for stem in text.stems)
        self._cache: dict[str, float] = {}

    @classmethod
    def counted(cls, own: Mapping[str, int], texts: int) -> "StemWeights":
        """Weights as they were when so many texts had been counted."""
        weights = cls(())
        weights._own.update(own)
        weights._total += texts
        return weights

    @property
    def own(self) -> Mapping[str, int]:
        """In how many of our texts each stem stands."""
        return self._own

    def of(self, stem: str) -> float:
        """The inverse document frequency; never below zero."""
        weight = self._cache.get(stem)
        if weight is None:
            seen = self._counts.get(stem, 0) + self._own.get(stem, 0) + 0.5
            weight = max(0.0, math.log(self._total / seen)) * (NAME_WEIGHT if stem.startswith(NAME_MARK) else 1.0)
            self._cache[stem] = weight
        return weight

    def norm(self, stems: Iterable[str]) -> float:
        """Length of the vector of these stems; 1 for an empty one, so that it divides."""
        return math.sqrt(sum(self.of(stem) for stem in sorted(stems))) or 1.0

    def score(self, one: Terms, other: Terms) -> float:
        """Cosine of the two texts, plus what their beginnings share, plus the bonus for a shared number."""
        number = NUMBER_BONUS if one.numbers & other.numbers else 0.0
        return self._cosine(one.stems, other.stems) + HEAD_BONUS * self._cosine(one.head, other.head) + number

    def _cosine(self, one: frozenset[str], other: frozenset[str]) -> float:
        shared = sum(self.of(stem) for stem in sorted(one & other))
        return shared / (self.norm(one) * self.norm(other)) if shared else 0.0


@dataclass(slots=True)
class SimilarityIndex:
    """Texts that can be asked which of them are like another; texts are numbered in the order in which they came."""

    weights: StemWeights
    texts: list[Terms] = field(default_factory=list)
    _whole: "_Postings" = field(init=False)
    _heads: "_Postings" = field(init=False)
    _numbers: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        self._whole, self._heads = _Postings(self.weights), _Postings(self.weights)

    def add(self, text: Terms) -> None:
        """Put one more text in."""
        for number in text.numbers:
            self._numbers[number].append(len(self.texts))
        self.texts.append(text)
        self._whole.add(text.stems)
        self._heads.add(text.head)

    def scores(self, query: Terms, *, floor: float = 0.0) -> dict[int, float]:
        """The score of every text whose cosine is above `floor`; texts that share no stem are absent."""
        found = self._whole.cosines(query.stems, floor, lambda text: self.texts[text].stems)
        self._heads.lift(found, query.head, HEAD_BONUS)
        for text in {text for number in query.numbers for text in self._numbers.get(number, ())}:
            if text in found:
                found[text] += NUMBER_BONUS
        return found

    def pair(self, query: Terms, text: int, *, floor: float = 0.0) -> float | None:
        """The score of one text, as `scores` tells it; None where its cosine is not above `floor`."""
        held = self.texts[text]
        cosine = self._whole.cosine(query.stems, held.stems, text)
        if not cosine > floor:
            return None
        number = NUMBER_BONUS if query.numbers & held.numbers else 0.0
        return cosine + HEAD_BONUS * self._heads.cosine(query.head, held.head, text) + number

    def nearest(self, query: Terms, *, limit: int) -> list[tuple[int, float]]:
        """The best `limit` texts with their scores, best first; the earlier text where scores are equal."""
        scores = self.scores(query)
        # Only what can be among the best is rounded and put in order: most texts share one common word.
        least = min(nlargest(limit, scores.values()), default=0.0) - _SLACK
        found = [(text, round(score, DIGITS)) for text, score in scores.items() if score >= least]
        return sorted(found, key=lambda one: (-one[1], one[0]))[:limit]


class _Postings:
    """For each stem the texts that have it, and how long each text's vector is."""

    def __init__(self, weights: StemWeights) -> None:
        self._weights = weights
        self._norms: list[float] = []
        self._places: dict[str, list[int]] = defaultdict(list)

    def add(self, stems: frozenset[str]) -> None:
        for stem in stems:
            self._places[stem].append(len(self._norms))
        self._norms.append(self._weights.norm(stems))

    def cosines(
        self,
        query: frozenset[str],
        floor: float,
        stems_of: Callable[[int], frozenset[str]],
    ) -> dict[int, float]:
        """The cosine of every text above `floor` with the query.

        Stems are taken rarest first. Once those left cannot lift a text that has none of the earlier ones over the
        floor (Cauchy and Schwarz: what they share is at most their own length), only texts already met are completed.
        """
        length = self._weights.norm(query)
        ordered = sorted((stem for stem in query if stem in self._places), key=self._rarest_first)
        left = sum(self._weights.of(stem) for stem in ordered)
        shared: dict[int, float] = defaultdict(float)
        for place, stem in enumerate(ordered):
            if math.sqrt(max(left, 0.0)) < floor * length:
                self._complete(shared, ordered[place:], stems_of)
                break
            weight = self._weights.of(stem)
            left -= weight
            for text in self._places[stem]:
                shared[text] += weight
        norms, least = self._norms, floor * length
        return {text: total / (length * norms[text]) for text, total in shared.items() if total > least * norms[text]}

    def cosine(self, query: frozenset[str], held: frozenset[str], text: int) -> float:
        """The cosine of the query with the text of that number, which holds these stems."""
        shared = sum(self._weights.of(stem) for stem in sorted(query & held))
        return shared / (self._weights.norm(query) * self._norms[text]) if shared else 0.0

    def lift(self, found: dict[int, float], query: frozenset[str], share: float) -> None:
        """Add that share of the cosine with the query to the scores of those texts that are found already."""
        length, norms = self._weights.norm(query), self._norms
        for stem in sorted(query & self._places.keys()):
            part = share * self._weights.of(stem) / length
            for text in self._places[stem]:
                if text in found:
                    found[text] += part / norms[text]

    def _complete(self, shared: dict[int, float], stems: list[str], stems_of: Callable[[int], frozenset[str]]) -> None:
        weights = [(stem, self._weights.of(stem)) for stem in stems]
        for text in shared:
            held = stems_of(text)
            shared[text] += sum(weight for stem, weight in weights if stem in held)

    def _rarest_first(self, stem: str) -> tuple[float, str]:
        return -self._weights.of(stem), stem
