"""A web archive is asked to save pages after a round, as a person at a terminal or in CI meets it."""

import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from loopback import Answer, serving
from savepagenow import Saving

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def archive(desk: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Saving]:
    """An archive that settings name; the plan is to be saved, the news are not."""
    monkeypatch.delenv("TRACKER_ARCHIVE_KEY", raising=False)
    with serving() as site:
        made = Saving(site, taken="20991231235959")
        path: Path = desk.folder / "config" / "sources.toml"
        path.write_text(path.read_text("utf-8").replace('id = "plan"', 'id = "plan"\nsave = true'), "utf-8")
        settings: Path = desk.folder / "config" / "settings.toml"
        settings.write_text(f'{settings.read_text("utf-8")}save_at = "{made.base}"\nsave_seconds = 4.0\n', "utf-8")
        yield made


def test_the_copy_stands_in_log_and_citation(desk: Any, run: Run, archive: Saving) -> None:
    """Asked once at first sight; nothing in a quiet round; once more on a change."""
    page = desk.site.url("/plan")
    code, out, _ = run("snapshot")

    assert code == 0
    assert "127.0.0.1: 1 saved." in out
    assert archive.saved == [page]
    head = re.search(r"store\.git[: ]+([0-9a-f]{7,40})", out)
    assert head
    run("cite", "plan@1", "--bundle", str(desk.folder / "plan.zip"))
    with zipfile.ZipFile(desk.folder / "plan.zip") as bundle:
        assert f"--is-ancestor $commit {head[1]}" in bundle.read("README.txt").decode()  # not the record of the saves
    assert f"copy at 127.0.0.1: {archive.copy(page)}" in run("log", "plan")[1]
    assert f"Copy at a web archive, of plan@1: {archive.copy(page)}" in run("cite", "plan@1")[1]
    assert "web archive" not in run("cite", "news@1")[1]
    run("snapshot")
    assert archive.saved == [page]
    desk.write("We aim to build up to 40 owl boxes in some villages by 2028.")
    run("snapshot")
    assert archive.saved == [page, page]
    assert f"of plan@2: {archive.copy(page)}" in run("cite", "plan@2")[1]


def test_a_key_comes_from_the_environment_alone(
    desk: Any, run: Run, archive: Saving, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is sent to the archive and to nobody else, and is neither printed nor recorded."""
    monkeypatch.setenv("TRACKER_ARCHIVE_KEY", "me:very-secret")
    code, out, err = run("snapshot")

    assert (code, len(archive.saved)) == (0, 1)
    assert {asked.headers["authorization"] for asked in archive.site.asked} == {"LOW me:very-secret"}
    assert {asked.headers["authorization"] for asked in desk.site.asked} == {None}
    assert "very-secret" not in out + err
    with_secret = [path for path in desk.folder.rglob("*") if path.is_file() and b"very-secret" in path.read_bytes()]
    assert with_secret == []


@pytest.mark.parametrize(
    "answer", [Answer(status=429), Answer(status=500), Answer(hang_up=True)], ids=["429", "500", "hang up"]
)
def test_an_archive_in_trouble_fails_no_round(desk: Any, run: Run, archive: Saving, answer: Answer) -> None:
    """Exit code 0; what was not saved is said in a line, and asked for later."""
    archive.answer = answer
    code, out, err = run("snapshot")

    assert code == 0
    told = " ".join(out.split())
    assert "! plan@1 not saved: " in told
    assert "; tried again after " in told
    assert "1 not saved, 1 for a later round." in told
    assert "Traceback" not in err
    assert run("snapshot", "--quiet")[1] == ""


def test_an_archive_that_hangs_holds_nobody_up(desk: Any, run: Run, archive: Saving) -> None:
    """The page is recorded first, and half the budget is waited at the most."""
    archive.answer = Answer(b"x" * 1_000, drip=0.5)
    code, out, _ = run("snapshot")

    assert code == 0
    told = " ".join(out.split())
    assert "! plan@1 not saved: " in told
    assert "took longer than 2 seconds" in told
    assert "plan@1" in run("log", "plan")[1]
