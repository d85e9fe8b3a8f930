"""Garbage collection: each repository into one well-packed pack. Nothing that a commit names ever goes."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from pydantic import BaseModel

from tracker.store import layout, lock, swap
from tracker.store.care import check_format, collect
from tracker.store.git import Git
from tracker.store.hold import hold


class RepositorySizes(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """One repository before and after, in bytes."""

    repository: str
    before: int
    after: int


def gc(folder: Path, *, now: Callable[[], datetime]) -> tuple[RepositorySizes, ...]:
    """Collect both repositories. LockError while a round runs; a run that is killed leaves everything readable."""
    folder = folder.resolve()
    swap.finish(folder)
    for name in layout.REPOSITORIES:
        check_format(Git(folder / name))
    with lock.round_lock(folder / layout.ROUND_LOCK, now()), hold(folder):
        return tuple(_collect(Git(folder / name)) for name in layout.REPOSITORIES)


def _collect(git: Git) -> RepositorySizes:
    before = _size(git.path)
    collect(git)
    return RepositorySizes(repository=git.path.name, before=before, after=_size(git.path))


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
