"""Index: which texts share rare words. A pure-Python inverted index with binary TF-IDF cosine.

Measured on UK education claims (linking.md 2): average precision .71, against .54 for the best rapidfuzz scorer and
.09 for WRatio; to about 20,000 texts nothing heavier is needed (linking.md 4). Term frequency is binary (.712 against
.709) and a number that differs costs nothing: a changed number is the news.

A stem counts by its inverse document frequency, not by the square of it as in the usual cosine: on the manifesto pairs
average precision .875 against .848, and .5, .75, 1.25, 1.5 in between; of the seven pledges' stages .93 against .92
find their own with five known phrasings; unrelated sentences of DfE pages reach the marks as seldom as before.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from heapq import nsmallest

from tracker.links.background import Background, background

NUMBER_BONUS = 0.10
"""Added when two texts share a number that is no year: average precision .664 → .686 (linking.md 2.5)."""
NAME_MARK = "="
"""First sign of the term that stands for a programme itself; no stem begins with it."""
NAME_WEIGHT = 1.25
"""How much heavier such a term is than a word as rare. Two long claims that share a programme's name and hardly a word
besides then reach `review` (.24 → .30), short ones .5; at 1.5 and 2 the name alone made links likely, and names are
used again for other things (pledges-in-the-wild.md 3)."""


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


class Weights:
    """How much a stem says: log of the number of texts over the number of texts with it, ours and the background's."""

    def __init__(self, texts: Collection[Terms], known: Background | None = None) -> None:
        known = background() if known is None else known
        self._total = known.sentences + len(texts) + 1
        self._counts = known.counts
        self._own = Counter(stem for text in texts for stem in text.stems)
        self._cache: dict[str, float] = {}

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
        """Cosine of the two texts, plus the bonus for a shared number."""
        shared = sum(self.of(stem) for stem in sorted(one.stems & other.stems))
        cosine = shared / (self.norm(one.stems) * self.norm(other.stems))
        return cosine + (NUMBER_BONUS if one.numbers & other.numbers else 0.0)


@dataclass(slots=True)
class Index:
    """Texts that can be asked which of them are like another; texts are numbered in the order in which they came."""

    weights: Weights
    texts: list[Terms] = field(default_factory=list)
    _norms: list[float] = field(default_factory=list)
    _places: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def add(self, text: Terms) -> None:
        """Put one more text in."""
        for stem in text.stems:
            self._places[stem].append(len(self.texts))
        self.texts.append(text)
        self._norms.append(self.weights.norm(text.stems))

    def scores(self, query: Terms, *, floor: float = 0.0) -> dict[int, float]:
        """The score of every text whose cosine is above `floor`; texts that share no stem are absent.

        Stems are taken rarest first. Once those left cannot lift a text that has none of the earlier ones over the
        floor (Cauchy and Schwarz: what they share is at most their own length), only texts already met are completed.
        """
        length = self.weights.norm(query.stems)
        ordered = sorted((stem for stem in query.stems if stem in self._places), key=self._rarest_first)
        left = sum(self.weights.of(stem) for stem in ordered)
        shared: dict[int, float] = defaultdict(float)
        for place, stem in enumerate(ordered):
            if math.sqrt(max(left, 0.0)) < floor * length:
                self._complete(shared, ordered[place:])
                break
            weight = self.weights.of(stem)
            left -= weight
            for text in self._places[stem]:
                shared[text] += weight
        cosines = ((text, total / (length * self._norms[text])) for text, total in shared.items())
        return {text: cosine + self._bonus(query, text) for text, cosine in cosines if cosine > floor}

    def nearest(self, query: Terms, *, limit: int) -> list[tuple[int, float]]:
        """The best `limit` texts with their scores, best first; the earlier text where scores are equal."""
        return nsmallest(limit, self.scores(query).items(), key=lambda found: (-found[1], found[0]))

    def _rarest_first(self, stem: str) -> tuple[float, str]:
        return -self.weights.of(stem), stem

    def _complete(self, shared: dict[int, float], stems: list[str]) -> None:
        for text in shared:
            shared[text] += sum(self.weights.of(stem) for stem in stems if stem in self.texts[text].stems)

    def _bonus(self, query: Terms, text: int) -> float:
        return NUMBER_BONUS if query.numbers & self.texts[text].numbers else 0.0
