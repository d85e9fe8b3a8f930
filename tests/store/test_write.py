"""Writing commits."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tracker.errors import StoreError, UsageError
from tracker.store.archive import Archive
from tracker.store.git import Git
from tracker.store.record import RunRecord
from tracker.store.version import Entry
from tracker.store.write import Commit, write_commits


def test_a_failed_import_records_nothing(
    archive: Archive, entry: Callable[..., Entry], folder: Path, git: Callable[..., str]
) -> None:
    """A batch of which one commit is bad leaves no trace of the others, and the next one works."""
    store = Git(folder / "store.git")
    good = Commit(message=b"good\n", authored=1, files=(("docs/a/page/text.md", b"x"),))
    bad = Commit(message=b"bad\n", authored=1, files=(("docs//page/text.md", b"x"),))
    before = archive.head()

    with pytest.raises(StoreError, match=r"Nothing was recorded.*fast-import failed"):
        write_commits(store, [good, bad], parent=before, now=10)

    assert archive.head() == before
    assert git(folder / "store.git", "fsck", "--strict", "--no-dangling") == ""


def test_a_branch_that_has_moved_is_not_overwritten(archive: Archive, folder: Path) -> None:
    """Without any lock the slower of two writers is refused: nothing is lost in silence."""
    store = Git(folder / "store.git")
    parent = archive.head()
    one = Commit(message=b"one\n", authored=1, files=(("docs/a/page/text.md", b"1"),))
    moved = write_commits(store, [one], parent=parent, now=10)

    with pytest.raises(StoreError, match="Nothing was recorded"):
        write_commits(store, [one.model_copy(update={"message": b"two\n"})], parent=parent, now=10)

    assert archive.head() == moved


def test_a_hostile_name_stops_the_batch(
    archive: Archive, entry: Callable[..., Entry], record: Callable[..., RunRecord]
) -> None:
    """Nothing is recorded of a batch with a name that is no slug."""
    before = archive.head()

    with pytest.raises(UsageError, match="cannot name"):
        archive.write([entry(), entry(document="../../evil")], record())

    assert archive.head() == before
    assert archive.documents() == ()


def test_committer_dates_never_go_back(
    rounds: Any, entry: Callable[..., Entry], folder: Path, git: Callable[..., str]
) -> None:
    """A clock that was set back does not disorder history; the author date still says when it was fetched."""
    rounds.on(10, entry("First."))
    rounds.on(2, entry("Second."))

    committed = list(map(int, git(folder / "store.git", "log", "--format=%ct").split()))
    assert committed == sorted(committed, reverse=True)
    fetched = git(folder / "store.git", "log", "--format=%as", "--", "docs").split()
    assert fetched == ["2024-06-03", "2024-06-11"]


def test_the_newest_version_stays_the_newest_when_the_clock_was_wrong(
    rounds: Any, archive: Archive, entry: Callable[..., Entry]
) -> None:
    """Else each later round would compare with the wrong text for ever."""
    rounds.on(10, entry("First."))
    (second,) = rounds.on(2, entry("Second."))

    assert archive.latest("party", "page") == second
