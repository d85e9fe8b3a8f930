"""The trackers that the bench of rounds compares: tracker itself, urlwatch and webchanges, each as a user runs it."""

import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PEERS = ("urlwatch==2.29", "webchanges==3.37.0")
PEERS_NEED = ("html2text", "cssselect")
"""What the filters of both need and their packages do not bring along."""


@dataclass(frozen=True)
class Ran:
    """A process that has ended."""

    code: int
    out: str
    cpu: float
    """Seconds of the processor, user and system, of it and its children."""
    wall: float
    megabytes: float
    """Its peak."""


def run(command: Sequence[str | Path], folder: Path, *, env: dict[str, str] | None = None) -> Ran:
    """Run a command to its end and count what it cost."""
    out = folder / "out.txt"
    with out.open("wb") as file:
        begun = time.perf_counter()
        process = subprocess.Popen([*map(str, command)], cwd=folder, stdout=file, stderr=file, env=env or plain())
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    text = out.read_text("utf-8", "replace")
    return Ran(process.returncode, text, used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024)


def plain() -> dict[str, str]:
    """The environment without what would slow Python down: bytecode is kept, as an installed program's is."""
    dropped = {"PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED"}
    return {name: value for name, value in os.environ.items() if name not in dropped and "proxy" not in name.lower()}


class Tracker:
    """tracker in a working folder."""

    name = "tracker"

    def __init__(self, folder: Path, port: int, pages: int, *, hosts: int = 1, jobs: int = 16) -> None:
        self.folder = folder
        self.hosts, self.pages, self.port, self.jobs = hosts, pages, port, jobs
        run([sys.executable, "-m", "tracker", "init", folder], folder.parent)
        self.select("main")
        settings = f"delay = 0.0\nretries = 0\njitter = 0.0\njobs = {jobs}\n"
        (folder / "config" / "settings.toml").write_text(settings, encoding="utf-8")

    def select(self, css: str) -> None:
        """Watch that part of each page."""
        rows = []
        for number in range(self.pages):
            host = f"127.0.0.{number % self.hosts + 1}"
            rows.append(
                f'[[source]]\nid = "p{number}"\nkind = "html"\npublisher = "labour"\npublisher_type = "party"\n'
                f'url = "http://{host}:{self.port}/page/{number}"\nallow_hosts = ["{host}"]\nselect = "{css}"\n'
            )
        (self.folder / "config" / "sources.toml").write_text("\n".join(rows), encoding="utf-8")

    def round(self, *more: str) -> Ran:
        """One round, its output for people."""
        return run([Path(sys.executable).with_name("tracker"), "snapshot", *more], self.folder)

    def changes(self) -> int:
        """Documents of the last round that a person is shown as changed."""
        said = run([sys.executable, "-m", "tracker", "changes", "--format", "json"], self.folder)
        return len({(one["source"], one["document"]) for one in json.loads(said.out)["changes"]})

    def kinds(self) -> dict[str, int]:
        """Versions by kind, over all that is recorded."""
        log = run([sys.executable, "-m", "tracker", "log", "--format", "json"], self.folder)
        kinds = [one["kind"] for one in json.loads(log.out)["versions"]]
        return {kind: kinds.count(kind) for kind in sorted(set(kinds))}

    def commits(self) -> dict[str, int]:
        """Commits of both repositories."""
        counted = {}
        for name in ("store.git", "raw.git"):
            git = ["git", "--git-dir", self.folder / "snapshots" / name, "rev-list", "--count", "main"]
            counted[name] = int(run(git, self.folder).out)
        return counted


class Peer:
    """urlwatch or webchanges, on the same pages with the same selector."""

    def __init__(self, name: str, program: Path, folder: Path, port: int, pages: int) -> None:
        self.name, self.program, self.folder, self.port, self.pages = name, program, folder, port, pages
        folder.mkdir()
        (folder / "hooks.py").touch()
        if name == "webchanges":
            (folder / "config.yaml").write_text("report:\n  stdout:\n    enabled: true\n", encoding="utf-8")
        self.select("main")
        if name == "urlwatch":
            run([*self._command(), "--list"], folder)  # writes its default config once

    def select(self, css: str) -> None:
        """Watch that part of each page."""
        word = "filter" if self.name == "urlwatch" else "filters"
        jobs = [
            f"name: p{number}\nurl: http://127.0.0.1:{self.port}/page/{number}\n"
            f"{word}:\n  - css: '{css}'\n  - html2text\n"
            for number in range(self.pages)
        ]
        (self.folder / "jobs.yaml").write_text("---\n".join(jobs), encoding="utf-8")

    def _command(self) -> list[str | Path]:
        if self.name == "urlwatch":
            named: dict[str, str] = {"urls": "jobs.yaml", "config": "urlwatch.yaml", "cache": "cache.db"}
        else:
            named = {"jobs": "jobs.yaml", "config": "config.yaml", "database": "snapshots.db"}
        return [
            self.program,
            *(part for pair in named.items() for part in (f"--{pair[0]}", pair[1])),
            "--hooks",
            "hooks.py",
        ]

    def round(self) -> Ran:
        """One run."""
        return run(self._command(), self.folder)


def reported(ran: Ran, word: str = "CHANGED") -> int:
    """Pages that a run of urlwatch or webchanges calls so: the headlines of its report, each once."""
    return len(set(re.findall(rf"^(?:\d+\.\s*)?(?:-+\s*)?{word}:?\s+(p\d+)", ran.out, re.MULTILINE)))


def peers(folder: Path, port: int, pages: int) -> tuple[list[Peer], str]:
    """Both, in a virtual environment of their own that is kept; none and the reason where they cannot be installed."""
    home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "tracker-bench" / "peers"
    if not (home / "bin" / "webchanges").exists():
        shutil.rmtree(home, ignore_errors=True)
        made = subprocess.run([sys.executable, "-m", "venv", home], capture_output=True, text=True, check=False)
        pip = [home / "bin" / "python", "-m", "pip", "install", "--quiet", *PEERS, *PEERS_NEED]
        done = made if made.returncode else subprocess.run(pip, capture_output=True, text=True, check=False)
        if done.returncode:
            last = done.stderr.strip().splitlines()[-1:] or ["no reason given"]
            return [], f"urlwatch and webchanges could not be installed: {last[0]}"
    found = [Peer(name, home / "bin" / name, folder / name, port, pages) for name in ("urlwatch", "webchanges")]
    return found, ""


def get(port: int, path: str) -> Any:
    """Ask the bench's own site something."""
    from urllib.request import ProxyHandler, build_opener

    with build_opener(ProxyHandler({})).open(f"http://127.0.0.1:{port}{path}", timeout=10) as answer:
        body = answer.read()
    return json.loads(body) if body else None
