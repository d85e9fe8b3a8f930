"""Kinds: the flags of a change told more closely, by the shifts that wording finds between its two texts."""

import re
from collections.abc import Sequence

from tracker.diff.change import Flag, FlagName
from tracker.wording.quantities import find_quantities
from tracker.wording.quantity import Quantity
from tracker.wording.shift.amount import bounded, limit_of
from tracker.wording.shift.consequence import consequence
from tracker.wording.shift.shift import Shift, ShiftKind

_NAMES: dict[ShiftKind, FlagName] = {
    "condition": "scope",
    "rate": "number",
    "unit": "number",
    "counted": "scope",
    "multiple": "number",
    "bound": "number",
    "act": "modality",
    "opposite": "negation",
    "within_year": "date",
    "dated": "date",
}
"""Under which name of old each kind is told."""
_MOST = 24
"""Figures of a change whose bounds are told once; a sentence has a handful."""


def with_kinds(flags: Sequence[Flag], shifts: Sequence[Shift]) -> tuple[Flag, ...]:
    """The flags, each shift told by the flag that holds its words, or by one of its own; by consequence."""
    found = list(flags)
    for shift in shifts:
        found = _with(found, shift)
    found = [_dated(flag) for flag in found]
    return tuple(sorted(found, key=lambda flag: consequence(flag.name, flag.kind, flag.old, flag.new)))


def with_bounds(flags: Sequence[Flag], old: str, new: str) -> tuple[Flag, ...]:
    """Of two figures of which one is bound otherwise, each with its bound ("£120m" → "up to £95m"), which is told once."""
    if not any(_is_figure(flag) for flag in flags):
        return tuple(flags)
    before, after = ({one.text: one for one in reversed(find_quantities(text))} for text in (old, new))
    found = [_bounded(flag, old, before.get(flag.old), new, after.get(flag.new)) for flag in flags]
    bounds = [flag for flag, untold in zip(found, flags, strict=True) if flag is not untold][:_MOST]
    return tuple(flag for flag in found if flag.name != "scope" or not any(_is_bound_of(flag, one) for one in bounds))


def _is_figure(flag: Flag) -> bool:
    return flag.name in {"money", "number"} and bool(flag.old and flag.new)


def _bounded(flag: Flag, old: str, before: Quantity | None, new: str, after: Quantity | None) -> Flag:
    if not _is_figure(flag) or before is None or after is None or limit_of(before) == limit_of(after):
        return flag
    return flag.model_copy(update={"old": bounded(old, before), "new": bounded(new, after)})


def _is_bound_of(flag: Flag, figure: Flag) -> bool:
    """Whether a word of scope stands in what is told of the figure, on the side on which it came or went."""
    return bool(flag.old or flag.new) and _in(flag.old, figure.old) and _in(flag.new, figure.new)


def _with(flags: list[Flag], shift: Shift) -> list[Flag]:
    name = "money" if shift.money else _NAMES[shift.kind]
    own = Flag(name=name, old=shift.old, new=shift.new, kind=shift.kind, implies=shift.implies)
    told = next((flag for flag in flags if flag.kind is None and _is_same(flag, own)), None)
    if told is not None:
        if shift.kind != "bound":  # a bound is part of its number
            own = own.model_copy(update={"name": told.name})
        if shift.kind in {"act", "within_year"} and told.old and told.new:  # the flag's own words are the shorter ones
            own = own.model_copy(update={"old": told.old, "new": told.new})
    kept = [_without(flag, shift) if flag.kind is None else flag for flag in flags if flag is not told]
    return [*(flag for flag in kept if flag.old or flag.new), own]


def _is_same(flag: Flag, own: Flag) -> bool:
    """A flag of both sides that the words of the shift hold, or that holds them."""
    if not flag.old or not flag.new:
        return flag.name == own.name == "modality" and (_in(flag.old, own.old) and _in(flag.new, own.new))
    return (_in(flag.old, own.old) and _in(flag.new, own.new)) or (
        bool(own.old and own.new) and _in(own.old, flag.old) and _in(own.new, flag.new)
    )


def _without(flag: Flag, shift: Shift) -> Flag:
    """Words of scope, number or time that the shift tells are not told twice: "new → up to" is then "new → nothing"."""
    if flag.name in {"name", "actor"} or (flag.name == "negation" and shift.kind != "condition"):
        return flag
    old = "" if flag.old and _in(flag.old, shift.old) and not _in(flag.old, shift.new) else flag.old
    new = "" if flag.new and _in(flag.new, shift.new) and not _in(flag.new, shift.old) else flag.new
    return flag.model_copy(update={"old": old, "new": new})


def _in(part: str, whole: str) -> bool:
    return not part or re.search(rf"(?<!\w){re.escape(part)}(?!\w)", whole, re.IGNORECASE) is not None


def _dated(flag: Flag) -> Flag:
    """A date that only came or went is no other date."""
    if flag.name == "date" and flag.kind is None and bool(flag.old) != bool(flag.new):
        return flag.model_copy(update={"kind": "dated", "implies": "redated"})
    return flag
