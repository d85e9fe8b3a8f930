"""Making a store and keeping it quick."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tracker.errors import StoreError
from tracker.store import care
from tracker.store.archive import Archive
from tracker.store.git import Git
from tracker.store.version import Entry


def test_a_new_store_is_the_layout(archive: Archive, folder: Path, git: Callable[..., str]) -> None:
    """Two bare repositories with a format, and an enclosing repository is told to look away."""
    assert (folder / ".gitignore").read_text() == "*\n"
    for name in ("store.git", "raw.git"):
        assert git(folder / name, "show", "main:FORMAT") == "tracker.store/1\n"
        assert git(folder / name, "rev-list", "--count", "main") == "1\n"
        assert git(folder / name, "config", "receive.denyNonFastForwards") == "true\n"


def test_making_a_store_again_opens_it(rounds: Any, folder: Path, entry: Callable[..., Entry]) -> None:
    """Nothing in it is lost."""
    (version,) = rounds.on(0, entry())

    with Archive.create(folder) as again:
        assert again.latest("party", "page") == version


def test_a_half_made_store_is_finished(folder: Path) -> None:
    """When the machine stopped in the middle of `tracker init`, the next one ends it."""
    Archive.create(folder).close()
    shutil.rmtree(folder / "store.git")
    (folder / "store.git").mkdir()

    with Archive.create(folder) as archive:
        assert archive.documents() == ()


def test_lost_raw_bytes_are_not_papered_over(archive: Archive, folder: Path) -> None:
    """A store whose raw.git is gone is damaged, and stays so until it is restored."""
    shutil.rmtree(folder / "raw.git")

    for way in (Archive, Archive.create):
        with pytest.raises(StoreError, match=r"raw\.git is missing. Restore it from a backup"):
            way(folder)


def test_packs_stay_few(
    rounds: Any, folder: Path, entry: Callable[..., Entry], git: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Above the limit the small packs become one, and everything is still there."""
    monkeypatch.setattr(care, "MOST_PACKS", 3)
    for day in range(6):
        rounds.on(day, entry(f"Day {day}."))

    for name in ("store.git", "raw.git"):
        assert len(list((folder / name).glob("objects/pack/*.pack"))) <= 4
        assert git(folder / name, "fsck", "--strict") == ""
    archive = rounds.archive
    assert [archive.text(version)[-3] for version in archive.versions("party", "page")] == list("012345")


def test_an_unwritable_place_is_an_error_of_the_store(tmp_path: Path) -> None:
    """Not a traceback."""
    (tmp_path / "file").touch()

    with pytest.raises(StoreError, match="cannot be made"):
        Archive.create(tmp_path / "file")


def test_a_missing_branch_is_damage(archive: Archive, folder: Path) -> None:
    """An emptied repository is not taken for a new one."""
    (folder / "store.git" / "refs" / "heads" / "main").unlink()

    with pytest.raises(StoreError, match="has no history"):
        care.check_format(Git(folder / "store.git"))


def test_a_round_does_not_fail_when_care_does(
    rounds: Any, folder: Path, entry: Callable[..., Entry], git: Callable[..., str]
) -> None:
    """What cannot be packed is still recorded, and the next write packs it."""
    graphs = folder / "store.git/objects/info/commit-graphs"
    shutil.rmtree(graphs, ignore_errors=True)
    graphs.parent.mkdir(exist_ok=True)
    graphs.write_text("in the way of git")

    rounds.on(0, entry("First."))
    assert len(rounds.archive.versions("party", "page")) == 1
    graphs.unlink()
    rounds.on(1, entry("Second."))

    assert len(rounds.archive.versions("party", "page")) == 2
    assert graphs.is_dir()
    assert git(folder / "store.git", "fsck", "--strict") == ""


def test_care_that_fails_over_damage_is_an_error(
    rounds: Any, folder: Path, entry: Callable[..., Entry], git: Callable[..., str]
) -> None:
    """When what was just written is not all there, the round must not go on."""
    rounds.on(0, entry("First."))
    rounds.archive.close()
    shutil.rmtree(folder / "store.git/objects/info/commit-graphs")
    (folder / "store.git/objects/info/commit-graphs").touch()
    since = git(folder / "store.git", "rev-parse", "main~2").strip()
    for pack in (folder / "store.git").glob("objects/pack/*.pack"):
        body = pack.read_bytes()
        for path in pack.parent.glob(f"{pack.stem}.*"):
            path.unlink()
        git(folder / "store.git", "unpack-objects", "-q", data=body)
    text = git(folder / "store.git", "rev-parse", "main:docs/party/page").strip()
    (folder / "store.git/objects" / text[:2] / text[2:]).unlink()

    with pytest.raises(StoreError, match="rev-list failed"):
        care.tidy(Git(folder / "store.git"), since=since)
