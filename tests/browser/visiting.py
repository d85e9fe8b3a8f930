"""What tests of the browser that rounds use need: a client whose names we decide, and addresses that must not be reached.

with visitor() as visit:
    body = visit.show(site.url("/plan"))
"""

import os
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from unittest.mock import patch

from tracker.config.settings import Settings
from tracker.fetch.browser import processes
from tracker.fetch.client import Client
from tracker.fetch.exchange import View
from tracker.fetch.response import Response

ALLOWED = ("127.0.0.1",)
FORBIDDEN = "127.0.0.2"
"""On this machine like the sites of the tests, and named under no allow_hosts."""
NAMES = """
import socket
_asked, _real = {}, socket.getaddrinfo
def _ours(host, port, *more, **other):
    if not str(host).endswith(".example"):
        return _real(host, port, *more, **other)
    _asked[host] = _asked.get(host, 0) + 1
    first, later = {TABLE}[host.split(".")[0]]
    return _real(first if _asked[host] == 1 else later, port, *more, **other)
socket.getaddrinfo = _ours
"""
OURS = {"plan": ("127.0.0.1", "127.0.0.1"), "turns": ("127.0.0.1", "127.0.0.2")}
"""Where names lead when they are first looked up in a process, and later."""
THEIRS = {**OURS, "moved": ("127.0.0.2", "127.0.0.2")}


class Canary:
    """Listens where nobody may come, and counts who comes all the same."""

    def __init__(self, kind: socket.SocketKind = socket.SOCK_STREAM, port: int = 0) -> None:
        self.met = 0
        self._socket = socket.socket(socket.AF_INET, kind)
        self._socket.bind((FORBIDDEN, port))
        self.port = int(self._socket.getsockname()[1])
        if kind == socket.SOCK_STREAM:
            self._socket.listen()
        threading.Thread(target=self._count, args=(kind,), daemon=True).start()

    def _count(self, kind: socket.SocketKind) -> None:
        try:
            while True:
                if kind == socket.SOCK_STREAM:
                    self._socket.accept()[0].close()
                else:
                    self._socket.recvfrom(4096)
                self.met += 1
        except OSError:
            return

    def close(self) -> None:
        """Listen no more."""
        self._socket.close()


class Visitor:
    """One client, and its browser, for many tests; each may have settings of its own."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self._plain = client._browser._settings

    def show(self, url: str, *, wait_for: str | None = None, dismiss: tuple[str, ...] = (), **other: Any) -> Response:
        """The page; further keywords are those of a View (`picture`) and of the settings (`browser_quiet`)."""
        view = View(wait_for, dismiss, allow_hosts=ALLOWED)
        if "picture" in other:
            view = replace(view, picture=other.pop("picture"))
        self.client._browser._settings = self._plain.model_copy(update=other)
        return self.client.show(url, view)

    def text(self, url: str, **other: Any) -> str:
        """Its bytes as text."""
        return self.show(url, **other).body.decode()

    @property
    def started(self) -> int:
        """Browsers so far."""
        return self.client._browser.started

    def processes(self) -> tuple[int, ...]:
        """All that belongs to the browser."""
        process = self.client._browser._process
        return processes.descendants(process._process.pid) if process else ()

    def renderers(self) -> tuple[int, ...]:
        """Those that draw pages."""
        return tuple(one for one in self.processes() if b"--type=renderer" in command(one))


def command(process: int) -> bytes:
    """The words by which a process was started; empty where it is gone."""
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return b""


def gone(process: int, *, within: float = 5.0) -> bool:
    """Whether a process ends in time."""
    ends = time.monotonic() + within
    while command(process) and time.monotonic() < ends:
        time.sleep(0.05)
    return not command(process)


def settings(**other: Any) -> Settings:
    """Those of the tests: short waits, and no sandbox where the tests run as root."""
    quick = {"browser_quiet": 0.3, "browser_settle": 3.0, "browser_seconds": 15.0, "retries": 0, "delay": 0.0}
    return Settings(
        **{**quick, "contact": "desk@example.org", "browser_sandbox": os.geteuid() != 0, "host_budget": 10_000, **other}
    )


@contextmanager
def visitor() -> Iterator[Visitor]:
    """Names end in .example; the process with the browser sees them as in THEIRS, this one as in OURS."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "sitecustomize.py").write_text(NAMES.replace("{TABLE}", repr(THEIRS)), encoding="utf-8")
        ours: dict[str, Any] = {}
        real = socket.getaddrinfo
        try:
            exec(NAMES.replace("{TABLE}", repr({**OURS, "moved": ALLOWED * 2, "turns": ALLOWED * 2})), ours)  # noqa: S102 - the text above
            with (
                patch.object(sys, "path", [folder, *sys.path]),
                Client(settings(), now=lambda: datetime.now(UTC), version="0.2.0") as client,
            ):
                yield Visitor(client)
        finally:
            socket.getaddrinfo = real
