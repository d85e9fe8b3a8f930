"""When to come back."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.fetch.retry import retry_after

NOW = datetime(2026, 8, 17, 6, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, 0),
        ("", 0),
        ("30", 30),
        (" 30 ", 30),
        ("86400", 86400),
        ("-5", 0),
        ("soon", 0),
        ("1e9", 0),
        ("inf", 0),
        ("9" * 50, 1e50),
        ("9" * 5_000, 0),
        ("Mon, 17 Aug 2026 06:01:30 GMT", 90),
        ("Mon, 17 Aug 2026 07:01:30 +0100", 90),
        ("Monday, 17-Aug-26 06:01:30 GMT", 90),
        ("Mon, 17 Aug 2026 06:01:30", 90),
        ("Mon, 17 Aug 2026 05:00:00 GMT", 0),
        ("Mon, 17 Aug 99999 06:01:30 GMT", 0),
    ],
)
def test_retry_after_is_read(value: str | None, expected: float) -> None:
    """Seconds and HTTP dates are understood; anything else, and a time that has passed, is no wait."""
    assert retry_after(value, NOW) == pytest.approx(expected)


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=120))
def test_any_text_gives_a_wait(value: str) -> None:
    """Whatever a server sends, there is a number of seconds, and it is not negative."""
    assert 0 <= retry_after(value, NOW) < float("inf")
