"""A working folder made by `tracker init`, pages on loopback, and `main` as a person calls it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from loopback import Loopback

from tracker.cli.main import main

Run = Callable[..., tuple[int, str, str]]
PLEDGE = "We will build 40 owl boxes in every village by 2027."
SOFTER = "We aim to build up to 40 owl boxes in some villages by 2028."


class Desk:
    """A working folder that watches two pages of a site."""

    def __init__(self, folder: Path, site: Loopback) -> None:
        self.folder = folder
        self.site = site

    def write(self, sentence: str) -> None:
        """Both pages, the plan with this sentence."""
        body = " ".join(f"Box {number} hangs in the old oak by the river." for number in range(12))
        for name, said in (("plan", sentence), ("news", "The wood is shut on Mondays.")):
            self.site.page(
                f"/{name}",
                f"<title>Our {name}</title><main><h1>Our {name}</h1><p>{said}</p><p>{body}</p></main>",
                etag=f'"{hash_of(said)}"',
            )

    def sources(self, *more: str) -> None:
        """Edit the config as a person would: two pages, and what else is asked for."""
        rows = [
            f'[[source]]\nid = "{name}"\nkind = "html"\npublisher = "labour"\npublisher_type = "party"\n'
            f'url = "{self.site.url(f"/{name}")}"\nallow_hosts = ["127.0.0.1"]\n'
            for name in ("plan", "news", *more)
        ]
        (self.folder / "config" / "sources.toml").write_text("\n".join(rows), encoding="utf-8")
        (self.folder / "config" / "settings.toml").write_text("delay = 0.0\nretries = 0\n", encoding="utf-8")


def hash_of(text: str) -> int:
    """A number of the text that is the same in every run."""
    return sum(place * ord(letter) for place, letter in enumerate(text, start=1))


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Runs a command in the folder: exit code, standard output, standard error."""
    monkeypatch.setenv("COLUMNS", "100")
    for name in ("http_proxy", "https_proxy", "all_proxy", "FORCE_COLOR", "CI"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)

    def command(*args: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main(["--folder", str(tmp_path / "watch"), *args])
        said = capsys.readouterr()
        return code, said.out, said.err

    return command


@pytest.fixture
def desk(run: Run, tmp_path: Path, loopback: Loopback) -> Desk:
    """A folder that `tracker init` made, whose sources are pages on loopback."""
    assert main(["init", str(tmp_path / "watch")]) == 0
    made = Desk(tmp_path / "watch", loopback)
    made.sources()
    made.write(PLEDGE)
    return made


@pytest.fixture
def two_rounds(desk: Desk, run: Run) -> Desk:
    """A folder after two rounds, between which the plan was softened."""
    assert run("snapshot")[0] == 0
    desk.write(SOFTER)
    assert run("snapshot")[0] == 0
    return desk


@pytest.fixture
def parsed(run: Run) -> Callable[..., dict[str, Any]]:
    """Runs a command with --format json: its one object."""

    def command(*args: str) -> dict[str, Any]:
        code, out, _ = run(*args, "--format", "json")
        assert code == 0
        found: dict[str, Any] = json.loads(out)
        return found

    return command
