"""`tracker release`: confirmed and released are two things."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tracker.cli.main import main

Run = Callable[..., tuple[int, str]]
RISE = "t-rji36lgtpa"


@pytest.fixture
def run(demo_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command in a copy of the demonstration in which two people must release."""
    folder = tmp_path / "demo"
    shutil.copytree(demo_folder, folder)
    with (folder / "config" / "settings.toml").open("a") as file:
        file.write("release_needs = 2\n")

    def command(*args: str) -> tuple[int, str]:
        code = main(["-C", str(folder), *args])
        said = capsys.readouterr()
        return code, said.out + said.err

    command("confirm", "--thread", RISE, "--by", "Ada")
    return command


def test_two_people_put_a_pledge_on_the_site(run: Run, tmp_path: Path) -> None:
    """One person's word is not enough; a word that is taken back takes it off again, and the site says so."""
    site = tmp_path / "site"

    def pages() -> list[str]:
        run("report", str(site), "--jobs", "1")
        return [one.name for one in (site / "pledges").glob(f"{RISE}*")]

    assert "1 pledge waits to be released: tracker release" in " ".join(run("pledges")[1].split())
    assert "1 pledge waits to be released: tracker release" in " ".join(run("status")[1].split())
    assert "another person must release them, too" in run("release", RISE, "--by", "Ada")[1]
    assert "This was decided by Ada before; nothing was written twice." in run("release", RISE, "--by", "Ada")[1]
    assert "released by Ada" in run("release")[1]
    assert pages() == []
    assert "others see them with the next" in run("release", RISE, "--by", "Ben", "--why", "read all of it")[1]
    assert (run("release")[1], pages()) == ("Nothing waits to be released.\n", [f"{RISE}.html"])
    assert "hit squads" in (site / "data" / "pledges.csv").read_text("utf-8-sig")

    assert run("release", RISE, "--withdraw", "--by", "Ben")[1] == (
        "What Ada released stands.\n1 verdict of Ben withdrawn.\n"
    )
    assert pages() == [f"{RISE}.html"]
    stays = (site / "pledges" / f"{RISE}.html").read_text("utf-8")
    assert "was taken back on " in stays
    assert not re.search("hit squads|RISE|regional improvement", stays)
    told = (site / "corrections" / "index.html").read_text("utf-8")
    assert "No longer shown" in told
    assert f'<a href="../pledges/{RISE}.html">{RISE}</a>' in told
    assert "hit squads" not in (site / "pledges" / "index.html").read_text("utf-8")
    assert (site / "data" / "pledges.csv").read_text("utf-8-sig").count("\n") == 1


def test_what_waits_as_json(run: Run) -> None:
    """With the keys that a release names."""
    told = json.loads(run("release", "--format", "json")[1])
    (one,) = told["waiting"]
    assert (told["schema"], told["needs"], one["what"]) == ("tracker.releases/1", 2, RISE)
    assert (one["decided_by"], one["released_by"]) == (["Ada"], [])
    kept = json.loads(run("release", RISE, "--by", "Ada", "--format", "json")[1])["verdicts"]
    assert sorted(one["decisions"]) == kept[0]["verdict"]["decisions"]


def test_what_cannot_be_released_is_told(run: Run) -> None:
    """Nothing is written then, of none of those that are named."""
    for wrong, said in (
        ("c-aaaaaaaaaa", "cannot be released: expected a thread such as"),
        ("t-aaaaaaaaaa", "There is no thread"),
        ("t-zqwnxbhjnz", "is confirmed, or people disagree"),
        ("dfe-rise@2#d-aaaaaaaaaa", "has no headline"),
    ):
        code, told = run("release", RISE, wrong, "--by", "Ada")
        assert (code, said in told) == (2, True)
    assert run("release", "--withdraw")[0] == 2
    assert json.loads(run("release", "--format", "json")[1])["waiting"][0]["released_by"] == []
