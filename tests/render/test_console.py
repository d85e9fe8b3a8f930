"""The console for a terminal, a pipe and a CI log."""

import re
from io import StringIO

import pytest
from rich.padding import Padding
from rich.text import Text

from tracker.render.console import console


@pytest.mark.parametrize(("env", "width"), [({}, 80), ({"COLUMNS": "100"}, 100), ({"COLUMNS": "x"}, 80)])
def test_a_pipe_has_a_stable_width(env: dict[str, str], width: int) -> None:
    """A pipe is 80 columns wide unless COLUMNS says otherwise, and has no colour."""
    made = console(StringIO(), env)

    made.print("warned", style="warn")

    assert made.width == width
    assert made.file.getvalue() == "warned\n"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("env", "coloured"), [({"FORCE_COLOR": "1"}, True), ({"NO_COLOR": "1"}, False), ({"FORCE_COLOR": "0"}, False)]
)
def test_colour_is_the_readers_choice(env: dict[str, str], *, coloured: bool) -> None:
    """FORCE_COLOR colours a pipe, NO_COLOR and FORCE_COLOR=0 never do."""
    made = console(StringIO(), {"TERM": "xterm-256color", **env})

    made.print("new", style="new")

    assert ("\x1b[" in made.file.getvalue()) is coloured  # type: ignore[attr-defined]


@pytest.mark.parametrize("env", [{}, {"FORCE_COLOR": "1", "TERM": "xterm-256color"}])
def test_lines_on_a_pipe_end_where_their_words_end(env: dict[str, str]) -> None:
    """An indented line is not filled with blanks up to the width, with colour or without."""
    made = console(StringIO(), env)

    made.print(Padding(Text("first line and\nthe second", style="warn"), (0, 0, 0, 4)))

    lines = made.file.getvalue().splitlines()  # type: ignore[attr-defined]
    assert [re.sub(r"\x1b\[[0-9;]*m", "", line) for line in lines] == ["    first line and", "    the second"]


def test_a_screen_that_claims_no_width_still_shows_words() -> None:
    """`COLUMNS=1` does not print a letter a line."""
    assert console(StringIO(), {"COLUMNS": "1"}).width == 20
