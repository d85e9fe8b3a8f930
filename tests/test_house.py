"""The house as a whole: what it needs is declared, and the door answers with the right code."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tracker.cli.main import main

ROOT = Path(__file__).parents[1]
_OURS = {"tracker", "compression", "pydantic_core"}
"""`compression` is the standard library's from Python 3.14; `pydantic_core` is the other half of pydantic."""


def test_every_library_that_is_imported_is_declared() -> None:
    """Nothing works only because a development tool happens to bring a library along."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = [need for name, needs in project["optional-dependencies"].items() if name != "dev" for need in needs]
    declared = {_plain(re.split(r"[\[<>=;! ]", need)[0]) for need in [*project["dependencies"], *extras]}
    owners = packages_distributions()

    undeclared = {
        f"{file.relative_to(ROOT)}: {name}"
        for file in (ROOT / "tracker").rglob("*.py")
        for name in _imported(file)
        if not declared & {_plain(owner) for owner in owners.get(name, [name])}
    }

    assert undeclared == set()


def _imported(file: Path) -> set[str]:
    """Top-level names of the libraries that a file imports."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return found - set(sys.stdlib_module_names) - _OURS


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize("words", [["nonsense"], ["snapshot", "--nonsense"], ["show"], ["diff", "a", "b", "c", "d"]])
def test_misuse_ends_with_two(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """A command or option that does not exist, or an argument that is missing, is told in a line or two."""
    assert main(words) == 2

    said = capsys.readouterr().err
    assert "Traceback" not in said
    assert "nonsense" in said or "Missing argument" in said or "unexpected" in said
