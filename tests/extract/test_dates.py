"""Dates in UTC, with how much of them is meant."""

from datetime import UTC, date, datetime

import pytest

from tracker.errors import ExtractError
from tracker.extract.dates import moment, stated


@pytest.mark.parametrize(
    ("said", "utc", "precision"),
    [
        ("2024-06-13", datetime(2024, 6, 12, 23, tzinfo=UTC), "day"),
        ("2024-12-13", datetime(2024, 12, 13, tzinfo=UTC), "day"),
        ("2024-06", datetime(2024, 5, 31, 23, tzinfo=UTC), "month"),
        ("2024-06-13T09:30:00+01:00", datetime(2024, 6, 13, 8, 30, tzinfo=UTC), "second"),
        ("2024-06-13T09:30:00Z", datetime(2024, 6, 13, 9, 30, tzinfo=UTC), "second"),
        ("2024-06-13T09:30:00", datetime(2024, 6, 13, 8, 30, tzinfo=UTC), "second"),
        (date(2024, 6, 13), datetime(2024, 6, 12, 23, tzinfo=UTC), "day"),
        (datetime(2024, 6, 13, 9, tzinfo=UTC), datetime(2024, 6, 13, 9, tzinfo=UTC), "second"),
        (None, None, None),
    ],
)
def test_a_bare_day_is_midnight_in_london(said: str | date | None, utc: datetime | None, precision: str | None) -> None:
    """A day or month is midnight where the publishers are; a time keeps its zone until it is UTC."""
    assert moment(said) == (utc, precision)


@pytest.mark.parametrize("said", ["soon", "13/06/2024", "2024-13-01", "2024-02-30", ""])
def test_a_caller_who_errs_is_told(said: str) -> None:
    """What cannot be read as a date is an error that shows how to write one."""
    with pytest.raises(ExtractError, match="is not a date: write 2024-06-13"):
        moment(said)


@pytest.mark.parametrize("said", ["soon", "", 7, None, [], "0001-01-01T00:00:00+14:00"])
def test_a_page_that_errs_has_no_date(said: object) -> None:
    """What a page gets wrong about itself is no date, and no error."""
    assert stated(said) == (None, None)
