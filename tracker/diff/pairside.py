"""Pair sides: both sides of a pair, each with its clauses, verbs and places, found when first asked for."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz.distance import Indel

from tracker.diff.change import Flag
from tracker.diff.marks import Marks
from tracker.patterns import deferred
from tracker.wording.fold import STOP, fold, numbers, stems
from tracker.wording.mark import Mark
from tracker.wording.shift.condition import find_conditions

TOKEN = deferred(r"[^\W_]+(?:[’'-][^\W_]+)*+")
_MOST = 8
"""Places of a flag's words that are looked at."""
_SUBORDINATE = deferred(
    r"\b(?:who|whom|whose|which|whether|how|why|what|when|whenever|where|wherever|while|whilst|because|although|though|if"
    r"|unless|until|once|so that|so (?=[a-z]{2,20} (?:[a-z]{2,20} )?$)"
    r"|in order)\b|\b(?:those|these|any|all|ones|people|pupils|children|students) that\b"
    r"|\bthat $",
    re.IGNORECASE,
)
_PHONE = deferred(r"(?<!\w)(?:0|\+44 ?)\d{2,4}[ -]?\d{3,4}[ -]?\d{3,4}(?!\w)")
_BETWEEN = deferred(r"[\W_]+")
_CLAUSE = deferred(r"[,;:)–—]\s|\(|\s[-–—]\s|[.?!]\s")
_DOING = deferred(
    r"^\W*(?:that is why|that[’']s why|this is why)\b|^\W*(?:when|while|whilst|where|before"
    r"|after|if|once|by)\s[a-z]{2,20}ing\b",
    re.IGNORECASE,
)
"""The beginning of a phrase that ends where the subject begins: "When working out ratios you should"."""
_LONGEST = 160
"""Characters before a verb in which the word is looked for that makes its clause one on something."""
_WHO = deferred(r"\b(?:who|that|which|whose|with)\s(.{3,120})$", re.IGNORECASE)
_ADVERBS = deferred(
    r"(?:\s(?:be|been|being|is|are|was|were|have|has|had|also|now|then|still|not|no longer|to|only|always"
    r"|(?!(?:apply|comply|supply|rely|reply|imply|multiply)\b)[a-z]{1,18}ly))*+",
    re.IGNORECASE,
)
_AFTER = 48
"""Characters behind what binds in which the verb is looked for."""
_BEGINS = frozenset(stems("start begin continue also"))
_FINITE = deferred(
    r"(?:\w\s(?:is|are|was|were|has|have|had|can|cannot|will|would|do|does|did)\s(?=\S)|^who\s(?!\w{1,20}ly\s)\w+\s\w)"
    r"(?!.*\b(?:and|or)\s$)",
    re.IGNORECASE,
)
"""In a clause on something ("someone who is ill …"): its own verb, so that the next one is the sentence's again."""


@dataclass(frozen=True)
class PairSide:
    """One side of a pair: its marks, tokens and stems."""

    marks: Marks

    @property
    def text(self) -> str:
        """The sentence."""
        return self.marks.text

    @property
    def is_item(self) -> bool:
        """Whether it goes on from a lead-in above it."""
        return self.text[:1].islower()

    @cached_property
    def tokens(self) -> list[tuple[int, int, str]]:
        """Its words with their first and last characters, folded."""
        return [(found.start(), found.end(), fold(found[0])) for found in TOKEN.finditer(self.text)]

    @cached_property
    def phones(self) -> list[str]:
        """Its telephone numbers."""
        return [found[0] for found in _PHONE.finditer(self.text)]

    @cached_property
    def joined(self) -> str:
        """Its letters and digits alone."""
        return joined(self.text)

    @cached_property
    def stems(self) -> frozenset[str]:
        """All its stems."""
        return frozenset(stems(self.text))

    @cached_property
    def numbers(self) -> frozenset[str]:
        """All its numbers."""
        return numbers(self.text)

    @cached_property
    def conditions(self) -> list[tuple[int, int]]:
        """Where its conditions stand."""
        return [(one.start, one.end) for one in find_conditions(self.text)]

    def places(self, words: str) -> Iterator[int]:
        """Where the words of a flag stand, at most eight places."""
        found = re.finditer(rf"(?<![^\W_]){re.escape(words)}(?![^\W_])", self.text)
        for _, match in zip(range(_MOST), found, strict=False):
            yield match.start()

    def is_in_condition(self, at: int) -> bool:
        """Whether a place lies in a condition."""
        return any(start <= at < end for start, end in self.conditions)

    def is_aside(self, words: str) -> bool:
        """Whether the words stand in brackets alone."""
        return all(self.text.rfind("(", 0, at) > self.text.rfind(")", 0, at) for at in self.places(words))

    def clause(self, at: int) -> str:
        """What stands before a place in its clause."""
        lead = self.text[max(0, at - _LONGEST) : at]
        return _CLAUSE.split(lead)[-1]

    def is_main(self, at: int) -> bool:
        """Whether a verb there is one of a main clause."""
        opened = self._side_clause(at)
        return not self.is_in_condition(at) and (opened is None or _FINITE.search(opened) is not None)

    def is_beside(self, at: int) -> bool:
        """Whether a place lies in a condition or in a clause on something."""
        return self.is_in_condition(at) or self._side_clause(at) is not None

    def _side_clause(self, at: int) -> str | None:
        """What stands before a place in a clause on something, from the word that opens it; None outside such a clause."""
        lead = _DOING.sub("", self.clause(at))
        opened = [found.start() for found in _SUBORDINATE.finditer(lead)]
        return lead[opened[-1] :] if opened else None

    def is_of_others(self, other: "PairSide", at: int) -> bool:
        """Whether the subject before a place is told by a clause that the other side lacks: "those who are ill should"."""
        told = _WHO.search(self.clause(at))
        said = set(stems(told[1])) if told else set()
        return bool(said) and 2 * len(said & other.stems) < len(said)

    def verb(self, at: int) -> str:
        """The stem of the verb behind the words that bind and end there; nothing where none follows."""
        after = _ADVERBS.match(self.text, at)
        begins = after.end() if after else at
        return next(iter(stems(self.text[begins : begins + _AFTER])), "")

    def next_verb(self, at: int) -> str:
        """The same, where it is the very next word but for adverbs."""
        after = _ADVERBS.match(self.text, at)
        word = TOKEN.search(self.text, after.end() if after else at, at + 2 * _AFTER)
        verb = self.verb(at)
        return verb if word and verb in stems(word[0]) else ""

    def behind(self, at: int) -> tuple[str, ...]:
        """The first stems there: "will start to receive" is told as "received" afterwards."""
        return stems(self.text[at : at + _AFTER])[:3]

    def also_says(self, verb: str, denials: Sequence[Mark]) -> bool:
        """Whether the verb stands behind none of these denials, too."""
        behind = [(mark.end, mark.end + _AFTER) for mark in denials]
        return any(
            verb in stems(word) and not any(first <= start < last for first, last in behind)
            for start, _, word in self.tokens
        )

    def acts(self, mark: Mark) -> set[str]:
        """The stem of the verb of a group, and of the next one where the first only begins it."""
        first, *rest = [self.led_to(mark), *self.behind(mark.end)[1:2]]
        return {first, *(rest if first in _BEGINS else ())} - {""}

    def led_to(self, mark: Mark) -> str:
        """The stem of the verb of a group that binds, which may be part of it ("should review")."""
        within = "consider" in mark.key or "support" in mark.key
        return next(iter(stems(mark.text)[-1:]), "") if within else self.verb(mark.end)


@dataclass(frozen=True)
class PairSides:
    """Both sides of a pair, and all flags that were found."""

    old: PairSide
    new: PairSide
    flags: tuple[Flag, ...] = ()

    @cached_property
    def runs(self) -> tuple[list[tuple[int, int, int]], list[tuple[int, int, int]]]:
        """For either side the stretches that the other lacks: first and last character, and words with content."""
        ids: dict[str, int] = {}
        left, right = ([ids.setdefault(word, len(ids)) for _, _, word in side.tokens] for side in (self.old, self.new))
        lost, gained = [], []
        for code in Indel.opcodes(left, right):
            if code.tag == "delete":
                lost.append(_stretch(self.old, code.src_start, code.src_end))
            elif code.tag == "insert":
                gained.append(_stretch(self.new, code.dest_start, code.dest_end))
        return lost, gained

    @cached_property
    def _gaps(self) -> list[tuple[tuple[int, int], tuple[int, int]]]:
        """Words of the two sides, by their first and last place, that stand in each other's place between words of both."""
        ids: dict[str, int] = {}
        left, right = ([ids.setdefault(word, len(ids)) for _, _, word in side.tokens] for side in (self.old, self.new))
        kept = [
            (code.src_start, code.dest_start, code.src_end - code.src_start)
            for code in Indel.opcodes(left, right)
            if code.tag == "equal"
        ]
        found, at, to = [], 0, 0
        for start, begin, size in [*kept, (len(left), len(right), 0)]:
            if start > at or begin > to:
                found.append(((at, start), (to, begin)))
            at, to = start + size, begin + size
        return found

    def gap(self, side: PairSide, at: int) -> tuple[str, str]:
        """The words around a place of one side that the other lacks, and the other's words that stand instead of them."""
        for gap in self._gaps:
            own, other = gap if side is self.old else gap[::-1]
            if own[0] < own[1] and side.tokens[own[0]][0] <= at < side.tokens[own[1] - 1][1]:
                return _text(side, own), _text(self.new if side is self.old else self.old, other)
        return "", ""

    def place(self, side: PairSide, at: int) -> int | None:
        """Where the other side has something in the place of words that it lacks; None where it goes on without them."""
        there = self.new if side is self.old else self.old
        for gap in self._gaps:
            own, other = gap if side is self.old else gap[::-1]
            if own[0] < own[1] and side.tokens[own[0]][0] <= at < side.tokens[own[1] - 1][1] and other[0] < other[1]:
                skipped = sum(start < at for start, _, _ in side.tokens[own[0] : own[1]])
                return there.tokens[min(other[0] + skipped, other[1] - 1)][0]
        return None

    def is_all(self, flag: Flag) -> bool:
        """Whether the words of a flag that only came or went are all that differs."""
        _, other, words = self.of(flag)
        gaps = self._gaps if other is self.new else [gap[::-1] for gap in self._gaps]
        return len(gaps) == 1 and gaps[0][1][0] == gaps[0][1][1] and gaps[0][0][1] - gaps[0][0][0] <= len(words.split())

    def likeness(self, flag: Flag) -> float:
        """The share of the stems of both sides that both have, beside the words of the flag and of what changed places."""
        told = [one for one in (flag, *self.flags) if one is flag or (one.old and one.new)]
        said = {stem for one in told for stem in (*stems(one.old), *stems(one.new))}
        old, new = self.old.stems - (said - self.new.stems), self.new.stems - (said - self.old.stems)
        return 2 * len(old & new) / (len(old) + len(new)) if old or new else 1.0

    def of(self, flag: Flag) -> tuple[PairSide, PairSide, str]:
        """Of a flag whose words only came or went: the side that has them, the other one, and the words."""
        return (self.old, self.new, flag.old) if flag.old else (self.new, self.old, flag.new)

    def is_small(self, side: PairSide, words: str, most: int) -> bool:
        """Whether the words came or went with few others that have content."""
        stretches = self.runs[0] if side is self.old else self.runs[1]
        return any(
            start <= at < end and size <= most + len(words.split())
            for at in side.places(words)
            for start, end, size in stretches
        ) or not any(start <= at < end for at in side.places(words) for start, end, _ in stretches)


def joined(text: str) -> str:
    """Folded, without spaces and signs."""
    return _BETWEEN.sub("", fold(text))


def _text(side: PairSide, words: tuple[int, int]) -> str:
    first, end = words
    return side.text[side.tokens[first][0] : side.tokens[end - 1][1]] if first < end else ""


def _stretch(side: PairSide, first: int, end: int) -> tuple[int, int, int]:
    size = sum(word not in STOP for _, _, word in side.tokens[first:end])
    return side.tokens[first][0], side.tokens[end - 1][1], size
