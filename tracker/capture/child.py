"""Child: a process that reads bodies for us, as its parent sees it."""

import os
import pickle
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from multiprocessing.connection import Connection
from typing import Any

from tracker.capture.fault import ReaderError
from tracker.capture.ward import WardAnswer

_MAIN = "from tracker.capture.ward import main; main()"
_PATIENCE = 20.0
"""Seconds for a process to start; it takes 0.05, and longer on a machine that is busy."""
_SLOWER = 4
"""Times the processor time that are waited by the clock: others work on the machine too."""


class ChildError(Exception):
    """No process can be started here, or not one that answers."""


class Child:
    """One process. Not for two threads at once, but any may kill it. ChildError when it cannot be started."""

    def __init__(self, *, megabytes: int) -> None:
        self.spent = False
        """It should not be asked again."""
        self._megabytes = megabytes
        ours, theirs = socket.socketpair()
        with theirs:
            self._line = Connection(ours.detach())
            try:
                self._process = subprocess.Popen(  # noqa: S603 - this very Python, with words of our own
                    [sys.executable, "-P", "-c", _MAIN, str(theirs.fileno()), str(megabytes)],
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,  # what libraries say there is made of the page's own words
                    pass_fds=[theirs.fileno()],
                    env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
                    process_group=0,  # Ctrl-C is for the parent, which ends its children
                )
            except (OSError, ValueError, subprocess.SubprocessError) as error:
                self._line.close()
                raise ChildError(f"{type(error).__name__}: {error}") from error
        try:
            is_ready = self._line.poll(_PATIENCE) and self._line.recv() == "ready"
        except (EOFError, OSError) as error:
            raise ChildError(f"it ended at once, {self._ending()}") from error
        if not is_ready:
            self.end()
            raise ChildError("it does not answer")

    def call(
        self, task: Callable[..., Any], args: Sequence[Any], kwargs: Mapping[str, Any], *, seconds: float
    ) -> WardAnswer:
        """What a task gives there. ReaderError when it took longer, or the process did not live to tell."""
        call = pickle.dumps((task, args, kwargs), pickle.HIGHEST_PROTOCOL)
        seconds += len(call) / 1e6
        try:
            self._line.send_bytes(str(seconds).encode("ascii"))
            self._line.send_bytes(call)
            if not self._line.poll(_SLOWER * seconds):
                raise self._late(seconds)
            answer: WardAnswer = pickle.loads(self._line.recv_bytes())  # noqa: S301 - from our own child
        except (EOFError, OSError) as error:
            raise self._dead(seconds) from error
        self.spent |= answer.spent
        return answer

    def end(self) -> None:
        """Kill it."""
        self.spent = True
        self._process.kill()
        self._process.wait()
        self._line.close()

    def kill(self) -> None:
        """Kill it from another thread: the one that waits for it learns so."""
        self.spent = True
        self._process.kill()

    def _late(self, seconds: float) -> ReaderError:
        self.end()
        return ReaderError(
            f"reading it took longer than {seconds:.3g} seconds (read_seconds in settings.toml)", bound=True
        )

    def _dead(self, seconds: float) -> ReaderError:
        ending = self._ending()
        if ending == signal.SIGPROF.name:
            return self._late(seconds)
        bound = f"perhaps as it may have no more than {self._megabytes:,} MB (read_megabytes in settings.toml)"
        return ReaderError(f"its process ended with {ending}, {bound}")

    def _ending(self) -> str:
        """How it ended: the name of the signal, or its exit code."""
        self.spent = True
        code = self._process.wait()
        self._line.close()
        try:
            return signal.Signals(-code).name
        except ValueError:
            return f"exit code {code}"
