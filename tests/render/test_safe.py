"""What text from the web may not do to a terminal or a CI log."""

import pytest

from tracker.render.safe import safe, safe_line

HOSTILE = {
    "\x1b[31mred\x1b[0m": "␛[31mred␛[0m",
    "\x1b]8;;https://evil.example\x07here": "␛]8;;https://evil.example␇here",
    "\x9b31mred": "�31mred",
    "pay \u202egnihton": "pay �gnihton",
    "[bold]loud[/bold]": "[bold]loud[/bold]",
    "two\r\nlines\u2028three": "two lines three",
    "::error::no": ":\u2060:error:\u2060:no",
    "##[group]x": "#\u2060#[group]x",
    "\ufeffzero\u200bwidth": "zerowidth",
    "£2bn – “early years” ’til 2030": "£2bn – “early years” ’til 2030",
}


@pytest.mark.parametrize(("text", "expected"), HOSTILE.items())
def test_text_is_shown_and_not_obeyed(text: str, expected: str) -> None:
    """Escapes become visible, lines become one, commands are broken; British typography stays."""
    assert safe(text) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("  - a part of it", "  - a part of it"),
        ("    1. deeper", "    1. deeper"),
        ("  ::error::no", "  :\u2060:error:\u2060:no"),
        ("a  b", "a b"),
        ("", ""),
        ("   ", ""),
    ],
)
def test_a_line_of_a_record_keeps_its_indent(line: str, expected: str) -> None:
    """A list within a list is seen to be one; nothing else of a line is obeyed either."""
    assert safe_line(line) == expected
