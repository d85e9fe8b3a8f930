"""The end of a purge, or of a replay: the repositories that were made take the place of the old ones.

Renaming `purge.building` to `purge.ready` is the moment at which it happens. Everything before can be thrown away;
everything after is done again from where it stopped, by whoever opens the store next.
"""

import shutil
from pathlib import Path

from tracker.errors import StoreError
from tracker.store import heads, index, layout, lock
from tracker.store.write import fsync_folder

_GOING = "purge.going"
LINES = "heads"
"""The lines that heads.log gets, kept with what is ready so that they are neither lost nor written twice."""


def finish(folder: Path) -> None:
    """End a purge that was interrupted, if there is one."""
    if (folder / layout.READY).is_dir():
        with lock.store_lock(folder / layout.STORE_LOCK):
            swap(folder)


def swap(folder: Path) -> None:
    """The same, with `store.lock` held; and what an interrupted purge did not end making goes."""
    ready = folder / layout.READY
    try:
        shutil.rmtree(folder / _GOING, ignore_errors=True)
        if ready.is_dir():
            for name in layout.REPOSITORIES:
                _exchange(folder / name, ready / name)
            heads.append(folder / layout.HEADS, (ready / LINES).read_text("ascii").splitlines(keepends=True))
            index.remove(folder / layout.INDEX)
            index.remove(folder / layout.READINGS)  # texts read anew of what is purged lie there too
            index.remove(folder / layout.FINDINGS)
            index.remove(folder / layout.DIFFERENCES)
            index.remove(folder / layout.SUMMARIES)
            index.remove(folder / layout.THREADS)
            if (folder / layout.FOREIGN).is_dir():
                _remove(folder / layout.FOREIGN)  # a history that was imported lies there whole
            fsync_folder(folder)
            _remove(ready)
        if (folder / layout.BUILDING).is_dir():
            _remove(folder / layout.BUILDING)
    except OSError as error:
        raise StoreError(
            f"A purge or replay could not be completed: {error}. Check that {folder} can be written to, then run "
            "`tracker repair`; only what was to be purged is lost."
        ) from error


def _exchange(held: Path, made: Path) -> None:
    """Put what was made in the place of what is held; a second time it changes nothing."""
    old = made.with_name(f"{made.name}.old")
    if not made.is_dir():
        return
    if held.is_dir():
        held.rename(old)
    made.rename(held)
    fsync_folder(held.parent)


def _remove(path: Path) -> None:
    """Delete a folder so that a half deleted one is never taken for a whole one."""
    path.rename(path.with_name(_GOING))
    shutil.rmtree(path.with_name(_GOING))
