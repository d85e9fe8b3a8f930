"""A limit on the whole of a request. The HTTP library's own time limits begin anew with every byte that drips in."""

import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any

_CONNECTED = frozenset({"connection.connect_tcp.complete", "connection.start_tls.complete"})


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
        timer = threading.Timer(seconds, self.hang_up)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            timer.join()

    def hang_up(self) -> None:
        """Break the connection off."""
        self.cut = True
        if self._socket is not None:
            with suppress(OSError):  # already closed, which is as good
                # The plain socket's own method: TLS's would first take the session away from the thread that reads.
                socket.socket.shutdown(self._socket, socket.SHUT_RDWR)
