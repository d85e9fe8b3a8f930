"""`heads.log`: a line for each move of a branch, kept outside the repositories so that a rewritten history shows.

A line is `time round repository old new`, with `-` for none.
"""

import os
from datetime import UTC, datetime
from pathlib import Path

from tracker.errors import StoreError
from tracker.store.git import Git
from tracker.store.index import rewritten

_TAIL = 8192
"""Bytes read from the end: some forty lines, more than one write adds."""
_WORDS = 5


def check(path: Path, git: Git) -> None:
    """StoreError when the repository no longer contains the head that was noted last."""
    noted = last(path, git.path.name)
    head = git.head()
    if noted and noted != head and (head is None or not git.is_ancestor(noted, head)):
        raise rewritten(git.path, noted, head)


def note(path: Path, *, now: datetime, run: str, moves: dict[str, tuple[str | None, str | None]]) -> None:
    """Add a line for each repository whose head has moved, and make it durable."""
    stamp = now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    lines = [f"{stamp} {run} {name} {old or '-'} {new}\n" for name, (old, new) in moves.items() if new and new != old]
    if not lines:
        return
    try:
        with path.open("ab") as log:
            if not _tail(path).endswith(b"\n") and log.tell():
                log.write(b"\n")  # The line before was cut off by a crash.
            log.write("".join(lines).encode("ascii"))
            log.flush()
            os.fsync(log.fileno())
    except OSError as error:
        raise StoreError(f"{path} cannot be written: {error}. The batch itself was recorded.") from error


def last(path: Path, repository: str) -> str | None:
    """The head that was noted last for a repository."""
    for line in reversed(_tail(path).decode("ascii", "replace").splitlines(keepends=True)):
        words = line.split()
        if line.endswith("\n") and len(words) == _WORDS and words[2] == repository:
            return words[4]
    return None


def _tail(path: Path) -> bytes:
    try:
        with path.open("rb") as log:
            log.seek(max(0, log.seek(0, os.SEEK_END) - _TAIL))
            return log.read()
    except FileNotFoundError:
        return b""
