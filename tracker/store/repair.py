"""Repair: clear what dead processes left, end what they began, mend what can be told from the rest, make the index anew."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from pydantic import BaseModel

from tracker.errors import UsageError
from tracker.store import heads, index, layout, lock, logbook, remote, swap
from tracker.store.archive import Archive
from tracker.store.care import check_format
from tracker.store.git import Git
from tracker.store.hold import hold
from tracker.store.mend import mend
from tracker.store.places import refuse_misplaced
from tracker.store.recover import recover


class RepairResult(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """What was done."""

    removed: tuple[str, ...]
    """Files that a dead git had left, refs of a pull that was killed, and `heads.log (torn last line)`."""
    noted: tuple[str, ...]
    """Repositories whose last move was not in heads.log yet."""
    mended: tuple[str, ...]
    """What was made good from the rest, a sentence each."""
    purge_ended: bool
    commits: int
    """How many the new index holds."""


def repair(folder: Path, *, now: Callable[[], datetime]) -> RepairResult:
    """Repair what can be repaired without a backup.

    LockError while a live process holds the store; StoreError when a repository is missing or history was rewritten.
    """
    folder = folder.resolve()
    if not folder.is_dir():
        raise UsageError(
            f"There is no store in {folder}. Make one with `tracker init`, or name the working folder with -C."
        )
    refuse_misplaced(folder)
    with lock.round_lock(folder / layout.ROUND_LOCK, now()):
        pending = (folder / layout.READY).is_dir() or (folder / layout.BUILDING).is_dir()
        swap.finish(folder)
        cleared, mended = _mend(folder)
        for name in layout.REPOSITORIES:
            check_format(Git(folder / name))
        before = _noted(folder)
        with hold(folder) as gone:
            halves = tuple(_forget_half_pulled(folder))
            for name in layout.REPOSITORIES if any(before.values()) else ():
                heads.catch_up(folder / layout.HEADS, Git(folder / name), begun=False)
            noted = tuple(name for name, head in _noted(folder).items() if head != before[name])
            log = logbook.make_whole(folder)
            index.remove(folder / layout.INDEX)
        with Archive(folder, now=now) as archive:
            commits = archive.reindex()
    return RepairResult(
        removed=(*cleared, *gone, *halves, *(["heads.log (torn last line)"] if log.torn else [])),
        noted=noted,
        mended=(*mended, *_said(log)),
        purge_ended=pending,
        commits=commits,
    )


def _mend(folder: Path) -> tuple[list[str], list[str]]:
    """What a dead git left, cleared, and what was made good, of both repositories: without it nothing can be opened."""
    cleared: list[str] = []
    mended: list[str] = []
    died = (folder / layout.INFLIGHT).exists()
    with lock.store_lock(folder / layout.STORE_LOCK):
        for name in layout.REPOSITORIES:
            if (folder / name / "objects").is_dir():
                cleared += [f"{name}/{one}" for one in recover(folder / name, died=died)]
                mended += mend(folder, name)
    return cleared, mended


def _noted(folder: Path) -> dict[str, str | None]:
    return {name: heads.last(folder / layout.HEADS, name) for name in layout.REPOSITORIES}


def _said(log: logbook.LogMend) -> Iterator[str]:
    if log.missing or log.odd:
        missing = (
            f"{log.missing} stretches of history were not noted"
            if log.missing
            else "there were lines that are not moves"
        )
        yield (
            f"Made {layout.HEADS} whole from the repositories: {missing}. What it was is kept in {logbook.KEPT}; whether "
            "history was rewritten while it was damaged, only a copy elsewhere can tell."
        )


def _forget_half_pulled(folder: Path) -> Iterator[str]:
    for name in layout.REPOSITORIES:
        git = Git(folder / name)
        if git.run("for-each-ref", "--format=%(refname)", remote.INCOMING):
            remote.forget_incoming(git)
        elif (git.path / remote.INCOMING).is_file():
            (git.path / remote.INCOMING).unlink()  # A power cut has emptied it.
        else:
            continue
        yield f"{name}/{remote.INCOMING}"
