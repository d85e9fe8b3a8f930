"""Interval: how long to wait between two looks at a source, as people write it: `6h`, `daily`, `7d`."""

import re
from datetime import timedelta

WORDS = {"hourly": "1h", "daily": "1d", "weekly": "7d"}
_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
SHORTEST = timedelta(minutes=5)
"""Oftener is no watching but a burden; GOV.UK's own caches hold a page for minutes."""
LONGEST = timedelta(days=365)
_EXPECTED = f"an interval such as 6h, {', '.join(WORDS)} or 7d, from 5m to 365d"


def interval(value: str) -> str:
    """A value that `span` reads, kept as written. ValueError saying what was expected."""
    if not re.fullmatch("[1-9][0-9]{0,5}[mhdw]", WORDS.get(value, value)) or not SHORTEST <= span(value) <= LONGEST:
        raise ValueError(_EXPECTED)
    return value


def span(value: str) -> timedelta:
    """The time that an interval stands for."""
    written = WORDS.get(value, value)
    return timedelta(**{_UNITS[written[-1]]: int(written[:-1])})
