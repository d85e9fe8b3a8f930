"""What a person reads of the demonstration: one screen, and where the rest is."""

import shutil
from pathlib import Path

import pytest

from tracker.cli import show_demo
from tracker.cli.main import main
from tracker.cli.world import World
from tracker.config.load import load
from tracker.desk.folder import Folder
from tracker.site.shared import recall


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


def test_what_its_author_decided_is_about_what_is_recorded(demo_folder: Path, tmp_path: Path) -> None:
    """Each verdict names two claims of the record by id and words; what pays for the teachers is not the teachers."""
    folder = tmp_path / "demo"
    shutil.copytree(demo_folder, folder)

    show_demo._decide(folder)

    links = load(folder / "config").verdicts.link
    with Folder(folder) as record:
        held = {claim.id: claim.text for thread in record.pledges(single=True) for claim in thread.claims}
        threads = {claim.id: thread.id for thread in record.pledges(single=True) for claim in thread.claims}
    assert len(links) > 10
    for one in links:
        assert (held[one.earlier], held[one.later]) == (one.earlier_words, one.later_words)
        assert (threads[one.earlier] == threads[one.later]) == (one.relation == "same")


def test_its_site_notes_the_editions_of_its_cards(demo_folder: Path, tmp_path: Path) -> None:
    """As `report` does: a card of the demonstration's site can be checked as well."""
    folder = tmp_path / "demo"
    shutil.copytree(demo_folder, folder)
    show_demo._decide(folder)

    show_demo._build(folder)

    cards = {path.stem for path in (folder / show_demo.SITE / "cards").glob("*.svg")}
    assert cards
    assert recall(folder / show_demo.SITE).keys() == cards


def test_an_earlier_demonstration_is_not_made_anew_unasked(
    demo_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Only `--force` does that."""
    assert main(["demo", str(demo_folder)]) == 2
    assert "--force" in capsys.readouterr().err
