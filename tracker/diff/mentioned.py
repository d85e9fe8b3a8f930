"""What the publisher's change note leaves unsaid: removals and changed figures of which it holds no trace."""

from collections.abc import Sequence
from functools import cache

from tracker.diff.change import Change, FlagName
from tracker.diff.ranked import scored
from tracker.wording.fold import numbers, stems

_FIGURES = frozenset({"number", "money", "date"})
_REMOVING = """removed deleted withdrawn replaced withdrew dropped discontinued archived ended scrapped cancelled
superseded"""
_SUMS = """cost costs price prices rate rates fee fees funding payment payments amount amounts salary charge charges budget
grant allocation allocations bursary"""
_DAYS = """date dates deadline deadlines extended extension timeline timetable"""
_SHARED = 2
"""Stems of a removed sentence that a note must hold to be about it; one is enough where the note says "removed"."""
_GENERAL = """updated added amended document page guidance information publication published section new
minor change amendment correction corrected clarified clarification various several small general review reviewed latest
content text throughout wording typo typographical formatting link version refreshed revised edit edited made"""
"""Words of every note: they are about no sentence in particular."""


def with_unmentioned(changes: Sequence[Change], notes: Sequence[str]) -> tuple[Change, ...]:
    """The changes, those marked of which the notes on this update say nothing. Without notes none is marked."""
    if not any(notes):
        return tuple(changes)
    note = " ".join(notes)
    return tuple(_marked(change) if _is_unmentioned(change, note) else change for change in changes)


def _marked(change: Change) -> Change:
    """The change with the mark, ranked anew: the omission is a reason to look."""
    return scored(change.model_copy(update={"unmentioned": True}))


def _is_unmentioned(change: Change, note: str) -> bool:
    if change.noise or change.old is None or not _is_specific(note):
        return False
    if change.kind == "removed":
        return not tells_of_removal(change.old.text, note)
    figures = [flag for flag in change.flags if flag.name in _FIGURES]
    return (
        bool(figures)
        and not any(_tells_of(flag.old, flag.new, note) for flag in figures)
        and not any(_names_its_kind(flag.name, note) for flag in figures)
        and not _is_about(change, note)
    )


def _is_specific(note: str) -> bool:
    """Whether the note names anything: "Minor changes throughout" leaves nothing out."""
    return bool(set(stems(note)) - _stems_of(_GENERAL)) or bool(numbers(note))


def tells_of_removal(text: str, note: str) -> bool:
    """Whether a note is about a sentence or a title that went."""
    said = set(stems(note)) - _stems_of(_GENERAL)
    shared = len(said & set(stems(text)))
    return shared >= _SHARED or (shared > 0 and bool(said & _stems_of(_REMOVING)))


def _tells_of(old: str, new: str, note: str) -> bool:
    """Whether the note holds one of the two figures."""
    told = numbers(note) | set(stems(note))
    return any(told & (numbers(side) | set(stems(side))) for side in (old, new) if side)


def _names_its_kind(name: FlagName, note: str) -> bool:
    """Whether the note speaks of such figures: who says that the cost changed need not say by how much."""
    kinds = {"money": _SUMS, "date": _DAYS}
    return name in kinds and bool(_stems_of(kinds[name]) & set(stems(note)))


def _is_about(change: Change, note: str) -> bool:
    """Whether the note shares enough words with the sentence, or with the heading over it."""
    said = set(stems(note)) - _stems_of(_GENERAL)
    sides = [side for side in (change.old, change.new) if side]
    text = set(stems(" ".join(side.text for side in sides)))
    heading = set(stems(" ".join(side.heading or "" for side in sides)))
    return len(said & text) >= _SHARED or len(said & heading) >= _SHARED


@cache
def _stems_of(listed: str) -> frozenset[str]:
    return frozenset(stems(listed))
