"""Suspect captures: decided in a review, or several by one command."""

import csv
import io
import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from loopback import Loopback
from machine import article

from tracker.cli.captures import reading
from tracker.cli.review.lookup import ReviewLookup
from tracker.cli.world import World
from tracker.desk.waiting_captures import waiting_captures
from tracker.render.card import CardPlace
from tracker.render.console import console as made_console
from tracker.render.desk_card import suspect_card, suspect_pages
from tracker.store.archive import Archive

Run = Callable[..., tuple[int, str]]
Typing = Callable[[str], AbstractContextManager[None]]
ODD = "<title>Access denied</title><main><h1>Access denied</h1><p>Our plan is for members only.</p></main>"


@pytest.fixture
def suspect(birds: Run, loopback: Loopback) -> Run:
    """The same folder after both pages have become odd ones."""
    for name in ("plan", "update"):
        loopback.page(f"/{name}", ODD)
    assert birds("snapshot")[0] == 3
    return birds


def suspects(folder: Path) -> list[str]:
    """What still waits."""
    with Archive(folder / "snapshots") as archive:
        return [*archive.suspects()]


def test_a_review_accepts_one_and_puts_the_other_away(suspect: Run, typing: Typing, tmp_path: Path) -> None:
    """Both numbers and what differs are shown; until the end nothing is recorded."""
    with typing("yn"):
        code, said = suspect("review", "--only", "captures")
    told = " ".join(said.split())

    assert code == 130
    assert suspects(tmp_path) == ["plan/page", "update/page"]
    assert "its title says “Access denied”" in told
    assert "kept aside" in told
    assert "9 words, 2 sentences" in told
    assert "What differs: " in told
    with typing("q"):
        code, said = suspect("review", "--only", "captures")
    assert code == 0
    assert "+ plan changed: Access denied" in " ".join(said.split())
    assert "Dismissed what was kept of update/page" in " ".join(said.split())
    assert suspects(tmp_path) == []
    assert "plan@2" in suspect("log", "plan")[1]


def test_what_was_fetched_again_meanwhile_is_not_accepted(
    suspect: Run, typing: Typing, loopback: Loopback, tmp_path: Path
) -> None:
    """Another body is another question, and is asked anew."""
    with typing("yl"):
        suspect("review", "--only", "captures")
    loopback.page("/plan", ODD.replace("members", "owls"))
    suspect("snapshot")

    with typing("q"):
        code, said = suspect("review", "--only", "captures")

    assert (code, "plan/page is not decided: what was kept is another body by now" in " ".join(said.split())) == (
        0,
        True,
    )
    assert suspects(tmp_path) == ["plan/page", "update/page"]


def test_an_answer_on_a_capture_is_undone(suspect: Run, typing: Typing, tmp_path: Path) -> None:
    """Before it is written; `c` shows all that differs."""
    with typing("yucxq"):
        code, said = suspect("review", "--only", "captures")

    assert code == 0
    assert "All that differs in plan" in said
    assert suspects(tmp_path) == ["plan/page", "update/page"]


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 12)])
def test_every_card_of_a_capture_fits_its_screen(suspect: Run, tmp_path: Path, size: tuple[int, int]) -> None:
    """Whatever was kept."""
    width, height = size
    screen = made_console(io.StringIO(), {"COLUMNS": str(width)})
    world = World(tmp_path)
    place = CardPlace("Ada", 3, 140, 20, 2)
    with world.archive() as archive, reading(world, archive) as tools:
        offers = waiting_captures(archive, world.config.sources)
        look = ReviewLookup(world, tools).look(offers[0])
        cards = [suspect_card(offers[0], look, place, screen, height)]
        cards += suspect_pages(offers[0], look, place, screen, height)

    for card in cards:
        assert len(card) == height
        assert all(line.cell_len <= width for line in card)


def test_several_are_accepted_at_once(suspect: Run, tmp_path: Path) -> None:
    """As one object with both; where one name means nothing none is."""
    code, said = suspect("accept", "plan", "updat")
    assert (code, "'updat' is not suspect" in said) == (2, True)
    assert len(suspects(tmp_path)) == 2
    looked = json.loads(suspect("accept", "plan", "update", "--look", "--format", "json")[1])
    assert looked["schema"] == "tracker.decisions/1"
    assert [one["text"] for one in looked["decisions"]] == ["# Access denied\n\nOur plan is for members only.\n"] * 2

    code, said = suspect("accept", "plan", "update", "plan", "--format", "json")

    assert code == 0
    assert [(one["done"], one["name"]) for one in json.loads(said)["decisions"]] == [
        ("accepted", "plan/page"),
        ("accepted", "update/page"),
    ]
    assert suspects(tmp_path) == []


def sheet(run: Run, file: Path) -> list[dict[str, str]]:
    """The rows of captures that are written out."""
    assert run("review", "--export", str(file))[0] == 0
    rows = csv.DictReader(io.StringIO(file.read_text("utf-8-sig"), newline=""))
    return [one for one in rows if one["queue"] == "captures"]


def written(file: Path, rows: list[dict[str, str]]) -> str:
    """A table of these rows: its path."""
    with file.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.DictWriter(out, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return str(file)


def test_captures_are_decided_in_a_spreadsheet(suspect: Run, tmp_path: Path) -> None:
    """Both sides stand in the row; who decided is kept in the record; the same file again adds nothing."""
    rows = sheet(suspect, tmp_path / "waiting.csv")
    assert [(one["thread"], one["reasons"][:22]) for one in rows] == [
        ("plan", "its title says “Access"),
        ("update", "its title says “Access"),
    ]
    assert rows[0]["later_words"] == "9 words: # Access denied Our plan is for members only."
    rows[0]["decision"], rows[1]["decision"] = "page", "not the page"
    file = written(tmp_path / "decided.csv", rows)

    code, said = suspect("review", "--import", file)

    assert code == 0
    assert "+ plan changed: Access denied" in " ".join(said.split())
    assert "Dismissed what was kept of update/page" in " ".join(said.split())
    assert suspects(tmp_path) == []
    with Archive(tmp_path / "snapshots") as archive:
        made = [one for one in archive.decisions() if one.accepted or one.dismissed]
        assert [one.by for one in made] == ["Ada", "Ada"]
        assert made[-1].summary == "accepted plan/page, by Ada"
    assert "taken before" in suspect("review", "--import", file)[1]


def test_a_table_with_a_fault_settles_no_capture(suspect: Run, loopback: Loopback, tmp_path: Path) -> None:
    """Another body, a word that is none, twice the same: all told, none taken; nor anything while a round runs."""
    rows = sheet(suspect, tmp_path / "waiting.csv")
    loopback.page("/update", ODD.replace("members", "owls"))
    suspect("snapshot")
    for row in rows:
        row["decision"] = "page"
    faults = written(
        tmp_path / "faults.csv", [*rows, {**rows[0], "decision": "not the page"}, {**rows[0], "decision": "yes"}]
    )

    code, said = suspect("review", "--import", faults)

    told = " ".join(said.split())
    assert (code, "3 lines are at fault" in told) == (2, True)
    assert "line 3: what was kept of 'update/page' is another body by now" in told
    assert "line 4: it is decided on line 2 already" in told
    assert "line 5: decision 'yes': one of page, not the page, later" in told
    assert suspects(tmp_path) == ["plan/page", "update/page"]
    with Archive(tmp_path / "snapshots") as archive, archive.round_lock():
        assert suspect("review", "--import", written(tmp_path / "one.csv", rows[:1]))[0] == 5
    assert suspects(tmp_path) == ["plan/page", "update/page"]


def test_who_decided_on_a_capture_is_in_the_record(
    suspect: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By --by or as it is kept; nobody need be named, and then nobody is."""
    assert json.loads(suspect("accept", "plan", "--by", "Ben", "--format", "json")[1])["by"] == "Ben"
    monkeypatch.delenv("TRACKER_BY")
    assert suspect("dismiss", "update")[0] == 0

    with Archive(tmp_path / "snapshots") as archive:
        made = [one for one in archive.decisions() if one.accepted or one.dismissed]
        assert [one.by for one in made] == [None, "Ben"]


def test_several_are_dismissed_or_known_at_once(suspect: Run, tmp_path: Path) -> None:
    """Each is told."""
    code, said = suspect("acknowledge", "plan", "update", "--until", "2099-01-31")
    assert (code, said.count("is acknowledged")) == (0, 2)
    assert suspect("acknowledge", "plan", "plna", "--until", "2099-01-31")[0] == 2
    assert suspect("snapshot")[0] == 0

    code, said = suspect("dismiss", "plan", "update")

    assert (code, said.count("Dismissed what was kept")) == (0, 2)
    assert suspects(tmp_path) == []


def test_one_alone_is_told_as_ever(suspect: Run, loopback: Loopback) -> None:
    """Programs that read one decision go on."""
    loopback.page("/update", article("Owls."))
    told = json.loads(suspect("dismiss", "plan", "--format", "json")[1])

    assert (told["schema"], told["done"], told["name"]) == ("tracker.decision/1", "dismissed", "plan/page")
