"""What stands beside a command in the bench of commands: git itself, ripgrep, trafilatura, the start of typer and rich."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path

import command_stores as stores
from rounds_tools import plain
from watching import Cost, watch


class Beside:
    """What others take for the like of it, measured once, in the same minutes. None where a program is not installed."""

    def __init__(self, folder: Path, place: Path) -> None:
        self._folder, self._place = folder, place
        self._known: dict[str, Cost | None] = {}
        snapshots = folder / "snapshots"
        git = ["git", "--git-dir", str(snapshots / "store.git")]
        text = "docs/p4/page/text.md"
        both = "; ".join(f'git --git-dir "{snapshots}/{name}.git" "$@" || exit' for name in ("store", "raw"))
        twice: Callable[[str], list[str]] = lambda words: ["sh", "-c", both, "sh", *words.split()]  # noqa: E731
        self._commands: Mapping[str, Sequence[str]] = {
            "start-up": [sys.executable, "-c", "import typer, rich"],
            "git log": [*git, "log", "-n", "50", "--stat", "main", "--", "docs"],
            "git log of a page": [*git, "log", "-p", "-n", "20", "main", "--", text],
            "git show": [*git, "show", f"main:{text}"],
            "git diff": [*git, "log", "-p", "-n", "1", "--word-diff", "main", "--", text],
            "git fsck --connectivity-only": twice("fsck --connectivity-only --no-dangling --no-progress"),
            "git fsck --full --strict": twice("fsck --full --strict --no-dangling --no-progress"),
            "git gc": twice("gc --quiet"),
        }

    def of(self, name: str) -> tuple[str, Cost] | None:
        """The name of a peer and what it cost; None where there is none."""
        if name and name not in self._known:
            self._known[name] = self._measured(name)
        cost = self._known.get(name)
        return None if cost is None else (name, cost)

    def _measured(self, name: str) -> Cost | None:
        command = self._commands.get(name)
        if name == "rg":
            command = ["rg", "--count", "schools", str(self._checkout("store.git"))] if shutil.which("rg") else None
        elif name == "trafilatura" and find_spec(name):
            command = [sys.executable, "-c", _TRAFILATURA, str(self._checkout("raw.git"))]
        if command is None:
            return None
        folder = stores.copied(self._folder, self._place / "gc") if name == "git gc" else self._folder
        command = [word.replace(str(self._folder), str(folder)) for word in command]
        cost = watch(command, self._place, env=plain())
        return None if cost.code else cost

    def _checkout(self, name: str) -> Path:
        """The newest text, or body, of every page."""
        target = self._place / f"newest-{name}"
        if not target.exists():
            target.mkdir()
            git = f'git --git-dir "{self._folder}/snapshots/{name}" archive main | tar -x -C "{target}"'
            subprocess.run(["sh", "-c", git], check=True)
        return target


_TRAFILATURA = """
import sys
from pathlib import Path
from trafilatura import extract
for path in Path(sys.argv[1]).rglob("body"):
    extract(path.read_bytes())
"""
