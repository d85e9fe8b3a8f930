"""Ward: the process in which bodies are read, one call after another, until its parent is gone.

It is no sandbox: it is the same user on the same machine. It can be killed, and it cannot take all time and memory.
"""

import gc
import pickle
import resource
import signal
import sys
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Literal, NamedTuple

from tracker.capture.fault import ReaderError
from tracker.errors import TrackerError

_COLLECT_AFTER = 50_000
"""New objects, as in the parent: loading libraries makes some hundred thousand that stay."""
_PAGE = resource.getpagesize()
_MEGABYTE = 1_000_000


class WardAnswer(NamedTuple):
    """What came of one call."""

    kind: Literal["value", "told", "fault", "memory"]
    value: Any
    """What was returned; the TrackerError that was raised; of a fault (what it was, its traceback)."""
    spent: bool
    """So much memory is still taken that a fresh process should follow."""


def main() -> None:
    """Answer calls on the connection that the first argument names, with the megabytes that the second allows."""
    gc.set_threshold(_COLLECT_AFTER, 20, 20)
    megabytes = int(sys.argv[2])
    _bound(megabytes)
    with Connection(int(sys.argv[1])) as parent, suppress(EOFError, BrokenPipeError, ConnectionResetError):
        parent.send("ready")
        while True:
            seconds, call = parent.recv_bytes(), parent.recv_bytes()
            signal.setitimer(signal.ITIMER_PROF, float(seconds))  # then SIGPROF ends the process, whatever it is in
            answer = _answered(call, megabytes) or _packed("memory", None, megabytes)
            signal.setitimer(signal.ITIMER_PROF, 0)
            parent.send_bytes(answer)


def _bound(megabytes: int) -> None:
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    with suppress(ValueError, OSError):  # not every system can bound it
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (_taken() + megabytes * _MEGABYTE,) * 2)


def _taken(*, resident: bool = False) -> int:
    """Bytes of address space, or of memory, that this process has by now; 0 where the system does not say."""
    try:
        return int(Path("/proc/self/statm").read_text("ascii").split()[resident]) * _PAGE
    except (OSError, ValueError, IndexError):
        return 0


def _answered(call: bytes, megabytes: int) -> bytes | None:
    """What a call gives, whatever it raises; None where memory ran out, also for the answer."""
    try:
        return _outcome(call, megabytes)
    except MemoryError:
        return None  # Only when this has returned all that was made is free.


def _outcome(call: bytes, megabytes: int) -> bytes:
    try:
        task, args, kwargs = pickle.loads(call)  # noqa: S301 - from our own parent
        return _packed("value", task(*args, **kwargs), megabytes)
    except TrackerError as error:
        error.__traceback__ = error.__cause__ = error.__context__ = None  # what they hold may not be sent
        return _packed("told", error, megabytes)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - a reader's fault is an answer too
        fault = ReaderError.of(error)
        return _packed("fault", (fault.fault, fault.trace), megabytes)


def _packed(kind: Literal["value", "told", "fault", "memory"], value: Any, megabytes: int) -> bytes:
    spent = 2 * _taken(resident=True) > megabytes * _MEGABYTE  # not ru_maxrss, which begins with the parent's
    return pickle.dumps(WardAnswer(kind, value, spent=spent), pickle.HIGHEST_PROTOCOL)
