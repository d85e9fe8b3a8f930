"""Keeper: the process that keeps the browser (attendant.py), seen from the round."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from contextlib import suppress
from multiprocessing.connection import Connection

from tracker.errors import FetchError
from tracker.fetch.browser import processes
from tracker.fetch.browser.visit import Launch, Shown, Visit
from tracker.fetch.reason import shown

_START = 60.0
"""Seconds for the browser to start; it takes one or two, and longer on a machine that is busy."""
_GRACE = 10.0
"""Seconds beyond a page's own after which the process that keeps the browser is given up."""


class Keeper:
    """The process that keeps the browser. FetchError where it does not start."""

    def __init__(self) -> None:
        """Start it, without a browser yet."""
        self._folder = tempfile.mkdtemp(prefix="tracker-")  # short: Chromium's socket in it may have 107 letters in all
        ours, theirs = socket.socketpair()
        with theirs:
            self._line = Connection(ours.detach())
            try:
                self._process = subprocess.Popen(  # noqa: S603 - this very Python, with words of our own
                    [sys.executable, "-P", "-m", "tracker.fetch.browser.attendant", str(theirs.fileno()), self._folder],
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,  # what Chromium says there is made of the page's own words
                    pass_fds=[theirs.fileno()],
                    env={
                        **os.environ,
                        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
                        "TMPDIR": self._folder,  # Chromium's profile, which nobody removes where it was killed
                    },
                    process_group=0,  # Ctrl-C is for the parent, which ends its children
                )
            except (OSError, ValueError, subprocess.SubprocessError) as error:
                self._line.close()
                shutil.rmtree(self._folder, ignore_errors=True)
                raise FetchError("No browser could be started: no process can be started here.") from error

    def start(self, launch: Launch) -> None:
        """Let it start the browser. FetchError where that does not start."""
        try:
            self._line.send(launch)
            fault = self._line.recv() if self._line.poll(_START) else FetchError("No browser could be started in time.")
        except (EOFError, OSError) as error:
            raise FetchError("No browser could be started: the process that keeps it ended at once.") from error
        if fault is not None:
            raise fault

    def show(self, visit: Visit) -> Shown:
        """What comes of a visit."""
        try:
            self._line.send(visit)
            if self._line.poll(visit.seconds + _GRACE):
                found: Shown = self._line.recv()
                return found
            why = f"did not answer in {visit.seconds:g} seconds (browser_seconds in settings.toml) and was ended"
        except (EOFError, OSError):
            why = "was ended"
        return Shown(
            FetchError(
                f"The browser {why} while it showed {shown(visit.url)}; the next page gets a new one.", transient=True
            ),
            spent=True,
        )

    def kill(self) -> None:
        """End all of it at once; whoever waits for it learns so."""
        started = processes.descendants(self._process.pid)
        self._process.kill()
        processes.kill(started)

    def end(self) -> None:
        """End all of it, and leave nothing behind."""
        self.kill()
        self._process.wait()
        self._line.close()
        with suppress(OSError):
            shutil.rmtree(self._folder, ignore_errors=True)
