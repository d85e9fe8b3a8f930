"""Sentence match: is this said in what we hold, word for word, nearly, or not at all?"""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import Literal

from pydantic import BaseModel
from rapidfuzz.distance import LCSseq

from tracker.config.verdict import Alias
from tracker.links.index import NAME_MARK, StemWeights, Terms
from tracker.links.names import Names
from tracker.patterns import deferred
from tracker.wording.fold import fold, stems, words

ALIKE, ORDERED = 0.65, 0.4
"""Share of meaning (rare words, both ways) from which another wording is near, with that share of its words in order."""
COVERED = 0.75
"""… or that share of what was asked for stands in a longer sentence, or of a shorter one in what was asked for."""
LEAST = 0.25
"""… and so much of the other way round: a name in passing is no nearness."""
PART, WHOLE = 0.33, 7
"""… but of a longer text that share, and of a record's sentence so many words: "school governors" stands in any."""
FIGURED, DIGITS = 0.25, 3
"""Share of what was asked for that is enough where both have one number of so many digits."""
NAMED, PASSING = 0.45, 0.25
"""Share of meaning, and of the words in order, that is enough where both speak of one declared programme."""
SHARED = 2
"""Words that carry meaning which both must have: "raises some questions" is not nearly "raising standards"."""
TELLING = 0.5
"""Share of the weight of the words asked for that the rarest of them make up: one of these every near sentence has."""
READ, LOOKED_AT = 48, 12
"""Sentences with the most in common that are read for names and order, and nearest wordings that are given."""
HEADED = 0.8
"""What is left of the score of a line that is no sentence: a heading says less than the sentence below it."""
NUMBER = 0.1
"""Added where both have a number: what says the same number is meant before what says another (`links/index.py`)."""
_FRAME = 0.2
"""Weight of the words that only tell who speaks: "Labour promised …" is about what it promised."""
_FRAMES = frozenset(
    stems(
        "labour conservatives liberal democrats greens government ministers department dfe party manifesto pledged promised"
        " vowed announced confirmed claimed insisted told committed today yesterday"
    )
)
_MONTHS = frozenset(
    stems(
        "january february march april may june july august september october november december spring summer autumn"
        " winter"
    )
)
_ENDS = deferred(r"[.!?;:,…][”’\"')\]]*$|^[a-z•]")
_SHORT = 3
"""Letters of a stem that is looked for as it stands."""

Search = Callable[[Sequence[str]], Iterable[tuple[int, str]]]
"""The sentences, each with its number, in which a word begins with one of these."""


def is_sentence(text: str) -> bool:
    """Whether a line of the record is a sentence or an item, by its end or its small first letter; else it is a heading."""
    return _ENDS.search(text) is not None


class SentenceMatch(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """What we hold of some words. `numbers` are those of the sentences that say them, or nearly, in the order given."""

    how: Literal["exact", "near", "none"]
    numbers: tuple[int, ...] = ()
    text: str | None = None
    """The sentence that we hold."""
    score: float = 0.0


class Library:
    """Sentences that can be asked whether they hold some words. Each question looks only at those that could."""

    def __init__(self, search: Search, aliases: Iterable[Alias] = (), explained: Iterable[str] = ()) -> None:
        """`explained` are sentences that explain acronyms."""
        self._search = search
        self._names = Names.of(aliases, explained)
        self._weights = StemWeights(())
        self._lengths: dict[str, float] = {}

    def holds(self, asked: str) -> tuple[SentenceMatch, ...]:
        """Wordings that hold the words asked for in a row, the shortest first; else those that nearly do, the best first.

        In a row: whatever their case, quotation marks, dashes and the spelling of numbers.
        """
        question = _AskedWords(asked, self._names, self._weights)
        if not question.words:
            return ()
        found = _SentencePool(self._search(question.starts))
        exact = [text for text in found.texts if question.folded in f" {' '.join(words(text))} "]
        if exact:
            ordered = sorted(exact, key=lambda text: (len(words(text)), found.first(text)))
            return tuple(found.match("exact", text, 1.0) for text in _apart(ordered))
        best = sorted(found.texts, key=lambda text: (-self._in_common(question, text), found.first(text)))[:READ]
        near = [(question.score(text), text) for text in best if question.is_near(text)]
        near.sort(key=lambda one: (-one[0], found.first(one[1])))
        scores = {text: score for score, text in near}
        return tuple(found.match("near", text, round(scores[text], 3)) for text in _apart(scores))[:LOOKED_AT]

    def _in_common(self, question: "_AskedWords", text: str) -> float:
        """What the words themselves have in common, for a first choice: names cost ten times as much to find."""
        own = frozenset(stems(text))
        if text not in self._lengths:
            self._lengths[text] = question.weight(own) or 1.0
        shared = question.weight(question.wider & own)
        return float(shared / self._lengths[text] ** 0.5)


class _SentencePool:
    """Sentences by their words, in the order found."""

    def __init__(self, sentences: Iterable[tuple[int, str]]) -> None:
        self._numbers: dict[str, list[int]] = defaultdict(list)
        for number, text in sentences:
            self._numbers[text].append(number)

    @property
    def texts(self) -> Iterable[str]:
        return self._numbers.keys()

    def first(self, text: str) -> int:
        return self._numbers[text][0]

    @cached_property
    def _alike(self) -> dict[str, list[int]]:
        alike: dict[str, list[int]] = defaultdict(list)
        for other, numbers in self._numbers.items():
            alike[fold(other)] += numbers
        return alike

    def match(self, how: Literal["exact", "near"], text: str, score: float) -> SentenceMatch:
        return SentenceMatch(how=how, numbers=tuple(sorted(self._alike[fold(text)])), text=text, score=score)


class _AskedWords:
    """The words asked for, read once."""

    def __init__(self, asked: str, names: Names, weights: StemWeights) -> None:
        self.words = words(asked)
        self.folded = f" {' '.join(self.words)} "
        self._names = names
        self._weights = weights
        self._terms = names.terms(asked)
        self._own = _meaning(self._terms)
        self._total = self.weight(self._own) or 1.0
        named = {one.canonical for one in names.found(asked)}
        self._other = tuple(name for group in names.groups if group[0] in named & names.declared for name in group)

    @cached_property
    def wider(self) -> frozenset[str]:
        """The stems with those of every other name of the programmes that are named."""
        return self._own.union(*(stems(name) for name in self._other))

    @cached_property
    def starts(self) -> tuple[str, ...]:
        """How the rarest of the words begin; of words without meaning all of them."""
        kept, sum_ = [], 0.0
        for stem in sorted(self._own, key=self._rarest_first):
            if not stem.startswith(NAME_MARK):
                kept.append(_start(stem))
                sum_ += self._of(stem)
                if sum_ > TELLING * self._total and len(kept) > 1:
                    break
        kept += [_start(min(stems(name), key=self._rarest_first)) for name in self._other if stems(name)]
        return tuple(dict.fromkeys(kept)) or tuple(word for word in self.words if word[0].isalnum())

    def score(self, text: str) -> float:
        """How much of the meaning both have, 0–1: the cosine of the two, or all of what was asked for in a longer one."""
        terms = self._names.terms(text)
        covered, covers = self._shares(_meaning(terms))
        longer = 0.9 * covered * math.sqrt(min(1.0, 3 * covers / (covered or 1.0)))
        number = NUMBER if self._terms.numbers & terms.numbers else 0.0
        return min(1.0, max(math.sqrt(covered * covers), longer) * (1.0 if is_sentence(text) else HEADED) + number)

    def is_near(self, text: str) -> bool:
        """Whether the two say nearly the same of the same thing: never where only the words around it are alike."""
        terms = self._names.terms(text)
        common = self._own & _meaning(terms)
        counts = bool(self._terms.numbers and terms.numbers)
        if common <= _FRAMES or len(common) + counts < SHARED:
            return False
        covered, covers = self._shares(_meaning(terms))
        if not is_sentence(text) and min(covered, covers) < COVERED:
            return False
        alike = (covered * covers) ** 0.5
        named = any(stem.startswith(NAME_MARK) for stem in common)
        mine, theirs = self.words, words(text)
        same = LCSseq.similarity(mine, theirs)
        return (
            (alike >= ALIKE and same >= ORDERED * len(mine))
            or (covered >= COVERED and covers >= LEAST and same >= ORDERED * len(mine))
            or (covers >= COVERED and covered >= PART and same >= ORDERED * len(theirs) and len(theirs) >= WHOLE)
            or (covered >= FIGURED and any(len(one) >= DIGITS for one in self._terms.numbers & terms.numbers))
            or (named and alike >= NAMED and same >= PASSING * min(len(mine), len(theirs)))
        )

    def weight(self, meant: Iterable[str]) -> float:
        """How much these stems say."""
        return sum(self._of(stem) for stem in sorted(meant))

    def _shares(self, other: frozenset[str]) -> tuple[float, float]:
        """The shares of what was asked for, and of the other, that both have."""
        shared = self.weight(self._own & other)
        return shared / self._total, shared / (self.weight(other) or 1.0)

    def _of(self, stem: str) -> float:
        return self._weights.of(stem) * (_FRAME if stem in _FRAMES else 1.0)

    def _rarest_first(self, stem: str) -> tuple[float, str]:
        return -self._of(stem), stem


def _meaning(terms: Terms) -> frozenset[str]:
    """Without numbers and months: one that differs is the news, and told."""
    return frozenset(stem for stem in terms.stems if stem not in _MONTHS and not any(map(str.isdigit, stem)))


def _start(stem: str) -> str:
    """How words with that stem begin: its last "i" may stand for a "y"."""
    return stem.removesuffix("i") if len(stem) > _SHORT else stem


def _apart(texts: Iterable[str]) -> Iterator[str]:
    """Each wording once."""
    seen: set[str] = set()
    for text in texts:
        if fold(text) not in seen:
            seen.add(fold(text))
            yield text
