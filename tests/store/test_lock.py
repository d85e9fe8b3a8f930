"""The two locks."""

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tracker.errors import LockError
from tracker.store import lock
from tracker.store.archive import Archive
from tracker.store.record import RunRecord


def test_a_second_round_is_told_who_and_since_when(archive: Archive, folder: Path) -> None:
    """The sentence names process, machine and time."""
    host = re.escape(os.uname().nodename)
    expected = rf"Another round is running: process {os.getpid()} on {host}, since 2024-06-01 06:00:02 UTC"

    with archive.round_lock(), Archive(folder) as other, pytest.raises(LockError, match=expected), other.round_lock():
        pass


def test_the_lock_is_free_after_the_round(archive: Archive, folder: Path) -> None:
    """Also after a round that failed; the file may stay."""
    with pytest.raises(ZeroDivisionError), archive.round_lock():
        raise ZeroDivisionError

    with archive.round_lock():
        assert (folder / "round.lock").exists()


def test_writing_is_possible_within_a_round(archive: Archive, record: Callable[..., RunRecord]) -> None:
    """The two locks are two."""
    with archive.round_lock():
        archive.write([], record())

    assert len(archive.runs()) == 1


def test_a_writer_that_never_ends_is_named(tmp_path: Path) -> None:
    """Waiting has an end."""
    path = tmp_path / "store.lock"

    with lock.store_lock(path), pytest.raises(LockError, match=r"writing for 0 seconds"), lock.store_lock(path, 0.01):
        pass
