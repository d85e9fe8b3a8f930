"""Similarity index: which texts share rare words, and enough of them. A pure-Python inverted index.

A score is a likeness, the binary TF-IDF cosine with what beginnings and numbers add, times how much is shared at all
(`ENOUGH`). Likeness alone takes two short sentences in one frame for one pledge: of 140 pairs of one party's manifestos
at .4 and more that a reader judged, average precision .73; with the amount .93, and .897 → .908 on 312 given pairs
(docs/studies/linking.md 2). Weights learnt for sixteen further measures, one by one and together, were no better there.

A stem counts by its inverse document frequency, not by the square of it as in the usual cosine. Term frequency is binary
(logarithmic .924 against .930), and a number that differs costs nothing: a changed number is the news.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import nlargest

from tracker.links.background import Background, background
from tracker.patterns import deferred

NUMBER_BONUS = 0.10
"""Added when two texts share a number that is no year: average precision .664 → .686 (docs/studies/linking.md 2.5)."""
HEAD_BONUS = 0.15
"""Share of the likeness of what the two begin with that is added: .82 of the stages of pledge-threads.json find their
pledge by one known phrasing, without it .81, and .94 by five, without it .93; average precision stays where it was."""
CONTEXT_BONUS = 0.10
"""Share of the likeness of one text and what the other stands under that is added. Of 157 given pairs of two claims, 137 of
them found again in their manifestos, a line that looks like the heading lifts average precision from .898 to .905."""
ENOUGH = 18.0
"""Weight shared, in nats, at which a likeness keeps 1 - 1/e of itself: about four words of middling rarity. From 15 to 30
average precision is the same to .004; at 18 the marks of settings.toml keep their meaning."""
VOICE_TEXTS, VOICE_USES = 100, 3
"""Texts of one publisher, and uses of a stem among them, from which its own counts bound a stem's weight: words in which it
puts every other pledge say nothing of which one it is. Average precision on both sets .889 → .908; a list of dull words
(years, months, parties) adds nothing to that."""
DIGITS = 9
"""Scores are compared to so many digits, so that the order in which a sum was made decides nothing."""
_SLACK = 2 * 10**-DIGITS
_MOST_NORMS = 50_000
"""Lengths that are remembered: each is asked for some twenty times, soon one after another."""
_YEAR = deferred(r"(?:19|20)[0-9]{2}")
"""Weightless years find the right pledge for .840 of the stages of pledge-threads.json by one known phrasing, with their
weight .824; average precision of the pairs stays."""
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
    context: frozenset[str] = frozenset()
    """Stems of what it stands under: the words that lead in, its headings, its document's title."""


class StemWeights:
    """How much a stem says: log of the number of texts over the number of texts with it, ours and the background's.

    `voices` names the publisher of each text: where one has many, no stem weighs more than among its own texts. A year
    weighs nothing, since it says when and not what, unless `years` asks for it.
    """

    def __init__(
        self,
        texts: Collection[Terms],
        known: Background | None = None,
        *,
        voices: Iterable[str | None] = (),
        years: bool = False,
    ) -> None:
        known = background() if known is None else known
        self._total = known.sentences + len(texts) + 1
        self._counts = known.counts
        self._own = Counter(stem for text in texts for stem in text.stems)
        self._voices = _voices(texts, voices)
        self._years = years
        self._cache: dict[str, float] = {}
        self._norms: dict[frozenset[str], float] = {}

    @classmethod
    def counted(
        cls, own: Mapping[str, int], texts: int, voices: Sequence[tuple[int, Mapping[str, int]]]
    ) -> "StemWeights":
        """Weights as they were when so many texts had been counted; `voices` as that property gives them."""
        weights = cls(())
        weights._own.update(own)
        weights._total += texts
        weights._voices = [(number, Counter(uses)) for number, uses in voices]
        return weights

    @property
    def own(self) -> Mapping[str, int]:
        """In how many of our texts each stem stands."""
        return self._own

    @property
    def voices(self) -> list[tuple[int, dict[str, int]]]:
        """Of each publisher with many texts how many, and in how many each stem stands that is often used."""
        return [
            (number, {stem: count for stem, count in sorted(uses.items()) if count >= VOICE_USES})
            for number, uses in self._voices
        ]

    def of(self, stem: str) -> float:
        """The inverse document frequency; never below zero."""
        weight = self._cache.get(stem)
        if weight is None:
            seen = self._counts.get(stem, 0) + self._own.get(stem, 0) + 0.5
            among = [(texts + 1) / (uses[stem] + 0.5) for texts, uses in self._voices if uses[stem] >= VOICE_USES]
            weight = max(0.0, math.log(min([self._total / seen, *among])))
            if not self._years and _YEAR.fullmatch(stem):
                weight = 0.0
            weight *= NAME_WEIGHT if stem.startswith(NAME_MARK) else 1.0
            self._cache[stem] = weight
        return weight

    def norm(self, stems: Iterable[str]) -> float:
        """Length of the vector of these stems; 1 for an empty one, so that it divides."""
        known = frozenset(stems)
        length = self._norms.get(known)
        if length is None:
            if len(self._norms) >= _MOST_NORMS:
                self._norms.clear()
            length = self._norms[known] = math.sqrt(sum(self.of(stem) for stem in sorted(known))) or 1.0
        return length

    def shared(self, one: frozenset[str], other: frozenset[str]) -> float:
        """Weight of the stems that both have, in nats."""
        return sum(self.of(stem) for stem in sorted(one & other))

    def score(self, one: Terms, other: Terms) -> float:
        """Likeness of the texts, of what they begin with, stand under and count, times how much they share."""
        return self.against(one)(other)

    def against(self, one: Terms) -> Callable[[Terms], float]:
        """The same of one text and any other, for whoever compares it with many: what does not change is looked up once."""
        stems, head, context = self._weighed(one.stems), self._weighed(one.head), self._weighed(one.context)
        length, heading, above = self.norm(one.stems), self.norm(one.head), self.norm(one.context)
        beginnings: dict[frozenset[str], float] = {}
        places: dict[frozenset[str], float] = {}

        def score(other: Terms) -> float:
            shared = sum([weight for stem, weight in stems if stem in other.stems])
            if not shared:
                return 0.0
            begins = beginnings.get(other.head)
            if begins is None:
                begins = beginnings[other.head] = self._cosine(head, heading, other.head)
            under = places.get(other.context)
            if under is None:
                under = places[other.context] = self._cosine(stems, length, other.context)
            if context:
                under = max(under, self._cosine(context, above, other.stems))
            number = NUMBER_BONUS if one.numbers & other.numbers else 0.0
            likeness = shared / (length * self.norm(other.stems)) + HEAD_BONUS * begins + number
            return (likeness + CONTEXT_BONUS * under) * enough(shared)

        return score

    def topic(self, one: Terms, other: Terms) -> float:
        """How far the one names what the other stands under, whichever way is nearer: 0 to 1."""
        if not one.context and not other.context:
            return 0.0
        return max(
            self._cosine(self._weighed(one.stems), self.norm(one.stems), other.context),
            self._cosine(self._weighed(one.context), self.norm(one.context), other.stems),
        )

    def _weighed(self, stems: frozenset[str]) -> list[tuple[str, float]]:
        """Stems with their weights, always in one order: so sums are the same to the last digit."""
        return [(stem, self.of(stem)) for stem in sorted(stems)]

    def _cosine(self, one: Sequence[tuple[str, float]], length: float, other: frozenset[str]) -> float:
        shared = sum([weight for stem, weight in one if stem in other])
        return shared / (length * self.norm(other)) if shared else 0.0


def enough(shared: float) -> float:
    """How far a shared weight suffices: from 0 for nothing to nearly 1."""
    return -math.expm1(-shared / ENOUGH)


def _voices(texts: Collection[Terms], voices: Iterable[str | None]) -> list[tuple[int, Counter[str]]]:
    """For each publisher with many texts how many, and in how many of them each stem stands."""
    uses: dict[str, Counter[str]] = defaultdict(Counter)
    number: Counter[str] = Counter()
    for text, voice in zip(texts, voices, strict=False):
        if voice:
            number[voice] += 1
            uses[voice].update(text.stems)
    return [(number[voice], uses[voice]) for voice in sorted(number) if number[voice] >= VOICE_TEXTS]


@dataclass(slots=True)
class SimilarityIndex:
    """Texts that can be asked which of them are like another; texts are numbered in the order in which they came."""

    weights: StemWeights
    texts: list[Terms] = field(default_factory=list)
    _whole: "_Postings" = field(init=False)
    _heads: "_Postings" = field(init=False)
    _numbers: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    _under: bool = False
    """Whether any text stands under something."""

    def __post_init__(self) -> None:
        self._whole, self._heads = _Postings(self.weights), _Postings(self.weights)

    def add(self, text: Terms) -> None:
        """Put one more text in."""
        for number in text.numbers:
            self._numbers[number].append(len(self.texts))
        self.texts.append(text)
        self._under = self._under or bool(text.context)
        self._whole.add(text.stems)
        self._heads.add(text.head)

    def scores(self, query: Terms, *, floor: float = 0.0) -> dict[int, float]:
        """The score of every text for which it is above `floor`; texts that share no stem are absent."""
        context = CONTEXT_BONUS if query.context or self._under else 0.0
        most = HEAD_BONUS + (NUMBER_BONUS if query.numbers else 0.0) + context
        shared = self._whole.shared(query.stems, floor, most)
        found = self._whole.cosines(query.stems, shared)
        self._heads.lift(found, query.head, HEAD_BONUS)
        for text in {text for number in query.numbers for text in self._numbers.get(number, ())}:
            if text in found:
                found[text] += NUMBER_BONUS
        scores = {}
        for text, likeness in found.items():
            suffices = enough(shared[text])
            if (likeness + context) * suffices > floor:
                # The context is looked at only where it can lift a score above the floor.
                under = CONTEXT_BONUS * self.weights.topic(query, self.texts[text]) if context else 0.0
                score = (likeness + under) * suffices
                if score > floor:
                    scores[text] = score
        return scores

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

    def shared(self, query: frozenset[str], floor: float, most: float) -> dict[int, float]:
        """Weight shared with the query by every text whose score can be above the floor; `most` is what bonuses can add.

        What suffices is at most the weight over `ENOUGH`, which spares most texts the exponential.
        """
        shared: dict[int, float] = defaultdict(float)
        for stem in sorted(query & self._places.keys()):
            weight = self._weights.of(stem)
            for text in self._places[stem]:
                shared[text] += weight
        length, norms, least = self._weights.norm(query), self._norms, floor * ENOUGH
        return {
            text: total for text, total in shared.items() if (total / (length * norms[text]) + most) * total >= least
        }

    def cosines(self, query: frozenset[str], shared: Mapping[int, float]) -> dict[int, float]:
        """The cosine with the query of each text, from the weight that it shares."""
        length, norms = self._weights.norm(query), self._norms
        return {text: total / (length * norms[text]) for text, total in shared.items()}

    def lift(self, found: dict[int, float], query: frozenset[str], share: float) -> None:
        """Add that share of the cosine with the query to the scores of those texts that are found already."""
        length, norms = self._weights.norm(query), self._norms
        for stem in sorted(query & self._places.keys()):
            part = share * self._weights.of(stem) / length
            for text in self._places[stem]:
                if text in found:
                    found[text] += part / norms[text]
