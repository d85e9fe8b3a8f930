"""What a person reads of the demonstration: one screen, and where the rest is."""

import shutil
from pathlib import Path

import pytest

from tracker.cli import show_demo
from tracker.cli.main import main
from tracker.cli.world import World
from tracker.config.load import load


def test_the_story_stands_on_one_screen(
    demo_folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was promised, what changed, and where to look: in 24 lines of 80 columns."""
    monkeypatch.setenv("COLUMNS", "80")

    show_demo._say(World(root=demo_folder), demo_folder, 28, site=True)

    lines = capsys.readouterr().out.splitlines()
    told = [line for line in lines if not line.startswith(("The site:", "Go on:", "All of it:"))]
    assert len(lines) <= 24
    assert max(map(len, told)) <= 80
    assert sum(line.startswith("  first  6 Jul 2023") for line in lines) == 2
    assert sum(" → " in line for line in lines) >= 4
    assert f"open {demo_folder / 'site' / 'index.html'} in a browser" in "\n".join(lines)


def test_the_long_transcript_is_a_file(demo_folder: Path) -> None:
    """Every round, and the whole answers of the commands that the screen names."""
    told = (demo_folder / "transcript.txt").read_text("utf-8")

    assert told.count(" recorded, ") >= len(show_demo.DATES)
    assert '$ tracker trace "hit squads"' in told
    assert "\x1b" not in told


def test_the_pledges_that_are_told_are_confirmed(demo_folder: Path, tmp_path: Path) -> None:
    """By the demonstration's name, so that the site has something to show."""
    folder = tmp_path / "demo"
    shutil.copytree(demo_folder, folder)

    show_demo._confirm(folder)

    links = load(folder / "config").verdicts.link
    assert {(one.relation, one.by) for one in links} == {("same", show_demo.BY)}
    assert len(links) > 10


def test_an_earlier_demonstration_is_not_made_anew_unasked(
    demo_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Only `--force` does that."""
    assert main(["demo", str(demo_folder)]) == 2
    assert "--force" in capsys.readouterr().err
