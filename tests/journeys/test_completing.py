"""What a shell offers when a name is completed."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import typer

from tracker.cli import completing
from tracker.cli.main import app

Run = Callable[..., tuple[int, str, str]]
Offer = Callable[[typer.Context, str], list[str]]


@pytest.fixture
def offered(tmp_path: Path) -> Callable[[Offer, str], list[str]]:
    """Completes in the working folder of this test."""
    context = typer.Context(typer.main.get_command(app))
    context.params = {"folder": tmp_path / "watch"}
    return lambda names, begun: names(context, begun)


def test_sources_documents_and_versions(two_rounds: Any, offered: Callable[..., list[str]]) -> None:
    """Versions come behind an @, the newest first; what does not fit what was typed is not offered."""
    assert offered(completing.sources, "") == ["plan", "news"]
    assert offered(completing.documents, "") == ["news", "plan"]
    assert offered(completing.versions, "pl") == ["plan"]
    assert offered(completing.versions, "plan@") == ["plan@2", "plan@1", "plan@latest", "plan@first"]
    assert offered(completing.cited, "plan@l") == ["plan@latest"]


def test_claims_and_pledges(two_rounds: Any, run: Run, offered: Callable[..., list[str]]) -> None:
    """By their ids, as the commands print them."""
    threads = re.findall(r"t-[a-z2-7]{10}", run("pledges", "--single")[1])

    assert set(offered(completing.cited, "t-")) == set(offered(completing.threads, "")) == set(threads)
    claims = offered(completing.cited, "c-")
    assert set(re.findall(r"c-[a-z2-7]{10}", run("claims", "plan@1")[1])) <= set(claims)
    assert offered(completing.claims, claims[0]) == [claims[0]]


@pytest.mark.parametrize("begun", ["", "c-", "t-", "plan@", "../../x@", "con@"])
def test_where_there_is_no_store_nothing_is_offered(tmp_path: Path, begun: str) -> None:
    """No error on a prompt."""
    context = typer.Context(typer.main.get_command(app))
    context.params = {"folder": tmp_path / "none"}

    assert completing.cited(context, begun) == []
    assert completing.sources(context, begun) == []


def test_a_shell_completes_in_the_folder_that_its_line_names(two_rounds: Any) -> None:
    """As bash asks for it."""
    line = f"tracker -C {two_rounds.folder} cite plan@"
    env = {**os.environ, "_TRACKER_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": "4"}
    command = [sys.executable, "-c", "from tracker.cli.main import app; app(prog_name='tracker')"]

    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)

    assert done.stdout.split()[:2] == ["plan@2", "plan@1"]
    assert done.stderr == ""
