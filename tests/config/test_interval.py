"""How often a source is asked, as people write it."""

from datetime import timedelta

import pytest

from tracker.config.interval import interval, span


@pytest.mark.parametrize(
    ("written", "hours"),
    [("30m", 0.5), ("6h", 6), ("hourly", 1), ("daily", 24), ("1d", 24), ("weekly", 168), ("2w", 336), ("365d", 8760)],
)
def test_an_interval_is_read_as_people_write_it(written: str, hours: float) -> None:
    """A number with m, h, d or w, or a word."""
    assert interval(written) == written
    assert span(written) == timedelta(hours=hours)


@pytest.mark.parametrize(
    "written", ["", "6", "h", "0h", "-6h", "6 h", "1.5h", "6H", "4m", "366d", "999999w", "Daily", "٣d"]
)
def test_anything_else_is_refused(written: str) -> None:
    """No page is asked oftener than every five minutes or more seldom than once a year."""
    with pytest.raises(ValueError, match="an interval such as 6h, hourly, daily, weekly or 7d, from 5m to 365d"):
        interval(written)
