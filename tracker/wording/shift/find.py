"""Shifts of two texts, kind by kind. Changes of a page and links between claims both read them from here."""

from functools import lru_cache

from tracker.wording.shift.act import act_shifts
from tracker.wording.shift.amount import amount_shifts
from tracker.wording.shift.condition import condition_shifts
from tracker.wording.shift.opposite import opposite_shifts
from tracker.wording.shift.shift import Shift
from tracker.wording.shift.within import within_shifts

_LONGEST = 1_200
"""Characters of a text that are looked at; hardly a sentence of a real page is longer."""


@lru_cache(maxsize=4096)
def find_shifts(old: str, new: str) -> tuple[Shift, ...]:
    """Every shift between two wordings of one sentence, each with its words; none for the same words."""
    old, new = old[:_LONGEST], new[:_LONGEST]
    if old == new:
        return ()
    found = [*condition_shifts(old, new), *amount_shifts(old, new), *within_shifts(old, new), *act_shifts(old, new)]
    turned = [shift for shift in opposite_shifts(old, new) if not any(_holds(one, shift) for one in found)]
    return tuple(dict.fromkeys((*found, *turned)))


def _holds(whole: Shift, part: Shift) -> bool:
    """Whether the words of `part` stand in those of `whole` already: the start and the end of a year are no opposites."""
    return part.old.lower() in whole.old.lower() and part.new.lower() in whole.new.lower()
