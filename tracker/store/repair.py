"""Repair: clear what dead processes left, end what they began, and make the index anew."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from pydantic import BaseModel

from tracker.errors import UsageError
from tracker.store import heads, index, layout, lock, remote, swap
from tracker.store.archive import Archive
from tracker.store.care import check_format
from tracker.store.git import Git
from tracker.store.hold import hold


class RepairResult(BaseModel, frozen=True, extra="forbid"):
    """What was done."""

    removed: tuple[str, ...]
    """Files that a dead git had left, refs of a pull that was killed, and `heads.log (torn last line)`."""
    noted: tuple[str, ...]
    """Repositories whose last move was not in heads.log yet."""
    purge_ended: bool
    commits: int
    """How many the new index holds."""


def repair(folder: Path, *, now: Callable[[], datetime]) -> RepairResult:
    """Repair what can be repaired without a backup.

    LockError while a live process holds the store; StoreError when a repository is missing or history was rewritten.
    """
    folder = folder.resolve()
    if not folder.is_dir():
        raise UsageError(f"There is no store in {folder}. Make one with `tracker init`.")
    with lock.round_lock(folder / layout.ROUND_LOCK, now()):
        pending = (folder / layout.READY).is_dir() or (folder / layout.BUILDING).is_dir()
        swap.finish(folder)
        for name in layout.REPOSITORIES:
            check_format(Git(folder / name))
        with hold(folder) as gone:
            halves = tuple(_forget_half_pulled(folder))
            torn = ("heads.log (torn last line)",) if heads.mend(folder / layout.HEADS) else ()
            noted = _note(folder, now())
            index.remove(folder / layout.INDEX)
        with Archive(folder, now=now) as archive:
            commits = archive.reindex()
    return RepairResult(removed=(*gone, *halves, *torn), noted=noted, purge_ended=pending, commits=commits)


def _forget_half_pulled(folder: Path) -> Iterator[str]:
    for name in layout.REPOSITORIES:
        git = Git(folder / name)
        if git.run("for-each-ref", "--format=%(refname)", remote.INCOMING):
            remote.forget_incoming(git)
            yield f"{name}/{remote.INCOMING}"


def _note(folder: Path, now: datetime) -> tuple[str, ...]:
    """Note heads that moved just before a crash: `hold` has seen that they contain what was noted last."""
    log = folder / layout.HEADS
    known = {name: (heads.last(log, name), Git(folder / name).head()) for name in layout.REPOSITORIES}
    moves = {name: move for name, move in known.items() if move[0] and move[0] != move[1]}
    heads.note(log, now=now, run=heads.REPAIRED, moves=moves)
    return tuple(moves)
