"""Nearness: which earlier stages are near to each, noted so that weaving again asks only about what is new."""

import json
import zlib
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tracker.links import scale
from tracker.links.index import DIGITS, SimilarityIndex, StemWeights, Terms
from tracker.links.stage import Stage, context_of

MOST_PAIRS = 30_000_000
"""Pairs that are noted, in 240 MB; a record with more of them is woven from its words each time. Of 22,000 real claims
each is near to 16 earlier ones."""
_UNIT = 10**DIGITS
"""A score is noted as a whole number of these."""
_CHUNK = 2_000
"""Stages to one row."""
_GONE = -1
_SLACK = 2 * 10**-DIGITS


@dataclass(frozen=True, slots=True)
class StageNote:
    """What was found out about one stage; `near` are numbers of earlier notes and their scores in turn."""

    text: str
    entered: str
    """When and with which version it came: what came together is not near to each other."""
    terms: Terms
    near: "array[int] | None"


@dataclass(frozen=True, slots=True)
class StageNotes:
    """Notes by the id of the stage's claim, in time order."""

    notes: Mapping[str, StageNote] = field(default_factory=dict)

    def terms(self, stage: Stage) -> Terms | None:
        """The terms of a stage, if they were noted of these very words."""
        note = self.notes.get(stage.claim.id)
        return note.terms if note and note.text == _words(stage) else None

    def to_rows(self) -> Iterator[tuple[str, bytes]]:
        """The same notes to the same bytes."""
        known = list(self.notes.items())
        for first in range(0, len(known), _CHUNK):
            some = known[first : first + _CHUNK]
            told = [
                (name, note.text, note.entered, *_sorted(note.terms), None if note.near is None else len(note.near))
                for name, note in some
            ]
            near = b"".join(note.near.tobytes() for _, note in some if note.near)
            head = json.dumps(told, ensure_ascii=False).encode()
            yield f"{first:09}", zlib.compress(len(head).to_bytes(8, "big") + head + near, 1)

    @classmethod
    def from_rows(cls, rows: Mapping[str, bytes]) -> "StageNotes":
        """The notes that gave these rows. ValueError where they are none."""
        notes: dict[str, StageNote] = {}
        for _, row in sorted(rows.items()):
            whole = zlib.decompress(row)
            end = 8 + int.from_bytes(whole[:8], "big")
            pairs = array("I")
            pairs.frombytes(whole[end:])
            at = 0
            for name, text, entered, stems, numbers, head, context, length in json.loads(whole[8:end]):
                terms = Terms(*map(frozenset, (stems, numbers, head, context)))
                notes[name] = StageNote(text, entered, terms, None if length is None else pairs[at : at + length])
                at += length or 0
        return cls(notes)


@dataclass(frozen=True, slots=True)
class NearMarks:
    """From which score a stage is near, and how much of it the words alone must reach."""

    score: float
    words: float


class Nearness:
    """Asked stage by stage in time order; scores are whole billionths, so that who is asked about whom decides nothing."""

    def __init__(
        self,
        stages: Sequence[Stage],
        terms: Sequence[Terms],
        weights: StemWeights,
        marks: NearMarks,
        known: StageNotes,
    ) -> None:
        self.weights = weights
        self._terms = terms
        self._marks = marks
        self._all = SimilarityIndex(weights)
        self._fresh = SimilarityIndex(weights)
        self._fresh_stages: list[int] = []
        self._stages = stages
        self._noted = {at: note for at, stage in enumerate(stages) if (note := _noted(stage, known)) is not None}
        """Stage → its pairs, which count stages as they were counted then …"""
        places = {stage.claim.id: at for at, stage in enumerate(stages) if at in self._noted} if self._noted else {}
        self._place = [places.get(name, _GONE) for name in known.notes]
        """… and where each of those stands now."""
        still = [at for at in self._place if at != _GONE]
        if still != sorted(still):
            self._noted = {}  # In another order others are the earlier ones.
        self._maybe: Iterator[list[int] | None] | None = None
        """Of each stage in order those that may be near, where all are asked about and so many that matrices pay."""
        if not self._noted and scale.is_worth_it(len(stages), len(stages)):
            self._maybe = scale.above(terms, weights, marks.score)
        self._found: list[array[int]] | None = []
        self._pairs = 0

    def open(self, stage: int) -> None:
        """Let later stages be near to it."""
        self._all.add(self._terms[stage])
        if stage not in self._noted:
            self._fresh.add(self._terms[stage])
            self._fresh_stages.append(stage)

    def every(self, stage: int) -> Iterable[int]:
        """Every stage opened so far that shares enough words, near or not."""
        return self._all.scores(self._terms[stage], floor=self._marks.words)

    def score(self, stage: int, other: int) -> float | None:
        """Of a stage and one opened before; None where they share too few words to say anything."""
        found = self._all.pair(self._terms[stage], other, floor=self._marks.words)
        return None if found is None else round(found, DIGITS)

    def of(self, stage: int) -> Mapping[int, float]:
        """Every stage opened so far that is near, with its score."""
        note, maybe = self._noted.get(stage), next(self._maybe) if self._maybe else None
        if note is None and maybe is not None:
            found = {other: score for other in maybe if (score := self._near(stage, other)) is not None}
        elif note is None:
            found = dict(self._scores(self._all, stage))
        else:
            found = {
                at: score / _UNIT
                for other, score in zip(note[::2], note[1::2], strict=True)
                if (at := self._place[other]) != _GONE
            }
            if self._fresh_stages:
                found |= {self._fresh_stages[at]: score for at, score in self._scores(self._fresh, stage)}
        self._note(found)
        return found

    def _near(self, stage: int, other: int) -> float | None:
        if other >= len(self._all.texts):
            return None  # in the same version
        score = self.score(stage, other)
        return score if score is not None and score >= self._marks.score else None

    def notes(self) -> StageNotes:
        """All that was found; without pairs where they were too many."""
        near: Sequence[array[int] | None] = self._found or [None] * len(self._stages)
        return StageNotes(
            {
                stage.claim.id: StageNote(_words(stage), _entered(stage), terms, pairs)
                for stage, terms, pairs in zip(self._stages, self._terms, near, strict=True)
            }
        )

    def _scores(self, index: SimilarityIndex, stage: int) -> Iterator[tuple[int, float]]:
        least = self._marks.score - _SLACK
        for other, score in index.scores(self._terms[stage], floor=self._marks.words).items():
            if score >= least and (told := round(score, DIGITS)) >= self._marks.score:
                yield other, told

    def _note(self, found: Mapping[int, float]) -> None:
        self._pairs += len(found)
        if self._found is not None:
            pairs = array("I")
            for other in sorted(found):
                pairs.append(other)
                pairs.append(round(found[other] * _UNIT))
            self._found.append(pairs)
            if self._pairs > MOST_PAIRS:
                self._found = None


def _noted(stage: Stage, known: StageNotes) -> "array[int] | None":
    note = known.notes.get(stage.claim.id)
    same = note is not None and (note.text, note.entered) == (_words(stage), _entered(stage))
    return note.near if note and same else None


def _sorted(terms: Terms) -> Iterator[list[str]]:
    return map(sorted, (terms.stems, terms.numbers, terms.head, terms.context))


def _words(stage: Stage) -> str:
    """What its terms are made of."""
    return f"{stage.claim.text}\n{context_of(stage.claim)}"


def _entered(stage: Stage) -> str:
    return "\n".join((stage.at.isoformat(), *stage.entered))
