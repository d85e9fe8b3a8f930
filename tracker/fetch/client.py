"""The network door: one polite, conditional request after another. The only file that knows the HTTP library.

Of the library its connections alone are used (httpcore2, what httpx2 stands on), without its client: so there is no cookie
jar, no password file, no redirect and no proxy that was not decided here. Each host has a line (a small connection pool) of
its own, because a connection goes to a checked address, and two hosts behind one address must not share a certificate.
Behind a proxy the proxy connects.
"""

import ssl
import time
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from threading import Lock
from typing import Self

import httpcore2

from tracker.config.settings import Settings
from tracker.errors import FetchError
from tracker.fetch import body
from tracker.fetch.agent import user_agent
from tracker.fetch.browser.browser import Browser
from tracker.fetch.exchange import Answer, Ask, View
from tracker.fetch.guard import Address
from tracker.fetch.line import HostConnections, address_of, connections
from tracker.fetch.manners import Errand, Manners
from tracker.fetch.pace import Pace
from tracker.fetch.place import Location
from tracker.fetch.reason import shown
from tracker.fetch.response import Response
from tracker.fetch.retry import TransientFetchError
from tracker.fetch.unpack import CODINGS

_LINES_KEPT = 16
"""Hosts whose connections stay open; a process may not hold many."""
_HEADERS = (
    ("Accept", "text/html,application/xhtml+xml,application/json;q=0.9,*/*;q=0.8"),
    ("Accept-Language", "en-GB,en;q=0.8"),
    ("Accept-Encoding", CODINGS),
)
_FAULTS = (
    httpcore2.TimeoutException,
    httpcore2.NetworkError,
    httpcore2.ProtocolError,
    httpcore2.ProxyError,
    httpcore2.UnsupportedProtocol,
)
_NOT_MODIFIED = 304
_READ = frozenset({_NOT_MODIFIED, 410, 422})
"""Further answers read to their end (so that the connection stays open). Of others status and headers are enough."""


class _Trust:
    """What certificates are verified against: slow to read, so all clients of a round share it."""

    def __init__(self) -> None:
        self._tls: ssl.SSLContext | None = None
        self._lock = Lock()

    def of(self, scheme: str) -> ssl.SSLContext:
        if scheme == "http":
            return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # never used, trusts nobody; the real one is slow to read
        with self._lock:
            self._tls = self._tls or httpcore2.default_ssl_context()
            return self._tls


class Client:
    """Asks for pages as the settings allow. For one thread; `fork` makes another one for hosts side by side.

    `requests` counts what was sent (robots.txt, redirects and retries included), `bytes` what came as bodies, packed,
    `seconds` the time from sending to the end of the answers, without the pauses between.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        now: Callable[[], datetime],
        sleep: Callable[[float], None] = time.sleep,
        version: str,
        beside: "Client | None" = None,
    ) -> None:
        self.requests = 0
        self.bytes = 0
        self.seconds = 0.0
        self._hung_up = False
        self._settings = settings
        self._now, self._sleep, self._version = now, sleep, version
        agent = user_agent(version, settings.contact)
        pace = Pace(sleep, budget=settings.host_budget, jitter=settings.jitter)
        self._pace: Pace = beside._pace if beside else pace  # noqa: SLF001 - one of its own kind
        self._trust: _Trust = beside._trust if beside else _Trust()  # noqa: SLF001
        self._browser: Browser = beside._browser if beside else Browser(settings, agent=agent)  # noqa: SLF001
        self._is_first = beside is None
        self._manners = Manners(settings, self._send, user_agent=agent, now=now, sleep=sleep, pace=self._pace)
        self._lines: OrderedDict[tuple[str, str | None], HostConnections] = OrderedDict()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def fork(self) -> "Client":
        """A client for another thread: connections and counters of its own, the same pace and budget for each host."""
        return Client(self._settings, now=self._now, sleep=self._sleep, version=self._version, beside=self)

    def hang_up(self) -> None:
        """Break off what is under way, from another thread, for good: this and every later request is a FetchError."""
        self._hung_up = True
        for line in tuple(self._lines.values()):
            line.watch.hang_up()
        self._browser.kill()

    def close(self) -> None:
        """End all connections, and the browser that it shares with its forks. It can still be used; it then begins anew."""
        if self._is_first:
            self._browser.end()
        while self._lines:
            self._lines.popitem()[1].pool.close()

    def get(
        self, url: str, *, etag: str | None = None, last_modified: str | None = None, allow_hosts: Collection[str] = ()
    ) -> Response:
        """The page at `url`: status 200 (203 …), or 304 or 410, which stand for it. Redirects (303 too) are followed.

        `etag` and `last_modified` are those of the copy we hold. FetchError for everything else, with `transient` and
        `status`; ConfigError when a public site would be asked and the settings name no contact.
        """
        return self._manners.get(url, Errand(allow_hosts, etag, last_modified, self._settings.max_bytes))

    def service(
        self,
        url: str,
        *,
        form: bytes | None = None,
        headers: tuple[tuple[str, str], ...] = (),
        allow_hosts: Collection[str] = (),
    ) -> Response:
        """One exchange with an interface that is offered to programs: a form is posted; a redirect is its answer.

        The pauses, budget and time limits are those of `get`, and so are its errors; robots.txt is not asked.
        """
        return self._manners.get(
            url, Errand(allow_hosts, limit=self._settings.max_bytes, service=True, headers=headers, form=form)
        )

    def show(self, url: str, view: View) -> Response:
        """The page at `url` as a browser shows it, as UTF-8; pauses, budget, robots.txt and errors are those of `get`.

        It brings no validators. FetchError also where no browser can be started, with what to do about it.
        """
        return self._manners.get(url, Errand(view.allow_hosts, limit=self._settings.max_bytes, view=view))

    def _send(self, ask: Ask) -> Answer:
        if self._hung_up:
            raise FetchError(f"{shown(ask.place.url)} was not asked for: the round was stopped.", transient=True)
        if ask.view is not None:
            return self._show(ask, ask.view)
        line = self._line(ask)
        self.requests += 1
        begun = time.monotonic()
        try:
            with line.watch.over(self._settings.whole_timeout):
                answer = self._exchange(line, ask)
        except FetchError as error:
            if line.watch.cut:
                raise self._overran(ask.place) from error
            raise
        finally:
            self.seconds += time.monotonic() - begun
        if line.watch.cut:  # A body may seem whole where its end is only the end of the connection.
            raise self._overran(ask.place)
        return answer

    def _show(self, ask: Ask, view: View) -> Answer:
        begun = time.monotonic()
        found = self._browser.show(ask, view)
        self.seconds += time.monotonic() - begun
        self.requests += found.requests
        self.bytes += found.bytes
        if isinstance(found.outcome, FetchError):
            raise found.outcome
        return found.outcome

    def _line(self, ask: Ask) -> HostConnections:
        key = (ask.place.origin, ask.proxy)
        if key not in self._lines:
            try:
                self._lines[key] = connections(self._trust.of(ask.place.scheme), ask.proxy)
            except ValueError as error:
                raise FetchError(
                    f"The proxy that the environment names for {ask.place.scheme} cannot be used: it must begin with http://."
                ) from error
        self._lines.move_to_end(key)
        while len(self._lines) > _LINES_KEPT:
            self._lines.popitem(last=False)[1].pool.close()
        return self._lines[key]

    def _exchange(self, line: HostConnections, ask: Ask) -> Answer:
        try:
            with closing(self._open(line, ask)) as response:
                answer = Answer.of(response.status, response.headers)
                if not (answer.is_page or answer.status in _READ):
                    return answer
                if answer.status == _NOT_MODIFIED:
                    body.skip(self._counted(response, line), limit=ask.limit, url=ask.place.url)
                    return answer
                whole = body.read(
                    self._counted(response, line),
                    coding=answer.joined("content-encoding"),
                    limit=ask.limit,
                    url=ask.place.url,
                    cut=ask.cut,
                    is_gzip=not ask.cut and answer.is_gzip_file(ask.place.url),
                )
                return replace(answer, body=whole)
        except _FAULTS as error:
            raise _translated(error, ask.place) from error

    def _open(self, line: HostConnections, ask: Ask) -> httpcore2.Response:
        """The answer's head, from the first of the checked addresses that takes the connection."""
        if ask.proxy is not None:
            return line.pool.handle_request(self._request(line, ask, None))
        failed: httpcore2.ConnectError | httpcore2.ConnectTimeout | None = None
        for address in sorted(ask.addresses, key=lambda address: address != line.address):
            try:
                response = line.pool.handle_request(self._request(line, ask, address))
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failed = failed or error
                if line.watch.cut:
                    break
            else:
                line.address = address
                return response
        raise failed or httpcore2.ConnectError("no address")

    def _request(self, line: HostConnections, ask: Ask, address: Address | None) -> httpcore2.Request:
        read = self._settings.read_timeout
        connect = self._settings.connect_timeout
        extensions: dict[str, object] = {
            "timeout": {"connect": connect, "read": read, "write": read, "pool": connect},
            "trace": line.watch.traced,
        }
        if address is not None:
            extensions["sni_hostname"] = ask.place.host  # The certificate must be the name's, not the address's.
        own = {name for name, _ in ask.headers}
        headers = [("Host", ask.place.site), *ask.headers, *(one for one in _HEADERS if one[0] not in own)]
        if ask.form is not None:
            headers.append(("Content-Type", "application/x-www-form-urlencoded"))
            headers.append(("Content-Length", str(len(ask.form))))
        method = "GET" if ask.form is None else "POST"
        url = address_of(ask.place, address)
        return httpcore2.Request(method, url, headers=headers, content=ask.form, extensions=extensions)

    def _counted(self, response: httpcore2.Response, line: HostConnections) -> Iterator[bytes]:
        for chunk in response.iter_stream():
            self.bytes += len(chunk)
            if line.watch.cut:
                return  # The watch may have had no socket to hang up; `_send` tells it as what it is.
            yield chunk

    def _overran(self, here: Location) -> FetchError:
        # Not Passing: who keeps us waiting once is not given the same time again in this round.
        limit = f"{self._settings.whole_timeout:g} seconds (whole_timeout in settings.toml)"
        return FetchError(f"{shown(here.url)} took longer than {limit}; it was not read to its end.", transient=True)


def _translated(error: Exception, here: Location) -> FetchError:
    """The library's exception as ours, by type alone."""
    site, url = shown(here.site), shown(here.url)
    if isinstance(error, httpcore2.UnsupportedProtocol | httpcore2.LocalProtocolError):
        return FetchError(f"{url} cannot be asked for: it is not an address that HTTP allows.")
    if _caused_by(error, ssl.SSLCertVerificationError):
        return FetchError(
            f"{site} could not prove who it is: its certificate is not valid for that name and day.", host=here.site
        )
    named: tuple[tuple[type[Exception], str], ...] = (
        (httpcore2.ConnectTimeout, f"{site} could not be reached in time."),
        (httpcore2.TimeoutException, f"{site} was silent for too long while {url} was read."),
        (httpcore2.ProxyError, f"The proxy that the environment names did not let us through to {site}."),
        (httpcore2.ConnectError, f"{site} could not be reached{_why(error)}."),
        (httpcore2.NetworkError, f"The connection to {site} broke while {url} was read."),
        (
            httpcore2.RemoteProtocolError,
            f"{site} broke off before the end of {url}, or answered with what is not HTTP.",
        ),
    )
    reason = next((sentence for kind, sentence in named if isinstance(error, kind)), f"{url} could not be read.")
    return TransientFetchError(
        reason, host=here.site if isinstance(error, httpcore2.ConnectError | httpcore2.ConnectTimeout) else None
    )


def _why(error: BaseException) -> str:
    if _caused_by(error, ssl.SSLError):
        return ": no secure connection could be agreed on"
    return ": it refuses connections" if _caused_by(error, ConnectionRefusedError) else ""


def _caused_by(error: BaseException | None, kind: type[BaseException]) -> bool:
    while error is not None:
        if isinstance(error, kind):
            return True
        error = error.__cause__ or error.__context__
    return False
