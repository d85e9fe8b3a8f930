"""Inbox: a folder into which people save pages from a browser; what is taken in goes into `taken/` beside it.

What is not taken stays where it is, and is named each time. Running it again takes nothing twice, also after a crash
between recording and moving: run records know what was taken.
"""

import os
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Final, NamedTuple

from tracker.capture.backfill import backfill
from tracker.capture.bench import Bench
from tracker.capture.savedfile import SavedCapture
from tracker.config.decider import put_in_place
from tracker.errors import SourceError
from tracker.store.record import RECORDED, SAME

TAKEN: Final = "taken"
_UNFINISHED = (".crdownload", ".part", ".partial", ".download", ".tmp")
"""How browsers call what they still write."""
_BESIDE = ("_files", "_fichiers", "-Dateien", "_archivos", "_file")
"""What browsers put behind a page's name for the folder of its pictures, by language."""
_PAGES = (".html", ".htm", ".xhtml")


class TakenPage(NamedTuple):
    """A page that is in the record now, or was before."""

    file: str
    source: str
    document: str
    at: datetime
    version: str | None
    """The address of the version that was recorded; None where it says what is held, or was taken before."""
    removed: Counter[str]
    is_own_word: bool
    """Where it is from is what the page says of itself: whoever releases it has to look."""


class LeftFile(NamedTuple):
    """A file that stays where it is, and why."""

    file: str
    why: str


def waiting(folder: Path, *, settled: float | None = None) -> dict[Path, float]:
    """The files in the folder itself, by name, with when they were written; with `settled`, only those written till then.

    Hidden files, links, what a browser still writes, and what goes while we look are passed by.
    """
    found: dict[Path, float] = {}
    for one in sorted(os.scandir(folder), key=lambda each: each.name):
        if one.name.startswith(".") or one.name.lower().endswith(_UNFINISHED):
            continue
        with suppress(FileNotFoundError):  # browsers rename what they have written
            if one.is_file(follow_symlinks=False) and (settled is None or one.stat().st_mtime <= settled):
                found[Path(one.path)] = one.stat().st_mtime
    return found


def take_in(path: Path, found: tuple[SavedCapture, ...], bench: Bench) -> Iterator[TakenPage]:
    """Record what a file holds; the round lock is the caller's. SourceError for what does not look like the page."""
    if late := next((one.capture.at for one in found if one.capture.at > bench.now()), None):
        raise SourceError(f"it says that it was saved at {late:%Y-%m-%d %H:%M} UTC, which has not come yet")
    for one in found:
        name = (one.source.id, one.capture.document)
        fresh = backfill(one.source, [one.capture], bench=bench).recorded
        outcome = bench.archive.imported(*name).get(one.capture.key, "nobody can have seen it then")
        if outcome not in {RECORDED, SAME}:
            raise SourceError(f"{one.source.id}: {outcome}")
        made = (each for each in bench.archive.captured(*name) if each.captured_at == one.capture.at and each.saved_by)
        version = next((each.address for each in made), None) if fresh else None
        yield TakenPage(path.name, *name, one.capture.at, version, one.removed, one.is_own_word)


def make(folder: Path) -> None:
    """Make the folder, and have git pass it by: what lies in it may show somebody's account. OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / ".gitignore").exists():
        put_in_place(folder / ".gitignore", "*\n")


def put_away(path: Path) -> Path:
    """Move a file that was taken in, with the folder of its pictures: where it is now. OSError."""
    taken = path.parent / TAKEN
    taken.mkdir(exist_ok=True)
    to = _free(taken, path.stem, path.suffix)
    path.rename(to)
    for ending in _BESIDE if path.suffix.lower() in _PAGES else ():
        beside = path.with_name(path.stem + ending)
        if beside.is_dir() and not beside.is_symlink():
            beside.rename(_free(taken, to.stem + ending, ""))
    return to


def _free(folder: Path, stem: str, suffix: str) -> Path:
    """A name that nothing in the folder has."""
    nth = 1
    while (found := folder / f"{stem}{f'-{nth}' if nth > 1 else ''}{suffix}").exists():
        nth += 1
    return found
