"""Time within a year, a term or a parliament: early for late, the start for the end, this for next."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from tracker.patterns import deferred
from tracker.wording.fold import fold
from tracker.wording.shift.shift import Shift

_MONTHS = (
    r"january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|winter|easter"
    r"|christmas"
)
_SPAN = r"(?:academic |school |financial |calendar )?(?:year|term|month|week|parliament|decade|session|half[- ]term|quarter)"
_WHAT = (
    rf"(?P<what>(?:(?:this |next |the )?(?:{_MONTHS})(?: term)?(?: (?:19|20)\d\d)?|(?:19|20)\d\d(?:[-–/]\d{{2,4}})?"
    rf"|(?:this |next |the )?{_SPAN}"
    r"(?: (?:19|20)\d\d)?))(?![\w-])"
)
_PART = deferred(
    r"(?<![\w’'-])(?P<part>(?:early|mid|late|later|the very end of|(?:the )?(?:very )?(?:start|beginning|end|middle|close"
    r"|first half|second half|first quarter|second quarter|third quarter|last quarter|final quarter) of)"
    rf"(?: in)?(?: the)?)[ -](?:the )?{_WHAT}",
    re.IGNORECASE,
)
_NEXT = deferred(
    rf"(?<![\w’'-])(?P<part>this|next|last) (?P<what>(?:{_MONTHS})(?: term)?|{_SPAN})(?![\w-])", re.IGNORECASE
)
_IN_A_DATE = deferred(rf"\b(?:{_MONTHS})(?: term)?(?: of)? $", re.IGNORECASE)
"""Before the year of a day, month or season, which is not that year as a whole."""
_VERBS = frozenset({"may", "march"})
"""In small letters no months: "this may be"."""
_PLACES = {"start": "early", "beginning": "early", "close": "end", "middle": "mid"}


class _When(NamedTuple):
    part: str
    what: str
    text: str


def within_shifts(old: str, new: str) -> list[Shift]:
    """The same year, month, season, term or parliament, another part of it."""
    left, right = _whens(old), _whens(new)
    shifts = []
    for before in left:
        after = next((one for one in right if one.what == before.what), None)
        if after is not None and all(one[:2] != before[:2] for one in right):
            shifts.append(Shift("within_year", before.text, after.text, "redated"))
        elif after is None and (said := _bare(before.what, new)):
            shifts.append(Shift("within_year", before.text, said, "redated"))
    shifts.extend(
        Shift("within_year", said, after.text, "redated")
        for after in right
        if all(one.what != after.what for one in left) and (said := _bare(after.what, old))
    )
    return shifts


def _whens(text: str) -> Sequence[_When]:
    found = [*_PART.finditer(text), *(one for one in _NEXT.finditer(text) if one["what"] not in _VERBS)]
    return [_When(_place(one["part"]), _plain(one["what"]), one[0]) for one in found]


def _place(part: str) -> str:
    words = [word for word in fold(part).split() if word not in {"the", "very", "of", "in"}]
    said = " ".join(words)
    return _PLACES.get(said, said)


def _plain(what: str) -> str:
    return re.sub(r"^(?:this|next|the) ", "", fold(what))


def _bare(what: str, text: str) -> str:
    """The year or month named without a part of it; spans such as "year" say nothing alone."""
    if not re.search(r"\d{4}|^(?:" + _MONTHS + r")", what):
        return ""
    for found in re.finditer(rf"(?<![\w’'-]){re.escape(what)}(?![\w-])", text, re.IGNORECASE):
        if found[0] not in _VERBS and not _IN_A_DATE.search(text, max(0, found.start() - 24), found.start()):
            return found[0]
    return ""
