"""The network door: one polite, conditional request after another. The only file that knows the HTTP library.

The library's transport is used alone, without its client: so there is no cookie jar, no password file, no redirect and
no proxy that was not decided here. Each host has a line (a small connection pool) of its own, because a connection goes
to a checked address, and two hosts behind one address must not share a certificate.

Limits: a name is looked up with the system's time limit. Behind a proxy the proxy looks names up and connects, so there
the guard sees only what we can look up ourselves. HTTP/1.1 and gzip only.
"""

import socket
import ssl
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, NoReturn, Self

from tracker.config.checks import http_url
from tracker.config.settings import Settings
from tracker.errors import FetchError
from tracker.fetch import agent, body, guard
from tracker.fetch.pace import Pace
from tracker.fetch.proxy import proxy_for
from tracker.fetch.reason import refusal, shown
from tracker.fetch.redirect import REDIRECTS, target
from tracker.fetch.response import Response
from tracker.fetch.retry import MAX_RETRY_AFTER, RETRY_STATUSES, Passing, retry_after
from tracker.fetch.robots import MAX_ROBOTS, Robots

if TYPE_CHECKING:
    import httpx2

ANSWERS = frozenset({200, 304, 410})
"""Statuses that mean something to a reader: the page, nothing new, and gone for good (GOV.UK says more in its body)."""
_LINES_KEPT = 16
"""Hosts whose connections stay open; a process may not hold many."""
_DROPPED = frozenset({"set-cookie", "set-cookie2"})
"""Cookies are neither sent nor kept."""


@dataclass(frozen=True, slots=True)
class _Ask:
    """How an address is asked for, the same on every hop."""

    allow_hosts: Collection[str]
    etag: str | None = None
    last_modified: str | None = None
    limit: int = MAX_ROBOTS
    robots: bool = False
    """This asks for a robots.txt: no rules bind it, and a long one is cut."""


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str | None:
        return next((value for key, value in self.headers if key == name), None)


@dataclass(slots=True)
class _Line:
    """The connections to one host, and what it takes to hang up on a server that keeps us waiting."""

    transport: "httpx2.HTTPTransport"
    address: guard.Address | None = None
    """Where the last connection went, so that it can be used again."""
    socket: socket.socket | None = None
    cut: bool = False

    def traced(self, event: str, info: Mapping[str, Any]) -> None:
        """Note the socket of each new connection (httpx2's `trace` extension)."""
        if event in {"connection.connect_tcp.complete", "connection.start_tls.complete"}:
            self.socket = info["return_value"].get_extra_info("socket")
            if self.cut:
                self.hang_up()

    def hang_up(self) -> None:
        """End the connection from another thread: whoever reads from it wakes up."""
        self.cut = True
        if self.socket is not None:
            try:
                socket.socket.shutdown(self.socket, socket.SHUT_RDWR)
            except OSError:
                self.socket = None  # It is closed already, which is as good.

    @contextmanager
    def watched(self, seconds: float) -> Iterator[None]:
        """Hang up when the work inside takes longer. The library's own timeouts begin anew with every byte."""
        self.cut = False
        timer = threading.Timer(seconds, self.hang_up)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            timer.join()


@dataclass(slots=True)
class _Target:
    """An address, taken apart by the library that will ask for it: no second parser can read it differently."""

    url: str
    parsed: "httpx2.URL"
    host: str = field(init=False)

    def __post_init__(self) -> None:
        self.host = self.parsed.raw_host.decode("ascii").lower().rstrip(".")

    @property
    def site(self) -> str:
        """Host, and port where it is not the usual one."""
        return self.parsed.netloc.decode("ascii")

    @property
    def port(self) -> int:
        return self.parsed.port or (443 if self.parsed.scheme == "https" else 80)


class Client:
    """Asks for pages as the settings allow. For one thread; for hosts side by side, give each worker its own hosts.

    `requests` counts what was sent (robots.txt, redirects and retries included), `bytes` what came as bodies, packed.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        now: Callable[[], datetime],
        sleep: Callable[[float], None] = time.sleep,
        version: str,
    ) -> None:
        self.requests = 0
        self.bytes = 0
        self._settings = settings
        self._now = now
        self._sleep = sleep
        self._agent = agent.user_agent(version, settings.contact)
        self._pace = Pace(sleep)
        self._allow_hosts: Collection[str] = ()
        self._robots = Robots(self._robots_txt)
        self._lines: OrderedDict[tuple[str, str, int], _Line] = OrderedDict()
        self._tls: ssl.SSLContext | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End all connections."""
        while self._lines:
            self._lines.popitem()[1].transport.close()

    def get(
        self, url: str, *, etag: str | None = None, last_modified: str | None = None, allow_hosts: Collection[str] = ()
    ) -> Response:
        """The page at `url`, or the 304 or 410 that stands for it; redirects are followed.

        `etag` and `last_modified` are those of the copy we hold. FetchError for everything else, ConfigError when a
        public site would be asked and the settings name no contact.
        """
        host = _target(url).host
        if self._anonymous(host):
            raise agent.no_contact(host)
        self._allow_hosts = allow_hosts
        return self._follow(url, _Ask(allow_hosts, etag, last_modified, self._settings.max_bytes))

    def _anonymous(self, host: str) -> bool:
        return not self._settings.contact and not guard.is_loopback(host)

    def _robots_txt(self, url: str) -> bytes | None:
        """The body of a robots.txt; None where the site says that it has none (any 4xx but 429: RFC 9309 2.3.1.3)."""
        try:
            answer = self._follow(url, _Ask(self._allow_hosts, robots=True))
        except FetchError as error:
            if error.status is not None and error.status < 500 and error.status not in RETRY_STATUSES:  # noqa: PLR2004
                return None
            raise
        return answer.body if answer.status == 200 else None  # noqa: PLR2004

    def _follow(self, url: str, ask: _Ask) -> Response:
        place, seen = _target(url), {url}
        for _ in range(self._settings.max_redirects + 1):
            answer = self._tried(place, ask, first=place.url == url)
            if answer.status not in REDIRECTS:
                return Response(
                    url=url,
                    final_url=place.url,
                    status=answer.status,
                    headers=tuple((name, value) for name, value in answer.headers if name not in _DROPPED),
                    body=answer.body,
                    fetched_at=self._now(),
                )
            place = _target(target(place.url, answer.header("location")))
            if place.url in seen:
                raise FetchError(f"{shown(url)} leads back to itself and never to a page.", status=answer.status)
            if self._anonymous(place.host):
                raise FetchError(f"{shown(url)} leads to {shown(place.host)}: {agent.no_contact(place.host)}")
            seen.add(place.url)
        raise FetchError(
            f"{shown(url)} leads on more than {self._settings.max_redirects} times (max_redirects in settings.toml), "
            f"last to {shown(place.url)}.",
            status=answer.status,
        )

    def _tried(self, place: _Target, ask: _Ask, *, first: bool) -> _Answer:
        """The answer of one hop; what may pass is tried again, each time after twice the wait."""
        proxy = proxy_for(place.parsed.scheme, place.host)
        pause = self._settings.retry_wait
        tries = self._settings.retries
        while True:
            try:
                addresses = self._addresses(place, ask, proxied=proxy is not None)
                delay = 0.0 if ask.robots else self._robots.check(place.url).delay
                return self._once(place, ask, addresses, proxy, delay, first=first)
            except Passing as error:
                if tries == 0 or error.wait > MAX_RETRY_AFTER:
                    self._pace.close(place.host, error.wait)
                    raise
                self._sleep(max(pause, error.wait))
            tries -= 1
            pause *= 2

    def _addresses(self, place: _Target, ask: _Ask, *, proxied: bool) -> tuple[guard.Address, ...]:
        try:
            found = guard.resolve(place.host, place.port)
        except guard.UnknownHostError:
            if not proxied:
                raise
            found = ()
        except Passing:
            if not proxied:
                raise
            found = ()
        return guard.check(place.host, found, ask.allow_hosts)

    def _once(
        self,
        place: _Target,
        ask: _Ask,
        addresses: tuple[guard.Address, ...],
        proxy: str | None,
        delay: float,
        *,
        first: bool,
    ) -> _Answer:
        self._pace.check(place.host)
        self._pace.wait(place.host, max(delay, 0.0 if guard.is_loopback(place.host) else self._settings.delay))
        line = self._line(place, proxy)
        self.requests += 1
        try:
            with line.watched(self._settings.whole_timeout):
                answer = self._exchange(line, place, ask, addresses if proxy is None else (), first=first)
        except FetchError as error:
            if line.cut:
                raise self._overran(place) from error
            raise
        finally:
            self._pace.done(place.host)
        if line.cut:  # The body may seem whole where its end is only the end of the connection.
            raise self._overran(place)
        return self._judged(place, ask, answer, first=first)
