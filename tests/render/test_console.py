"""The console for a terminal, a pipe and a CI log."""

from io import StringIO

import pytest

from tracker.render.console import console


@pytest.mark.parametrize(("env", "width"), [({}, 100), ({"COLUMNS": "80"}, 80), ({"COLUMNS": "x"}, 100)])
def test_a_pipe_has_a_stable_width(env: dict[str, str], width: int) -> None:
    """A pipe is 100 columns wide unless COLUMNS says otherwise, and has no colour."""
    made = console(StringIO(), env)

    made.print("warned", style="warn")

    assert made.width == width
    assert made.file.getvalue() == "warned\n"  # type: ignore[attr-defined]


@pytest.mark.parametrize(("env", "coloured"), [({"FORCE_COLOR": "1"}, True), ({"NO_COLOR": "1"}, False)])
def test_colour_is_the_readers_choice(env: dict[str, str], *, coloured: bool) -> None:
    """FORCE_COLOR colours a pipe, NO_COLOR never does."""
    made = console(StringIO(), {"TERM": "xterm-256color", **env})

    made.print("new", style="new")

    assert ("\x1b[" in made.file.getvalue()) is coloured  # type: ignore[attr-defined]
