"""`tracker note` and `thread summary`: a person's words beside the record, and who sees them."""

import csv
import json
import shutil
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest

from tracker.cli.main import main

Run = Callable[..., tuple[int, str]]
RISE, FIRST = "t-rji36lgtpa", "c-rji36lgtpa"
FORMULA = '=HYPERLINK("http://example.org") <script>alert(1)</script> ::error::[a](b)'
REPLY = ("--reply-of", "DfE & press office", "--asked", "2026-03-01", "--answer-by", "2026-03-03")
STATUS = '\n[[status]]\nwords = "cannot be rated: wording unclear"\n'


@pytest.fixture
def run(demo_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command in a copy of the demonstration."""
    folder = tmp_path / "demo"
    shutil.copytree(demo_folder, folder)
    with (folder / "config" / "settings.toml").open("a") as file:
        file.write(STATUS)

    def command(*args: str) -> tuple[int, str]:
        code = main(["-C", str(folder), *args])
        said = capsys.readouterr()
        return code, said.out + said.err

    return command


def notes(run: Run) -> list[dict[str, str]]:
    """As `note --list` has them."""
    found: list[dict[str, str]] = json.loads(run("note", "--list", "--format", "json")[1])["notes"]
    return found


def test_notes_are_told_to_the_desk_and_released_to_others(run: Run, tmp_path: Path) -> None:
    """A formula, markup and a workflow command in one stay text, wherever they are shown."""
    run("confirm", "--thread", RISE, "--by", "Ada")
    run("note", RISE, FORMULA, "--by", "Ada")
    run("note", FIRST, "All of <b>it</b>.", *REPLY, "--by", "Ben")
    run("note", RISE, "--status", "cannot be rated: wording unclear", "--why", "“stuck” is not defined", "--by", "Ada")
    run("thread", "summary", RISE, "Hit squads became RISE teams.", "--by", "Ada")
    assert [one["kind"] for one in notes(run)] == ["summary", "status", "reply", "note"]
    traced = " ".join(run("trace", RISE, "--full")[1].split())
    assert "Reply of DfE & press office (asked 1 Mar 2026, to answer by 3 Mar 2026; noted by Ben" in traced
    assert "::error::" not in traced
    assert "(not released)" in traced
    table = list(csv.DictReader(StringIO(run("note", "--list", "--format", "csv")[1])))
    assert table[-1]["text"].startswith("'=HYPERLINK")

    site = tmp_path / "site"
    run("report", str(site), "--jobs", "1")
    page = site / "pledges" / f"{RISE}.html"
    assert "DfE &amp; press office" not in page.read_text("utf-8")
    assert "says (" not in (site / "data" / "pledges.csv").read_text("utf-8-sig")
    assert "Ada says" not in run("cite", RISE)[1]
    run("release", RISE, *(one["id"] for one in notes(run) if one["kind"] != "summary"), "--by", "Cy")
    run("report", str(site), "--jobs", "1")
    shown = page.read_text("utf-8")
    stage = shown[shown.index(f'<li id="{FIRST}"') :]
    assert "Reply of DfE &amp; press office" in stage[: stage.index("</li>")]
    assert "All of &lt;b&gt;it&lt;/b&gt;." in stage[: stage.index("</li>")]
    assert "Ada says" in shown
    assert "Hit squads became RISE teams." in shown
    assert "<script>alert" not in shown
    assert "<script>alert" not in (site / "feeds" / "pledges" / f"{RISE}.xml").read_text("utf-8")
    assert "Ada says" in (site / "feeds" / "pledges" / f"{RISE}.xml").read_text("utf-8")
    (thread,) = json.loads((site / "data" / "pledges.json").read_text("utf-8"))["threads"]
    assert {one["kind"] for one in thread["notes"]} == {"summary", "status", "reply", "note"}
    assert "Ada says" in run("cite", RISE)[1]

    run("undo", notes(run)[-1]["id"], "--by", "Ada")
    run("report", str(site), "--jobs", "1")
    assert "alert" not in page.read_text("utf-8")
    assert "Withdrawn: a note by Ada" in (site / "corrections" / "index.html").read_text("utf-8")


def test_a_note_of_a_source_is_told_with_its_text(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """On standard error: the text on the other stays as recorded, byte for byte."""
    before = run("show", "dfe-rise@1")[1]
    assert run("note", "dfe-rise", "Moved in May.", "--by", "Ada")[0] == 0
    assert run("show", "dfe-rise@1")[1].removeprefix(before).startswith("Note by Ada, ")
    told = json.loads(run("show", "dfe-rise@1", "--format", "json")[1])
    assert [one["text"] for one in told["notes"]] == ["Moved in May."]
    assert run("note", notes(run)[0]["id"], "--withdraw", "--by", "Ada")[0] == 0
    assert run("note", "--list")[1] == "Nobody has written a note.\n"


def test_what_cannot_be_noted_is_told(run: Run) -> None:
    """In a sentence; nothing is kept."""
    for args, said in (
        ((RISE,), "expected a text"),
        ((RISE, "a\x1b[31m"), "text without control characters"),
        (("nowhere", "x"), "There is no thread"),
        (("../x", "x"), "is nothing to note something on"),
        (("dfe-rise@2#d-aaaaaaaaaa", "x"), "There is no change"),
        ((RISE, "--status", "broken", "--why", "so"), "It has cannot be rated: wording unclear"),
        ((RISE, "--status", "cannot be rated: wording unclear"), "the reasons of a status"),
        ((RISE, "x", "--asked", "2026-03-01"), "--reply-of WHOM"),
        ((RISE, "--reply-of", "DfE"), "by which none came"),
        ((RISE, "x", "--reply-of", "DfE", "--asked", "soon"), "expected a date"),
        ((RISE, "--reply-of", "DfE", "--asked", "2026-03-01", "--answer-by", "2999-03-03"), "that day is not over"),
        ((RISE, "--reply-of", "DfE", "--asked", "2026-03-03", "--answer-by", "2026-03-01"), "is before --asked"),
        ((RISE, "x", "--reply-of", "DfE", "--asked", "2999-03-03"), "is not yet"),
    ):
        code, told = run("note", *args, "--by", "Ada")
        assert (code, said in told) == (2, True), told
    assert notes(run) == []


def test_a_headline_is_told_above_its_change_and_released_to_others(run: Run, tmp_path: Path) -> None:
    """In every form of `changes`, as a person's words; on the site, in its feeds and exports after a word of release."""
    sheet, edited = tmp_path / "waiting.csv", tmp_path / "edited.csv"
    run("review", "--export", str(sheet))
    every = list(csv.DictReader(StringIO(sheet.read_text("utf-8-sig"))))
    first = next(one for one in every if one["id"].startswith("dfe-rise@7#"))
    with edited.open("w", newline="") as file:
        table = csv.DictWriter(file, first.keys())
        table.writeheader()
        table.writerow({**first, "decision": "line", "headline": "Help is <b>optional</b>"})
    assert run("review", "--import", str(edited), "--by", "Ada")[0] == 0
    change = first["id"].split()[0]
    run("note", change, "We asked.", "--by", "Ada")
    told = "Headline by Ada, "
    for form in ("text", "markdown", "html", "csv", "json"):
        said = run("changes", "--since", "2026-02-01", "--format", form)[1]
        assert ("We asked." in said, "<b>optional" in said if form in {"html", "markdown"} else False) == (True, False)
        assert told in said or '"kind": "headline"' in said
    assert told in run("diff", change.partition("@")[0])[1]

    site = tmp_path / "site"
    places = [
        site / "index.html", site / "changes" / "dfe-rise" / "page" / "7.html", site / "feeds" / "changes.xml",
        site / "data" / "changes.json",
    ]  # fmt: skip
    run("report", str(site), "--jobs", "1")
    assert [one for one in places if "Help is" in one.read_text("utf-8")] == []
    assert "1 headline, 1 note wait to be released: tracker release" in run("status")[1]
    run("release", change, "--by", "Ben")
    run("report", str(site), "--jobs", "1")
    assert [one for one in places if "Help is" in one.read_text("utf-8")] == places
    assert [one for one in places if "We asked." in one.read_text("utf-8")] == []
    assert [one for one in places[:3] if "<b>optional" in one.read_text("utf-8")] == []
