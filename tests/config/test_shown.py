"""What a fault may quote."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.config.shown import LONGEST, near, plain, shown


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=200))
def test_whatever_is_quoted_is_short_and_printable(text: str) -> None:
    """No control or format character reaches the terminal, and no page of text."""
    for quoted in (shown(text), plain(text)):
        assert quoted.isprintable()
        assert len(quoted) <= LONGEST


def test_a_password_is_not_quoted() -> None:
    """What stands before the @ of an address stays out of logs."""
    assert shown("https://me:secret@a.org/x") == "'https://…@a.org/x'"


def test_lists_and_tables_are_not_quoted() -> None:
    """It is enough to say what they are."""
    assert shown(("a", "b")) == "a list of 2"
    assert shown({"a": 1}) == "a table of 1"


def test_the_near_name_is_offered() -> None:
    """A slip of the pen is answered with the name that was meant, anything else with nothing."""
    assert near("publsher", ["publisher", "path"]) == "; did you mean 'publisher'?"
    assert near("xyz", ["publisher", "path"]) == ""
