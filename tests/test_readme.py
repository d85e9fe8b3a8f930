"""The README and the pages that it leads to say what the program does."""

import importlib.util
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
import typer

from tracker import errors
from tracker.cli import main as door
from tracker.cli.options import CHANGED

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCS = ROOT / "docs"
CHANGES = (DOCS / "changes.md").read_text(encoding="utf-8")
"""The guide with most of the commands that a reader copies."""
HEAVY = {"git", "gitdb", "httpcore2", "httpx2", "selectolax", "lxml", "rapidfuzz", "snowballstemmer", "protego"}


def _commands(group: object, *before: str) -> Iterator[tuple[tuple[str, ...], object]]:
    for name, command in getattr(group, "commands", {}).items():
        inner = dict(_commands(command, *before, name))
        yield from inner.items() if inner else [((*before, name), command.load())]
        yield from (((name, word), one.load()) for word, one in getattr(command, "within", {}).items())


COMMANDS = dict(_commands(typer.main.get_command(door.app)))


def _script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"script_{name}", ROOT / "scripts" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_command_has_an_example(words: tuple[str, ...]) -> None:
    """A newcomer finds one in its help."""
    assert f"Example: tracker {' '.join(words)}" in str(getattr(COMMANDS[words], "help", ""))


def test_the_readme_is_read_in_a_minute() -> None:
    """At 240 words a minute: what it is, for whom, three pictures, two commands to try it and five to use it."""
    blocks = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    prose = re.sub(r"```.*?```|\]\([^)]*\)", "", README, flags=re.DOTALL).split()

    assert len(prose) <= 240
    assert [
        len(re.findall(rf"^{word} ", block, re.MULTILINE))
        for word, block in zip(("make", "tracker"), blocks, strict=True)
    ] == [2, 5]
    assert len(re.findall(r"^!\[", README, re.MULTILINE)) == 3


def test_the_commands_page_is_what_the_program_prints() -> None:
    """`make commands` was run after the last change of a help text; all are there, in one job each, at 80 columns."""
    made = _script("commands")
    env = {"COLUMNS": "80", "NO_COLOR": "1", "PATH": "/usr/bin:/bin"}
    command = [sys.executable, "-m", "tracker", "--help"]
    said = subprocess.run(command, cwd=ROOT, env=env, check=True, capture_output=True, encoding="utf-8").stdout
    page = made.PAGE.read_text("utf-8")

    assert page == made.page()
    assert made.HELPS.read_text("utf-8") == made.helps()
    assert f"```\n{said.rstrip()}\n```" in page
    assert re.findall(r"^- \[`tracker (.+?)`\]", page, re.MULTILINE) == re.findall(
        r"^## tracker (.+)$", page, re.MULTILINE
    )
    assert set(re.findall(r"^## tracker (.+)$", page, re.MULTILINE)) == {" ".join(words) for words in COMMANDS}
    assert "**More**" not in page


def test_every_guide_is_in_the_index() -> None:
    """No page of docs/ is only to be found by listing the folder; no link leads nowhere."""
    index = (DOCS / "README.md").read_text("utf-8")
    linked = set(re.findall(r"\]\(([^)#]+)\)", index))
    pages = {one.name for one in DOCS.glob("*.md")} | {
        f"{one.parent.name}/README.md" for one in DOCS.glob("*/README.md")
    }

    assert pages - linked == {"README.md"}
    for page in (ROOT / "README.md", ROOT / "SECURITY.md", *DOCS.rglob("*.md")):
        for link in re.findall(r"\]\((?!https?:)([^)#\s]+)(?:#[^)]*)?\)", page.read_text("utf-8")):
            assert (page.parent / link).exists(), (page.name, link)


def test_the_exit_codes_are_those_of_the_program() -> None:
    """No code is missing from the table, and none is invented."""
    told = {int(code) for code in re.findall(r"^\| (\d+) \|", (DOCS / "commands.md").read_text("utf-8"), re.MULTILINE)}
    kinds = (errors.ConfigError, errors.UsageError, errors.SourceError, errors.StoreError, errors.LockError)

    assert told == {0, CHANGED, door.BUG, door.INTERRUPTED, door.USAGE, *(kind.exit_code for kind in kinds)}


def test_every_shell_line_names_a_command_and_its_options() -> None:
    """What a reader copies from the README and the guide to changes runs."""
    lines = re.findall(r"tracker (?:-C \w+ )?([a-z][^#`;&|})\n]*)", "\n".join(_shell()))
    assert len(lines) > 15
    for line in lines:
        words = shlex.split(line)
        name = max((key for key in COMMANDS if tuple(words[: len(key)]) == key), key=len, default=None)
        assert name, line
        known = {option for one in getattr(COMMANDS[name], "params", ()) for option in one.opts}
        assert {word for word in words if word.startswith("--") and word != "--help"} <= known, line


def _shell() -> Iterator[str]:
    for page in (README, CHANGES):
        for block in re.findall(r"```(?:sh|yaml)?\n(.*?)```", page, re.DOTALL):
            yield from (line for line in block.splitlines() if "tracker " in line)
        yield from re.findall(r"`(tracker [^`]+)`", page)


def test_the_pictures_are_what_the_commands_print_now() -> None:
    """`make pictures` was run after the last change of what is printed; no picture asks another site for a font."""
    drawn = dict(_script("pictures").pictures())

    assert drawn == {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "docs/pictures").glob("*.svg")}
    assert not any("@font-face" in svg or "127.0.0.1" in svg for svg in drawn.values())


def test_the_quality_line_is_measured() -> None:
    """The figures in docs/quality.md are those of the gold articles today."""
    assert f"\n{_script('quality').quality()}\n" in (DOCS / "quality.md").read_text("utf-8")


def test_help_loads_nothing_heavy() -> None:
    """`tracker --help` starts quickly: no git, network, parser or matching library is loaded for it."""
    code = "import sys; from tracker.cli.main import main; main(['--help']); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, encoding="utf-8")

    assert not HEAVY & {name.partition(".")[0] for name in done.stderr.split()}


def test_the_wheel_carries_the_config() -> None:
    """`tracker init` finds its sources after `pip install`."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

    assert project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"] == {"config": "tracker/shipped"}
