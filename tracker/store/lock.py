"""Two locks: `round.lock` for a whole round, `store.lock` for each write. Both end with their process."""

import json
import os
import platform
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from tracker.errors import LockError, StoreError

PATIENCE = 30.0
"""Seconds to wait for another writer; a write of 200 documents takes well under one."""


@contextmanager
def round_lock(path: Path, since: datetime) -> Iterator[None]:
    """Hold the lock of a round. LockError at once, saying who holds it and since when, if another round does."""
    with _held(path, 0.0) as held:
        if not held:
            raise LockError(
                f"Another round is running{_holder(path)}. Wait until it has ended, or stop it, and try again."
            )
        path.write_text(_note(since), "utf-8")
        yield


@contextmanager
def store_lock(path: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the lock of one write. LockError when another writer keeps it longer than `patience` seconds."""
    with _held(path, patience) as held:
        if not held:
            raise LockError(
                f"Another tracker has been writing for {patience:.0f} seconds ({path}). Try again when it has ended."
            )
        yield


@contextmanager
def _held(path: Path, patience: float) -> Iterator[bool]:
    from filelock import FileLock, Timeout

    lock = FileLock(path, timeout=patience)
    try:
        lock.acquire()
    except Timeout:
        yield False
        return
    except OSError as error:
        raise StoreError(
            f"{path} cannot be locked: {error}. See that the folder is there and can be written to."
        ) from error
    try:
        yield True
    finally:
        lock.release()


def _note(since: datetime) -> str:
    stamp = since.astimezone(UTC).isoformat(timespec="seconds")
    return json.dumps({"host": platform.node(), "pid": os.getpid(), "since": stamp}, sort_keys=True) + "\n"


def _holder(path: Path) -> str:
    try:
        note = json.loads(path.read_text("utf-8"))
        since = datetime.fromisoformat(note["since"]).astimezone(UTC)
        return f": process {int(note['pid'])} on {note['host']!s:.80}, since {since:%Y-%m-%d %H:%M:%S} UTC"
    except (OSError, ValueError, KeyError, TypeError):
        return ""  # It has only just begun and has not signed yet.
