"""`tracker report --check-embeds`: which cards and embeds are no longer right."""

import json
import shutil
from collections.abc import Callable
from html import unescape
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from typing import Any

import pytest

from tracker.cli.main import main
from tracker.site import raster

Run = Callable[..., tuple[int, str]]
RISE, TEACHERS = "t-rji36lgtpa", "t-3wcaz5jwdc"
CORRECTION = """
[[correction]]
on = 2026-03-02
about = ["c-dcvdslljdr"]
wrong = "The page named the wrong year. ::error::"
now = "The right one."
"""


@pytest.fixture(scope="module")
def reported(demo_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration with two pledges confirmed and its site in `out`."""
    made = tmp_path_factory.mktemp("reported") / "demo"
    shutil.copytree(demo_folder, made)
    for thread in (RISE, TEACHERS):
        assert main(["-C", str(made), "confirm", "--thread", thread, "--by", "Ada"]) == 0
    assert main(["-C", str(made), "report", str(made / "out"), "--jobs", "1", "--base", "https://example.org/w"]) == 0
    return made


@pytest.fixture
def folder(reported: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    made = tmp_path / "demo"
    shutil.copytree(reported, made)
    return made


@pytest.fixture
def run(folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in it; its site is beside it."""
    monkeypatch.setenv("COLUMNS", "200")

    def command(*args: str) -> tuple[int, str]:
        code = main(["-C", str(folder), *args])
        said = capsys.readouterr()
        return code, said.out + said.err

    return command


def _checked(run: Run, folder: Path, *files: Path) -> list[dict[str, Any]]:
    code, told = run("report", str(folder / "out"), *map(str, files), "--check-embeds", "--format", "json")
    assert code == 0, told
    found: list[dict[str, Any]] = json.loads(told)["checked"]
    return found


def test_without_the_extra_it_is_said_once_and_the_drawing_is_there(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One line, and no fault: other sites show no picture of a pledge, which its page then does not name."""

    def version(name: str) -> str:
        raise PackageNotFoundError(name)

    with monkeypatch.context() as patched:
        patched.setattr(raster, "version", version)
        raster.rasteriser.cache_clear()
        code, told = run("report", str(folder / "other"), "--jobs", "1", "--base", "https://example.org/w")
        quiet = run("report", str(folder / "other"), "--jobs", "1")[1]
    raster.rasteriser.cache_clear()

    assert code == 0
    assert told.count("No card pictures: shared links show none without the extra `cards`:") == 1
    assert "No card pictures" not in quiet
    assert sorted(path.name for path in (folder / "other" / "cards").iterdir()) == [f"{TEACHERS}.svg", f"{RISE}.svg"]
    assert f"cards/{RISE}.png" not in (folder / "other" / "pledges" / f"{RISE}.html").read_text("utf-8")


def test_nothing_is_told_of_what_stands(run: Run, folder: Path) -> None:
    """Right after the build every card says what the record says."""
    code, told = run("report", str(folder / "out"), "--check-embeds")

    assert (code, told.strip()) == (0, "2 editions of cards and embeds: 2 unchanged.")
    assert {one["id"]: one["state"] for one in _checked(run, folder)} == {RISE: "stands", TEACHERS: "stands"}


def test_what_a_correction_concerns_is_told(run: Run, folder: Path) -> None:
    """By one of its claims, and with the correction's own words, inert."""
    (folder / "config" / "corrections.toml").write_text(CORRECTION)

    told = run("report", str(folder / "out"), "--check-embeds")[1]

    assert told.startswith("2 editions of cards and embeds: 1 corrected since, 1 unchanged.")
    assert f"{RISE}  corrected since  as of 24 Feb 2026" in told
    assert "2 Mar 2026: The page named the wrong year." in told
    assert "::error::" not in told


def test_another_headline_is_another_edition(run: Run, folder: Path) -> None:
    """What it would say now stands beside it; a new build forgets no edition, and keeps the words of none."""
    run("thread", "name", RISE, "Teams for schools", "--by", "Ada")

    (first, *_), before = _checked(run, folder), (folder / "out" / ".tracker-shared.json").read_text()
    run("report", str(folder / "out"), "--jobs", "1")
    again = _checked(run, folder)

    assert (first["id"], first["state"]) == (RISE, "changed")
    assert first["says"].startswith("Teams for schools / “Labour will set up")
    assert sorted((one["id"], one["state"]) for one in again) == [
        (TEACHERS, "stands"), (RISE, "changed"), (RISE, "stands")
    ]  # fmt: skip
    after = (folder / "out" / ".tracker-shared.json").read_text()
    assert "Labour" not in after
    assert json.loads(before)["pledges"][RISE][0] == json.loads(after)["pledges"][RISE][0]


def test_what_nobody_confirms_any_more_is_withdrawn(run: Run, folder: Path) -> None:
    """Its card is still in the world, so it is told."""
    for file in (folder / "config").rglob("*.toml"):
        if "[[link]]" in file.read_text("utf-8"):
            file.write_text("")

    assert {one["state"] for one in _checked(run, folder)} == {"withdrawn"}


def test_lists_and_pages_say_where_they_stand(run: Run, folder: Path) -> None:
    """A desk's own CSV by id or address, or a page with a piece of ours in it; a change is known by its words."""
    page = (folder / "out" / "pledges" / f"{RISE}.html").read_text("utf-8")
    piece = unescape(page[page.rindex("<code>") + 6 : page.rindex("</code>")])
    change = (folder / "out" / "changes" / "dfe-rise" / "page" / "2.html").read_text("utf-8").split('id="d-')[1][:10]
    article = folder / "article.html"
    article.write_text(f"<h1>Ours</h1><p>{'x' * 3000}{piece}<blockquote data-tracker='<script> {RISE}'>", "utf-8")
    rows = [
        "where,as_of,ID,edition",
        f"a newsletter,2026-02-24,https://example.org/w/pledges/{TEACHERS}.html,",
        f"print,2020-01-01,{TEACHERS},",
        "gone,,t-2222222222,abcdefgh",
        f"a change,2026-02-24,dfe-rise@2#d-{change},",
        "no change,,dfe-rise@2#d-2222222222,",
        "nothing,,../../etc,",
    ]
    (folder / "list.csv").write_text("\r\n".join(rows), encoding="utf-8-sig")

    found = _checked(run, folder, article, folder / "list.csv")

    assert {one["where"]: one["state"] for one in found} == {
        "a change": "stands", "a newsletter": "stands", str(article): "stands", "gone": "withdrawn",
        "no change": "withdrawn", "print": "unknown",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["no.csv", "--check-embeds"], "no.csv cannot be read"),
        (["config/settings.toml", "--check-embeds"], "names no card or embed: a CSV needs a column id"),
        (["list.csv"], "files are read with --check-embeds only"),
    ],
)
def test_a_file_that_says_nothing_is_an_error(run: Run, folder: Path, words: list[str], said: str) -> None:
    """One sentence with the next step."""
    code, told = run("report", str(folder / "out"), str(folder / words[0]), *words[1:])

    assert code == 2
    assert said in " ".join(told.split())


def test_a_damaged_memory_is_told(run: Run, folder: Path) -> None:
    """What was handed on is never guessed."""
    (folder / "out" / ".tracker-shared.json").write_text('{"schema": "other"}')

    code, told = run("report", str(folder / "out"), "--check-embeds")

    assert code == 2
    assert "is not a list of cards and embeds" in " ".join(told.split())
