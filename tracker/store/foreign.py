"""A git repository of somebody else's: the versions of some of its files. Never written to, and nothing of it is run."""

import hashlib
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from fnmatch import fnmatchcase
from pathlib import Path
from typing import NamedTuple, Self

from pydantic import AwareDatetime, BaseModel

from tracker.errors import SourceError, StoreError, UsageError
from tracker.patterns import deferred
from tracker.store.git import Git, init
from tracker.store.lineage import Lineage, Move
from tracker.store.outside import run_outside
from tracker.store.reader import Reader

THEIRS = "refs/heads/theirs"
_ADDRESS = deferred(r"(?:https://|ssh://|file://)[^\s\x00-\x1f]{1,2000}")
_ID = deferred(r"[0-9a-f]{40}")
_COMMIT = b"\x01"
_GONE = "0" * 40
_FILES = frozenset({"100644", "100755", "000000"})
_GLOB = deferred(r"[*?\[]")
_LOG = "log -z --raw --no-abbrev --no-color --no-ext-diff --no-textconv --root --first-parent -m".split()
_NEVER = datetime.min.replace(tzinfo=UTC)
"""The time of a commit whose date is none: nobody can have seen a page then, and the import says so."""


class ForeignFile(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """A file as a commit left it."""

    path: str
    commit: str
    at: AwareDatetime
    """The commit's author date: when its maker saw it."""
    message: str
    """The first line."""
    blob: str
    """Its git object id; zeros where the commit removed the file."""
    origin: str
    """The path under which its history began: the same through every move."""
    was: str | None = None
    """Its path before this commit, which moved it."""

    @property
    def removed(self) -> bool:
        """The commit took the file away."""
        return self.blob == _GONE


class _Change(NamedTuple):
    path: str
    commit: str
    at: datetime
    message: str
    blob: str
    is_new: bool


class Foreign:
    """One repository. Close it when done. SourceError when git cannot read it; UsageError when it is none."""

    def __init__(self, git: Git, name: str, head: str) -> None:
        self.name = name
        """How people call it: its folder or its address without a password."""
        self._git = git
        self._head = head
        self._reader = Reader(git)

    @classmethod
    def of(cls, address: str, *, keep: Path) -> Self:
        """A repository in a folder is read where it lies; one elsewhere is copied under `keep`, or that copy updated."""
        try:
            return cls._opened(address, keep)
        except StoreError as error:
            raise _theirs(address, error) from error

    @classmethod
    def _opened(cls, address: str, keep: Path) -> Self:
        path = Path(address)
        if not _ADDRESS.fullmatch(address):
            if not path.is_dir():
                raise UsageError(
                    f"{address[:80]!r} is neither a folder nor an address (https, ssh or file) of a git repository."
                )
            inside = path / ".git" if (path / ".git").is_dir() else path
            if not (inside / "HEAD").is_file():
                raise UsageError(f"{address[:80]!r} is not a git repository.")
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

    def history(
        self, glob: str, *, exclude: tuple[str, ...] = (), tell: Callable[[int], None] = lambda _: None
    ) -> tuple[ForeignFile, ...]:
        """Each change of a file whose path matches the glob (`*` also across folders), the oldest first.

        Along the first parent: what stood on the branch, in the order in which it stood there. A file that was moved is
        followed back to where it was before, also to where the glob does not reach. `tell` hears how many changes have
        been looked at.
        """

        def is_meant(path: str) -> bool:
            return fnmatchcase(path, glob) and not any(fnmatchcase(path, one) for one in exclude)

        try:
            found = self._followed(glob, is_meant, tell)
        except StoreError as error:
            raise _theirs(self.name, error) from error
        return found

    def body(self, seen: ForeignFile) -> bytes:
        """The file's bytes, checked against their id. StoreError when they cannot be had."""
        return self._reader.blob(seen.blob)

    def commits(self) -> int:
        """How many there are on the branch."""
        return int(self._git.run("rev-list", "--count", "--first-parent", self._head, "--"))

    def _followed(
        self, glob: str, is_meant: Callable[[str], bool], tell: Callable[[int], None]
    ) -> tuple[ForeignFile, ...]:
        place = _place(glob)
        if is_file := place == glob:
            changes, moves = self._file(self._head, place, tell)
        else:
            changes = [one for one in self._changes(self._head, place, tell) if is_meant(one.path)]
            moves = self._moves(changes)
        outside = {(one.commit, one.old) for one in moves if not is_file and not is_meant(one.old)}
        for commit, path in sorted(outside):
            earlier, further = self._file(f"{commit}^1", path, tell)
            changes, moves = [*changes, *earlier], [*moves, *further]
        order = self._order(changes)
        lineage = Lineage({(one.commit, one.new): one for one in moves})
        once = {(one.commit, one.path): one for one in changes}.values()
        told = sorted(once, key=lambda one: (order[one.commit], one.path))
        return tuple(
            ForeignFile(
                path=one.path, commit=one.commit, at=one.at, message=one.message, blob=one.blob, origin=origin, was=was
            )
            for one, origin, was in lineage.told(told)
        )

    def _changes(self, head: str, place: str, tell: Callable[[int], None]) -> Iterator[_Change]:
        """Changes in a folder, or of all with an empty `place`, the newest first: as git finds them."""
        only = (place,) if place else ()
        return (one for one, _ in self._log(tell, "--no-renames", head, "--", *only))

    def _file(self, head: str, path: str, tell: Callable[[int], None]) -> tuple[list[_Change], list[Move]]:
        """Changes of one file, followed through its moves, and these."""
        try:
            found = list(self._log(tell, "--follow", "-M", head, "--", path))
        except StoreError:  # In a clone that lacks bytes git can tell only what was moved unchanged.
            found = list(self._log(tell, "--follow", "-M100%", head, "--", path))
        return [one for one, _ in found], [Move(one.commit, old, one.path) for one, old in found if old]

    def _log(self, tell: Callable[[int], None], *words: str) -> Iterator[tuple[_Change, str | None]]:
        """Each change, the newest first, and where the file was before, if it was moved."""
        commit, at, message, count = "", _NEVER, "", 0
        records = self._git.records(*_LOG, "--format=%x01%H%x02%at%x02%s", *words)
        for record in records:
            if record.startswith(_COMMIT):
                name, when, said = record[1:].split(b"\x02", 2)
                commit, message = name.decode("ascii"), said.decode("utf-8", "replace").split("\n")[0]
                at = _moment(when)
            elif (change := record.lstrip(b"\n")).startswith(b":"):
                _, mode, _, blob, state = change.decode("ascii", "replace").split(" ")
                old = next(records).decode("utf-8", "replace") if state.startswith("R") else None
                path = next(records).decode("utf-8", "replace")
                count += 1
                tell(count)
                if mode in _FILES and _ID.fullmatch(blob):
                    yield _Change(path, commit, at, message, blob, state == "A"), old

    def _moves(self, changes: list[_Change]) -> list[Move]:
        """Which of the files that are new in a commit were moved there."""
        wanted = {(one.commit, one.path) for one in changes if one.is_new}
        if not wanted:
            return []
        try:
            return self._renames(wanted, "-M")
        except StoreError:  # As above.
            return self._renames(wanted, "-M100%")

    def _renames(self, wanted: set[tuple[str, str]], how: str) -> list[Move]:
        ids = "".join(f"{commit}\n" for commit in sorted({commit for commit, _ in wanted}))
        said = self._git.ask(
            *_LOG, how, "--diff-filter=R", "--format=%x01%H", "--no-walk=unsorted", "--stdin", data=ids.encode("ascii")
        )
        found, commit, records = [], "", iter(said.split(b"\0"))
        for record in records:
            if record.startswith(_COMMIT):
                commit = record[1:].decode("ascii", "replace").strip()
            elif record.lstrip(b"\n").startswith(b":"):
                old, new = (next(records).decode("utf-8", "replace") for _ in range(2))
                if (commit, new) in wanted:
                    found.append(Move(commit, old, new))
        return found

    def _order(self, changes: list[_Change]) -> dict[str, int]:
        wanted = {one.commit for one in changes}
        listed = self._git.run("rev-list", "--first-parent", "--reverse", self._head, "--").decode("ascii").split()
        return {commit: nth for nth, commit in enumerate(listed) if commit in wanted}


def _place(glob: str) -> str:
    """What git is asked for: the path where it is one, else the folder that all that match lie in."""
    if not _GLOB.search(glob):
        return glob
    return _GLOB.split(glob, maxsplit=1)[0].rpartition("/")[0]


def _theirs(name: str, error: StoreError) -> SourceError:
    said = str(error).partition(". Look with")[0]
    return SourceError(
        f"The repository {name[:80]} cannot be read: {said} This is the other repository, not your store: see that the "
        "address is right and that it was cloned whole (without --filter and --depth), then try again."
    )


def _moment(seconds: bytes) -> datetime:
    try:
        return datetime.fromtimestamp(int(seconds), UTC)
    except (ValueError, OverflowError, OSError):
        return _NEVER
