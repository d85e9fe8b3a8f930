"""Reading blobs: one `cat-file --batch` process, and nothing it says is taken on trust.

GitPython's blob streams share one pipe and trust its next line: a page that holds `<40 hex> blob 19` made the next
document read as forged text (docs/studies/git-store.md 5). Here answers are read whole; name, type, size and hash are
checked.
"""

import hashlib
import re
from collections import deque
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from subprocess import Popen

from tracker.errors import StoreError
from tracker.patterns import deferred
from tracker.store.git import Git, stop

_ID = deferred(r"[0-9a-f]{40}")
_LONGEST_HEADER = 200
_ENTRY = deferred(rb"[0-7]{5,6} ([^\0]+)\0(.{20})", re.DOTALL)
_TREE = slice(len("tree "), len("tree ") + 40)
"""Where a commit names its tree."""
MOST_AHEAD = 64
"""Questions in the pipe at once: 2.6 kB, so that writing them never waits for git, which may wait for us to read."""


def blob_id(data: bytes) -> str:
    """The git object id under which these bytes are kept."""
    return _object_id(b"blob", data)


def _object_id(kind: bytes, data: bytes) -> str:
    return hashlib.sha1(b"%s %d\0" % (kind, len(data)) + data, usedforsecurity=False).hexdigest()


def tree_of(commit: bytes) -> str:
    """The id of a commit's tree, from its bytes."""
    return commit[_TREE].decode("ascii")


def entries(tree: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Names and ids, one behind the other as git writes them."""
    entry = _ENTRY.match(tree)
    while entry:
        yield entry[1], entry[2]
        entry = _ENTRY.match(tree, entry.end())


class Reader:
    """Blobs of one repository by full id. Close it when done."""

    def __init__(self, git: Git) -> None:
        self._git = git
        self._process: Popen[bytes] | None = None
        self._asked: deque[str] = deque()
        """Ids that git was asked for and whose answers have not been read, in that order."""

    def expect(self, oids: Iterable[str]) -> None:
        """These blobs will be wanted next, in this order: git looks for them meanwhile, which halves the time.

        At most MOST_AHEAD; those that are not wanted after all are read over. ValueError for more. What is wrong with
        one of them is said when it is asked for.
        """
        wanted = list(oids)
        if len(self._asked) + len(wanted) > MOST_AHEAD:
            raise ValueError(f"at most {MOST_AHEAD} blobs can be expected at once")
        try:
            for oid in wanted:
                self._send(oid)
        except StoreError:
            self.close()  # git ended on an object that it cannot read; each will be asked for alone.

    def blob(self, oid: str) -> bytes:
        """The blob's bytes. StoreError when it is missing, cut short or not what its id says."""
        return self._checked(oid, b"blob")

    def commit(self, oid: str) -> bytes:
        """The bytes of a commit, checked in the same way."""
        return self._checked(oid, b"commit")

    def tree(self, oid: str) -> bytes:
        """The bytes of a tree, checked in the same way."""
        return self._checked(oid, b"tree")

    def file(self, commit: str, name: str) -> bytes:
        """The bytes of a file at the root of a commit, checked in the same way. StoreError, too, where there is none."""
        wanted = name.encode("utf-8")
        found = next((oid for entry, oid in entries(self.tree(tree_of(self.commit(commit)))) if entry == wanted), None)
        if found is None:
            raise self._damaged(commit, f"it has no {name}")
        return self.blob(found.hex())

    def _checked(self, oid: str, kind: bytes) -> bytes:
        try:
            data = self._ask(oid, kind)
        except BaseException:
            self.close()  # What is left in the pipe must never be read as the next answer.
            raise
        if _object_id(kind, data) != oid:
            self.close()
            raise self._damaged(oid, "its bytes do not match its id")
        return data

    def close(self) -> None:
        """End the process, if there is one."""
        self._asked.clear()
        if self._process is not None:
            process, self._process = self._process, None
            stop(process)

    def _ask(self, oid: str, kind: bytes) -> bytes:
        self._read_over(oid)
        if not self._asked:
            self._send(oid)
        header, data = self._answer(self._asked.popleft())
        if header != [oid.encode("ascii"), kind, b"%d" % len(data)]:
            raise self._damaged(oid, f"git answered {b' '.join(header).decode('utf-8', 'replace')!r}")
        return data

    def _read_over(self, oid: str) -> None:
        """Leave the answer to that id as the next one in the pipe, or none at all."""
        while self._asked and self._asked[0] != oid:
            try:
                self._answer(self._asked.popleft())
            except StoreError:
                self.close()  # Nobody wanted that one.

    def _send(self, oid: str) -> None:
        if not _ID.fullmatch(oid):
            raise StoreError(f"{oid[:60]!r} is not an object id.")
        process = self._running()
        if process.stdin is None:
            raise self._damaged(oid, "git gave no pipes")
        try:
            process.stdin.write(oid.encode("ascii") + b"\n")
            process.stdin.flush()
        except BrokenPipeError as error:
            self.close()
            raise self._damaged(oid, "git has stopped") from error
        self._asked.append(oid)

    def _answer(self, oid: str) -> tuple[list[bytes], bytes]:
        """(words of the header, bytes) of the next answer; no bytes where git says that it has no such object."""
        process = self._process
        if process is None or process.stdout is None:
            raise self._damaged(oid, "git has stopped")
        header = process.stdout.readline(_LONGEST_HEADER).split()
        if header == [oid.encode("ascii"), b"missing"]:
            return header, b""
        if len(header) != 3 or header[0] != oid.encode("ascii") or not header[2].isdigit():  # noqa: PLR2004 - id, type, size
            raise self._damaged(oid, f"git answered {b' '.join(header).decode('utf-8', 'replace')!r}")
        size = int(header[2])
        data = process.stdout.read(size)
        if len(data) != size or process.stdout.read(1) != b"\n":
            raise self._damaged(oid, "the answer was cut short")
        return header, data

    def _running(self) -> Popen[bytes]:
        if self._process is not None and not self._asked and self._process.poll() is not None:
            self.close()
        if self._process is None:
            self._process = self._git.start("cat-file", "--batch")
        return self._process

    def _damaged(self, oid: str, why: str) -> StoreError:
        return StoreError(
            f"Object {oid} of {self._git.path} cannot be read: {why}. Look with "
            f"`git --git-dir={self._git.path} fsck --full`, and restore the repository from a backup if that complains."
        )


@cache
def reader_of(repository: Path) -> Reader:
    """The one reader of a repository in a process of a pool, with which it ends."""
    return Reader(Git(repository))
