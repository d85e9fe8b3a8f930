"""Processes: those that a process has started, as Linux tells of them. Elsewhere nothing is known, and none is found."""

import os
import resource
import signal
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

_PROC = Path("/proc")
_PAGE = resource.getpagesize()


def descendants(root: int) -> tuple[int, ...]:
    """The process numbers of all that a process started, and they, those that started others first."""
    children: dict[int, list[int]] = defaultdict(list)
    for one, parent in _parents():
        children[parent].append(one)
    found = list(children[root])
    for one in found:
        found += children[one]
    return tuple(found)


def children(root: int) -> tuple[int, ...]:
    """Those that a process started itself."""
    return tuple(one for one, parent in _parents() if parent == root)


def memory(processes: tuple[int, ...]) -> int:
    """Bytes of memory that they hold without what they share."""
    return sum(map(_own, processes))


def kill(processes: tuple[int, ...]) -> None:
    """End them at once."""
    for one in processes:
        with suppress(OSError):  # it has ended by itself
            os.kill(one, signal.SIGKILL)


def _parents() -> Iterator[tuple[int, int]]:
    with suppress(OSError):
        for entry in _PROC.iterdir():
            if entry.name.isdigit():
                with suppress(OSError, ValueError, IndexError):
                    # The name, in brackets, may hold anything, brackets too.
                    yield int(entry.name), int((entry / "stat").read_bytes().rpartition(b")")[2].split()[1])


def _own(process: int) -> int:
    with suppress(OSError, ValueError, IndexError):
        resident, shared = (_PROC / str(process) / "statm").read_text("ascii").split()[1:3]
        return (int(resident) - int(shared)) * _PAGE
    return 0
