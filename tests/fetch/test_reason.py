"""Sentences for a reader about what a site did."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.fetch.reason import refusal, shown


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain words", "plain words"),
        ("\x1b[31mred\x1b[0m", "[31mred [0m"),
        ("two\r\nlines\tand\u2028more", "two lines and more"),
        ("right\u202eto left", "right to left"),
        ("zero\u200bwidth", "zero width"),
        ("“£2bn” – café", "“£2bn” – café"),
        ("x" * 300, "x" * 199 + "…"),
        ("", ""),
    ],
)
def test_foreign_text_is_made_harmless(text: str, expected: str) -> None:
    """What a site sends can neither paint a terminal, turn a line round nor fill the screen."""
    assert shown(text) == expected


@settings(max_examples=50, deadline=None)
@given(st.text(), st.integers(1, 50))
def test_shown_text_is_one_short_line(text: str, limit: int) -> None:
    """Whatever comes, it is printable and no longer than allowed."""
    assert len(shown(text, limit)) <= limit
    assert shown(text, limit).isprintable()


def test_refusal_names_site_status_address_and_way_out() -> None:
    """A journalist reads who answered what, where, and what can be done."""
    assert refusal("www.example.org", "https://www.example.org/plan", 403) == (
        "www.example.org answered 403 (forbidden) for https://www.example.org/plan: "
        "the site refuses robots; save the page for `tracker inbox`"
    )
