"""Bearing: which of the flags of a pair are about what the pair commits to, and not about a clause beside it.

A word that took another's place is told. One that only came or went is told where the words around it stayed (then it
changes what they say), or where it carries the verb of a main clause; a change of tense, an order told as advice, and a
word in a clause on somebody ("those who need to") bind nobody otherwise than before.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from rapidfuzz.distance import Indel

from tracker.diff.change import Flag, FlagName
from tracker.diff.marks import Marks
from tracker.diff.pairside import TOKEN, PairSide
from tracker.wording.fold import STOP, fold, numbers, stems
from tracker.wording.mark import Mark
from tracker.wording.names import acronyms

_BESIDE = 3
"""Words with content that may come or go beside a word of scope before it belongs to what came or went."""
_NEAR = 4
"""Stems on either side of a clause that say to what it belongs …"""
_WHOLE, _SAID = 0.85, 0.6
"""Share of a sentence from which a condition is all of it; share of its stems from which the other side says it, too."""
_KEPT = 0.5
"""… and the share of them that the other sentence must hold."""
_SHARED = 0.35
"""Share of the stems of both sides, counted twice where both have them, under which a date tells nothing …"""
_CLOSE = 0.7
"""The same share, from which two sentences are near copies."""
_PHRASE = 6
"""Words with content beside a number that came or went."""
_PLACES = frozenset({"uk", "england", "gb", "great britain", "united kingdom", "wales", "scotland", "northern ireland"})
"""Where a page holds is a fact beside its text."""
_HYPHENED = re.compile(r"-[a-z]")
_ALIKE = 0.5
"""… and under which other words that only came or went do: nearly all words did."""
_NEEDED_LIKENESS: Mapping[FlagName, float] = MappingProxyType(
    {"modality": _ALIKE, "scope": _ALIKE, "number": _ALIKE, "name": 0.6, "date": _SHARED, "actor": _SHARED}
)
"""What words that only came or went need of it, by flag."""
_ANY = "any"
"""Alone it limits nothing ("any queries", "with any of these symptoms"): both that two readers were shown were of no use."""
_IDLES = frozenset(stems("depend depends vary varies include includes mean means"))
_HAD_TO = re.compile(r"\bhad to\b", re.IGNORECASE)
_APPLIES = frozenset(stems("apply applies"))
_ON_SOMEBODY = re.compile(r"\b(?:who|which|that|where|when|if)\s(?:\w{1,12}\s){0,2}$", re.IGNORECASE)
_LET = re.compile(r"\b(?:may|might|could|can|cannot|can't|can’t)\b", re.IGNORECASE)
_PERHAPS = re.compile(r"\b(?:might|could)\b", re.IGNORECASE)
_ABLE = re.compile(r"\s(?:also\s|now\s)?be able to\b", re.IGNORECASE)
_FINDS = frozenset(
    stems("find want wish like help need use see read visit check ask contact view refer access necessary possible")
)
"""What one may always do."""
_TENSE = frozenset({"will", "would"})
_ADVISES = frozenset({"should", "should support", "should consider"})
_WAS = re.compile(r"(?:is|are|was|were)\b", re.IGNORECASE)
_IDLE = re.compile(r"\b(?:you|your [a-z]{1,20}|it|this|these|there)\s(?:also\s|then\s|\w{1,20}ly\s)?$", re.IGNORECASE)
_PARTICIPLE = re.compile(r"(?:[a-z]+ing)\b", re.IGNORECASE)
_PROGRESSIVE = re.compile(
    r"(?:\b(?:is|are|be|am|been|was|were|we|they|not|now|also|currently|still|[a-z]+ly)|['’](?:re|m|s))\s$|^\W*$",
    re.IGNORECASE,
)
_PASSIVE = re.compile(r"[a-z]+ed$", re.IGNORECASE)
_AUXILIARY = re.compile(
    r"\b(?:is|are|am|be|been|being|was|were|not|never|also|now|still|only|and|or|[a-z]+ly)\s$", re.IGNORECASE
)
_REFERS = re.compile(
    r"\W{0,3}(?:they|it|he|she|this|these|those|then"
    r"|in (?:this|that|these|those|such|each|either) (?:cases?|circumstances?))\b",
    re.IGNORECASE,
)
"""Opens a sentence that holds under what the one before it says."""
_PHONE = re.compile(r"(?<!\w)0\d{2,4}[ -]?\d{3,4}[ -]?\d{3,4}(?!\w)")
_DETERMINER = re.compile(r"\b(?:the|a|an|any|all|no|these|those|our|their|your|its|of|with)\s$", re.IGNORECASE)
_NEEDED = re.compile(
    r"(?:if|where|when|as|wherever|whenever)\s(?:it is\s)?(?:required|needed|necessary|appropriate|applicable|relevant)$",
    re.IGNORECASE,
)
"""Conditions that leave open nothing that was settled: who decides stays the same."""
_FILLER = re.compile(
    r"(?:if|where|when|as|wherever|whenever)\s(?:it is\s)?(?:required|needed|necessary|appropriate|possible|applicable"
    r"|available|practicable|relevant)$",
    re.IGNORECASE,
)
"""Conditions that say nothing unless somebody is bound."""
_DAY = re.compile(r"-\d\d(?:-\d\d)?$")
"""A key that names a day or a month, and no year, season or school year."""
_RELATIVE = re.compile(
    r"(?:in |during )?(?:this|next|last) (?:year|term|week|month|spring|summer|autumn|winter)", re.IGNORECASE
)
_IN = re.compile(r"(?:in|on)\s", re.IGNORECASE)
_BY = re.compile(r"(?:until|by|before|till)\s", re.IGNORECASE)
_FOR = re.compile(r"for\s", re.IGNORECASE)
_QUOTED = re.compile(r"[‘“][^’”]*$")
_SET_OUT = re.compile(
    r"\b(?:as in|(?:advised|said|told|wrote|asked|agreed|decided)(?: us)? (?:in|on)|set out in"
    r"|published (?:in|on)|announced (?:in|on)|in respect of|updated (?:in|on)|dated"
    r"|compared (?:with|to)"
    r"|since|based on|issued (?:in|on)|introduced (?:in|on))(?: the)?\s?$",
    re.IGNORECASE,
)
"""Dates of something else: of a paper, of an announcement, of what is compared with."""
_LEAD = 32
"""Characters before a date or verb in which such words are looked for."""
_AROUND = 96
"""Characters beside words that say what they belong to."""


def bearing(flags: Sequence[Flag], old: Marks, new: Marks) -> tuple[Flag, ...]:
    """The flags that say what became different of the pair's main act, in their order."""
    if all(flag.name == "money" for flag in flags):
        return tuple(flags)
    sides = _Sides(PairSide(old), PairSide(new))
    return tuple(flag for flag in flags if sides.tells(flag, flags))


@dataclass(frozen=True)
class _Sides:
    """Both sides of a pair."""

    old: PairSide
    new: PairSide

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
    def likeness(self) -> float:
        """The share of the stems of both sides that both have."""
        both = len(self.old.stems) + len(self.new.stems)
        return 2 * len(self.old.stems & self.new.stems) / both if both else 1.0

    def tells(self, flag: Flag, flags: Sequence[Flag]) -> bool:
        """Whether the flag is about what the pair commits to."""
        if flag.old and flag.new:
            return self._tells_both(flag)
        return flag.name == "money" or flag.kind not in {None, "condition", "dated"} or self._tells_lone(flag, flags)

    def _tells_lone(self, flag: Flag, flags: Sequence[Flag]) -> bool:
        side, other = (self.old, self.new) if flag.old else (self.new, self.old)
        needed = _NEEDED_LIKENESS.get(flag.name, 0.0)
        if self.likeness < needed or self._is_told(flag, flags) or _is_led_on(side, other):
            return False
        words = flag.old or flag.new
        match flag.name:
            case "modality":
                return self._binds(side, other, words)
            case "scope":
                return self._limits(flag, flags, side, other)
            case "date":
                return _dates(side, words, lost=bool(flag.old))
            case "negation":
                return _denies(side, other, words, near=self.likeness >= _CLOSE and not flag.old)
            case "number":
                told = self._is_small(side, words, _PHRASE) and not numbers(words) <= other.numbers
                return told and not any(words in phone[0] for phone in _PHONE.finditer(side.text))
            case _:
                return flag.name != "name" or _names(side, words, lost=bool(flag.old))

    def _limits(self, flag: Flag, flags: Sequence[Flag], side: PairSide, other: PairSide) -> bool:
        """A word of scope, or a condition, on what the other side speaks of, too."""
        words = flag.old or flag.new
        if flag.kind == "condition":
            return _hangs(side, other, words, near=self.likeness >= _CLOSE, gained=bool(flag.new))
        if any(
            one.name == "money" and (one.old, one.new).count("") and bool(one.old) is bool(flag.old) for one in flags
        ):
            return False  # "£5m of new money" went whole
        if words.lower() == _ANY:
            return False
        told = self._is_small(side, words) and not _is_beside(flag, flags, side)
        return told and _is_of_kept(side, other, words)

    def _tells_both(self, flag: Flag) -> bool:
        if flag.name == "modality" and flag.kind is None:
            return self._is_one_act(flag) and self._is_of_one_rank(flag) and not self._is_said_behind(flag)
        if flag.kind == "condition":
            return not any(
                fold(said) in fold(other.text) for said, other in ((flag.old, self.new), (flag.new, self.old))
            )
        if flag.name == "name":
            return self.likeness >= _SHARED
        if flag.name == "scope" and flag.kind is None:
            return self.likeness >= _ALIKE
        if flag.kind == "opposite" and _WAS.match(flag.old) and _WAS.match(flag.new):
            return all(
                any(map(side.is_main, side.places(words)))
                for side, words in ((self.old, flag.old), (self.new, flag.new))
            )
        if flag.name == "date" and flag.kind is None:
            needed = _ALIKE if fold(flag.old) in fold(flag.new) or fold(flag.new) in fold(flag.old) else _SHARED
            return self.likeness >= (_ALIKE if self.old.text[:1] == "|" else needed)
        return not (flag.name == "negation" and flag.kind is None)

    def _is_said_behind(self, flag: Flag) -> bool:
        """Whether one group only holds a verb that the other side has, too ("must continue reviewing", "must review")."""
        longer, other = (flag.new, self.old) if len(flag.new) > len(flag.old) else (flag.old, self.new)
        shorter = flag.old if longer == flag.new else flag.new
        return _goes_on(shorter, longer) and bool(set(stems(longer)[-1:]) & other.stems)

    def _is_of_one_rank(self, flag: Flag) -> bool:
        """Whether both verb groups stand in main clauses."""
        ranks = [
            {side.is_main(mark.start) for mark in side.marks.modality if mark.text == words}
            for side, words in ((self.old, flag.old), (self.new, flag.new))
        ]
        return not all(ranks) or all(True in rank for rank in ranks)

    def _is_one_act(self, flag: Flag) -> bool:
        """Whether the other side says the verb that one of the two groups leads to, or one group goes on from the other."""
        if any(
            _ABLE.match(side.text[at + len(words) :])
            for side, words in ((self.old, flag.old), (self.new, flag.new))
            for at in side.places(words)
        ) and _LET.search(f"{flag.old} {flag.new}"):
            return False  # "will be able to" and "can"
        if self.likeness >= _ALIKE and (_goes_on(flag.old, flag.new) or _goes_on(flag.new, flag.old)):
            return True
        return any(
            mark.text == words and (not (verb := side.led_to(mark)) or verb in other.stems or mark.start == mark.end)
            for side, other, words in ((self.old, self.new, flag.old), (self.new, self.old, flag.new))
            for mark in side.marks.modality
        ) or not all(
            any(mark.text == words for mark in side.marks.modality)
            for side, words in ((self.old, flag.old), (self.new, flag.new))
        )

    @staticmethod
    def _is_told(flag: Flag, flags: Sequence[Flag]) -> bool:
        """Whether its words stand in what another flag tells of that side in another's place."""
        words = fold(flag.old or flag.new)
        return any(
            one is not flag
            and one.name == flag.name
            and one.old
            and one.new
            and words == fold(one.old if flag.old else one.new)
            for one in flags
        )

    def _is_small(self, side: PairSide, words: str, most: int = _BESIDE) -> bool:
        """Whether the words came or went with few others."""
        stretches = self.runs[0] if side is self.old else self.runs[1]
        return any(
            start <= at < end and size <= most + len(words.split())
            for at in side.places(words)
            for start, end, size in stretches
        ) or not any(start <= at < end for at in side.places(words) for start, end, _ in stretches)

    def _binds(self, side: PairSide, other: PairSide, words: str) -> bool:
        """A verb group of a main clause, unless the other side says the same in another tense or as an order."""
        groups = [mark for mark in side.marks.modality if mark.text == words]
        return not groups or any(self._binds_anew(side, other, mark, gained=side is self.new) for mark in groups)

    @staticmethod
    def _binds_anew(side: PairSide, other: PairSide, mark: Mark, *, gained: bool) -> bool:
        before = side.text[max(0, mark.start - _LEAD) : mark.start]
        if not side.is_main(mark.start) or _is_adjective(mark, before):
            return False
        verb = side.led_to(mark)
        if verb in _IDLES or (mark.key == "must" and _HAD_TO.search(other.text)):
            return False
        if mark.key in _TENSE and (_IDLE.search(before) or _tells_plainly(other, side.acts(mark))):
            return False
        if mark.key in _ADVISES:
            return not any(_orders(other, one) for one in {verb, *side.behind(mark.end)} & other.stems)
        if _LET.search(mark.text):
            return (
                gained
                and not _PERHAPS.search(mark.text)
                and verb not in _FINDS
                and not _IDLE.search(before)
                and bool({verb, *side.behind(mark.end)} & other.stems)
            )
        return True


def _is_adjective(mark: Mark, before: str) -> bool:
    """Whether it binds nobody by itself: "those seeking", "the tests required", "this helps"."""
    if _PARTICIPLE.match(mark.text) and not _PROGRESSIVE.search(before):
        return True
    if _PASSIVE.fullmatch(mark.text) and not _AUXILIARY.search(before):
        return True
    return mark.key == "support" or (mark.key == "guarantee" and _DETERMINER.search(before) is not None)


def _goes_on(shorter: str, longer: str) -> bool:
    """Whether a verb group holds another one and more: "should" and "should consider"."""
    return fold(longer).startswith(f"{fold(shorter)} ")


def _stretch(side: PairSide, first: int, end: int) -> tuple[int, int, int]:
    size = sum(word not in STOP for _, _, word in side.tokens[first:end])
    return side.tokens[first][0], side.tokens[end - 1][1], size


def _is_led_on(side: PairSide, other: PairSide) -> bool:
    """Whether the other side leads to a list, into which the words may have moved."""
    return other.text.rstrip().endswith(":") and not side.text.rstrip().endswith(":")


def _is_of_kept(side: PairSide, other: PairSide, words: str) -> bool:
    """Whether the next word behind it, which it is about, stands in the other sentence; at an end the last before it."""
    for at in side.places(words):
        end = at + len(words)
        behind = stems(side.text[end : end + _AROUND])[:1] or stems(side.text[max(0, at - _AROUND) : at])[-1:]
        if not behind or behind[0] in other.stems:
            return True
    return False


def _is_beside(flag: Flag, flags: Sequence[Flag], side: PairSide) -> bool:
    """Whether a denial before it, or a figure behind it, came or went with it and is told."""
    words, lost = flag.old or flag.new, bool(flag.old)
    lone = [one for one in flags if one is not flag and not (one.old and one.new) and bool(one.old) is lost]
    for at in side.places(words):
        before = fold(side.text[max(0, at - _LEAD) : at])
        behind = side.text[at + len(words) : at + len(words) + _AROUND].lstrip()
        for one in lone:
            said = one.old or one.new
            if one.name == "negation" and before.endswith(fold(said)):
                return True
            if one.name in {"number", "money"} and behind.startswith(said):
                return True
    return False


def _tells_plainly(other: PairSide, verbs: set[str]) -> bool:
    """Whether it says one of these, and not behind a "to": "is likely to open" is no other tense of "will open"."""
    before = ""
    for _, _, word in other.tokens:
        if before != "to" and verbs & set(stems(word)):
            return True
        before = word
    return False


def _orders(other: PairSide, verb: str) -> bool:
    """Whether a clause of the other side begins with the verb: an order says the same as "you should"."""
    for start, _, word in other.tokens:
        if verb in stems(word) and not [
            one
            for one in TOKEN.findall(other.clause(start))
            if not one.lower().endswith("ly") and one.lower() != "please"
        ]:
            return True
    return False


def _names(side: PairSide, words: str, *, lost: bool) -> bool:
    """Somebody or something new, not a short form of what is told, nor where a page holds; of those that went long ones."""
    if (lost and words.rstrip("s").isupper()) or words in acronyms(side.text):
        return False
    return fold(words) not in _PLACES and not _HYPHENED.search(words)


def _hangs(side: PairSide, other: PairSide, words: str, *, near: bool, gained: bool) -> bool:
    """Whether what stands before and behind a condition is in the other sentence too, and somebody is bound there."""
    if (_NEEDED.match(words) and not near) or (_REFERS.match(other.text) and not _REFERS.match(side.text)):
        return False
    if gained and _FILLER.match(words) and not (_bound(side) or _bound(other)):
        return False
    said = set(stems(words))
    if len(words) > _WHOLE * len(side.text) or (len(said) > 1 and len(said & other.stems) > _SAID * len(said)):
        return False
    return any(_is_kept(side, at, at + len(words), other) for at in side.places(words))


def _bound(side: PairSide) -> bool:
    """Whether somebody is bound outside a condition, or the text is an item of a list."""
    return side.text[:1].islower() or any(not side.is_in_condition(mark.start) for mark in side.marks.modality)


def _is_kept(side: PairSide, start: int, end: int, other: PairSide) -> bool:
    before = stems(side.text[max(0, start - _AROUND) : start])[-_NEAR:]
    behind = stems(side.text[end : end + _AROUND])[:_NEAR]
    return all(len(set(near) & other.stems) >= _KEPT * len(set(near)) for near in (before, behind))


def _dates(side: PairSide, words: str, *, lost: bool) -> bool:
    """A date that came, unless it is one of something else; of those that went a deadline or one of a commitment."""
    marks = [mark for mark in side.marks.dates if mark.text == words]
    return not marks or any(_is_dated(side, mark, lost=lost) for mark in marks)


def _is_dated(side: PairSide, mark: Mark, *, lost: bool) -> bool:
    lead = side.text[max(0, mark.start - _LEAD) : mark.start]
    preposition = _IN.match(mark.text)
    if _SET_OUT.search(lead + (preposition[0] if preposition else "")) or _QUOTED.search(lead):
        return False
    turn = side.marks.turns.get(mark.key, "")
    if turn == "until" or _BY.match(mark.text):
        return True
    if _commits(side.marks) and not side.is_in_condition(mark.start):
        return not (lost and _FOR.match(mark.text)) and "/" not in mark.key
    if not turn and not side.is_main(mark.start):
        return False
    return (
        not lost
        and bool(turn or _DAY.search(mark.key) or not mark.key[:4].isdigit())
        and not _RELATIVE.match(mark.text)
    )


def _commits(marks: Marks) -> bool:
    return any(
        mark.key.split(" ")[0] in {"will", "plan", "aim", "guarantee"}
        and not _IDLE.search(marks.text, max(0, mark.start - _LEAD), mark.start)
        for mark in marks.modality
    )


def _denies(side: PairSide, other: PairSide, words: str, *, near: bool) -> bool:
    """A negation whose verb the other side does not deny, too; one in a clause on somebody only between near copies."""
    denied = {other.verb(mark.end) for mark in other.marks.negation}
    marks = [mark for mark in side.marks.negation if mark.text == words]
    return not marks or any(
        ((verb := side.verb(mark.end)) not in denied or not verb)
        and verb not in _APPLIES
        and (near or not _ON_SOMEBODY.search(side.text[max(0, mark.start - _LEAD) : mark.start]))
        and not (denied and re.search(rf"\bor {re.escape(verb)}", fold(other.text)))
        for mark in marks
    )
