"""What a screen reader, a narrow window and an old console get of the demonstration: words, within the width, no frames."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tracker.cli.main import main

EVERYDAY = (
    ("status",),
    ("changes", "--since", "2023-07-06"),
    ("pledges",),
    ("trace", "hit squads"),
    ("claims",),
    ("find", "teachers"),
    ("log",),
    ("sources", "list"),
)
FRAMES = re.compile("[\u2500-\u259f]")
"""Lines, corners and blocks: read aloud as “box drawings light vertical”."""
LINES = 24


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that `tracker demo` leaves."""
    folder = tmp_path_factory.mktemp("plain") / "demo"
    assert main(["demo", str(folder), "--no-site"]) == 0
    return folder


def shown(folder: Path, words: tuple[str, ...], **env: str) -> str:
    """What a command prints on a pipe in this environment, in a process of its own."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "PYTHONPATH") if name in os.environ}
    done = subprocess.run(
        [sys.executable, "-m", "tracker", "-C", folder, *words], capture_output=True, env={**kept, **env}, check=True
    )
    return done.stdout.decode()


@pytest.mark.parametrize("words", EVERYDAY, ids=" ".join)
def test_a_first_screen_is_words_within_its_width(
    demo: Path, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """In 60, 80 and 120 columns, without colour, in UTF-8 and in plain ASCII."""
    monkeypatch.setenv("NO_COLOR", "1")
    for width in (60, 80, 120):
        for locale in ("C.UTF-8", "C"):
            monkeypatch.setenv("COLUMNS", str(width))
            monkeypatch.setenv("LC_ALL", locale)
            assert main(["-C", str(demo), *words]) == 0
            said = capsys.readouterr().out
            lines = said.splitlines()

            assert [line for line in lines if len(line) > width] == []
            assert len(lines) <= LINES
            assert not FRAMES.search(said)
            assert "\x1b" not in said
            assert locale != "C" or said.isascii()


def test_no_locale_is_utf_8(demo: Path) -> None:
    """Containers set none; Python makes LC_CTYPE=C.UTF-8 of the locale C (PEP 538), which is not what was asked for."""
    assert "→" in shown(demo, ("trace", "hit squads"))
    assert "->" in shown(demo, ("trace", "hit squads"), LANG="C")


def test_programs_get_every_character_in_any_locale(
    demo: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """CSV and Markdown say the same in the locale C."""
    for form in ("csv", "markdown"):
        said = []
        for locale in ("C", "C.UTF-8"):
            monkeypatch.setenv("LC_ALL", locale)
            assert main(["-C", str(demo), "trace", "hit squads", "--format", form]) == 0
            said.append(capsys.readouterr().out)
        assert said[0] == said[1]
        assert "→" in said[0] or "“" in said[0] or "£" in said[0]
