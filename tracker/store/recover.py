"""What a killed git leaves behind, and clearing it away: never the lock of a git that still runs.

History is always wholly old or wholly new after a kill; what can stop the next write are stale `*.lock` files and stale
`pack-*.keep` files (docs/studies/git-store.md 3.1). Call this with `store.lock` held.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from tracker.errors import LockError

_LOCKS = (
    "*.lock",
    "refs/**/*.lock",
    "logs/**/*.lock",
    "objects/info/**/*.lock",
    "objects/pack/*.lock",
    "gc.pid",
)
_LITTER = (
    "objects/pack/tmp_*",
    "objects/pack/.tmp-*",
    "objects/??/tmp_obj_*",
    "objects/tmp_objdir-*/**/*",
    "objects/info/commit-graphs/tmp_*",
    "objects/info/tmp_*",
    "fast_import_crash_*",
)
_KEEPS = "objects/pack/pack-*.keep"
_OUR_KEEP = b"fast-import"
_OLD = 60.0
"""Seconds after which a lock that no process has open is taken for stale. A person's `git` may close its lock file and
still be at work, but not for a minute."""
_PAUSE = 0.05
PATIENCE = 5.0
"""Seconds to wait for a lock that may be alive."""


def recover(
    repository: Path, *, died: bool, patience: float = PATIENCE, sleep: Callable[[float], None] = time.sleep
) -> tuple[str, ...]:
    """Remove what is stale; the names of what went. `died` says that our own last write did not end.

    LockError, naming the file, when a lock may belong to a live git for longer than `patience` seconds.
    """
    gone: list[str] = []
    while True:
        stale, alive = _leftovers(repository, died=died)
        gone += [_remove(repository, path) for path in stale]
        if not alive:
            return tuple(sorted(gone))
        if patience <= 0:
            raise LockError(
                f"{alive[0]} is there: another git seems to be at work. Wait until it has ended and try again; "
                "if none is running, try again in a minute."
            )
        sleep(_PAUSE)
        patience -= _PAUSE


def _leftovers(repository: Path, *, died: bool) -> tuple[list[Path], list[Path]]:
    """(what is stale, what belongs or may belong to a live git: a child may outlive our own process by a moment)."""
    locks = list(_files(repository, _LOCKS))
    litter = [*_files(repository, _LITTER), *filter(_is_ours, _files(repository, (_KEEPS,)))]
    if not locks and not litter:
        return [], []
    used = _open_files(repository)
    stale = [path for path in locks if died or _is_old(path)] + litter
    stale = [path for path in stale if str(path) not in used]
    return stale, sorted({*locks, *litter} - set(stale))


def _files(repository: Path, patterns: tuple[str, ...]) -> Iterator[Path]:
    for pattern in patterns:
        yield from (path for path in repository.glob(pattern) if path.is_file())


def _is_ours(keep: Path) -> bool:
    """A person may have put a `.keep` beside a pack on purpose; git's own are empty or say who made them."""
    try:
        said = keep.read_bytes()
    except FileNotFoundError:
        return False
    return not said or said.startswith(_OUR_KEEP)


def _is_old(path: Path) -> bool:
    try:
        changed = path.stat().st_mtime
    except FileNotFoundError:
        return False
    return changed < max(time.time() - _OLD, _boot_time())


def _boot_time() -> float:
    """When this machine started, in seconds since 1970; 0 where the system does not say."""
    try:
        lines = Path("/proc/stat").read_text("ascii").splitlines()
    except OSError:
        return 0.0
    return next((float(line.split()[1]) for line in lines if line.startswith("btime ")), 0.0)


def _open_files(repository: Path) -> set[str]:
    """Files of the repository that a process has open, as far as this system lets us see (Linux: /proc)."""
    found: set[str] = set()
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # ended meanwhile, or somebody else's
            for handle in (process / "fd").iterdir():
                with suppress(OSError):
                    found.add(str(handle.readlink()))
    return {name for name in found if name.startswith(f"{repository}/")}


def _remove(repository: Path, path: Path) -> str:
    path.unlink(missing_ok=True)
    return str(path.relative_to(repository))
