"""Commands are known by a table; a module is imported when its command is asked for."""

import ast
import subprocess
import sys
from inspect import cleandoc
from pathlib import Path

import pytest

from tracker.cli import lazy
from tracker.cli.main import main
from tracker.cli.table import COMMANDS, FIRST_DAY, GROUPS, PARTS

FOLDER = Path(lazy.__file__).with_name("commands")


@pytest.mark.parametrize("words", COMMANDS)
def test_the_summary_is_the_first_line_of_the_help(words: str) -> None:
    """What `tracker --help` says of a command is what its own help begins with."""
    command = lazy.DeferredCommand(words).load()

    assert cleandoc(command.help or "").split("\n")[0] == COMMANDS[words].summary
    assert " " not in words or words.partition(" ")[0] in {*GROUPS, *COMMANDS}


def test_every_file_of_commands_stands_in_the_table() -> None:
    """None is forgotten, and none is named that is not there."""
    files = {file.stem for file in FOLDER.glob("*.py")} - {"__init__"}

    assert files == {row.module for row in COMMANDS.values()}


@pytest.mark.parametrize("words", [["--help"], ["sources", "--help"]], ids=" ".join)
def test_help_imports_no_command(words: list[str]) -> None:
    """Nor what commands need: neither the store nor the config is loaded to list what there is."""
    script = f"import sys; from tracker.cli.main import main; main({words}); print(*sys.modules, file=sys.stderr)"

    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert "Usage: tracker" in done.stdout
    loaded = done.stderr.split()
    assert "tracker.cli.lazy" in loaded
    rooms = (
        "tracker.cli.commands",
        "tracker.store",
        "tracker.config",
        "tracker.capture",
        "tracker.desk",
        "tracker.site",
    )
    assert [one for one in loaded if one.startswith(rooms)] == []


def test_tracker_alone_shows_a_first_day(capsys: pytest.CaptureFixture[str]) -> None:
    """Five commands, each of which there is, in lines that fit a terminal; and where the others are."""
    assert main([]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert sum(line.startswith("  tracker ") for line in lines) == 5
    assert {command.split()[1] for command in FIRST_DAY} <= set(COMMANDS)
    assert max(map(len, lines)) <= 80
    assert "tracker --help" in lines[-2]


@pytest.mark.parametrize("width", [60, 80])
def test_help_has_groups_and_cuts_nothing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    """Every command stands under the heading of its part with its whole summary, those of a group in its own help."""
    monkeypatch.setenv("COLUMNS", str(width))
    assert main(["--help"]) == 0
    said = capsys.readouterr().out
    assert main(["import", "--help"]) == 0
    said += capsys.readouterr().out

    assert max(map(len, said.splitlines())) <= width
    told = " ".join(said.split())
    assert all(heading in told for heading in PARTS.values())
    assert {row.part for row in COMMANDS.values()} == set(PARTS)
    shown = [words for words in COMMANDS if " " not in words or words.startswith("import ")]
    assert [words for words in shown if COMMANDS[words].summary not in told] == []


def test_imports_stand_at_the_top() -> None:
    """A head tells what its file needs; inside functions stand heavy libraries, those of extras, and what leads to them."""
    inside = {
        f"{file.relative_to(FOLDER.parents[1])}:{line.lineno} {ast.unparse(line)}"
        for file in FOLDER.parents[1].rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        for line in ast.walk(node)
        if isinstance(line, ast.Import | ast.ImportFrom)
    }

    assert len(inside) < 49, "\n".join(sorted(inside))
    assert [one for one in inside if one.startswith("cli/commands/")] == []
