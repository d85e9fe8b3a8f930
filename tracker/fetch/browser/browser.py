"""Browser: pages as a real Chromium shows them, one at a time, in a process beside ours. One a round.

It starts with the first page. One that was ended, by itself, by a page or by anybody, is that page's failure alone: the
next page gets a new one.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from contextlib import suppress
from multiprocessing.connection import Connection
from threading import Lock

from tracker.config.settings import Settings
from tracker.errors import FetchError
from tracker.fetch.browser import processes
from tracker.fetch.browser import program as programs
from tracker.fetch.browser.visit import Launch, Shown, Visit
from tracker.fetch.exchange import Ask, View
from tracker.fetch.reason import shown

_START = 60.0
"""Seconds for the browser to start; it takes one or two, and longer on a machine that is busy."""
_GRACE = 10.0
"""Seconds beyond a page's own after which the process that keeps the browser is given up."""


class Browser:
    """For any thread; they wait for one another."""

    def __init__(self, settings: Settings, *, agent: str) -> None:
        self.started = 0
        """Browsers so far."""
        self._settings, self._agent = settings, agent
        self._turn = Lock()
        self._process: _Process | None = None
        self._over = False

    def show(self, ask: Ask, view: View) -> Shown:
        """A page. Its outcome is a FetchError where there is none, or no browser."""
        with self._turn:
            try:
                return self._shown(ask, view)
            except FetchError as error:
                return Shown(error)

    def kill(self) -> None:
        """End it for good, from another thread, with the page that it shows."""
        self._over = True
        if process := self._process:
            process.kill()

    def end(self) -> None:
        """End it. The next page starts another one."""
        with self._turn:
            self._end()

    def _shown(self, ask: Ask, view: View) -> Shown:
        if ask.proxy is not None:
            raise FetchError(
                f"{shown(ask.place.site)} would be asked through the proxy that the environment names, and the browser is "
                'not led through another one than ours: use fetch = "http", or name the host in no_proxy.'
            )
        process = None if self._over else self._process or self._started()
        if self._over or process is None:
            self._end()
            raise FetchError(f"{shown(ask.place.url)} was not shown: the round was stopped.", transient=True)
        found = process.show(self._visit(ask, view))
        if found.spent:
            self._end()
        return found

    def _started(self) -> "_Process":
        settings = self._settings
        programs.check(sandbox=settings.browser_sandbox)
        launch = Launch(
            program=programs.program(os.environ),
            sandbox=settings.browser_sandbox,
            agent=self._agent,
            anonymous=not settings.contact,
            connect_timeout=settings.connect_timeout,
        )
        self._process = process = _Process()
        try:
            process.start(launch)
        except FetchError:
            self._end()
            raise
        self.started += 1
        return process

    def _visit(self, ask: Ask, view: View) -> Visit:
        settings = self._settings
        told = dict(ask.headers).get("Cookie", "")
        cookies = (one.strip().partition("=") for one in told.split(";") if "=" in one)
        return Visit(
            url=ask.place.url,
            host=ask.place.host,
            view=view,
            cookies=tuple((name, value) for name, _, value in cookies),
            limit=ask.limit,
            budget=settings.browser_bytes,
            megabytes=settings.browser_megabytes,
            seconds=settings.browser_seconds,
            settle=min(settings.browser_settle, settings.browser_seconds),
            quiet=settings.browser_quiet,
        )

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.end()


class _Process:
    """The process that keeps the browser. FetchError where it does not start."""

    def __init__(self) -> None:
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
