"""How quickly and how often one host may be asked.

A pause between two requests, a budget for the round, and nothing at all while it asks to be left alone.
"""

import math
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock

from tracker.errors import FetchError
from tracker.fetch.reason import shown


class Pace:
    """Remembers each host's requests. May be shared by threads: `turn` gives each host one request at a time."""

    def __init__(
        self,
        sleep: Callable[[float], None],
        clock: Callable[[], float] = time.monotonic,
        *,
        budget: int = sys.maxsize,
        jitter: float = 0.0,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._sleep = sleep
        self._clock = clock
        self._budget = budget
        self._jitter = jitter
        self._chance = chance
        self._asked: Counter[str] = Counter()
        self._last: dict[str, float] = {}
        self._closed: dict[str, float] = {}
        self._turns: dict[str, Lock] = {}
        self._counting = Lock()

    @contextmanager
    def turn(self, host: str, delay: float) -> Iterator[None]:
        """The host's one request at a time, after the pause; waits for a request of another thread to end."""
        with self._turns.setdefault(host, Lock()):
            self.wait(host, delay)
            try:
                yield
            finally:
                self.done(host)

    def wait(self, host: str, delay: float) -> None:
        """Sleep until `delay` seconds, and by chance up to `jitter` of that more, have passed since the last request."""
        if host in self._last:
            left = self._last[host] + delay * (1 + self._jitter * self._chance()) - self._clock()
            if left > 0:
                self._sleep(left)

    def spend(self, host: str) -> None:
        """Count a request that is about to be sent. Transient FetchError when the host has had all of its budget."""
        with self._counting:
            if self._asked[host] < self._budget:
                self._asked[host] += 1
                return
        raise FetchError(
            f"{shown(host)} has been asked {self._budget:,} times in this round (host_budget in settings.toml); "
            "a later round goes on.",
            transient=True,
            host=host,
        )

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
                host=host,
            )
