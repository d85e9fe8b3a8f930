"""Folded text, normalised words, stems and numbers."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.wording.fold import STOP, fold, numbers, stems, words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("“Every  child’s future”", "every child's future"),
        ("16–19 — at last!", "16-19 - at last"),
        ("No\u00a0breaks\u200b here.", "no breaks here"),
        ("  …  ", ""),
    ],
)
def test_folding(text: str, folded: str) -> None:
    """Case, quotes, dashes, spaces and the stop at the end do not matter."""
    assert fold(text) == folded


@given(st.text(max_size=80))
@settings(max_examples=50, deadline=None)
def test_folding_twice_changes_nothing(text: str) -> None:
    """What is folded is folded."""
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("£1.5bn", "£1.5 billion"),
        ("£1.5bn", "1.5 billion pounds"),
        ("20 per cent", "20%"),
        ("20 percent", "twenty per cent"),
        ("6,500 teachers", "six and a half thousand teachers"),
        ("the party’s plan", "the party plan"),
        ("50p", "£0.50"),
    ],
)
def test_what_reads_the_same_has_the_same_words(one: str, other: str) -> None:
    """Money, shares and numbers have one spelling, and the possessive is dropped."""
    assert words(one) == words(other)


def test_the_spelling_of_normalised_words() -> None:
    """The spelling is that of docs/studies/linking.md 2."""
    assert words("£1.5bn for 20 per cent of one pupil’s hopes") == (
        "gbp1500000000",
        "for",
        "20pct",
        "of",
        "one",
        "pupil",
        "hopes",
    )


def test_stems_hold_what_carries_meaning() -> None:
    """Stop words are left out and endings are cut; digits stay whole."""
    found = stems("We will be recruiting 6,500 new teachers in schools")

    assert found == ("recruit", "6500", "teacher", "school")
    assert not set(found) & STOP


def test_numbers_are_not_years() -> None:
    """Years and a lone "one" are no numbers; a count with a comma is."""
    assert numbers("In 2026 no one of the 2,000 schools had two hundred pupils") == {"2000", "200"}


@pytest.mark.parametrize("hostile", ["1" * 100_000, "1,111" * 20_000, "one " * 25_000, "'" * 100_000, "£" * 100_000])
def test_hostile_text_takes_linear_time(hostile: str) -> None:
    """A hundred thousand hostile characters are read without backtracking (the suite would hang)."""
    assert isinstance(numbers(hostile), frozenset)
