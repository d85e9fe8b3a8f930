"""DemoSite: the demonstration's small web on this machine, over real HTTP, at a simulated date."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from types import TracebackType
from typing import ClassVar, Self

from tracker.demo.site import DemoAnswer, pages_on
from tracker.demo.sources import DATES

LOOPBACK = "127.0.0.1"


class DemoSite:
    """A context manager: serves while it is open, and has ended every thread when it is left.

    `site.at(day)` switches the date. `site.answered` counts the answers by status since it was opened.
    """

    def __init__(self, port: int = 0, *, day: date = DATES[0]) -> None:
        """Listens on the port, or on a free one when it is 0.

        Raises:
            OSError: the port is taken.
        """
        self.answered: Counter[int] = Counter()
        self._counting = Lock()
        self._bodies: Mapping[str, DemoAnswer] = pages_on(day)
        self._server = _Server((LOOPBACK, port), _handler(self))
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, name="demo-site")

    @property
    def port(self) -> int:
        """The port that it listens on."""
        return int(self._server.server_address[1])

    @property
    def url(self) -> str:
        """Address of the site, without a slash at the end."""
        return f"http://{LOOPBACK}:{self.port}"

    def at(self, day: date) -> None:
        """From the next request on the site stands as on that day."""
        self._bodies = pages_on(day)

    def answer(self, path: str, etags: str | None) -> tuple[HTTPStatus, DemoAnswer | None]:
        """What a GET of the path gives, with the value of If-None-Match if it was sent."""
        body = self._bodies.get(path.partition("?")[0])
        status = HTTPStatus.OK if body else HTTPStatus.NOT_FOUND
        if body and etags and _matches(etags, body.etag):
            status = HTTPStatus.NOT_MODIFIED
        with self._counting:
            self.answered[status] += 1
        return status, body

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    request_queue_size = 256
    """Rounds with many jobs open many connections at once; the usual 5 would refuse some."""
    daemon_threads = False
    """`server_close` then waits for every request in hand."""


class _Handler(BaseHTTPRequestHandler):
    """One request a connection (HTTP/1.0), so that no idle connection keeps a thread alive."""

    site: ClassVar[DemoSite]
    timeout = 10
    server_version = "demo"
    sys_version = ""

    def do_GET(self) -> None:
        """Answers 200 with the body, 304 without one, or 404."""
        status, body = self.site.answer(self.path, self.headers.get("If-None-Match"))
        content = body.bytes if body else b"Not found.\n"
        self.send_response(status)
        if body:
            self.send_header("ETag", body.etag)
            self.send_header("Last-Modified", body.last_modified)
        if status != HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Type", body.content_type if body else "text/plain; charset=utf-8")
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if status != HTTPStatus.NOT_MODIFIED:
            self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that http.server gives it
        """Says nothing: the demonstration prints what tracker saw, not what the server sent."""


def _handler(site: DemoSite) -> type[_Handler]:
    return type("_DemoHandler", (_Handler,), {"site": site})


def _matches(etags: str, own: str) -> bool:
    """Whether If-None-Match names the ETag (RFC 9110 13.1.2: weak comparison)."""
    return etags.strip() == "*" or own in [tag.strip().removeprefix("W/") for tag in etags.split(",")]
