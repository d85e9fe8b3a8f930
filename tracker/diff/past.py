"""Past: whether the dates that a text names were over when the page was updated, and which year it left out."""

import re
from datetime import date, timedelta

from tracker.patterns import deferred
from tracker.wording.dates import find_dates

_HALF = timedelta(days=183)
"""A day or month without a year is the one nearest to the day of the page."""
_ENDS = {"spring": (5, 31), "easter": (4, 30), "summer": (8, 31), "autumn": (12, 31), "christmas": (12, 31)}
"""The last day of a season, of school years as of calendars."""
_KEY = deferred(r"(?P<year>\d{4}|-)(?:/(?P<next>\d{4})|-(?P<month>\d\d)(?:-(?P<day>\d\d))?|-(?P<season>[a-z]+))?")
_DATED = deferred(r"(\d{4})-(\d\d)-(\d\d)")
_WINTER = (2, 28)
_NAMED = deferred(
    r"\d|\b(?:jan|feb|mar|apr|aug|sept?|oct|nov|dec)(?:uary|ruary|ch|il|ust|ember|ober)?\b"
    r"|\b(?:next|this|last) (?:day|week|month|term|year)\b"
    r"|\b(?:may|june?|july?|(?:mon|tues|wednes|thurs|fri|satur|sun)days?)\b"
    r"|\b(?:spring|summer|autumn|winter|easter|christmas|half[- ]term|terms?|noon|midday|midnight)\b"
    r"|\b(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve)\s(?:\w{2,12}\s)?"
    r"(?:years?|months?|weeks?|days?|hours?)\b",
    re.IGNORECASE,
)
"""What a time must name, to be told where it only came or went."""


def is_named(words: str) -> bool:
    """Whether a time names a day, month, season, term or number: "in due course" does not."""
    return _NAMED.search(words) is not None


def is_past(text: str, on: date) -> bool:
    """Whether the text names dates and all of them were over on that day; a school year ends in August."""
    ends = [_end(mark.key, on) for mark in find_dates(text)]
    return bool(ends) and all(end is not None and end < on for end in ends)


def is_same_day(one: str, other: str, on: date) -> bool:
    """Whether two dates are one day or month, of which one side leaves out the year that is meant on that day."""
    keys = [mark.key for text in (one, other) for mark in find_dates(f"in {text}")]
    if len(keys) != 2 or len({key.startswith("-") for key in keys}) != 2:  # noqa: PLR2004 - one of each
        return False
    return _end(keys[0], on) == _end(keys[1], on) is not None


def days_apart(one: str, other: str) -> int | None:
    """How many days lie between the one day that each text names; None where they name other times."""
    found = [_DATED.fullmatch(mark.key) for text in (one, other) for mark in find_dates(text)]
    days = [_day(*map(int, named.groups())) for named in found if named]
    if len(days) != len(found) or len(days) != 2 or None in days:  # noqa: PLR2004 - one of each
        return None
    first, last = sorted(day for day in days if day)
    return (last - first).days


def _end(key: str, on: date) -> date | None:
    """The last day of what a key names ("2021-03", "--03-29", "2020/2021", "2020-autumn"); None for other keys."""
    named = _KEY.fullmatch(key)
    if named is None:
        return None
    if named["year"] != "-":
        return _last(named, int(named["year"]))
    years = (_last(named, year) for year in (on.year - 1, on.year, on.year + 1))
    return min((end for end in years if end and abs(end - on) <= _HALF), key=lambda end: abs(end - on), default=None)


def _last(named: re.Match[str], year: int) -> date | None:
    if named["next"]:
        return date(int(named["next"]), 8, 31)
    if named["season"] == "winter":
        return date(year + 1, *_WINTER)
    if named["season"]:
        return date(year, *_ENDS[named["season"]]) if named["season"] in _ENDS else None
    month = int(named["month"] or 12)
    if not 1 <= month <= 12:  # noqa: PLR2004 - months
        return None
    if named["day"]:
        return _day(year, month, int(named["day"]))
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
