"""Packing the store well."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tracker.errors import LockError
from tracker.store import layout, lock
from tracker.store.archive import Archive
from tracker.store.gc import gc
from tracker.store.version import Entry

NOW = datetime(2024, 7, 1, 9, tzinfo=UTC)
COLLECT = (
    "import sys, datetime, pathlib; from tracker.store.gc import gc;"
    "gc(pathlib.Path(sys.argv[1]), now=lambda: datetime.datetime.now(datetime.UTC))"
)


@pytest.fixture
def held(rounds: Any, folder: Path, entry: Callable[..., Entry]) -> Path:
    """A store of eight rounds, closed."""
    for day in range(8):
        rounds.on(
            day, entry("\n".join(f"Sentence {nth} of a long page, day {day * (nth == 7)}." for nth in range(300)))
        )
    rounds.archive.close()
    return folder


def test_the_store_gets_smaller_and_keeps_everything(held: Path, git: Callable[..., str]) -> None:
    """One pack each; the branch stays where it is read quickest."""
    done = gc(held, now=lambda: NOW)

    assert [one.repository for one in done] == ["raw.git", "store.git"]
    assert all(one.after < one.before for one in done)
    for name in ("store.git", "raw.git"):
        assert len([*(held / name).glob("objects/pack/*.pack")]) == 1
        assert (held / name / "refs/heads/main").exists()
        assert git(held / name, "fsck", "--strict", "--full") == ""
    with Archive(held) as archive:
        assert len(archive.versions("party", "page")) == 8


def test_a_running_round_is_not_disturbed(held: Path) -> None:
    """It waits its turn."""
    with lock.round_lock(held / layout.ROUND_LOCK, NOW), pytest.raises(LockError):
        gc(held, now=lambda: NOW)


def test_a_killed_collection_blocks_nothing(
    held: Path, tmp_path: Path, git: Callable[..., str], entry: Callable[..., Entry], open_rounds: Callable[[Path], Any]
) -> None:
    """Process group killed at five moments: the next round is recorded, and git finds nothing wrong."""
    for nth, moment in enumerate((0.25, 0.32, 0.4, 0.5, 0.65)):
        place = tmp_path / f"copy{nth}" / "snapshots"
        shutil.copytree(held, place)
        process = subprocess.Popen([sys.executable, "-c", COLLECT, str(place)], start_new_session=True)
        time.sleep(moment)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

        rounds = open_rounds(place)
        rounds.on(40, entry("After."))

        assert len(rounds.archive.versions("party", "page")) == 9
        rounds.archive.close()
        for name in ("store.git", "raw.git"):
            assert git(place / name, "fsck", "--strict", "--full", "--no-dangling") == ""
