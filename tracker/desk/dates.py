"""Dates as people in London read them."""

from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from tracker.claims.claim import Claim, Place

LONDON = ZoneInfo("Europe/London")


def day(at: datetime, precision: str | None = None) -> str:
    """`13 Jun 2024`; `Jun 2024` where only the month is known."""
    local = at.astimezone(LONDON)
    return f"{local:%b %Y}" if precision == "month" else f"{local.day} {local:%b %Y}"


def short(of: date) -> str:
    """`13 Jun 2024`."""
    return f"{of.day} {of:%b %Y}"


def minute(at: datetime) -> str:
    """`13 Jun 2024, 09:30`; in the hour that comes twice when summer time ends, `27 Oct 2024, 01:30 BST`, then `GMT`."""
    local = at.astimezone(LONDON)
    comes_twice = local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
    return f"{local.day} {local:%b %Y, %H:%M}{f' {local:%Z}' if comes_twice else ''}"


def between(span: tuple[datetime, datetime]) -> str:
    """Between which two sightings; never "on"."""
    return f"between {minute(span[0])} and {minute(span[1])}"


def when(claim: "Claim") -> str:
    """The day of a stage: when it was published, or when we first saw words that a later version brought.

    A page keeps its date of publication through its edits (DfE pages, news articles updated two years on), so that date
    belongs to its first version alone.
    """
    place = claim.place
    if place is None:
        return "no date"
    if place.published and not (is_later_version(place) and place.first_seen):
        return day(place.published, place.precision)
    return f"seen {day(place.first_seen)}" if place.first_seen else "no date"


def is_later_version(place: "Place") -> bool:
    """Whether the claim was read in a version after the document's first."""
    number = (place.version or "").rpartition("@")[2]
    return number.isdigit() and int(number) > 1
