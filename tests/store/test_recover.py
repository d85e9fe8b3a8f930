"""What a killed git leaves behind."""

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tracker.errors import LockError
from tracker.store import layout
from tracker.store.archive import Archive
from tracker.store.recover import recover
from tracker.store.version import Entry

LEFT = [
    "HEAD.lock",
    "refs/heads/main.lock",
    "packed-refs.lock",
    "config.lock",
    "gc.pid.lock",
    "objects/pack/tmp_pack_abc",
    "objects/pack/.tmp-1-pack-abc.pack",
    "objects/pack/pack-" + "0" * 40 + ".keep",
    "objects/info/commit-graphs/commit-graph-chain.lock",
    "fast_import_crash_1",
]


@pytest.fixture
def store(archive: Archive, folder: Path) -> Path:
    """The text repository."""
    return folder / "store.git"


def test_leftovers_of_our_own_death_do_not_block(
    rounds: Any, archive: Archive, store: Path, folder: Path, entry: Callable[..., Entry]
) -> None:
    """When our last write did not end, what it left is cleared at once."""
    rounds.on(0, entry("First."))
    for name in LEFT:
        (store / name).parent.mkdir(parents=True, exist_ok=True)
        (store / name).touch()
    (folder / layout.INFLIGHT).touch()

    rounds.on(1, entry("Second."))

    assert len(archive.versions("party", "page")) == 2
    assert [name for name in LEFT if (store / name).exists()] == []
    assert not (folder / layout.INFLIGHT).exists()


def test_a_lock_somebody_has_open_is_respected(store: Path) -> None:
    """Whatever our marker says, an open lock belongs to a live git."""
    lock = store / "refs/heads/main.lock"

    with lock.open("w"), pytest.raises(LockError, match=r"main\.lock is there: another git"):
        recover(store, died=True, patience=0)

    assert recover(store, died=True, patience=0) == ("refs/heads/main.lock",)


def test_a_young_lock_is_waited_for(store: Path) -> None:
    """A person's git may have closed its lock and still be at work; it gets time to end."""
    lock = store / "HEAD.lock"
    lock.touch()
    waits: list[float] = []

    def sleep(seconds: float) -> None:
        waits.append(seconds)
        if len(waits) == 3:
            lock.unlink()

    assert recover(store, died=False, patience=1, sleep=sleep) == ()
    assert len(waits) == 3


def test_an_old_lock_that_nobody_has_open_goes(store: Path) -> None:
    """After a minute it is stale."""
    lock = store / "HEAD.lock"
    lock.touch()
    then = time.time() - 90
    os.utime(lock, (then, then))

    assert recover(store, died=False, patience=0) == ("HEAD.lock",)


def test_a_keep_that_a_person_made_stays(store: Path) -> None:
    """Only git's own forgotten ones go."""
    keep = store / "objects/pack" / f"pack-{'1' * 40}.keep"
    keep.write_text("kept for the court\n")

    assert recover(store, died=True) == ()
    assert keep.exists()
