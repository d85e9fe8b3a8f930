"""Dates as publishers and people give them, in UTC, with how much of them is meant."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from tracker.errors import ExtractError
from tracker.extract.document import Precision, When
from tracker.patterns import deferred

_LONDON = ZoneInfo("Europe/London")
_DAY = deferred(r"\d{4}-\d{2}-\d{2}")
_MONTH = deferred(r"\d{4}-\d{2}")


def moment(when: When | date) -> tuple[datetime | None, Precision | None]:
    """The moment in UTC and its precision; a bare day or month is midnight in London, where the publishers are.

    Raises:
        ExtractError: the text is not an ISO date.
    """
    if when is None:
        return None, None
    if isinstance(when, datetime):
        return _utc(when), "second"
    if isinstance(when, date):
        return _midnight(when), "day"
    text = when.strip()
    try:
        if _MONTH.fullmatch(text):
            return _midnight(date.fromisoformat(f"{text}-01")), "month"
        if _DAY.fullmatch(text):
            return _midnight(date.fromisoformat(text)), "day"
        return _utc(datetime.fromisoformat(text)), "second"
    except (ValueError, OverflowError) as error:
        raise ExtractError(
            f"'{text[:40]}' is not a date: write 2024-06-13, 2024-06 or 2024-06-13T09:30:00+01:00"
        ) from error


def stated(when: object) -> tuple[datetime | None, Precision | None]:
    """As `moment`, for what a page says of itself: what cannot be read is no date."""
    try:
        return moment(when) if isinstance(when, str) and when.strip() else (None, None)
    except ExtractError:
        return None, None


def _midnight(day: date) -> datetime:
    return _utc(datetime(day.year, day.month, day.day, tzinfo=_LONDON))


def _utc(moment: datetime) -> datetime:
    found = (moment if moment.tzinfo else moment.replace(tzinfo=_LONDON)).astimezone(UTC)
    found.astimezone(_LONDON)  # raises OverflowError: the first hour of the year 1 has no local time to show
    return found
