"""Making heads.log whole: the moves that it does not tell of are put in from the repositories, what is no move goes."""

import os
from pathlib import Path
from typing import NamedTuple

from tracker.store import heads, layout
from tracker.store.continuity import gaps, moves
from tracker.store.git import Git
from tracker.store.moment import moment
from tracker.store.write import fsync_folder

KEPT = f"{layout.HEADS}.damaged"
"""What a log that had to be made whole was before: evidence, for a person to look at."""


class LogMend(NamedTuple):
    """What was wrong with it."""

    torn: bool
    missing: int
    """Moves that were not in it."""
    odd: bool
    """There were lines that are no moves."""


def make_whole(folder: Path) -> LogMend:
    """Mend it, with `store.lock` held. A log that tells of another history is left as it is, but for a torn last line."""
    log = folder / layout.HEADS
    body = log.read_bytes() if log.exists() else b""
    is_torn = bool(body) and not body.endswith(b"\n")
    held, odd = moves(log)
    lines = [(float(number), line) for number, line in held]
    missing = 0
    for name in layout.REPOSITORIES if log.exists() else ():
        git = Git(folder / name)
        found = gaps(log, git)
        if found is None:
            return LogMend(torn=False, missing=0, odd=False)
        missing += len(found)
        for gap in found:
            made = int(git.run("log", "-1", "--format=%ct", gap.new))
            lines.append((gap.before - 0.5, heads.line(moment(made), heads.REPAIRED, name, gap.old, gap.new)))
    if missing or odd or is_torn:
        _replace(log, "".join(line for _, line in sorted(lines)), keep=bool(missing or odd))
    return LogMend(is_torn, missing, odd)


def _replace(log: Path, body: str, *, keep: bool) -> None:
    made = log.with_name(f"{log.name}.new")
    with made.open("w", encoding="ascii", newline="\n") as file:
        file.write(body)
        file.flush()
        os.fsync(file.fileno())
    if keep:
        log.with_name(KEPT).write_bytes(log.read_bytes())
    made.replace(log)
    fsync_folder(log.parent)
