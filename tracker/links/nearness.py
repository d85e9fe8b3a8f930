"""Nearness: which stages are near to each other: those that share enough for a score at the mark."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from tracker.links.index import DIGITS, StemWeights, Terms
from tracker.links.shared import Places, StemPlaces, can_reach, most_of, sharing


@dataclass(frozen=True, slots=True)
class NearMarks:
    """From which score a stage is near, and how much of it the words alone must reach."""

    score: float
    words: float


class TermsByNumber(Protocol):
    """Finds the terms of a text."""

    def __getitem__(self, number: int, /) -> Terms:
        """Of the text of that number."""


@dataclass(frozen=True, slots=True)
class NearFinder:
    """Finds the near ones among texts that are known by their numbers. Scores are whole billionths."""

    weights: StemWeights
    marks: NearMarks
    terms: "Sequence[Terms] | TermsByNumber"
    lengths: "Callable[[Collection[int]], Mapping[int, float] | Sequence[float]]"
    """Of some texts the lengths of their vectors."""

    def among(self, asked: Terms, places: Places) -> dict[int, float]:
        """Those of the texts in these places that are near, with their scores."""
        floor, most = self.marks.score, most_of(asked)
        length, score_of = self.weights.norm(asked.stems), self.weights.against(asked)
        found = {}
        maybe = sharing(asked, places, self.weights, floor)
        lengths = self.lengths(maybe)
        for text, shared in maybe.items():
            if can_reach(shared, length, lengths[text], most, floor):
                score = round(score_of(self.terms[text]), DIGITS)
                if score >= floor and shared:
                    found[text] = score
        return found

    def score(self, one: int, other: int) -> float | None:
        """Of two texts; None where they share too few words to say anything."""
        score = self.weights.score(self.terms[one], self.terms[other])
        return round(score, DIGITS) if score > self.marks.words else None


class Nearness:
    """Asked stage by stage in time order, when all before are open; remembers which it called near."""

    def __init__(self, terms: Sequence[Terms], weights: StemWeights, marks: NearMarks) -> None:
        self.places = StemPlaces()
        self._terms = terms
        self._lengths: list[float] = []
        self._finder = NearFinder(weights, marks, terms, lambda _: self._lengths)
        self.pairs: list[dict[int, float]] = []
        """Of each stage those that are near, earlier and later ones."""

    @property
    def weights(self) -> StemWeights:
        """By which scores are made."""
        return self._finder.weights

    def open(self, stage: int) -> None:
        """Let later stages be near to it."""
        terms = self._terms[stage]
        self._lengths.append(self.weights.norm(terms.stems))
        self.places.add(stage, terms.stems)

    def of(self, stage: int) -> Mapping[int, float]:
        """Every stage opened so far that is near, with its score."""
        found = self._finder.among(self._terms[stage], self.places)
        self.pairs.append(found.copy())
        for other, score in found.items():
            self.pairs[other][stage] = score
        return found

    def score(self, stage: int, other: int) -> float | None:
        """Of a stage and one opened before; None where they share too few words to say anything."""
        return self._finder.score(stage, other)

    def words(self) -> Iterable[tuple[str, Sequence[int]]]:
        """Every stem with the stages in which it stands."""
        return self.places.items()
