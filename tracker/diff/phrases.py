"""Phrases: the words of a flag as a reader needs them, whole.

A mark is the smallest span by which two texts are compared: "October 2020" of "June to October 2020", "17 year olds" of
"12 to 17 year olds", "May" of "mid-May". What is shown is the range, with its "late", its "until" and the year of its Act.
"""

import calendar
import re
from collections.abc import Iterator, Sequence

from tracker.diff.change import Flag
from tracker.diff.pairside import PairSide, PairSides
from tracker.patterns import deferred
from tracker.wording.fold import fold

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|march|april|(?-i:May)|june|july|aug(?:ust)?|sept(?:ember)?|oct(?:ober)?|nov(?:ember)?"
    r"|dec(?:ember)?)"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = (
    rf"(?:(?:{_DAY} )?{_MONTH}(?: \d{{4}})?|\d{{4}}"
    r"|(?:the )?(?:spring|summer|autumn|winter)(?: term)?(?: (?:of )?\d{4})?)"
)
_MOST = 24
"""Flags of a pair that are made whole; a sentence has a handful."""
_STEPS = 3
"""Times that a date may grow by the next one of its range or row."""
_AROUND = 48
"""Characters before and behind the words of a flag in which the rest of them is looked for."""
_LEADS = {
    "date": deferred(
        rf"(?<![\w-])(?:(?:the (?:end|start|beginning|middle) of |later? (?:in )?|early (?:in )?|earlier (?:in )?"
        rf"|mid[ -])(?:the )?|between (?:the )?"
        rf"|{_DATE} (?:to|and|or) |{_DAY} )$",
        re.IGNORECASE,
    ),
    "name": deferred(r"(?<=[a-z,] )(?:[A-Z][\w’'-]{1,24} ){1,3}$"),
    "number": deferred(r"(?<![\w.,-])\d[\d,.]{0,12} ?(?:to|or|and|-|–) ?$", re.IGNORECASE),
}
_TAILS = {
    "date": deferred(
        rf"(?: (?:to|and) {_DATE}| ?[/–-] ?\d{{2,4}})(?: (?:academic|financial|school) year)?(?!\w)", re.IGNORECASE
    ),
    "number": deferred(
        r" ?(?:to|–|-) ?\d(?:[\d,.]{0,12}\d)?(?: years?[ -]olds?| per cent|%| pupils| students)?(?!\w)", re.IGNORECASE
    ),
    "name": deferred(r"(?<=Act|ons|les) \d{4}(?!\w)"),
}
_OFFICE = deferred(r"(?<=[a-z] )(?:[A-Z][\w’'-]{1,24},? ){1,3}$")
"""The beginning of an office of several things: "Foreign, | Commonwealth and Development Office"."""
_BEGINS = deferred(rf"({_DATE}) to ", re.IGNORECASE)
_TURN = deferred(r"(?<![\w-])(?:by|before|until|till|from|as of|as from|after|since) (?:the )?$", re.IGNORECASE)
"""What a date that only came or went is: the first day or the last one."""
_END_OF = deferred(rf"\bthe end of (?P<month>{_MONTH}) (?P<year>\d{{4}})$", re.IGNORECASE)


def whole(flags: Sequence[Flag], sides: PairSides) -> tuple[Flag, ...]:
    """The flags with whole words, each once; none that then says the same on both sides."""
    every = (_whole(flag, sides) for flag in flags[:_MOST])
    told = tuple(dict.fromkeys(flag for flag in every if not _says_the_same(flag, sides)))
    kept = (flag for flag in told if not any(_is_part(flag, one) for one in told if one is not flag))
    return (*kept, *flags[_MOST:])


def _is_part(flag: Flag, other: Flag) -> bool:
    """Whether another flag tells the same, and more, on both sides."""
    both = flag.old and flag.new and flag.name == other.name == "date"
    return bool(both) and flag.old in other.old and flag.new in other.new


def _says_the_same(flag: Flag, sides: PairSides) -> bool:
    return fold(flag.old) == fold(flag.new) or _is_one_day(flag) or _is_parted(flag, sides)


def _whole(flag: Flag, sides: PairSides) -> Flag:
    old, new = (_phrase(flag, side, words) for side, words in ((sides.old, flag.old), (sides.new, flag.new)))
    if flag.name == "date" and flag.old and flag.new:
        bare = [flag.old == old, flag.new == new]
        old = _as_the_other(old, flag.old, sides.new, bare=bare[1])
        new = _as_the_other(new, flag.new, sides.old, bare=bare[0])
    return flag if (old, new) == (flag.old, flag.new) else flag.model_copy(update={"old": old, "new": new})


def _as_the_other(grown: str, words: str, other: PairSide, *, bare: bool) -> str:
    """The end of a range alone, where the other side has its beginning too but not as a range ("from May until Easter")."""
    begins = _BEGINS.match(grown)
    return words if bare and grown != words and begins and begins[1] in other.text else grown


def _phrase(flag: Flag, side: PairSide, words: str) -> str:
    """The words and what belongs to them on either side, where they stand once."""
    lead, tail = _LEADS.get(flag.name), _TAILS.get(flag.name)
    lead = _OFFICE if flag.name == "name" and " and " in words else lead
    places = list(side.places(words)) if words and (lead or tail) else []
    if len(places) != 1:
        return words
    start, end = places[0], places[0] + len(words)
    steps = _STEPS if flag.name == "date" else 1  # "2019 to 2020" is a part of "2019 to 2020 and 2020 to 2021"
    for _ in range(steps):
        behind = tail.match(side.text, end, end + _AROUND) if tail else None
        end = behind.end() if behind else end
    turned = _TURN if flag.name == "date" and bool(flag.old) != bool(flag.new) else None
    for pattern in (*(lead for _ in range(steps)), turned):
        before = pattern.search(side.text[max(0, start - _AROUND) : start]) if pattern else None
        start -= len(before[0]) if before else 0
    return side.text[start:end]


def _is_parted(flag: Flag, sides: PairSides) -> bool:
    """Whether a range that came or went stands in the other sentence with other spaces: "14 to16"."""
    if flag.name != "number" or (flag.old and flag.new):
        return False
    _, other, words = sides.of(flag)
    return " " in words and re.sub(r"\s", "", fold(words)) in re.sub(r"\s", "", fold(other.text))


def _is_one_day(flag: Flag) -> bool:
    """The end of a month and its last day."""
    return any(day in fold(other) for end, other in _both_ways(flag) for day in _last_day(end))


def _both_ways(flag: Flag) -> Iterator[tuple[str, str]]:
    yield flag.old, flag.new
    yield flag.new, flag.old


def _last_day(words: str) -> Iterator[str]:
    found = _END_OF.search(words)
    if found:
        month = [name.lower()[:3] for name in calendar.month_abbr].index(found["month"].lower()[:3])
        yield f"{calendar.monthrange(int(found['year']), month)[1]} {fold(found['month'])} {found['year']}"
