"""Dates as people in London read them."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def day(at: datetime, precision: str | None = None) -> str:
    """`13 Jun 2024`; `Jun 2024` where only the month is known."""
    local = at.astimezone(LONDON)
    return f"{local:%b %Y}" if precision == "month" else f"{local.day} {local:%b %Y}"


def short(of: date) -> str:
    """`13 Jun 2024`."""
    return f"{of.day} {of:%b %Y}"


def minute(at: datetime) -> str:
    """`13 Jun 2024, 09:30`."""
    local = at.astimezone(LONDON)
    return f"{local.day} {local:%b %Y, %H:%M}"


def between(span: tuple[datetime, datetime]) -> str:
    """Between which two sightings; never "on"."""
    return f"between {minute(span[0])} and {minute(span[1])}"
