"""Dates that were over when the page was updated."""

from datetime import date

import pytest

from tracker.diff.past import days_apart, is_past, is_same_day

_DAY = date(2021, 4, 20)


@pytest.mark.parametrize(
    ("text", "past"),
    [
        ("From 29 March, all may row.", True),
        ("From 25 April, all may row.", False),
        ("It opened on 27 January 2021.", True),
        ("It opened in autumn 2020.", True),
        ("It is for the 2020 to 2021 year.", False),
        ("It is for the 2019 to 2020 year.", True),
        ("It opens by September.", False),
        ("It ran from 3 November 2020 to 5 May 2021.", False),
        ("It is due on 31 February 2020.", False),
        ("It is open.", False),
    ],
)
def test_all_dates_must_be_over(text: str, *, past: bool) -> None:
    """A day without a year is the nearest one; a text without dates is not past."""
    assert is_past(text, _DAY) is past


def test_a_year_that_was_meant_in_any_case_is_no_other_day() -> None:
    """“25 September” on a page of 2020 is 25 September 2020."""
    assert is_same_day("4 January", "4 January 2021", _DAY)
    assert not is_same_day("4 January", "4 January 2020", _DAY)
    assert not is_same_day("4 January 2021", "5 January 2021", _DAY)


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("13 September 2022", "8 September 2022", 5),
        ("by 8 September 2022", "by 13 September 2022", 5),
        ("31 June 2022", "8 September 2022", None),
        ("September 2022", "8 September 2022", None),
        ("in due course", "8 September 2022", None),
    ],
)
def test_days_between_two_days(one: str, other: str, apart: int | None) -> None:
    """Months, times without a day and days that no calendar has are no distance apart."""
    assert days_apart(one, other) == apart
