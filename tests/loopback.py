"""A small web of our own on loopback, over real sockets. Fixtures `loopback`, `now` and `naps` come from conftest.py.

    def test_it(loopback: Loopback) -> None:
        loopback.page("/plan", "<h1>Our plan</h1>", etag='"1"')
        client.get(loopback.url("/plan"), allow_hosts=loopback.hosts)
        assert loopback.paths == ["/robots.txt", "/plan"]

Answers of a path are given in turn, the last one for ever. A path without answers, `/robots.txt` too, is a 404.
"""

import gzip
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

HOST = "127.0.0.1"


@dataclass(frozen=True)
class Asked:
    """A request as it came."""

    path: str
    """With its query."""
    headers: Message
    body: bytes = b""
    """Of a POST."""


@dataclass(frozen=True)
class Answer:
    """What is sent back. With an `etag` or `last-modified` header, a matching conditional request is answered 304."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    drip: float = 0.0
    """Seconds between two bytes of the body."""
    drip_head: float = 0.0
    """Seconds between two header lines of a head that never ends."""
    announced: int | None = None
    """The length that is announced, where it is not the true one."""
    endless: bool = False
    """No length is announced: the body ends with the connection."""
    hang_up: bool = False
    """The connection ends without an answer."""


Page = Answer | Callable[[Asked], Answer]


class Loopback:
    """A site whose pages a test declares, and which remembers what it was asked."""

    hosts: ClassVar[tuple[str, ...]] = (HOST,)
    """What a source must name in allow_hosts to read it."""

    def __init__(self, *, tls: ssl.SSLContext | None = None) -> None:
        self.asked: list[Asked] = []
        self._pages: dict[str, list[Page]] = {}
        self._prefixes: dict[str, Page] = {}
        self._lock = threading.Lock()
        self._over = threading.Event()
        self._server = _Server((HOST, 0), self._handler())
        if tls is not None:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True)
        self._scheme = "http" if tls is None else "https"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self._thread.start()

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self._server.server_address[1])

    @property
    def paths(self) -> list[str]:
        """The paths asked for, in order."""
        return [asked.path for asked in self.asked]

    def url(self, path: str = "/", *, host: str = HOST) -> str:
        """The address of a path."""
        return f"{self._scheme}://{host}:{self.port}{path}"

    def page(
        self,
        path: str,
        body: str | bytes = b"",
        status: int = 200,
        *,
        zipped: bool = False,
        etag: str | None = None,
        **headers: str,
    ) -> None:
        """Declare a page anew. Keywords become headers: `last_modified="…"` is `last-modified: …`."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        sent = body.encode("utf-8") if isinstance(body, str) else body
        if zipped:
            named["content-encoding"] = "gzip"
            sent = gzip.compress(sent, mtime=0)
        if etag is not None:
            named["etag"] = etag
        self.answers(path, Answer(sent, status, named))

    def answers(self, path: str, *pages: Page) -> None:
        """Declare what a path answers, one after the other; the last one stays."""
        with self._lock:
            self._pages[path] = list(pages)

    def prefix(self, start: str, page: Page) -> None:
        """Declare what every path answers that begins so and has no answers of its own; the longest start counts."""
        with self._lock:
            self._prefixes[start] = page

    def redirect(self, path: str, location: str, status: int = 302) -> None:
        """Declare a path that leads elsewhere."""
        self.answers(path, Answer(status=status, headers={"location": location}))

    def remove(self, path: str) -> None:
        """The path is a 404 from now on."""
        with self._lock:
            self._pages.pop(path, None)

    def close(self) -> None:
        """Stop; the port is free again."""
        self._over.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def _next(self, asked: Asked) -> Answer:
        with self._lock:
            self.asked.append(asked)
            pages = self._pages.get(asked.path) or self._pages.get(asked.path.partition("?")[0])
            if not pages:
                starts = [start for start in self._prefixes if asked.path.startswith(start)]
                pages = [self._prefixes[max(starts, key=len)]] if starts else []
            if not pages:
                return Answer(b"<h1>There is no such page</h1>", 404)
            page = pages.pop(0) if len(pages) > 1 else pages[0]
        return page if isinstance(page, Answer) else page(asked)

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True  # head and body are two writes; the second would wait for an ACK

            def do_POST(self) -> None:
                self.do_GET()

            def do_GET(self) -> None:
                asked = Asked(self.path, self.headers, self.rfile.read(int(self.headers["content-length"] or 0)))
                try:
                    _send(self, asked, site._next(asked), site._over)
                except (OSError, ValueError):
                    self.close_connection = True  # The client has hung up, which some tests want it to.

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name in http.server
                """Say nothing."""

        return Handler


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 256

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: a client that hangs up or distrusts us is what some tests want."""


def _send(handler: BaseHTTPRequestHandler, asked: Asked, answer: Answer, over: threading.Event) -> None:
    if answer.hang_up:
        handler.close_connection = True
        return
    if answer.drip_head:
        _drip_head(handler, answer.drip_head, over)
        return
    held = _held(asked, answer)
    body = b"" if held else answer.body
    handler.send_response(304 if held else answer.status)
    for name, value in answer.headers.items():
        handler.send_header(name, value)
    if answer.endless:
        handler.send_header("connection", "close")
    elif not held:
        handler.send_header("content-length", str(len(body) if answer.announced is None else answer.announced))
    handler.end_headers()
    _send_body(handler, answer, body, over)
    if answer.endless or answer.announced is not None:
        handler.close_connection = True


def _held(asked: Asked, answer: Answer) -> bool:
    """Whether the client says that it holds this very answer (RFC 9110 13.2.2: the ETag decides where there is one)."""
    etag, date = answer.headers.get("etag"), answer.headers.get("last-modified")
    if etag is not None and asked.headers["if-none-match"] is not None:
        return bool(asked.headers["if-none-match"] == etag)
    return date is not None and asked.headers["if-modified-since"] == date


def _send_body(handler: BaseHTTPRequestHandler, answer: Answer, body: bytes, over: threading.Event) -> None:
    if not answer.drip:
        handler.wfile.write(body)
        return
    for byte in body:
        if over.wait(answer.drip):
            return
        handler.wfile.write(bytes([byte]))


def _drip_head(handler: BaseHTTPRequestHandler, pause: float, over: threading.Event) -> None:
    handler.close_connection = True
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    end = time.monotonic() + 30
    while time.monotonic() < end and not over.wait(pause):
        handler.wfile.write(b"x-wait: more\r\n")


@contextmanager
def serving(*, tls: ssl.SSLContext | None = None) -> Iterator[Loopback]:
    """A site that runs while the block does."""
    site = Loopback(tls=tls)
    try:
        yield site
    finally:
        site.close()
