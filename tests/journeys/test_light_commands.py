"""What a command loads, compiles and starts to tell what is known already: counted, the same on every machine."""

import ast
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import tracker
from tracker.cli.table import COMMANDS

COUNTED = """
import json, re._compiler as compiler, sys
patterns, programs = [0], []
compile_true = compiler.compile
def compiled(*args, **named):
    patterns[0] += 1
    return compile_true(*args, **named)
compiler.compile = compiled
sys.addaudithook(lambda name, args: programs.append(str(args[0])) if name == "subprocess.Popen" else None)
from tracker.cli.start import run
sys.argv[0] = "tracker"
try:
    run()
finally:
    print(json.dumps({"modules": sorted(sys.modules), "patterns": patterns[0], "programs": programs}), file=sys.stderr)
"""
READS = (
    "tracker.claims.find", "tracker.claims.confidence", "tracker.claims.verdicts", "tracker.diff.compare",
    "tracker.diff.flags", "tracker.links.thread", "tracker.links.weave", "tracker.links.naming", "tracker.extract.article",
    "tracker.extract.pdf", "tracker.extract.govuk", "tracker.capture.kinds.html", "tracker.capture.child", "tracker.fetch",
    "git", "httpx2", "selectolax", "lxml", "rapidfuzz", "pypdfium2", "jinja2", "rich.progress",
    "importlib.metadata", "importlib.resources", "email", "zipfile", "multiprocessing",
)  # fmt: skip
"""What reads pages, compares, finds or weaves, and libraries of which nothing is asked."""
MOST: dict[str, tuple[int, int, int]] = {
    "status": (162, 115, 3),
    "log": (155, 75, 3),
    "show": (105, 75, 3),
    "confirm": (140, 90, 3),
}
"""Modules of ours, patterns, processes: a few more than were counted; before 260 to 300, 600 to 850, and 6."""


def counted(folder: Path, *words: str) -> dict[str, Any]:
    """What a command in that folder tells of itself."""
    done = subprocess.run(
        [sys.executable, "-c", COUNTED, *words], cwd=folder, capture_output=True, text=True, check=False
    )
    found: dict[str, Any] = json.loads(done.stderr.splitlines()[-1])
    return {**found, "said": done.stdout, "code": done.returncode, "told": done.stderr}


@pytest.fixture
def known(desk: Any, run: Any) -> Path:
    """A page of two versions whose claims are found and whose differences are kept."""
    for number in (40, 50):
        desk.write(f"We will build {number} owl boxes in every village by 2027.")
        desk.sources()
        run("snapshot")
    for words in (["pledges"], ["changes"], ["log"], ["status"]):
        run(*words)
    folder: Path = desk.folder
    return folder


@pytest.mark.parametrize("name", MOST)
def test_what_is_known_is_told_without_reading_it_again(known: Path, name: str) -> None:
    """Few modules and patterns, no rule for texts; git is asked for its version and for the blobs of both repositories."""
    claims = [json.loads(counted(known, "claims", f"plan@{at}", "--format", "json")["said"])["claims"] for at in (1, 2)]
    words = {"show": ["plan@1"], "confirm": [claims[0][0]["id"], claims[1][0]["id"], "--by", "Ann"]}
    found = counted(known, name, *words.get(name, []))

    assert found["code"] == 0, found["told"][:400]
    ours = [one for one in found["modules"] if one.startswith("tracker.")]
    assert [one for one in found["modules"] if one in READS or one.startswith(tuple(f"{one}." for one in READS))] == []
    modules, patterns, processes = MOST[name]
    assert len(ours) <= modules
    assert found["patterns"] <= patterns
    assert found["programs"] == ["git"] * processes


def test_the_help_of_a_command_loads_no_command() -> None:
    """Nor pydantic, rich, store or config: what it says stands in a file."""
    script = (
        "import sys; from tracker.cli.main import main\n"
        f"for words in {list(COMMANDS)}: main([*words.split(), '--help'])\n"
        "print(*sys.modules, file=sys.stderr)"
    )

    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert [f"Usage: tracker {words} " in done.stdout for words in COMMANDS] == [True] * len(COMMANDS)
    heavy = ("pydantic", "rich", "sqlite3", "tracker.cli.commands", "tracker.store", "tracker.config", "tracker.desk")
    assert [one for one in done.stderr.split() if one.startswith(heavy)] == []


def test_no_module_compiles_a_pattern_when_it_is_loaded() -> None:
    """A module's own are `deferred`: of 750, a command uses a few dozen."""
    house = Path(tracker.__file__).parent
    compiling = [
        f"{file.relative_to(house)}:{call.lineno}"
        for file in sorted(house.rglob("*.py"))
        for call in _at_import(ast.parse(file.read_text("utf-8")))
        if ast.unparse(call.func) == "re.compile"
    ]

    assert compiling == []


def _at_import(node: ast.AST) -> list[ast.Call]:
    """The calls that loading a module makes: those in no function."""
    found = [node] if isinstance(node, ast.Call) else []
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            found += _at_import(child)
    return found
