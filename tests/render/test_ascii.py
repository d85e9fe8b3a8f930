"""Signs in letters, for a locale that has no others."""

from io import StringIO
from typing import IO, cast

import pytest

from tracker.render.ascii import AsciiFile, in_ascii, is_ascii
from tracker.render.safe import safe


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("“will” → “aim to” …", '"will" -> "aim to" ...'),
        ("£20 million – café, ½", "GBP 20 million - cafe, 1/2"),
        ("e\u0301t\u00e9 ﬁve", "ete five"),
        ("● ◐ ○ · ≥ ✓", "* ~ o - >= yes"),
        ("日本 🦉", "?? ?"),
        ("plain", "plain"),
    ],
)
def test_every_sign_has_letters(text: str, said: str) -> None:
    """None is lost without a trace."""
    assert in_ascii(text) == said


def test_what_a_runner_would_obey_stays_parted() -> None:
    """The invisible joiner becomes a blank, not nothing."""
    said = in_ascii(safe("::error::x ##[group]y"))

    assert "::" not in said
    assert "##[" not in said


@pytest.mark.parametrize(
    ("env", "expected"),
    [
        ({}, False),
        ({"LANG": "C"}, True),
        ({"LANG": "POSIX"}, True),
        ({"LANG": "en_GB.UTF-8"}, False),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": "C"}, True),
        ({"LANG": "C", "LC_ALL": "C.UTF-8"}, False),
        ({"LANG": "C", "PYTHONUTF8": "1"}, False),
        ({"LANG": "C", "PYTHONIOENCODING": "utf-8"}, False),
        ({"LANG": "", "LC_ALL": ""}, False),
    ],
)
def test_the_locale_decides(env: dict[str, str], *, expected: bool) -> None:
    """LC_ALL before LANG; one that is not set asks for nothing."""
    assert is_ascii(env) is expected


def test_a_line_that_grew_gives_up_blanks() -> None:
    """From its last columns; words are never cut."""
    out = StringIO()
    AsciiFile(cast("IO[str]", out), 20).write("a → b    c → d    e…\nkept    so\n")

    assert out.getvalue() == "a -> b   c -> d e...\nkept    so\n"
