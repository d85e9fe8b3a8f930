"""Changes that wait: asked first, kept as text beside the other decisions, taken back, and decided by spreadsheet."""

import csv
import io
import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from loopback import Loopback
from machine import article

from tracker.cli.world import World
from tracker.config.contradiction import Decisions
from tracker.config.load import load_verdicts
from tracker.config.verdict import ChangeVerdict
from tracker.desk.address import CORRECTIONS
from tracker.desk.waiting_changes import waiting_changes, waiting_count
from tracker.render.card import CardPlace
from tracker.render.console import console as made_console
from tracker.render.desk_card import change_card, change_pages

Run = Callable[..., tuple[int, str]]
Typing = Callable[[str], AbstractContextManager[None]]
WILL = "We will give £20 million to 40 owl boxes in every village by 2027."
AIM = "We aim to give £2 million to up to 40 owl boxes in some villages by 2029."
SMALL = ("The hut by the river opens at nine.", "The hut by the lake opens at ten.")


@pytest.fixture
def changed(birds: Run, loopback: Loopback, bird_pages: dict[str, list[str]]) -> Run:
    """The same folder after two pages have changed: one thing that matters, one that does not, one in both."""
    plan, update = bird_pages.values()
    loopback.page("/plan", article(*plan, WILL, SMALL[0], "Owls are counted at night."))
    loopback.page("/update", article(*update, "Owls are counted at night."))
    birds("snapshot")
    loopback.page("/plan", article(*plan, AIM, SMALL[1]))
    loopback.page("/update", article(*update))
    birds("snapshot")
    return birds


def decided(folder: Path) -> tuple[ChangeVerdict, ...]:
    """What was decided of changes."""
    return load_verdicts(folder / "config").change


def table(file: Path) -> list[dict[str, str]]:
    """The rows of a file of changes."""
    return [one for one in csv.DictReader(io.StringIO(file.read_text("utf-8-sig"))) if one["queue"] == "changes"]


def write(file: Path, rows: list[dict[str, str]]) -> None:
    """As a spreadsheet would."""
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, rows[0])
        writer.writeheader()
        writer.writerows(rows)


def test_a_change_is_asked_first_and_kept_as_text(changed: Run, typing: Typing, tmp_path: Path) -> None:
    """The weightiest before all links; with headline, readers and note, in the person's file."""
    with typing("hOwl money cut\rwpolitics desk, Ben\rtask the party\ry" + "n" + "q"):
        code, said = changed("review", "--only", "changes")

    assert code == 0
    first, second = decided(tmp_path)[:2]
    assert "Weight " in said
    assert (first.worth, first.headline, first.readers) == ("line", "Owl money cut", ("politics desk", "Ben"))
    assert (first.why, first.by, first.old_words, first.new_words) == ("ask the party", "Ada", WILL, AIM)
    assert (second.worth, second.headline, second.readers, second.why) == ("routine", None, (), None)
    text = (tmp_path / "config" / "verdicts" / "ada.toml").read_text()
    assert f'[[change]]\nchange = "{first.change}"\nworth = "line"\nheadline = "Owl money cut"' in text
    assert WILL in changed("cite", first.change)[1]


def test_a_decided_change_is_not_asked_again_until_it_is_taken_back(
    changed: Run, typing: Typing, tmp_path: Path
) -> None:
    """By undo in the session, or by `tracker undo` with its address."""
    with typing("yunq"):
        changed("review")
    (one, *_) = decided(tmp_path)
    assert one.worth == "routine"
    file = tmp_path / "w.csv"
    changed("review", "--export", str(file))
    assert one.change not in [row["id"] for row in table(file)]

    code, said = changed("undo", one.change)

    assert (code, f"{one.change} is routine" in " ".join(said.split())) == (0, True)
    changed("review", "--export", str(file))
    assert table(file)[0]["id"] == one.change


def test_one_edit_in_two_documents_is_one_question(changed: Run, typing: Typing, tmp_path: Path) -> None:
    """It says where else it was made, and both are decided together."""
    with typing("/counted at night\rnq"):
        _, said = changed("review")

    assert "The same edit, decided with it: " in said
    both = decided(tmp_path)
    assert {one.change.partition("@")[0] for one in both} == {"plan", "update"}
    assert [one.together for one in both] == [True, True]


def test_all_of_a_page_is_decided_once_it_was_on_screen(changed: Run, typing: Typing, tmp_path: Path) -> None:
    """Two keys."""
    with typing("fplan\ra" + "nq"):
        _, said = changed("review")

    assert "all are routine" in said
    assert "lake" in said.partition("all are routine")[0]
    assert {one.worth for one in decided(tmp_path)} == {"routine"}
    assert len([one for one in decided(tmp_path) if one.change.startswith("plan@")]) >= 2


def test_what_another_decided_is_told_first(changed: Run, typing: Typing, tmp_path: Path) -> None:
    """In the table, where a decided change may still stand."""
    file = tmp_path / "w.csv"
    changed("review", "--export", str(file))
    row = table(file)[0]
    with typing("nq"):
        changed("review", "--by", "Ben")
    write(file, [{**row, "decision": "line", "headline": "=cut", "readers": "news, Ann"}])

    code, said = changed("review", "--import", str(file))

    assert (code, "Ben decided on " in " ".join(said.split()), "is routine" in said) == (2, True, True)
    code, said = changed("review", "--import", str(file), "--anyway", "--format", "json")
    (kept,) = json.loads(said)["verdicts"]
    assert (code, kept["about"], kept["verdict"]["headline"]) == (0, "change", "=cut")
    assert kept["verdict"]["readers"] == ["news", "Ann"]
    ben, ada = sorted(decided(tmp_path), key=lambda one: one.by, reverse=True)
    assert Decisions.of([ben, ada]).is_disputed(ada)


def test_a_row_that_is_at_fault_is_told(changed: Run, tmp_path: Path) -> None:
    """And nothing is taken of the file."""
    file = tmp_path / "w.csv"
    changed("review", "--export", str(file))
    rows = [{**row, "decision": "line"} for row in table(file)][:3]
    rows[0]["later_words"] += " And more."
    rows[1]["id"] = "plan@9#d-aaaaaaaaaa"
    rows[2]["decision"] = "same"
    write(file, rows)

    code, said = changed("review", "--import", str(file))

    told = " ".join(said.split())
    assert (code, "3 lines are at fault" in told) == (2, True)
    for part in (
        "line 2: later_words is not what plan@",
        "line 3: there is no change 'plan@9#d-aaaaaaaaaa'",
        "line 4: decision 'same': one of line, routine, later",
    ):
        assert part in told
    assert decided(tmp_path) == ()


def test_no_site_carries_what_is_worth_a_line(changed: Run, typing: Typing, tmp_path: Path) -> None:
    """Nor is it a correction when it is taken back."""
    with typing("hOwl money cut\ryq"):
        changed("review")
    changed("report", str(tmp_path / "site"))
    changed("undo")
    changed("report", str(tmp_path / "site"))

    pages = [one.read_text("utf-8") for one in (tmp_path / "site").rglob("*.html")]
    assert pages
    assert not any("Owl money cut" in one for one in pages)
    assert "Withdrawn" not in (tmp_path / "site" / CORRECTIONS).read_text("utf-8")


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 12)])
def test_every_card_of_a_change_fits_its_screen(changed: Run, tmp_path: Path, size: tuple[int, int]) -> None:
    """With a headline, readers and a note as long as they may be."""
    width, height = size
    screen = made_console(io.StringIO(), {"COLUMNS": str(width)})
    world = World(tmp_path)
    place = CardPlace("Ada", 3, 140, 20, 2, note="why " * 90, headline="[red]\x1b[31m" * 9, readers=("desk",) * 40)
    with world.archive() as archive:
        offers = waiting_changes(archive, world.config)
        cards = [change_card(one, place, screen, height) for one in offers]
        cards += change_pages(offers, place, screen, height)

    assert offers
    for card in cards:
        assert len(card) == height
        assert all(line.cell_len <= width for line in card)
        assert not any("\x1b" in line.plain for line in card)


def test_the_count_is_of_what_is_asked(changed: Run, typing: Typing, tmp_path: Path) -> None:
    """Before and after a decision, an edit in two places once: what `status` counts without a list is what `review` asks."""
    counts = []
    for decide in ("", "hOwl money cut\ryq"):
        if decide:
            with typing(decide):
                changed("review")
        world = World(tmp_path)
        with world.archive() as archive:
            counts.append((waiting_count(archive, world.config), len(waiting_changes(archive, world.config))))

    assert counts == [(6, 6), (5, 5)]
