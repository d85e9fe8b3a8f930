"""The same words are always the same characters."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.extract.clean import line


@pytest.mark.parametrize(
    ("published", "cleaned"),
    [
        ("We\u00a0will  open\r\nnurseries.\u2028", "We will open nurseries."),
        ("nur\u00adse\u200bries\ufeff", "nurseries"),
        ("Beyonce\u0301", "Beyoncé"),
        ("\u202eevil\u202c \u2066text\u2069", "evil text"),
        ("“Curly” – ‘quotes’ … stay", "“Curly” – ‘quotes’ … stay"),
        ("a footnote ↩\ufe0e", "a footnote"),
        ("half\u200d-\u200cterm", "half-term"),
        ("\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"),
        ("👩\u200d🏫 teacher", "👩\u200d🏫 teacher"),
        ("bell\x07 null\x00 escape\x1b[31m", "bell null escape [31m"),
        ("\ud800", "\ufffd"),
        (" \t\n", ""),
    ],
)
def test_what_nobody_sees_is_gone(published: str, cleaned: str) -> None:
    """Spaces of every kind are one space, invisible characters go, and quotes and dashes stay as published."""
    assert line(published) == cleaned


@given(st.text() | st.text(alphabet="aÅe\u0301\u200c\u200d\u200b\u00ad↩\ufe0e\u0328\u212b \x85👩"))
def test_cleaning_twice_changes_nothing(text: str) -> None:
    """A clean line is clean, and is one line."""
    cleaned = line(text)

    assert line(cleaned) == cleaned
    assert len(cleaned.splitlines()) <= 1


@pytest.mark.parametrize("parted", ["", "\u200d", "\u200c", "\u200b"])
def test_a_crowd_of_accents_is_thinned_in_time(parted: str) -> None:
    """Half a million accents, also with joiners between them, cost no more than their length."""
    started = time.process_time()
    cleaned = line("Plan a" + f"{parted}\u0315\u0300\u05ae" * 150_000)

    assert len(cleaned) < 200
    assert line(cleaned) == cleaned
    assert time.process_time() - started < 5
