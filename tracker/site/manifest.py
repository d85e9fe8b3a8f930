"""Manifest: which files of a folder are this site's, and what each was made from."""

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from filelock import FileLock, Timeout

from tracker.errors import LockError, OutputError, UsageError

FILE = ".tracker-site.json"
SCHEMA = "tracker.site/1"
_PART = ".part"
"""Ending of a file while it is written."""


_LOCK = ".tracker-site.lock"


@contextmanager
def alone(folder: Path) -> Iterator["Manifest"]:
    """The manifest of a folder into which no other process builds meanwhile.

    UsageError where it is not a site's folder, OutputError where it cannot be written to; LockError during another build.
    """
    try:
        Manifest(folder)  # before anything is written: a folder of somebody else stays as it is
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / _LOCK, timeout=0):
            yield Manifest(folder)
    except Timeout as error:
        raise LockError(f"Another build is writing to {folder}. Wait until it has ended and try again.") from error
    except OSError as error:
        raise OutputError(
            f"The site cannot be written to {folder}: {error.strerror or error}. See that the disk has room and that the "
            "folder can be written to, or choose another; what was written stays and the next build goes on from there."
        ) from error


class ManifestEntry(NamedTuple):
    """A file as it was made."""

    key: str
    """Empty while it is being made: it may be there or not."""
    size: int


class Manifest:
    """The files of a site in a folder. Nothing but these is ever overwritten or deleted."""

    def __init__(self, folder: Path) -> None:
        """Read what was built there last. UsageError where the folder holds something else."""
        self.folder = folder
        self._made = _read(folder)
        self._saved = dict(self._made) if (folder / FILE).exists() else None
        self._sizes: dict[str, int | None] = {}
        """Of the files that were looked for; nobody else writes here meanwhile."""

    def has(self, address: str, key: str) -> bool:
        """Whether the file was made from just this, and is still there."""
        made = self._made.get(address)
        if made is None or made.key != key:
            return False
        if address not in self._sizes:
            self._sizes[address] = _size(self.folder / address)
        return self._sizes[address] == made.size

    def claim(self, addresses: Iterable[str]) -> None:
        """Say, before anything is written, that these files are ours: a build that is killed leaves none unknown."""
        for address in addresses:
            if address not in self._made and (self.folder / address).exists():
                raise UsageError(
                    f"{self.folder / address} is there and not of this site; move it away or choose another folder."
                )
            self._made[address] = ManifestEntry("", 0)
        self.save()

    def write(self, address: str, key: str, data: bytes) -> None:
        """Put a file in its place, whole or not at all. The manifest on disk follows with `save`."""
        self.note(address, ManifestEntry(key, put(self.folder, address, data)))

    def note(self, address: str, made: ManifestEntry) -> None:
        """A file was put in its place."""
        self._made[address] = made
        self._sizes.pop(address, None)

    def keep(self, wanted: Iterable[str]) -> int:
        """Delete the files of ours that are not wanted, with folders that are empty then: how many went."""
        gone = sorted(self._made.keys() - set(wanted))
        for address in gone:
            path = self.folder / address
            for one in (path, path.with_name(path.name + _PART)):
                one.unlink(missing_ok=True)
            del self._made[address]
            _prune(path.parent, self.folder)
        return len(gone)

    def save(self) -> None:
        """Write the manifest itself, where it says something else."""
        if self._saved == self._made:
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        told = {"schema": SCHEMA, "files": {name: list(made) for name, made in sorted(self._made.items())}}
        part = self.folder / (FILE + _PART)
        part.write_text(json.dumps(told, indent=0, ensure_ascii=True) + "\n", encoding="ascii")
        part.replace(self.folder / FILE)
        self._saved = dict(self._made)

    @property
    def files(self) -> Mapping[str, ManifestEntry]:
        """Every file by its address."""
        return self._made


def put(folder: Path, address: str, data: bytes) -> int:
    """Put a file in its place, whole or not at all: its size. One that holds these bytes already keeps its time."""
    path = folder / address
    part = path.with_name(path.name + _PART)
    if not path.is_symlink() and _size(path) == len(data) and path.read_bytes() == data:
        part.unlink(missing_ok=True)  # of a build that was killed
        return len(data)
    path.parent.mkdir(parents=True, exist_ok=True)
    part.write_bytes(data)
    part.replace(path)
    return len(data)


def _read(folder: Path) -> dict[str, ManifestEntry]:
    path = folder / FILE
    if not path.exists():
        with suppress(FileNotFoundError):
            if any(one.name not in {FILE + _PART, _LOCK} for one in folder.iterdir()):
                raise UsageError(
                    f"{folder} is not empty and not a site of tracker's. Name an empty or new folder, e.g. site."
                )
        return {}
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        if told["schema"] != SCHEMA:
            raise ValueError(told["schema"])  # noqa: TRY301 - told below, with the file's name
        return dict(_checked(told["files"]))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UsageError(
            f"{path} is not a list of site files this tracker can read. Delete the site's folder and rebuild it."
        ) from error


def _checked(files: Mapping[str, list[object]]) -> Iterator[tuple[str, ManifestEntry]]:
    """Whoever edits the list must not make us delete what lies elsewhere."""
    for address, (key, size) in files.items():
        parts = address.split("/")
        if not isinstance(size, int) or any(part in {"", ".", ".."} or "\\" in part for part in parts):
            raise ValueError(address)
        yield address, ManifestEntry(str(key), size)


def _size(path: Path) -> int | None:
    try:
        return os.stat(path, follow_symlinks=False).st_size  # noqa: PTH116 - one call a file, of many thousands
    except OSError:
        return None


def _prune(folder: Path, root: Path) -> None:
    while folder != root and root in folder.parents:
        try:
            folder.rmdir()
        except OSError:
            return
        folder = folder.parent
