"""Dates and deadlines."""

import time

import pytest

from tracker.wording.dates import find_dates, find_deadlines


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("on 1 September 2026", ["2026-09-01"]),
        ("on the 3rd of March 2025", ["2025-03-03"]),
        ("September 2026", ["2026-09"]),
        ("Sept. 2026", ["2026-09"]),
        ("in autumn 2026", ["2026-autumn"]),
        ("the summer term of 2025", ["2025-summer"]),
        ("in 2025–26 and 2029/30", ["2025/2026", "2029/2030"]),
        ("from 2025 to 2026", ["2025/2026"]),
        ("between 2016 and 2018", ["2016", "2018"]),
        ("from September", ["--09"]),
        ("on 4 July", ["--07-04"]),
        ("this autumn", ["--autumn"]),
        ("2026-09-01 or 31/03/2027", ["2026-09-01", "2027-03-31"]),
        ("We may march in May.", ["--05"]),
        ("2,025 pupils, 2000 schools, £2025, Year 7", []),
        ("the 2024 report", ["2024"]),
    ],
)
def test_dates(text: str, keys: list[str]) -> None:
    """A date has an ISO key, or the part of one that the words name."""
    assert [mark.key for mark in find_dates(text)] == keys


@pytest.mark.parametrize(
    ("text", "words", "key"),
    [
        ("It opens by September 2026.", "by September 2026", "2026-09"),
        ("It opens from next September.", "from next September", "--09"),
        ("It stays until at least 2028.", "until at least 2028", "2028"),
        ("It opens at Easter.", "at Easter", "at easter"),
        ("It opens before the next election.", "before the next election", "before the next election"),
        ("It opens by the start of the autumn term.", "by the start of the autumn term", "--autumn"),
        ("It opens before the summer.", "before the summer", "--summer"),
        ("It opens on Friday 15 January.", "on Friday 15 January", "--01-15"),
        ("It opens Friday 15 January.", "Friday 15 January", "--01-15"),
        ("It opens no earlier than 17 May 2027.", "no earlier than 17 May 2027", "2027-05-17"),
        ("It opens from this week.", "from this week", "from this week"),
        ("It grows across the next three years.", "across the next three years", "across the next 3 years"),
        ("It opens at the end of term.", "at the end of term", "at the end of term"),
        ("It opens by the end of 2026.", "by the end of 2026", "2026"),
        ("It opens from January 2025.", "from January 2025", "2025-01"),
        ("It opens within 100 days.", "within 100 days", "within 100 days"),
        ("It opens within a hundred days.", "within a hundred days", "within 100 days"),
        ("Done by the end of this parliament.", "by the end of this parliament", "by the end of this parliament"),
        (
            "Done over the course of this Parliament.",
            "over the course of this Parliament",
            "over the course of this parliament",
        ),
        ("It opens over the next five years.", "over the next five years", "over the next 5 years"),
        ("It opens in due course.", "in due course", "in due course"),
        ("It opens next year.", "next year", "next year"),
    ],
)
def test_deadlines(text: str, words: str, key: str) -> None:
    """A deadline keeps its preposition; a relative one stays relative."""
    (mark,) = find_deadlines(text)

    assert (mark.text, mark.key) == (words, key)
    assert text[mark.start : mark.end] == mark.text


@pytest.mark.parametrize(
    "text",
    [
        "It rose more than in 2010.",
        "Since 2010 it fell.",
        "A year of change.",
        "The 2024 report.",
        "We will press for the Welsh Parliament to decide on owls.",
    ],
)
def test_what_looks_back_is_no_deadline(text: str) -> None:
    """A date compared with, or only named, is none to act by; nor is a body that is to act."""
    assert find_deadlines(text) == ()


@pytest.mark.parametrize("piece", ["2025-", "in May ", "within ", "by the end of the ", " ", "1"])
def test_hostile_text_takes_linear_time(piece: str) -> None:
    """A hundred thousand hostile characters take seconds at most."""
    text = piece * (100_000 // len(piece))
    began = time.process_time()

    find_deadlines(text)

    assert time.process_time() - began < 5
