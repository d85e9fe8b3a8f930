"""What text from the web may not do to a terminal or a CI log."""

import pytest

from tracker.render.safe import safe

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
