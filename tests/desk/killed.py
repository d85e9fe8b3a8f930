"""Kills processes while they keep threads: `python killed.py FOLDER` leaves a folder for each death.

Each copy of `FOLDER/base` is changed in a child that dies by SIGKILL: at chosen statements of the database, the last of them
the one that would have made all of it stand, and at moments drawn with a fixed seed.
"""

import os
import random
import shutil
import signal
import sqlite3
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

sys.path.insert(0, str(Path(__file__).parents[1]))

from pledgeshelf import PAPERS, Shelf, config

from tracker.config.verdict import LinkVerdict
from tracker.desk.pledge_index import PledgeIndex
from tracker.store.archive import Archive
from tracker.store.layout import THREADS

CASES = ("page", "verdict", "reindex", "first")
SHARES = (0.0, 0.3, 0.6, 0.9, 1.0)
"""How far through its statements a child dies."""
MOMENTS = 8
"""Deaths of each case at a moment that the clock says."""
NEW = ("blue", "2021", "We will fund 300 school orchards. We will keep the bus fare for pupils at one pound.")


def shelf_of(folder: Path, case: str) -> Shelf:
    """What stands in the folder, with what is new in that case."""
    return Shelf(folder, (*PAPERS, NEW) if case == "page" else PAPERS)


def verdicts_of(folder: Path, case: str) -> tuple[LinkVerdict, ...]:
    """What a person said in that case."""
    if case != "verdict":
        return ()
    first, second = (folder.parent / "ids").read_text(encoding="utf-8").split()
    return (LinkVerdict(by="Ada", earlier=first, later=second, relation="same"),)


def change(folder: Path, case: str) -> None:
    """What the child does that dies."""
    with PledgeIndex(cast("Archive", shelf_of(folder, case)), config(*verdicts_of(folder, case))) as index:
        if case == "reindex":
            index.remake()
        else:
            index.threads()


def main(place: Path) -> None:
    """A folder for each death, named after what was done and when it ended."""
    base = place / "base"
    base.mkdir(parents=True)
    with PledgeIndex(cast("Archive", shelf_of(base, "")), config()) as index:
        threads = index.threads()
    (place / "ids").write_text(f"{threads[0].claims[0].id} {threads[-1].claims[-1].id}", encoding="utf-8")
    draw = random.Random(3)
    for case in CASES:
        count, took = _whole(_copy(base, place / f"{case}-whole", case), case)
        for share in SHARES:
            at = max(1, round(share * count))
            folder = _copy(base, place / f"{case}-{at}", case)
            ended = _dies(lambda folder=folder, case=case, at=at: _until(folder, case, at))
            if ended != signal.SIGKILL:
                raise SystemExit(f"{case} at statement {at} of {count} ended with {ended}.")
        for nth in range(MOMENTS):
            folder = _copy(base, place / f"{case}-moment-{nth}", case)
            _dies(lambda folder=folder, case=case: change(folder, case), after=draw.uniform(0, took))


def _copy(base: Path, folder: Path, case: str) -> Path:
    shutil.copytree(base, folder)
    if case == "first":
        (folder / THREADS).unlink()
    return folder


def _whole(folder: Path, case: str) -> tuple[int, float]:
    """How many statements it takes undisturbed, and how long."""
    began = time.monotonic()
    seen = _counted(lambda _: None)
    change(folder, case)
    return seen[0], time.monotonic() - began


def _until(folder: Path, case: str, at: int) -> None:
    def hear(count: int) -> None:
        if count == at:
            os.kill(os.getpid(), signal.SIGKILL)

    _counted(hear)
    change(folder, case)


def _counted(hear: Callable[[int], None]) -> list[int]:
    """Statements since the first that writes, up to the one that ends it; of the file of threads, from now on."""
    seen = [0]
    writes = [False]

    def said(statement: str) -> None:
        writes[0] = writes[0] or statement.startswith("begin immediate")
        if writes[0]:
            seen[0] += 1
            hear(seen[0])
        writes[0] = writes[0] and statement != "commit"

    def connect(path: Any, **how: Any) -> sqlite3.Connection:
        db = _REAL(path, **how)
        if str(path).endswith(THREADS):
            db.set_trace_callback(said)
        return db

    sqlite3.connect = connect  # type: ignore[assignment]
    return seen


def _dies(work: Callable[[], None], *, after: float | None = None) -> int:
    """The signal by which a child ended that did this; 0 where it came to its end."""
    child = os.fork()
    if not child:
        work()
        os._exit(0)
    if after is not None:
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
    return os.WTERMSIG(os.waitpid(child, 0)[1])


_REAL = sqlite3.connect

if __name__ == "__main__":
    main(Path(sys.argv[1]))
