"""Places of files where something else is: a folder in the place of a file is nothing that tracker or git has made."""

from collections.abc import Iterator
from pathlib import Path

from tracker.errors import StoreError
from tracker.store import layout
from tracker.store.damage import Damage
from tracker.store.git import REF

MOVE = "look what is in it, and move it away"
"""What to do about it; `repair` removes nothing that it does not know."""
_FILES = (
    layout.HEADS,
    layout.INDEX,
    f"{layout.INDEX}-wal",
    f"{layout.INDEX}-shm",
    layout.READINGS,
    layout.FINDINGS,
    layout.DIFFERENCES,
    layout.SUMMARIES,
    layout.ROUND_LOCK,
    layout.STORE_LOCK,
    layout.INFLIGHT,
    layout.IGNORE,
    *(f"{name}/{file}" for name in layout.REPOSITORIES for file in ("HEAD", "config", "packed-refs", REF)),
)
_FOLDERS = (layout.FOREIGN, layout.BUILDING, layout.READY, *layout.REPOSITORIES)


def misplaced(folder: Path) -> Iterator[Damage]:
    """Each place of a file at which a folder is, and of a folder at which a file is."""
    for name in _FILES:
        if (folder / name).is_dir():
            yield Damage(where=name, what="a folder is where tracker keeps a file", do=MOVE)
    for name in _FOLDERS:
        if (folder / name).is_file():
            yield Damage(where=name, what="a file is where tracker keeps a folder", do=MOVE)


def refuse_misplaced(folder: Path) -> None:
    """StoreError where there is one."""
    for one in misplaced(folder):
        raise StoreError(f"{folder / one.where}: {one.what}. {one.do[0].upper()}{one.do[1:]}, then try again.")
