"""Reading blobs: one `cat-file --batch` process, and nothing it says is taken on trust.

GitPython's blob streams share one pipe and trust its next line: a page that holds `<40 hex> blob 19` made the next
document read as forged text (gitstore.md 5). Here answers are read whole; name, type, size and hash are checked.
"""

import hashlib
import re
from subprocess import Popen

from tracker.errors import StoreError
from tracker.store.git import Git, stop

_ID = re.compile(r"[0-9a-f]{40}")
_LONGEST_HEADER = 200


def blob_id(data: bytes) -> str:
    """The git object id under which these bytes are kept."""
    return _object_id(b"blob", data)


def _object_id(kind: bytes, data: bytes) -> str:
    return hashlib.sha1(b"%s %d\0" % (kind, len(data)) + data, usedforsecurity=False).hexdigest()


class Reader:
    """Blobs of one repository by full id. Close it when done."""

    def __init__(self, git: Git) -> None:
        self._git = git
        self._process: Popen[bytes] | None = None

    def blob(self, oid: str) -> bytes:
        """The blob's bytes. StoreError when it is missing, cut short or not what its id says."""
        return self._checked(oid, b"blob")

    def commit(self, oid: str) -> bytes:
        """The bytes of a commit, checked in the same way."""
        return self._checked(oid, b"commit")

    def _checked(self, oid: str, kind: bytes) -> bytes:
        if not _ID.fullmatch(oid):
            raise StoreError(f"{oid[:60]!r} is not an object id.")
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
        if self._process is not None:
            process, self._process = self._process, None
            stop(process)

    def _ask(self, oid: str, kind: bytes) -> bytes:
        process = self._running()
        if process.stdin is None or process.stdout is None:
            raise self._damaged(oid, "git gave no pipes")
        try:
            process.stdin.write(oid.encode("ascii") + b"\n")
            process.stdin.flush()
        except BrokenPipeError as error:
            raise self._damaged(oid, "git has stopped") from error
        header = process.stdout.readline(_LONGEST_HEADER).split()
        if len(header) != 3 or header[:2] != [oid.encode("ascii"), kind] or not header[2].isdigit():  # noqa: PLR2004 - id, type, size
            raise self._damaged(oid, f"git answered {b' '.join(header).decode('utf-8', 'replace')!r}")
        size = int(header[2])
        data = process.stdout.read(size)
        if len(data) != size or process.stdout.read(1) != b"\n":
            raise self._damaged(oid, "the answer was cut short")
        return data

    def _running(self) -> Popen[bytes]:
        if self._process is not None and self._process.poll() is not None:
            self.close()
        if self._process is None:
            self._process = self._git.start("cat-file", "--batch")
        return self._process

    def _damaged(self, oid: str, why: str) -> StoreError:
        return StoreError(
            f"Object {oid} of {self._git.path} cannot be read: {why}. Look with "
            f"`git --git-dir={self._git.path} fsck --full`, and restore the repository from a backup if that complains."
        )
