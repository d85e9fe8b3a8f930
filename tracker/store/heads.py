"""`heads.log`: a line for each move of a branch, kept outside the repositories so that a rewritten history shows.

A line is `time round repository old new`, with `-` for none. In the place of the round stands `repaired` for a move
that a crash kept from being noted (its time is that of the commit), and `purged` where a purge, or `replayed` where
`pull --replay`, has put another history in its place. Each line goes on where the one before it ended, from the first
commit on.
"""

import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from tracker.errors import StoreError
from tracker.store.git import Git
from tracker.store.index import rewritten
from tracker.store.layout import BORN
from tracker.store.moment import moment

PURGED = "purged"
REPLAYED = "replayed"
TRAILER = "Purged"
"""Key of the trailer that a commit noted as `purged` must have."""
BEGUN_ANEW = {PURGED: TRAILER, REPLAYED: "Replayed"}
"""Words for moves to another history, and the key of the trailer that the commit moved to must have."""
REPAIRED = "repaired"
_TAIL = 8192
"""Bytes read from the end: some forty lines, more than one write adds."""
WORDS = 5


def check(path: Path, git: Git) -> None:
    """StoreError when the repository no longer contains the head that was noted last."""
    noted = last(path, git.path.name)
    head = git.head()
    if noted and noted != head and (head is None or not git.is_ancestor(noted, head)):
        raise rewritten(git.path, noted, head)


def note(path: Path, *, now: datetime, run: str, moves: dict[str, tuple[str | None, str | None]]) -> None:
    """Add a line for each repository whose head has moved, and make it durable."""
    lines = [line(now, run, name, old, new) for name, (old, new) in moves.items() if new and new != old]
    if lines:
        append(path, lines)


def catch_up(path: Path, git: Git, *, begun: bool) -> bool:
    """Note a head that no line tells of, since a crash came between the write and its line: whether there was one.

    A log that is `begun` anew starts with the head that is there, unless nothing was ever written.
    """
    noted, head = last(path, git.path.name), git.head()
    if head is None or noted == head or not (noted or begun):
        return False
    made = int(git.run("log", "-1", "--format=%ct", head))
    if not noted and made == BORN:
        return False
    append(path, [line(moment(made), REPAIRED, git.path.name, noted, head)])
    return True


def append(path: Path, lines: Sequence[str]) -> None:
    """Add whole lines and make them durable, unless they are the last ones already."""
    body = "".join(lines).encode("ascii")
    try:
        if _tail(path).endswith(body):
            return
        with path.open("ab") as log:
            if not _tail(path).endswith(b"\n") and log.tell():
                log.write(b"\n")  # The line before was cut off by a crash.
            log.write(body)
            log.flush()
            os.fsync(log.fileno())
    except OSError as error:
        raise StoreError(f"{path} cannot be written: {error}. The batch itself was recorded.") from error


def line(now: datetime, what: str, repository: str, old: str | None, new: str) -> str:
    """One move of a branch; `what` is the id of the round, or why it moved without one."""
    stamp = now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return f"{stamp} {what} {repository} {old or '-'} {new}\n"


def last(path: Path, repository: str) -> str | None:
    """The head that was noted last for a repository."""
    for line in reversed(_tail(path).decode("ascii", "replace").splitlines(keepends=True)):
        words = line.split()
        if line.endswith("\n") and len(words) == WORDS and words[2] == repository:
            return words[4]
    return None


def _tail(path: Path) -> bytes:
    try:
        with path.open("rb") as log:
            log.seek(max(0, log.seek(0, os.SEEK_END) - _TAIL))
            return log.read()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise StoreError(f"{path} cannot be read: {error.strerror}. See that tracker may read it.") from error
