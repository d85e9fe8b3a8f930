"""Comparisons are kept: the same two texts are compared once."""

import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from tracker.config.settings import Settings
from tracker.desk import differing
from tracker.desk.comparison import TextsOnDemand
from tracker.desk.differing import DifferJob, KeptDifferences, differ, keeping
from tracker.diff.differences import differences
from tracker.extract import canonical, plain
from tracker.extract.document import Document
from tracker.store import pool
from tracker.store.archive import Archive
from tracker.store.findings import Findings
from tracker.store.layout import DIFFERENCES
from tracker.store.version import Revision, Version

sys.path.insert(0, str(Path(__file__).parents[1] / "bench"))

import history

TEXTS = tuple(plain.read(f"# Plan\n\nWe will build {count} boxes.\n") for count in (40, 50))


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """All of an archive that is asked: its folder."""
    return cast("Archive", SimpleNamespace(folder=tmp_path))


@pytest.fixture
def history_of(tmp_path: Path) -> Callable[[int], Archive]:
    """A store of so many versions of one page."""

    def grown(versions: int) -> Archive:
        history.grow(tmp_path / "snapshots", documents=1, commits=versions)
        return Archive(tmp_path / "snapshots")

    return grown


@pytest.fixture
def revision(version: Callable[..., Version]) -> Revision:
    """Two versions of one page."""
    return Revision(old=version("plan", 1, "Plan"), new=version("plan", 2, "Plan"))


def test_what_is_kept_is_what_was_found(archive: Archive, revision: Revision) -> None:
    """The second time no text is read, and the answer is the same."""
    with keeping(archive, Settings()) as kept:
        found = kept.of(revision, TEXTS)

    def unread() -> Any:
        raise AssertionError

    again = KeptDifferences(archive, Settings()).of(revision, TextsOnDemand(unread))

    assert again == found
    assert [flag.new for change in again.changes for flag in change.flags] == ["50"]


def test_other_rules_settings_or_bytes_are_compared_anew(
    archive: Archive, revision: Revision, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is told by rules that are gone; what they found does not stay."""
    with keeping(archive, Settings()) as kept:
        found = kept.of(revision, TEXTS)
    read: list[int] = []

    def texts() -> Any:
        read.append(1)
        return TEXTS

    assert KeptDifferences(archive, Settings(same_align=0.9)).of(revision, TextsOnDemand(texts)) == found
    Findings(archive.folder / DIFFERENCES).keep(dict.fromkeys(_names(archive), b"{"))
    assert KeptDifferences(archive, Settings()).of(revision, TextsOnDemand(texts)) == found
    monkeypatch.setattr(differing, "rules", lambda: "other")
    with keeping(archive, Settings()) as kept:
        kept.of(revision, TextsOnDemand(texts))

    assert len(read) == 3
    assert [name.startswith("other") for name in _names(archive)] == [True]


def _names(archive: Archive) -> list[str]:

    with closing(sqlite3.connect(archive.folder / DIFFERENCES)) as db:
        return [name for (name,) in db.execute("select name from finding")]


def test_many_are_compared_by_other_processes_with_the_same_bytes(
    history_of: Callable[[int], Archive], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What they cannot read is left to us; what is kept is not compared again, and then none is started."""
    monkeypatch.setattr(differing, "_AT_ONCE", 4)
    monkeypatch.setattr(differing, "_ALONE", 1)
    monkeypatch.setattr(pool, "cores", lambda: 2)
    given: list[int] = []
    real = pool.done_ahead

    def counted(work: Any, jobs: Any, **more: Any) -> Any:
        for part, made in real(work, jobs, **more):
            given.append(len(made or ()))
            yield part, made

    with history_of(14) as archive:
        revisions = archive.revisions()
        monkeypatch.setattr(pool, "done_ahead", counted)
        found = []
        for _ in range(2):
            with keeping(archive, Settings()) as kept:
                texts = {one: tuple(_document(archive, side) for side in (one.old, one.new)) for one in revisions}
                found.append([kept.of(one, texts[one]) for one in kept.known_of(iter(revisions))])

    expected = [differences(*texts[one]) for one in revisions]
    assert found == [expected, expected]
    assert given == [4, 4, 1]
    assert differ(DifferJob(archive.folder / "store.git", Settings(), {"lost": ("0" * 40,) * 4})) == {}


def _document(archive: Archive, version: Version) -> Document:
    return canonical.read(archive.text(version), archive.meta(version))


def test_texts_that_were_read_are_let_go_of() -> None:
    """Who keeps a list of comparisons keeps no text that was read for one of them; it is read again when it is asked for."""
    reads: list[int] = []

    def read() -> Any:
        reads.append(1)
        return TEXTS

    texts = TextsOnDemand(read)
    assert (texts[0], texts[1], len(reads)) == (*TEXTS, 1)

    again = texts.unread()

    assert len(reads) == 1
    assert (again[1], again[0], len(reads)) == (TEXTS[1], TEXTS[0], 2)
