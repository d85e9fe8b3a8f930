"""Serving: HTTP on loopback alone, one request after another, each bounded in size and time, in the one thread that decides.

A connection is looked at once it has sent something, because browsers open some that they never use. What is refused is
refused in few words, the same for every reason.
"""

import io
import selectors
import socket
import socketserver
import sys
import time
import traceback
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any, Final
from urllib.parse import parse_qsl

from tracker.cli.review.gate import LOOPBACK, WebGate
from tracker.errors import OutputError, TrackerError

LONGEST_HEAD: Final = 16_384
LONGEST_BODY: Final = 65_536
"""Bytes of a request's head, and of its form."""
MOST_FIELDS: Final = 50
SECONDS: Final = 3.0
"""For one request to come in, and for its answer to go out."""
IDLE: Final = 15.0
"""Seconds that a connection may stay open without having sent anything."""
MOST_OPEN: Final = 32
"""Connections that wait at once; of more the oldest is closed."""
_LINGER: Final = 0.3
"""Seconds for whoever was answered to close."""
FORM: Final = "application/x-www-form-urlencoded"
REFUSED = "403 Refused. Ask whoever started `tracker review --web` for your address.\n"
HEADERS: Final[Mapping[str, str]] = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    # Not "no-referrer": a browser would then send `Origin: null` with our own forms.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex",
}


@dataclass(frozen=True, slots=True)
class WebRequest:
    """What somebody who may ask has asked."""

    person: str
    view: str
    """Below their address: "" is the queue."""
    form: Mapping[str, str] | None = None
    """Of a POST."""


@dataclass(frozen=True, slots=True)
class WebAnswer:
    """A page, or where to go on."""

    body: str = ""
    status: HTTPStatus = HTTPStatus.OK
    headers: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def to(cls, where: str) -> "WebAnswer":
        """Go on there, by GET; relative, as only the reader's browser knows where a proxy has us."""
        return cls("", HTTPStatus.SEE_OTHER, {"Location": where})


class ReviewServer(HTTPServer):
    """Listens on a port of this machine, 0 for a free one. `answer` is called for what the gate admits."""

    request_queue_size = MOST_OPEN

    def __init__(self, port: int, answer: Callable[[WebRequest], WebAnswer]) -> None:
        """OutputError where the port is taken."""
        self.gate = WebGate({}, frozenset(), frozenset())
        self.answer = answer
        try:
            super().__init__((LOOPBACK, port), _WebHandler)
        except OSError as error:
            raise OutputError(f"Port {port} cannot be used: {error.strerror}. Name another one by --port.") from error

    def server_bind(self) -> None:
        """Without the look-up of a name that `HTTPServer` makes."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = LOOPBACK, int(self.server_address[1])

    def serve(self, until: Callable[[], bool] = lambda: False, *, beat: float = 0.5) -> None:
        """Answer until that is so, asked every so many seconds, or Ctrl-C."""
        opened: dict[socket.socket, float] = {}
        with selectors.DefaultSelector() as ready:
            ready.register(self.socket, selectors.EVENT_READ)
            try:
                while not until():
                    for key, _ in ready.select(beat):
                        if key.fileobj is self.socket:
                            self._open(ready, opened)
                        else:
                            self._one(ready, opened, key.fileobj)
                    late = time.monotonic() - IDLE
                    for one in [one for one, since in opened.items() if since < late]:
                        self._drop(ready, opened, one)
            finally:
                for one in [*opened]:
                    self._drop(ready, opened, one)

    def _open(self, ready: selectors.BaseSelector, opened: dict[socket.socket, float]) -> None:
        with suppress(OSError):
            one, _ = self.get_request()
            if len(opened) >= MOST_OPEN:
                self._drop(ready, opened, next(iter(opened)))
            ready.register(one, selectors.EVENT_READ)
            opened[one] = time.monotonic()

    def _one(self, ready: selectors.BaseSelector, opened: dict[socket.socket, float], one: Any) -> None:
        if opened.pop(one, None) is None:  # closed to make room
            return
        ready.unregister(one)
        try:
            self.finish_request(one, self.server_address)
            _hear_out(one)
        except OSError:
            pass  # too slow, or gone
        finally:
            self.shutdown_request(one)

    def _drop(self, ready: selectors.BaseSelector, opened: dict[socket.socket, float], one: socket.socket) -> None:
        del opened[one]
        ready.unregister(one)
        self.shutdown_request(one)


def _hear_out(one: socket.socket) -> None:
    """Read what was refused unread, a little of it: a connection that is closed before takes the answer with it."""
    one.shutdown(socket.SHUT_WR)
    last = time.monotonic() + _LINGER
    left = LONGEST_HEAD + LONGEST_BODY
    while left > 0 and (wait := last - time.monotonic()) > 0:
        one.settimeout(wait)
        read = len(one.recv(min(left, 16_384)))
        if not read:
            return
        left -= read


class _BoundedReader(io.RawIOBase):
    """What comes in, up to so many bytes and until a moment; TimeoutError after it, and an end after the bytes."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._left = LONGEST_HEAD + LONGEST_BODY
        self._last = time.monotonic() + SECONDS

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        left = self._last - time.monotonic()
        if left <= 0:
            raise TimeoutError
        self._connection.settimeout(left)
        read = self._connection.recv_into(memoryview(buffer)[: min(len(buffer), self._left)]) if self._left else 0
        self._left -= read
        return read


class _WebHandler(BaseHTTPRequestHandler):
    """One request a connection."""

    server: ReviewServer
    server_version, sys_version = "review", ""
    rbufsize = 0

    def setup(self) -> None:
        super().setup()
        self.rfile = io.BufferedReader(_BoundedReader(self.connection), 1_024)

    def do_GET(self) -> None:
        """A page, or 403."""
        self._answer()

    def do_HEAD(self) -> None:
        """As GET, without the page."""
        self._answer()

    def do_POST(self) -> None:
        """What a form asks for, or 403."""
        self._answer()

    def _answer(self) -> None:
        if self.request_version == "HTTP/0.9":  # nothing could be said of it in headers
            return
        told: dict[str, list[str]] = {}
        for name, value in self.headers.items():
            told.setdefault(name.lower(), []).append(value)
        if sum(len(name) + len(value) for name, value in self.headers.items()) > LONGEST_HEAD:
            self.send_error(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)
            return
        admitted = self.server.gate.admits(self.command, self.path, told)
        if admitted is None:
            self._send(WebAnswer(REFUSED, HTTPStatus.FORBIDDEN))
            return
        person, view = admitted
        if self.command != "POST":
            self._send(self._answered(WebRequest(person, view)))
        elif (form := self._form(told)) is not None:
            self._send(self._answered(WebRequest(person, view, form)))

    def _form(self, told: Mapping[str, list[str]]) -> dict[str, str] | None:
        """The fields of the form; None where it was refused."""
        length = told.get("content-length", ())
        if len(length) != 1 or not length[0].isascii() or not length[0].isdigit() or "transfer-encoding" in told:
            self.send_error(HTTPStatus.LENGTH_REQUIRED)
        elif len(length[0]) > len(str(LONGEST_BODY)) or int(length[0]) > LONGEST_BODY:
            self.send_error(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        elif [one.partition(";")[0].strip().lower() for one in told.get("content-type", ())] != [FORM]:
            self.send_error(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
        else:
            body = self.rfile.read(int(length[0]))
            with suppress(ValueError):
                if len(body) == int(length[0]):
                    text = body.decode("ascii")
                    return dict(parse_qsl(text, keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="strict"))
            self.send_error(HTTPStatus.BAD_REQUEST)
        return None

    def _answered(self, asked: WebRequest) -> WebAnswer:
        """What it comes to. A fault of ours ends this request, not the review: all that was answered is in the journal."""
        try:
            return self.server.answer(asked)
        except TrackerError as error:
            return WebAnswer(f"{error}\n", HTTPStatus.CONFLICT)
        except Exception:  # noqa: BLE001 - the next request is another one
            traceback.print_exc(file=sys.stderr)
            return WebAnswer("This went wrong; what was answered before stands.\n", HTTPStatus.INTERNAL_SERVER_ERROR)

    def _send(self, answer: WebAnswer) -> None:
        body = answer.body.encode("utf-8", "replace")
        self.connection.settimeout(SECONDS)
        self.send_response(answer.status)
        kind = "text/plain" if answer.status >= HTTPStatus.BAD_REQUEST else "text/html"
        told = {**HEADERS, "Content-Type": f"{kind}; charset=utf-8", "Content-Length": str(len(body)), **answer.headers}
        for name, value in told.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """In few words, nothing of the request among them."""
        del message, explain
        status = HTTPStatus(code)
        self.close_connection = True
        self._send(WebAnswer(f"{status.value} {status.phrase}\n", status))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that http.server gives it
        """Says nothing: addresses hold tokens."""
