"""How quickly one host may be asked: a pause between two requests, and none at all while it asks to be left alone."""

import math
import time
from collections.abc import Callable

from tracker.errors import FetchError
from tracker.fetch.reason import shown


class Pace:
    """Remembers each host's last request. For one thread: one request at a time then holds by itself."""

    def __init__(self, sleep: Callable[[float], None], clock: Callable[[], float] = time.monotonic) -> None:
        self._sleep = sleep
        self._clock = clock
        self._last: dict[str, float] = {}
        self._closed: dict[str, float] = {}

    def wait(self, host: str, delay: float) -> None:
        """Sleep until `delay` seconds have passed since the host's last request ended."""
        if host in self._last:
            left = self._last[host] + delay - self._clock()
            if left > 0:
                self._sleep(left)

    def done(self, host: str) -> None:
        """A request to the host has ended."""
        self._last[host] = self._clock()

    def close(self, host: str, seconds: float) -> None:
        """Leave the host alone for that long."""
        self._closed[host] = self._clock() + seconds

    def check(self, host: str) -> None:
        """Transient FetchError while the host is to be left alone."""
        left = self._closed.get(host, -math.inf) - self._clock()
        if left > 0:
            raise FetchError(
                f"{shown(host)} asked to be left alone for another {left:.0f} seconds; a later round tries again.",
                transient=True,
            )
