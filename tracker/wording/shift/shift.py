"""Shift: what a rewording does to the meaning, finer than a flag; one vocabulary for changes of a page and for links."""

from typing import Literal, NamedTuple

ShiftKind = Literal[
    "condition",
    "rate",
    "unit",
    "counted",
    "multiple",
    "bound",
    "act",
    "opposite",
    "within_year",
    "dated",
]
Implied = Literal[
    "softened",
    "strengthened",
    "narrowed",
    "widened",
    "quantified",
    "dequantified",
    "quantity_up",
    "quantity_down",
    "redated",
    "reversed",
]
"""The names of link flags that a kind can imply."""


class Shift(NamedTuple):
    """The words before and after; an empty side means that nothing stood there."""

    kind: ShiftKind
    old: str
    new: str
    implies: Implied | None = None
    """The link flag, or None where the words do not tell which way it went."""
    money: bool = False
    """Whether it is about an amount of money."""
