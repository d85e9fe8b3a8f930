"""A git repository of somebody else's: the versions of some of its files. Never written to, and nothing of it is run."""

import hashlib
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Self

from pydantic import AwareDatetime, BaseModel

from tracker.errors import StoreError, UsageError
from tracker.store.git import Git, init
from tracker.store.outside import run_outside
from tracker.store.reader import Reader

THEIRS = "refs/heads/theirs"
_ADDRESS = re.compile(r"(?:https://|ssh://|file://)[^\s\x00-\x1f]{1,2000}")
_ID = re.compile(r"[0-9a-f]{40}")
_COMMIT = b"\x01"
_GONE = "0" * 40


class ForeignFile(BaseModel, frozen=True, extra="forbid"):
    """A file as a commit left it."""

    path: str
    commit: str
    at: AwareDatetime
    """The commit's author date: when its maker saw it."""
    message: str
    """The first line."""
    blob: str
    """Its git object id; zeros where the commit removed the file."""

    @property
    def removed(self) -> bool:
        """The commit took the file away."""
        return self.blob == _GONE


class Foreign:
    """One repository. Close it when done. StoreError when git cannot read it; UsageError when it is none."""

    def __init__(self, git: Git, name: str, head: str) -> None:
        self.name = name
        """How people call it: its folder or its address without a password."""
        self._git = git
        self._head = head
        self._reader = Reader(git)

    @classmethod
    def of(cls, address: str, *, keep: Path) -> Self:
        """A repository in a folder is read where it lies; one elsewhere is copied under `keep`, or that copy updated."""
        path = Path(address)
        if not _ADDRESS.fullmatch(address):
            if not path.is_dir():
                raise UsageError(
                    f"{address[:80]!r} is neither a folder nor an address (https, ssh or file) of a git repository."
                )
            inside = path / ".git" if (path / ".git").is_dir() else path
            if not (inside / "HEAD").is_file():
                raise UsageError(f"{address[:80]!r} is no git repository.")
            git = Git(inside)
            head = (
                git.run("rev-parse", "--verify", "--quiet", "--end-of-options", "HEAD^{commit}").decode("ascii").strip()
            )
            return cls(git, path.resolve().name, head)
        home = keep / f"{hashlib.sha256(address.encode()).hexdigest()[:16]}.git"
        keep.mkdir(parents=True, exist_ok=True)
        if not (home / "HEAD").exists():
            init(home)
        run_outside(home, "fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--", address, f"+HEAD:{THEIRS}")
        git = Git(home)
        head = git.run("rev-parse", "--verify", THEIRS).decode("ascii").strip()
        return cls(git, re.sub(r"//[^/@\s]+@", "//", address), head)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the process."""
        self._reader.close()

    def history(self, glob: str) -> Iterator[ForeignFile]:
        """Each change of a file whose path matches the glob (`*` also across folders), the oldest first.

        Along the first parent: what stood on the branch, in the order in which it stood there.
        """
        commit, at, message = "", datetime.fromtimestamp(0, UTC), ""
        records = self._git.records(
            *"log -z --raw --no-abbrev --no-renames --no-color --no-ext-diff --no-textconv --reverse --root".split(),
            *("--first-parent", "-m", "--format=%x01%H%x02%at%x02%s", self._head, "--"),
        )
        for record in records:
            if record.startswith(_COMMIT):
                name, when, said = record[1:].split(b"\x02", 2)
                commit, message = name.decode("ascii"), said.decode("utf-8", "replace").split("\n")[0]
                at = _moment(when)
            elif (change := record.lstrip(b"\n")).startswith(b":"):
                path = next(records).decode("utf-8", "replace")
                mode, blob = change.split(b" ")[1], change.split(b" ")[3].decode("ascii")
                if fnmatchcase(path, glob) and mode in {b"100644", b"100755", b"000000"} and _ID.fullmatch(blob):
                    yield ForeignFile(path=path, commit=commit, at=at, message=message, blob=blob)

    def body(self, seen: ForeignFile) -> bytes:
        """The file's bytes, checked against their id. StoreError when they cannot be had."""
        return self._reader.blob(seen.blob)


def _moment(seconds: bytes) -> datetime:
    try:
        return datetime.fromtimestamp(int(seconds), UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise StoreError("A commit of the other repository has no date that can be one.") from error
