"""Counterparts: whether two dates in a pair's flag can be shown to be of one thing.

The evidence is the frame around them: the word that leads to them, what they are (until when, from when), or that one stands
where the other stood. Where there is none nothing is told: two dates of different things are worse than no remark.
"""

import re

from tracker.diff.change import Flag
from tracker.diff.dating import is_set_out
from tracker.diff.pairside import PairSide, PairSides
from tracker.patterns import deferred
from tracker.wording.fold import fold, stems
from tracker.wording.mark import Mark

_COPIES, _LIKE = 0.75, 0.5
"""Shares of the stems of both sides that both have, from which two announcements, or two dates led to alike, are one."""
_FEW = 6
"""Words of a stretch that took the place of another, in which two dates are in each other's place."""
_PREPOSITION = deferred(
    r"(?:by|before|until|till|from|after|since|on|in|at|for|during|of|to|between|throughout|over|within)\b"
)
_PREPOSITION_AT_END = deferred(r"\b(?:on|in|at|by|from|until)(?: the)? ?$", re.IGNORECASE)
_PASSED = frozenset(
    """the early late mid end start beginning of academic financial year monday tuesday wednesday thursday friday saturday
    sunday""".split()
)
"""Words before a date that belong to it."""
_LASTING = frozenset({"for", "during", "of", "over", "throughout", "within"})
_LEAD = 48


def are_counterparts(sides: PairSides, flag: Flag) -> bool:
    """Whether the dates of a flag with both sides stand in one frame; those that are not found there are taken as told."""
    old, new = marked(sides.old, flag.old), marked(sides.new, flag.new)
    if old is None or new is None:
        return True
    turns = [side.marks.turns.get(mark.key, "") for side, mark in ((sides.old, old), (sides.new, new))]
    if old.key == new.key and flag.kind is None:
        return True  # one day, until which and from which
    if is_set_out(sides.old, old) and is_set_out(sides.new, new):
        return sides.likeness(flag) >= _COPIES and _is_in_place(sides, old, new)  # else two announcements
    if all(turns) and turns[0] == turns[1]:
        return turns[0] == "until" or _is_one_verb(sides, old, new) or _is_in_place(sides, old, new)
    leads = [_lead(side.text, mark) for side, mark in ((sides.old, old), (sides.new, new))]
    if leads[0] == leads[1] and (leads[0] or sides.likeness(flag) >= _LIKE):
        return sides.likeness(flag) >= _LIKE or _is_one_verb(sides, old, new) or _is_in_place(sides, old, new)
    if any(turns) and not all(turns) and leads[turns.index("")] in _LASTING:
        return False  # the day on which one notice ends, the months for which others held
    if leads[0] and leads[1] and _is_one_verb(sides, old, new):
        return True
    return _is_in_place(sides, old, new)


def _is_in_place(sides: PairSides, old: Mark, new: Mark) -> bool:
    """Whether one stands where the other stood, among few words."""
    gone, instead_of = sides.gap(sides.old, old.start)
    came, _ = sides.gap(sides.new, new.start)
    if came == instead_of != "" and max(len(gone.split()), len(came.split())) <= _FEW:
        return True
    (day, _, year), (other, _, another) = (mark.text.rpartition(" ") for mark in (old, new))
    return fold(day) == fold(other) and sides.gap(sides.old, old.end - len(year)) == (year, another)


def _is_one_verb(sides: PairSides, old: Mark, new: Mark) -> bool:
    """Whether the same word stands before both, their prepositions left aside ("announced on", "announced in")."""
    before = [
        stems(_PREPOSITION_AT_END.sub("", side.text[max(0, mark.start - _LEAD) : mark.start]))[-1:]
        for side, mark in ((sides.old, old), (sides.new, new))
    ]
    return before[0] == before[1] != ()


def marked(side: PairSide, words: str) -> Mark | None:
    """The date of these words; else the first that holds them, is held by them, or stands where they stand."""
    dates, places = side.marks.dates, [(at, at + len(words)) for at in side.places(words)]
    found = next((mark for mark in dates if mark.text == words), None)
    found = found or next((mark for mark in dates if mark.text in words or words in mark.text), None)
    return found or next((mark for mark in dates for at, end in places if mark.start < end and at < mark.end), None)


def _lead(text: str, mark: Mark) -> str:
    """The word that leads to a date, which may begin its own words; nothing at the beginning of the text."""
    own = _PREPOSITION.match(fold(mark.text))
    if own:
        return own[0]
    before = fold(text[max(0, mark.start - _LEAD) : mark.start]).split()
    while before and before[-1] in _PASSED - {"of"} | ({"of"} if before[-2:-1] and before[-2] in _PASSED else set()):
        before.pop()
    return before[-1] if before else ""
