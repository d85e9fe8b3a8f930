"""Times of day, which end deadlines (5pm, 11.59pm, 17:00, noon, midnight), and days told from today (tomorrow, Friday)."""

import re

from tracker.patterns import deferred
from tracker.wording.fold import fold
from tracker.wording.mark import Mark

_TIME = deferred(
    r"(?<![\w£$€.,:])(?:(?P<hour>\d{1,2})(?:[:.](?P<minute>[0-5]\d))? ?(?P<half>am|pm|a\.m\.|p\.m\.)(?!\w)"
    r"|(?P<hour24>[01]?\d|2[0-3]):(?P<minute24>[0-5]\d)(?![\d:])"
    r"|(?:12 )?(?P<noon>noon|midday)\b|(?P<midnight>midnight)\b)",
    re.IGNORECASE,
)

_DAY = deferred(
    r"\b(?:today|tonight|tomorrow|yesterday|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?!s)(?!,? \d|,? the \d))\b"
)


def find_days(text: str) -> tuple[Mark, ...]:
    """Days that depend on when they were said, in order: today, tomorrow, Friday without a date."""
    return tuple(
        Mark(text=one[0], start=one.start(), end=one.end(), key=f"day {fold(one[0])}") for one in _DAY.finditer(text)
    )


def find_times(text: str) -> tuple[Mark, ...]:
    """Times in order, keyed 17:00 on the 24-hour clock; midnight is 24:00."""
    return tuple(Mark(text=one[0], start=one.start(), end=one.end(), key=_key(one)) for one in _TIME.finditer(text))


def _key(match: re.Match[str]) -> str:
    if match["noon"]:
        return "12:00"
    if match["midnight"]:
        return "24:00"
    hour, minute = int(match["hour"] or match["hour24"]), match["minute"] or match["minute24"] or "00"
    half = (match["half"] or "").lower()
    if half:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    return f"{hour:02d}:{minute}"
