"""After a crash."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tracker.errors import LockError, StoreError, UsageError
from tracker.store import layout, lock
from tracker.store.archive import Archive
from tracker.store.repair import RepairResult, repair
from tracker.store.verify import verify
from tracker.store.version import Entry

NOW = datetime(2024, 7, 1, 9, tzinfo=UTC)


@pytest.fixture
def held(rounds: Any, folder: Path, entry: Callable[..., Entry]) -> Path:
    """A store with two versions, closed."""
    rounds.on(0, entry("First."))
    rounds.on(1, entry("Second."))
    rounds.archive.close()
    return folder


def mend(folder: Path) -> RepairResult:
    """Repair."""
    return repair(folder, now=lambda: NOW)


def test_nothing_to_repair_is_well(held: Path) -> None:
    """The index is made anew, nothing else."""
    done = mend(held)

    assert (done.removed, done.noted, done.purge_ended, done.commits) == ((), (), False, 6)


def test_what_a_crash_left_is_cleared(held: Path) -> None:
    """Locks and halves of packs, a torn line, a damaged index, a purge that was not ended; versions stay."""
    (held / layout.INFLIGHT).touch()
    (held / "store.git/refs/heads/main.lock").touch()
    (held / "raw.git/objects/pack/tmp_pack_abc").touch()
    log = held / "heads.log"
    whole = log.read_text()
    log.write_text(whole + whole[:50])
    (held / "index.sqlite").write_bytes(b"x" * 5000)
    (held / layout.BUILDING / "store.git").mkdir(parents=True)

    done = mend(held)

    assert done.removed == (
        "raw.git/objects/pack/tmp_pack_abc",
        "store.git/refs/heads/main.lock",
        "heads.log (torn last line)",
    )
    assert done.purge_ended
    assert log.read_text() == whole
    assert verify(held, deep=True).damage == ()
    with Archive(held) as archive:
        assert len(archive.versions("party", "page")) == 2


def test_a_move_that_was_not_noted_is_noted(held: Path) -> None:
    """A crash between the write and the log of heads leaves no gap."""
    log = held / "heads.log"
    lines = log.read_text().splitlines(keepends=True)
    log.write_text("".join(lines[:-1]))

    assert mend(held).noted == ("store.git",)

    assert log.read_text().splitlines()[-1].split()[1:3] == ["repaired", "store.git"]
    assert log.read_text().splitlines()[-1].split()[3:] == lines[-1].split()[3:]
    assert verify(held, deep=False).damage == ()


def test_a_live_process_is_left_alone(held: Path) -> None:
    """A round, or a git that has its lock open."""
    with lock.round_lock(held / layout.ROUND_LOCK, NOW), pytest.raises(LockError, match="Another round is running"):
        mend(held)


def test_lost_bytes_cannot_be_repaired(held: Path, git: Callable[..., str]) -> None:
    """A backup is needed, and it is said so; the index stays for what it still knows."""
    shutil.rmtree(held / "raw.git")

    with pytest.raises(StoreError, match="Restore it from a backup"):
        mend(held)
    with pytest.raises(UsageError, match="There is no store"):
        mend(held / "elsewhere")

    assert (held / "index.sqlite").exists()


def test_what_a_killed_pull_left_is_forgotten(held: Path, git: Callable[..., str]) -> None:
    """The ref beside ours goes; our history stays."""
    git(held / "store.git", "update-ref", "refs/incoming/main", "refs/heads/main")

    assert mend(held).removed == ("store.git/refs/incoming/main",)
    assert git(held / "store.git", "for-each-ref", "--format=%(refname)") == "refs/heads/main\n"
    assert verify(held, deep=True).damage == ()
