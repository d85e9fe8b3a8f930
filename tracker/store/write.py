"""Writing commits: one `git fast-import` for a whole batch; all of it becomes visible in one ref update, or nothing."""

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO

from pydantic import BaseModel

from tracker.errors import StoreError
from tracker.patterns import deferred
from tracker.store.git import REF, Git, stop
from tracker.store.reader import Reader

DURABLE = ("core.fsync=all", "fastimport.unpackLimit=1", "core.bigFileThreshold=1", "pack.depth=50")
"""Measured in docs/studies/git-store.md: a pack is made durable at no cost, loose objects at 13 times the cost (1.5);
blobs stored whole let an ordinary gc make the repository 3 times smaller than it would be (1.4)."""
_WHO = b"tracker <tracker@localhost>"
_COMMITTER = deferred(rb"\ncommitter [^\n]*> ([0-9]{1,12}) [+-][0-9]{4}\n")


class Commit(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """A commit to be made: message, author date in seconds since 1970, the files it sets and those it removes."""

    message: bytes
    authored: int
    files: tuple[tuple[str, bytes], ...]
    gone: tuple[str, ...] = ()


def write_commits(
    git: Git, commits: Sequence[Commit], *, parent: str | None, now: int, reader: Reader | None = None
) -> str:
    """The new head. `now` in seconds since 1970; the committer date never goes behind the parent's.

    StoreError when git refuses; nothing is recorded then. A reader of the repository saves a process.
    """
    committed = max(now, _committed(git, parent, reader)) if parent else now
    process = git.start("fast-import", "--quiet", "--done", "--date-format=raw", config=DURABLE)
    try:
        feed(process.stdin, _stream(commits, parent, committed))
        process.stdin = None
        _, err = process.communicate()
    finally:
        stop(process)
    if process.returncode:
        raise StoreError(f"Nothing was recorded. {git.failure('fast-import', err)}")
    for folder in ("objects/pack", "refs/heads", "logs/refs/heads", "."):
        fsync_folder(git.path / folder)
    head = git.head()
    if head is None or head == parent:
        raise StoreError(f"Nothing was recorded in {git.path}: git reported no fault, but the branch did not move.")
    return head


def fsync_folder(folder: Path) -> None:
    """Make renames in a folder durable: else power cuts took 7 of 216 acknowledged runs (docs/studies/git-store.md 3.2)."""
    if not folder.is_dir():
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _committed(git: Git, commit: str, reader: Reader | None) -> int:
    with suppress(StoreError):  # git itself says best what is wrong
        if reader and (found := _COMMITTER.search(reader.commit(commit))):
            return int(found[1])
    return int(git.run("log", "-1", "--format=%ct", commit))


def feed(pipe: IO[bytes] | None, chunks: Iterator[bytes]) -> None:
    """Write a stream to git and close it."""
    if pipe is None:
        return
    with suppress(BrokenPipeError):  # git has ended and says why on its standard error
        try:
            for chunk in chunks:
                pipe.write(chunk)
        finally:
            pipe.close()  # Also then: what is left in the buffer would be flushed, and fail, when it is collected.


def _stream(commits: Sequence[Commit], parent: str | None, committed: int) -> Iterator[bytes]:
    for index, commit in enumerate(commits):
        yield b"commit %s\n" % REF.encode("ascii")
        yield b"author %s %d +0000\ncommitter %s %d +0000\n" % (_WHO, commit.authored, _WHO, committed)
        yield from data(commit.message)
        if index == 0 and parent:
            yield b"from %s\n" % parent.encode("ascii")  # git refuses if the branch is elsewhere by now
        for path in commit.gone:
            yield b"D %s\n" % path.encode("ascii")
        for path, body in commit.files:
            yield b"M 100644 inline %s\n" % path.encode("ascii")
            yield from data(body)
    yield b"done\n"  # else git accepts a stream that was cut off between two commits (docs/studies/git-store.md 3.1)


def data(body: bytes) -> Iterator[bytes]:
    """Bytes as a stream of fast-import holds them."""
    yield b"data %d\n" % len(body)  # the length goes first, so no page can end its data early
    yield body
    yield b"\n"
