"""Quantity: a number in British prose, with its kind, unit and comparator."""

from typing import Literal

from pydantic import BaseModel

QuantityKind = Literal["money", "percent", "count", "fraction", "duration", "age"]


class Quantity(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """`text` is the surface; `start` and `end` count from the text given to `find_quantities`, in code points.

    `value` is in the unit: pounds, per cent, things, a share of 1, hours/days/weeks/months/years/terms, years of age.
    """

    kind: QuantityKind
    value: float
    text: str
    start: int
    end: int
    unit: str | None = None
    """GBP; hour, day, week, month, term, year; for a count the noun counted ("teachers"), else None."""
    comparator: str | None = None
    """"up to", "at least", "more than", "around" …: the words as they stand."""
    per: str | None = None
    """"year", "week", "school", "pupil": what it is counted by."""
