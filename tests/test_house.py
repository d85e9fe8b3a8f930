"""The house as a whole: what it needs is declared, and the door answers with the right code."""

import ast
import re
import sys
import tomllib
from fnmatch import fnmatch
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
    extras = [need for needs in project["optional-dependencies"].values() for need in needs]
    declared = {_plain(re.split(r"[\[<>=;! ]", need)[0]) for need in [*project["dependencies"], *extras]}
    owners = packages_distributions()

    undeclared = {
        f"{file.relative_to(ROOT)}: {name}"
        for file in (ROOT / "tracker").rglob("*.py")
        for name in _imported(file)
        if not declared & {_plain(owner) for owner in owners.get(name, [name])}
    }

    assert undeclared == set()


def test_every_test_is_run(pytestconfig: pytest.Config) -> None:
    """No folder of tests has a name that pytest passes over."""
    passed_over = pytestconfig.getini("norecursedirs")
    folders = {one.relative_to(ROOT) for one in (ROOT / "tests").rglob("test_*.py")}

    assert {
        str(one) for one in folders if any(fnmatch(part, name) for part in one.parts for name in passed_over)
    } == set()


def test_every_match_says_what_becomes_of_the_rest() -> None:
    """Each ends in a bare `case _:`. Over an open set it says what holds for the rest.

    Over a closed one (kinds, outcomes, formats …) it is `assert_never` of the very thing that is matched and nothing
    else, so that mypy names every place that a new member makes incomplete; no other words stand for "cannot be".
    """
    wrong = {
        f"{file.relative_to(ROOT)}:{node.lineno}"
        for file in (ROOT / "tracker").rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Match) and not _ends_well(node)
    }

    assert wrong == set()


def _ends_well(node: ast.Match) -> bool:
    last = node.cases[-1]
    closing = [f"assert_never({ast.unparse(node.subject)})"]
    body = [ast.unparse(line) for line in last.body]
    is_closed = any("assert_never" in line or line.startswith(("assert ", "raise AssertionError")) for line in body)
    return ast.unparse(last.pattern) == "_" and last.guard is None and (body == closing or not is_closed)


def test_every_class_name_is_unique() -> None:
    """Who searches for a name finds one class, in whatever room; also for those that only their own file uses."""
    homes: dict[str, list[str]] = {}
    for file in sorted((ROOT / "tracker").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef):
                homes.setdefault(node.name, []).append(f"{file.relative_to(ROOT)}:{node.lineno}")

    assert {name: places for name, places in homes.items() if len(places) > 1} == {}


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
