"""`tracker --version`, and the same facts in records and in bug reports."""

import re
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from platform import python_version

import pytest
import typer

from tracker.cli import main as door
from tracker.extract.registry import EXTRACTOR


def test_the_version_is_told_anywhere(tmp_path: Path) -> None:
    """A line for each program that shapes what is recorded; no working folder is needed, and none is made."""
    command = [sys.executable, "-m", "tracker", "--version"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)

    own, git, python, extractors = done.stdout.splitlines()
    assert (done.returncode, done.stderr) == (0, "")
    assert own == f"tracker {version('pledge-tracker')}"
    assert re.fullmatch(r"git [0-9]+\.[0-9.]+", git)
    assert python == f"Python {python_version()}"
    assert extractors.split() == ["extractors", *sorted(set(EXTRACTOR.values()))]
    assert list(tmp_path.iterdir()) == []


def test_the_version_needs_no_git(tmp_path: Path) -> None:
    """Who has none is told so here too."""
    command = [sys.executable, "-m", "tracker", "--version"]
    env = {"PATH": str(tmp_path), "GIT_PYTHON_REFRESH": "raise"}
    done = subprocess.run(command, env=env, capture_output=True, encoding="utf-8", check=False)

    assert done.returncode == 0
    assert "\ngit not found\n" in done.stdout


def test_a_bug_says_what_was_at_work(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit 70: the traceback, then one line to report with it."""
    app = typer.Typer()

    @app.command()
    def broken() -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(door, "app", app)
    code = door.main([])

    *trace, last = capsys.readouterr().err.splitlines()
    assert code == 70
    assert trace[0].startswith("Traceback")
    assert trace[-1] == "ZeroDivisionError"
    assert last.startswith(
        "tracker: this is a bug. Please report it where you have tracker from, with all of these lines"
    )
    assert f"tracker {version('pledge-tracker')}, git " in last
    assert EXTRACTOR["html"] in last
