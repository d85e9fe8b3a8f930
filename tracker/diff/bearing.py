"""Bearing: which of the flags of a pair are about what the pair commits to, and not about a clause beside it.

A word that took another's place is told where both are said of one thing. One that only came or went is told where the
rest of the two sentences is nearly the same, and so says what the word changed.
"""

import re
from collections.abc import Sequence

from tracker.diff.binding import binds, binds_otherwise
from tracker.diff.change import Flag, FlagName
from tracker.diff.dating import dates
from tracker.diff.limits import is_filler, is_led_condition, limits, refers_back
from tracker.diff.pairside import PairSide, PairSides
from tracker.diff.retold import is_retold
from tracker.patterns import deferred
from tracker.wording.fold import fold, numbers, stems
from tracker.wording.names import acronyms
from tracker.wording.negation import find_negation
from tracker.wording.quantities import find_quantities

_NEAR_COPIES, _TURNED, _LIKE = 0.75, 0.6, 0.5
"""Shares of the stems of both sides that both have, beside the words of a flag: for words that came or went, for a negation
that did, and for words that took another's place."""
_NEAR: frozenset[FlagName] = frozenset({"modality", "scope", "number", "name"})
"""Words that came or went say something only beside a rest that is nearly the same; others beside one that is alike."""
_PHRASE = 6
"""Words with content beside a number that came or went."""
_FEW = 3
"""… and beside a name."""
_PLACES = frozenset({"uk", "england", "gb", "great britain", "united kingdom", "wales", "scotland", "northern ireland"})
"""Where a page holds is a fact beside its text."""
_SUCCESSOR = deferred(r"\b(?:successors?|formerly|now (?:called|known as)|renamed|previously)\b", re.IGNORECASE)
"""Of a body that another one has followed: its old name goes."""
_HYPHENED = deferred(r"-[a-z]")
_SEASON = deferred(r"\b(?:later|in|this|the|(?:19|20)\d\d)\b ?", re.IGNORECASE)
_NEXT = deferred(r"\b(?:next|last)\b", re.IGNORECASE)
_WAS = deferred(r"(?:is|are|was|were)\b", re.IGNORECASE)
_ASIDE = frozenset({"number", "date", "name", "negation"})
"""What says nothing of the act inside brackets."""
_A_FEW, _BEFORE = 12, 24
"""The largest number that counts known things, and characters before a number that say what it is."""
_KNOWN = deferred(r"\b(?:the|these|those|our|their|your|its|both|all|following)\s$", re.IGNORECASE)
_LABELLED = deferred(
    r"\b(?:rounds?|phases?|stages?|waves?|tranches?|levels?|parts?|steps?|tiers?|options?|cohorts?|units?|modules?|types?"
    r"|conditions?|criteri(?:on|a)|priorit(?:y|ies)|sections?|categor(?:y|ies)|grades?|bands?|lots?|years?|zones?|groups?|plans?)\s$",
    re.IGNORECASE,
)
_AND = deferred(r",?\s(?:and|or)\b", re.IGNORECASE)
_OF_A_RULE = frozenset({"modality", "negation", "scope"})
"""What no longer stands as such where a sentence only tells what was advised."""
_OF_A_FORM = frozenset({"modality", "negation", "scope", "number"})
"""What a lead-in may say for its items."""


def bearing(sides: PairSides) -> tuple[Flag, ...]:
    """The flags that say what became different of the pair's main act, in their order."""
    return tuple(flag for flag in sides.flags if _tells(sides, flag))


def _tells(sides: PairSides, flag: Flag) -> bool:
    """Whether the flag is about what the pair commits to."""
    if flag.name == "money":
        return True
    if flag.name in _OF_A_RULE and is_retold(sides):
        return False
    if flag.old and flag.new:
        return fold(flag.old) != fold(flag.new) and _tells_both(sides, flag)
    if flag.kind == "act":
        return _acts(sides, flag)
    return flag.kind not in {None, "condition", "dated"} or _tells_lone(sides, flag)


def _tells_lone(sides: PairSides, flag: Flag) -> bool:
    side, other, words = sides.of(flag)
    aside = flag.name in _ASIDE and side.is_aside(words)
    least = _NEAR_COPIES if flag.name in _NEAR else _TURNED if flag.name == "negation" else _LIKE
    like = sides.likeness(flag) >= least
    if aside or not like or _is_told(flag, sides.flags) or _is_led(side, other, flag):
        return False
    match flag.name:
        case "modality":
            return not _is_supplied(sides, flag) and binds(side, other, words, gained=bool(flag.new))
        case "scope":
            return limits(sides, flag)
        case "date":
            return dates(sides, flag)
        case "negation":
            return _denies(side, other, words)
        case "number":
            joined = re.search(rf"(?<![\w.]){re.escape(words)}(?![\d.])", other.text)  # "1metre"
            told = sides.is_small(side, words, _PHRASE) and not numbers(words) <= other.numbers and not joined
            return told and not _is_called(side, words) and not _counts_nothing(side, words)
        case "name":
            return (
                sides.is_small(side, words, _FEW)
                and not _is_replaced(sides, side, other, words)
                and _names(side, words, lost=bool(flag.old))
            )
        case _:
            return True


def _tells_both(sides: PairSides, flag: Flag) -> bool:
    close = sides.likeness(flag) >= _LIKE
    match flag.kind, flag.name:
        case "condition", _:
            return close and _is_other_condition(sides, flag)
        case "opposite", _:
            return _is_turned_round(sides, flag, close=close)
        case None, "number":
            return _is_other_number(sides, flag)
        case None, "scope":
            said = _is_said(flag.old, sides.new) or _is_said(flag.new, sides.old)  # took no other's place
            return close and not said and _is_in_place(sides, flag)
        case None, "modality":
            return binds_otherwise(sides, flag) and (not _is_turned(flag) or sides.likeness(flag) >= _TURNED)
        case None, "name":  # two entries of a list are not one under another name
            return close and not _left_of(sides.old, flag.old).isdisjoint(_left_of(sides.new, flag.new))
        case None, _:
            return close and flag.name != "negation"
        case _:
            return not (flag.kind == "within_year" and _is_one_season(flag)) and (flag.name != "date" or close)


def _is_other_condition(sides: PairSides, flag: Flag) -> bool:
    """Whether two conditions of one rule are two: no "where possible" that is "if needed" now, none that points back."""
    fillers = [is_filler(flag.old), is_filler(flag.new)]
    if all(fillers) or (any(fillers) and sides.likeness(flag) < _NEAR_COPIES):
        return False
    return not (refers_back(flag.old) or refers_back(flag.new)) and not any(
        set(stems(said)) <= other.stems for said, other in ((flag.old, sides.new), (flag.new, sides.old))
    )


def _is_turned_round(sides: PairSides, flag: Flag, *, close: bool) -> bool:
    if sides.old.is_item and sides.new.is_item and not _acts_itself(sides):
        return False  # "come without a rope" and "only come with a rope" are under two lead-ins
    if _WAS.match(flag.old) and _WAS.match(flag.new):
        return all(
            any(map(side.is_main, side.places(words))) for side, words in ((sides.old, flag.old), (sides.new, flag.new))
        )
    return flag.name != "date" or close


def _is_other_number(sides: PairSides, flag: Flag) -> bool:
    """Whether two figures are two: no part of a telephone number, nor one of which only the unit came or went."""
    called = _is_called(sides.old, flag.old) or _is_called(sides.new, flag.new)
    bare = numbers(flag.old) == numbers(flag.new) and min(flag.old, flag.new, key=len).isdigit()
    return not (called or bare or _stands(flag.old, sides.new.text) or _stands(flag.new, sides.old.text))


def _is_one_season(flag: Flag) -> bool:
    """Whether both say the same season or term, one of them by its year or "this", or "later in" it."""
    old, new = (_SEASON.sub("", fold(said)).strip() for said in (flag.old, flag.new))
    return old == new != "" and len({bool(_NEXT.search(said)) for said in (flag.old, flag.new)}) == 1


def _is_said(words: str, other: PairSide) -> bool:
    """Whether the other sentence has the words, or all that has content in them."""
    said = set(stems(words))
    return (bool(said) and said <= other.stems) or next(other.places(words), None) is not None


def _is_in_place(sides: PairSides, flag: Flag) -> bool:
    """Whether one of the two words stands where the other stood."""
    gaps = [fold(sides.gap(sides.old, at)[1]) for at in sides.old.places(flag.old)]
    return any(gap and (f" {fold(flag.new)} " in f" {gap} " or gap in fold(flag.new)) for gap in gaps)


def _acts_itself(sides: PairSides) -> bool:
    """Whether one of two items binds somebody without its lead-in."""
    return bool(sides.old.marks.modality or sides.new.marks.modality)


def _is_turned(flag: Flag) -> bool:
    """Whether one of two verb groups is negated."""
    return bool(find_negation(flag.old)) != bool(find_negation(flag.new))


def _left_of(side: PairSide, words: str) -> frozenset[str]:
    """The stems beside the words of a flag; the words themselves where they are all that is said."""
    left = frozenset(stems(side.text.replace(words, " ")))
    return left or frozenset({""})


def _is_called(side: PairSide, words: str) -> bool:
    """Whether it is a part of a telephone number."""
    return any(words in phone for phone in side.phones)


def _counts_nothing(side: PairSide, words: str) -> bool:
    """Whether a number is a part of a label ("round 2"), says of whom a clause is, or how many known things there are.

    "The 3 requirements are" is "the requirements are".
    """
    counted = next((one for one in find_quantities(words) if one.kind == "count"), None)
    few = counted is not None and counted.value <= _A_FEW
    return all(
        side.is_beside(at)
        or _LABELLED.search(side.text, max(0, at - _BEFORE), at)
        or (few and _KNOWN.search(side.text, max(0, at - _BEFORE), at))
        for at in side.places(words)
    )


def _stands(figure: str, text: str) -> bool:
    """Whether a figure with its bound or unit is told there in the same words, and more: "under 5", "under 5 years"."""
    return " " in figure and re.search(rf"(?<![\w−-]){re.escape(figure)}(?!\w)", text, re.IGNORECASE) is not None


def _acts(sides: PairSides, flag: Flag) -> bool:
    """An act that is prepared in a main clause, and of which the other side does not speak."""
    side, other, words = sides.of(flag)
    if sides.likeness(flag) < _TURNED:
        return False
    if " " not in words and not any(_took_a_verb(*sides.gap(side, at)) for at in side.places(words)):
        return False  # "consider", alone, may go on from any lead-in
    if any(_AND.match(side.text, at + len(words)) for at in side.places(words)):
        return False  # "review and update": what is done is done still
    return not set(stems(words)) & other.stems and any(map(side.is_main, side.places(words)))


def _took_a_verb(words: str, instead_of: str) -> bool:
    """Whether a word stands where one other word stood."""
    return len(words.split()) == len(instead_of.split()) == 1


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
    if flag.kind == "condition":
        return is_led_condition(side, other, flag.old or flag.new)
    leads, items = (
        [text.rstrip().endswith(":") for text in (side.text, other.text)],
        [one.is_item for one in (side, other)],
    )
    if flag.name in _OF_A_FORM and flag.kind is None:
        begins = all(items) and flag.name in {"modality", "negation"} and side.text.startswith(flag.old or flag.new)
        return leads[0] != leads[1] or items[0] != items[1] or begins
    return leads[1] and not leads[0]


def _is_supplied(sides: PairSides, flag: Flag) -> bool:
    """Whether a note was only made a sentence, or back: "to follow" → "will follow", no verb → "should meet"."""
    side, other, words = sides.of(flag)
    marks = [mark for mark in side.marks.modality if mark.text == words]
    return bool(marks) and all(
        fold(sides.gap(side, mark.start)[1]) == "to" or not side.acts(mark) & other.stems for mark in marks
    )


def _denies(side: PairSide, other: PairSide, words: str) -> bool:
    """A negation of an act, in a main clause, which the other side tells without one."""
    marks = [mark for mark in side.marks.negation if mark.text == words and side.is_main(mark.start)]
    if any(side.is_of_others(other, mark.start) for mark in marks):
        return False
    told = {verb for mark in marks if (verb := side.next_verb(mark.end)) in other.stems}
    denied = {stem for mark in other.marks.negation for stem in (other.verb(mark.end), *other.behind(mark.end))}
    return any(
        verb not in denied
        and not (denied and re.search(rf"\bor {verb}", fold(other.text)))
        and not side.also_says(verb, marks)
        for verb in told
    )


def _is_replaced(sides: PairSides, side: PairSide, other: PairSide, words: str) -> bool:
    """Whether another name stands where it stood: it neither only came nor only went."""
    instead_of = [sides.gap(side, at)[1] for at in side.places(words)]
    return any(name.text in said for said in instead_of for name in other.marks.names if name.text not in side.text)


def _names(side: PairSide, words: str, *, lost: bool) -> bool:
    """Somebody or something new, not a short form of what is told, nor where a page holds; of those that went long ones."""
    if (lost and words.rstrip("s").isupper()) or words in acronyms(side.text):
        return False
    if lost and _SUCCESSOR.search(side.text):
        return False
    begins = side.text.startswith(words)  # any word has a capital there
    return not begins and fold(words) not in _PLACES and not _HYPHENED.search(words)
