"""Files that git has made from others and makes again: indexes of packs, and the commit-graph. Each ends with its SHA-1."""

import shutil
import time
from collections.abc import Iterator
from hashlib import sha1
from pathlib import Path

from tracker.errors import StoreError
from tracker.store.git import Git

_PACKS, _GRAPHS = "objects/pack", "objects/info/commit-graphs"
_ENDINGS = (
    "objects/pack/*.idx",
    "objects/pack/*.rev",
    "objects/pack/*.bitmap",
    "objects/pack/multi-pack-index*",
    "objects/info/commit-graph",
    f"{_GRAPHS}/*.graph",
)
_CHAIN = f"{_GRAPHS}/commit-graph-chain"
_HASH = 20
"""Bytes of a SHA-1."""
_CHUNK = 1 << 20
_PAUSE = 0.2
"""Seconds to a second look: a git at work puts a pack and its index in place one after the other."""


def damaged(git: Git) -> tuple[Path, ...]:
    """Those of one repository that are not as they were made, or are missing."""
    found = set(_look(git))
    if found:
        time.sleep(_PAUSE)
        found &= set(_look(git))
    return tuple(sorted(found))


def remove(git: Git, paths: tuple[Path, ...]) -> None:
    """Take them away, with what was made from them in turn. git works without, but for the indexes of packs."""
    packs = git.path / _PACKS
    for path in paths:
        path.unlink(missing_ok=True)
        path.with_suffix(".rev").unlink(missing_ok=True)
    for path in packs.glob("multi-pack-index*"):
        path.unlink()
    shutil.rmtree(git.path / _GRAPHS, ignore_errors=True)
    for pack in sorted(packs.glob("pack-*.pack")):
        if not pack.with_suffix(".idx").exists():
            try:
                git.run("index-pack", str(pack), config=("core.fsync=all",))
            except StoreError as error:
                raise StoreError(
                    f"{pack} is damaged, not only its index. Restore {git.path.name} from a backup."
                ) from error


def _look(git: Git) -> Iterator[Path]:
    for pattern in _ENDINGS:
        yield from (path for path in git.path.glob(pattern) if path.is_file() and not _is_whole(path))
    for pack in (git.path / _PACKS).glob("pack-*.pack"):
        if not pack.with_suffix(".idx").exists() and not pack.with_suffix(".keep").exists():
            yield pack.with_suffix(".idx")
    chain = git.path / _CHAIN
    if chain.is_file():
        names = chain.read_bytes().decode("ascii", "replace").split()
        if not names or not all((chain.parent / f"graph-{name}.graph").is_file() for name in names):
            yield chain


def _is_whole(path: Path) -> bool:
    """Whether a file ends with the SHA-1 of what comes before; one that has gone meanwhile is no fault."""
    digest = sha1(usedforsecurity=False)
    try:
        left = path.stat().st_size - _HASH
        with path.open("rb") as file:
            while left > 0 and (some := file.read(min(left, _CHUNK))):
                digest.update(some)
                left -= len(some)
            return left == 0 and file.read() == digest.digest()
    except FileNotFoundError:
        return True
