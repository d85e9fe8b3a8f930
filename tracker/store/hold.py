"""Holding the store for a write: one writer at a time, and what a dead one left is cleared first."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tracker.store import heads, layout, lock
from tracker.store.git import Git
from tracker.store.recover import recover
from tracker.store.swap import swap


@contextmanager
def hold(folder: Path) -> Iterator[tuple[str, ...]]:
    """Hold `store.lock` over both repositories: what had to be cleared. StoreError when history was rewritten.

    The marker of a write under way goes only after a good end: what a failed write leaves is cleared by the next one.
    """
    inflight = folder / layout.INFLIGHT
    with lock.store_lock(folder / layout.STORE_LOCK):
        swap(folder)
        gone: list[str] = []
        log = folder / layout.HEADS
        died, begun = inflight.exists(), not log.exists()
        for name in layout.REPOSITORIES:
            git = Git(folder / name)
            gone += [f"{name}/{one}" for one in recover(git.path, died=died)]
            heads.check(log, git)
            if died or begun:
                heads.catch_up(log, git, begun=begun)
        inflight.touch()
        yield tuple(gone)
        inflight.unlink()
