"""Bearing: which of the flags of a pair are about what the pair commits to, and not about a clause beside it.

A word that took another's place is told where both are said of one thing. One that only came or went is told where the
rest of the two sentences is nearly the same, and so says what the word changed.
"""

import re
from collections.abc import Sequence

from tracker.diff.binding import binds, binds_otherwise
from tracker.diff.change import Flag, FlagName
from tracker.diff.dating import dates
from tracker.diff.limits import limits
from tracker.diff.marks import Marks
from tracker.diff.pairside import PairSide, PairSides
from tracker.patterns import deferred
from tracker.wording.fold import fold, numbers, stems
from tracker.wording.names import acronyms

_NEAR_COPIES, _LIKE = 0.75, 0.5
"""Shares of the stems of both sides that both have, beside the words of a flag."""
_NEAR: frozenset[FlagName] = frozenset({"modality", "scope", "number", "name"})
"""Words that came or went say something only beside a rest that is nearly the same; others beside one that is alike."""
_PHRASE = 6
"""Words with content beside a number that came or went."""
_FEW = 3
"""… and beside a name."""
_PLACES = frozenset({"uk", "england", "gb", "great britain", "united kingdom", "wales", "scotland", "northern ireland"})
"""Where a page holds is a fact beside its text."""
_HYPHENED = deferred(r"-[a-z]")
_WAS = deferred(r"(?:is|are|was|were)\b", re.IGNORECASE)
_ASIDE = frozenset({"number", "date", "name"})
"""What says nothing of the act inside brackets."""
_PHONE = deferred(r"(?<!\w)0\d{2,4}[ -]?\d{3,4}[ -]?\d{3,4}(?!\w)")
_OF_A_FORM = frozenset({"modality", "negation", "scope", "number"})
"""What a lead-in may say for its items."""


def bearing(flags: Sequence[Flag], old: Marks, new: Marks) -> tuple[Flag, ...]:
    """The flags that say what became different of the pair's main act, in their order."""
    if all(flag.name == "money" for flag in flags):
        return tuple(flags)
    sides = PairSides(PairSide(old), PairSide(new), tuple(flags))
    return tuple(flag for flag in flags if _tells(sides, flag))


def _tells(sides: PairSides, flag: Flag) -> bool:
    """Whether the flag is about what the pair commits to."""
    if flag.name == "money":
        return True
    if flag.old and flag.new:
        return fold(flag.old) != fold(flag.new) and _tells_both(sides, flag)
    if flag.kind == "act":
        return _acts(sides, flag)
    return flag.kind not in {None, "condition", "dated"} or _tells_lone(sides, flag)


def _tells_lone(sides: PairSides, flag: Flag) -> bool:
    side, other, words = sides.of(flag)
    aside = flag.name in _ASIDE and side.is_aside(words)
    like = sides.likeness(flag) >= (_NEAR_COPIES if flag.name in _NEAR else _LIKE)
    if aside or not like or _is_told(flag, sides.flags) or _is_led(side, other, flag):
        return False
    match flag.name:
        case "modality":
            return binds(side, other, words, gained=bool(flag.new))
        case "scope":
            return limits(sides, flag)
        case "date":
            return dates(side, other, words, lost=bool(flag.old))
        case "negation":
            return _denies(side, other, words)
        case "number":
            joined = re.search(rf"(?<![\w.]){re.escape(words)}(?![\d.])", other.text)  # "1metre"
            told = sides.is_small(side, words, _PHRASE) and not numbers(words) <= other.numbers and not joined
            return told and not any(words in phone[0] for phone in _PHONE.finditer(side.text))
        case "name":
            return sides.is_small(side, words, _FEW) and _names(side, words, lost=bool(flag.old))
        case _:
            return True


def _tells_both(sides: PairSides, flag: Flag) -> bool:
    if flag.kind == "condition":
        return not any(
            set(stems(said)) <= other.stems for said, other in ((flag.old, sides.new), (flag.new, sides.old))
        )
    if flag.kind == "opposite" and _WAS.match(flag.old) and _WAS.match(flag.new):
        return all(
            any(map(side.is_main, side.places(words))) for side, words in ((sides.old, flag.old), (sides.new, flag.new))
        )
    if flag.name == "number" and flag.kind is None:
        return not (_stands(flag.old, sides.new.text) or _stands(flag.new, sides.old.text))
    if flag.kind is not None:
        return True
    if flag.name == "modality":
        return binds_otherwise(sides, flag)
    return flag.name != "negation" and sides.likeness(flag) >= _LIKE


def _stands(figure: str, text: str) -> bool:
    """Whether a figure with its bound or unit is told there in the same words, and more: "under 5", "under 5 years"."""
    return " " in figure and re.search(rf"(?<![\w−-]){re.escape(figure)}(?!\w)", text, re.IGNORECASE) is not None


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
    leads, items = (
        [text.rstrip().endswith(":") for text in (side.text, other.text)],
        [one.is_item for one in (side, other)],
    )
    if flag.name in _OF_A_FORM and flag.kind is None:
        return leads[0] != leads[1] or items[0] != items[1]
    return leads[1] and not leads[0]


def _denies(side: PairSide, other: PairSide, words: str) -> bool:
    """A negation of an act, in a main clause, which the other side tells without one."""
    marks = [mark for mark in side.marks.negation if mark.text == words and side.is_main(mark.start)]
    told = {verb for mark in marks if (verb := side.verb(mark.end)) in other.stems}
    denied = {other.verb(mark.end) for mark in other.marks.negation}
    return any(verb not in denied and not (denied and re.search(rf"\bor {verb}", fold(other.text))) for verb in told)


def _names(side: PairSide, words: str, *, lost: bool) -> bool:
    """Somebody or something new, not a short form of what is told, nor where a page holds; of those that went long ones."""
    if (lost and words.rstrip("s").isupper()) or words in acronyms(side.text):
        return False
    begins = side.text.startswith(words)  # any word has a capital there
    return not begins and fold(words) not in _PLACES and not _HYPHENED.search(words)
