"""Times of day, and days told from today."""

import pytest

from tracker.wording.times import find_days, find_times


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("by 5pm or 11:59 pm", ["17:00", "23:59"]),
        ("at 9.30am, 12am and 12 noon", ["09:30", "00:00", "12:00"]),
        ("until midnight", ["24:00"]),
        ("from 17:00", ["17:00"]),
        ("5 people, £5.30, 3:1 and version 1.2.3", []),
    ],
)
def test_times_have_one_spelling(text: str, keys: list[str]) -> None:
    """All are told on the 24-hour clock."""
    assert [mark.key for mark in find_times(text)] == keys


def test_days_are_told_from_today() -> None:
    """A weekday with a date beside it is part of the date; on its own it depends on the day it was said."""
    found = find_days("Ministers today, not tomorrow; Friday 12 March; on Monday; Mondays.")

    assert [mark.text for mark in found] == ["today", "tomorrow", "Monday"]
