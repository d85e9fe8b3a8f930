"""Bearing: which of the flags of a pair are about what the pair commits to, and not about a clause beside it.

A word that took another's place is told where both are said of one thing. One that only came or went is told where the
rest of the two sentences is nearly the same, and so says what the word changed.
"""

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from tracker.diff.binding import binds, binds_otherwise
from tracker.diff.change import Flag, FlagName
from tracker.diff.dating import dates
from tracker.diff.limits import hangs, limits
from tracker.diff.marks import Marks
from tracker.diff.pairside import PairSide, PairSides
from tracker.wording.fold import fold, numbers, stems
from tracker.wording.names import acronyms

_NEAR_COPIES = 0.75
_LIKE = 0.5
_NEEDED: Mapping[FlagName, float] = MappingProxyType(
    {"modality": _NEAR_COPIES, "scope": _NEAR_COPIES, "number": 0.7, "name": _NEAR_COPIES}
)
"""How alike the rest of two sentences must be for words that only came or went; of others half."""
_PHRASE = 6
"""Words with content beside a number that came or went."""
_FEW = 3
"""… and beside a name."""
_PLACES = frozenset({"uk", "england", "gb", "great britain", "united kingdom", "wales", "scotland", "northern ireland"})
"""Where a page holds is a fact beside its text."""
_HYPHENED = re.compile(r"-[a-z]")
_WAS = re.compile(r"(?:is|are|was|were)\b", re.IGNORECASE)
_PHONE = re.compile(r"(?<!\w)0\d{2,4}[ -]?\d{3,4}[ -]?\d{3,4}(?!\w)")
_OF_A_FORM = frozenset({"modality", "negation", "scope"})


def bearing(flags: Sequence[Flag], old: Marks, new: Marks) -> tuple[Flag, ...]:
    """The flags that say what became different of the pair's main act, in their order."""
    if all(flag.name == "money" for flag in flags):
        return tuple(flags)
    sides = PairSides(PairSide(old), PairSide(new))
    return tuple(flag for flag in flags if _tells(sides, flag, flags))


def _tells(sides: PairSides, flag: Flag, flags: Sequence[Flag]) -> bool:
    """Whether the flag is about what the pair commits to."""
    if flag.name == "money":
        return True
    if flag.old and flag.new:
        return _tells_both(sides, flag)
    if flag.kind == "act":
        return _acts(sides, flag)
    return flag.kind not in {None, "condition", "dated"} or _tells_lone(sides, flag, flags)


def _tells_lone(sides: PairSides, flag: Flag, flags: Sequence[Flag]) -> bool:
    side, other, words = sides.of(flag)
    if sides.likeness(flag) < _NEEDED.get(flag.name, _LIKE) or _is_told(flag, flags) or _is_led(side, other, flag):
        return False
    match flag.name:
        case "modality":
            return binds(side, other, words, gained=bool(flag.new))
        case "scope":
            return limits(sides, flag, flags)
        case "date":
            return dates(side, other, words, lost=bool(flag.old))
        case "negation":
            return _denies(side, other, words)
        case "number":
            told = sides.is_small(side, words, _PHRASE) and not numbers(words) <= other.numbers
            return told and not any(words in phone[0] for phone in _PHONE.finditer(side.text))
        case "name":
            return sides.is_small(side, words, _FEW) and _names(side, words, lost=bool(flag.old))
        case _:
            return True


def _tells_both(sides: PairSides, flag: Flag) -> bool:
    if flag.kind == "condition":
        return not any(set(stems(said)) <= other.stems for said, other in ((flag.old, sides.new), (flag.new, sides.old)))
    if flag.kind == "opposite" and _WAS.match(flag.old) and _WAS.match(flag.new):
        return all(
            any(map(side.is_main, side.places(words)))
            for side, words in ((sides.old, flag.old), (sides.new, flag.new))
        )
    if flag.kind is not None or flag.name == "number":
        return True
    if flag.name == "modality":
        return binds_otherwise(sides, flag)
    return flag.name != "negation" and sides.likeness(flag) >= _LIKE


def _acts(sides: PairSides, flag: Flag) -> bool:
    """An act that is prepared in a main clause, and of which the other side does not speak."""
    side, other, words = sides.of(flag)
    return not set(stems(words)) & other.stems and any(map(side.is_main, side.places(words)))


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


def _is_led(side: PairSide, other: PairSide, flag: Flag) -> bool:
    """Whether one of the two is an item or leads to a list: what binds may stand in the lead-in, or have moved there."""
    leads, items = ([text.rstrip().endswith(":") for text in (side.text, other.text)], [one.is_item for one in (side, other)])
    if flag.name in _OF_A_FORM and flag.kind is None:
        return leads[0] != leads[1] or items[0] != items[1]
    return leads[1] and not leads[0]


def _denies(side: PairSide, other: PairSide, words: str) -> bool:
    """A negation of an act that the other side tells without one."""
    denied = {other.verb(mark.end) for mark in other.marks.negation}
    marks = [mark for mark in side.marks.negation if mark.text == words]
    return not marks or any((verb := side.verb(mark.end)) in other.stems and verb not in denied for mark in marks)


def _names(side: PairSide, words: str, *, lost: bool) -> bool:
    """Somebody or something new, not a short form of what is told, nor where a page holds; of those that went long ones."""
    if (lost and words.rstrip("s").isupper()) or words in acronyms(side.text):
        return False
    return fold(words) not in _PLACES and not _HYPHENED.search(words)
