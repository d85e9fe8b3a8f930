"""A limit on the whole of a request. The HTTP library's own time limits begin anew with every byte that drips in."""

import math
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any

_CONNECTED = frozenset({"connection.connect_tcp.complete", "connection.start_tls.complete"})


class _Alarms:
    """Calls at a time; all that wait share one thread, because a thread for each request costs as much as the request."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._waiting: dict[object, tuple[float, Callable[[], None]]] = {}
        self._next = math.inf
        """When the thread wakes by itself."""
        self._thread: threading.Thread | None = None

    def set(self, seconds: float, call: Callable[[], None]) -> object:
        """Call after so many seconds, unless it is cancelled; the key to cancel it."""
        key, due = object(), time.monotonic() + seconds
        with self._changed:
            self._waiting[key] = (due, call)
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._run, daemon=True, name="tracker-alarms")
                self._thread.start()
            elif due < self._next:
                self._changed.notify()
        return key

    def cancel(self, key: object) -> None:
        """After this the call is not made, nor under way."""
        with self._changed:
            self._waiting.pop(key, None)

    def _run(self) -> None:
        with self._changed:
            while True:
                now = time.monotonic()
                for key in [key for key, (due, _) in self._waiting.items() if due <= now]:
                    self._waiting.pop(key)[1]()
                self._next = min((due for due, _ in self._waiting.values()), default=math.inf)
                self._changed.wait(None if self._next == math.inf else max(0.0, self._next - now))


_ALARMS = _Alarms()


class Watch:
    """Hangs up on a server that keeps us waiting. One for each host's connections."""

    def __init__(self) -> None:
        self.cut = False
        """Whether the last request was ended by us."""
        self._socket: socket.socket | None = None

    def traced(self, event: str, info: Mapping[str, Any]) -> None:
        """Note the socket of each new connection (the `trace` extension of the HTTP library)."""
        if event in _CONNECTED:
            self._socket = info["return_value"].get_extra_info("socket")
            if self.cut:
                self.hang_up()

    @contextmanager
    def over(self, seconds: float) -> Iterator[None]:
        """Hang up when the work inside takes longer than that; `cut` then holds, whatever the work made of it."""
        self.cut = False
        alarm = _ALARMS.set(seconds, self.hang_up)
        try:
            yield
        finally:
            _ALARMS.cancel(alarm)

    def hang_up(self) -> None:
        """Break the connection off."""
        self.cut = True
        if self._socket is not None:
            with suppress(OSError):  # already closed, which is as good
                # The plain socket's own method: TLS's would first take the session away from the thread that reads.
                socket.socket.shutdown(self._socket, socket.SHUT_RDWR)
