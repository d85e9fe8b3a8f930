"""How a page is asked for: who we are, whether we may, how quickly, how often, and where an answer leads."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import datetime

from tracker.config.settings import Settings
from tracker.errors import FetchError
from tracker.fetch import agent, guard
from tracker.fetch.cookies import Cookies
from tracker.fetch.exchange import Answer, Ask, View
from tracker.fetch.pace import Pace
from tracker.fetch.place import Location, place
from tracker.fetch.proxy import proxy_for
from tracker.fetch.reason import refusal, shown
from tracker.fetch.redirect import REDIRECTS, target
from tracker.fetch.response import Response
from tracker.fetch.retry import MAX_RETRY_AFTER, RETRY_STATUSES, TransientFetchError, retry_after
from tracker.fetch.robots import MAX_ROBOTS, Robots

_NOT_MODIFIED, _GONE = 304, 410
_COOKIES = frozenset({"set-cookie", "set-cookie2"})
"""Never kept. What a redirect sets is sent back on the rest of its way: see `cookies.py`."""
_MAX_TOLD = 4_000
"""Bytes of a refusal's own explanation that are handed on."""
_MAX_VALIDATOR = 1_000
"""Characters of an ETag that are sent back; a longer one would be refused as a header by many servers."""


@dataclass(frozen=True, slots=True)
class Errand:
    """What is wanted, the same on every hop."""

    allow_hosts: Collection[str] = ()
    etag: str | None = None
    last_modified: str | None = None
    limit: int = MAX_ROBOTS
    robots: bool = False
    """A robots.txt: no rules bind it, and a long one is cut."""
    service: bool = False
    """An interface that its keeper offers to programs: rules for robots do not bind it, a redirect is its answer."""
    headers: tuple[tuple[str, str], ...] = ()
    form: bytes | None = None
    cookie: str | None = None
    """What this site has set on the way of this one errand."""
    view: View | None = None
    """A browser shows it."""


class Manners:
    """Gets pages through `send`, which makes one exchange; it raises Passing where asking again may help."""

    def __init__(
        self,
        settings: Settings,
        send: Callable[[Ask], Answer],
        *,
        user_agent: str,
        now: Callable[[], datetime],
        sleep: Callable[[float], None],
        pace: Pace,
    ) -> None:
        self._settings = settings
        self._send = send
        self._user_agent = user_agent
        self._now = now
        self._sleep = sleep
        self._pace = pace
        self._robots: dict[frozenset[str], Robots] = {}
        self._lost: dict[str, str] = {}
        """Hosts whose address could not be looked up, and why: they are not tried again for every page."""

    def get(self, url: str, errand: Errand) -> Response:
        """The answer at the end of all redirects: a page (200, 203 …), 304 or 410. FetchError otherwise.

        ConfigError when a public site would be asked and the settings name no contact.
        """
        here = place(url)
        if self._anonymous(here):
            raise agent.no_contact(here.host)
        return self._follow(here, errand)

    def _anonymous(self, here: Location) -> bool:
        return not self._settings.contact and not guard.is_loopback(here.host)

    def _follow(self, start: Location, errand: Errand) -> Response:
        here, cookies = start, Cookies()
        seen = {(here.url, cookies.header(here))}
        for _ in range(self._settings.max_redirects + 1):
            answer = self._tried(here, replace(errand, cookie=cookies.header(here)), first=here is start)
            if answer.status not in REDIRECTS or errand.service:
                return self._response(start, here, answer)
            cookies.take(here, answer)
            here = place(target(here.url, answer.header("location")))
            asked = (here.url, cookies.header(here))
            if asked in seen:
                raise FetchError(f"{shown(start.url)} leads back to itself and never to a page.", status=answer.status)
            seen.add(asked)
        raise FetchError(
            f"{shown(start.url)} leads on more than {self._settings.max_redirects} times (max_redirects in "
            f"settings.toml), at last to {shown(here.url)}.",
            status=answer.status,
        )

    def _response(self, start: Location, here: Location, answer: Answer) -> Response:
        return Response(
            url=start.url,
            final_url=here.url,
            status=answer.status,
            headers=tuple((name, value) for name, value in answer.headers if name not in _COOKIES),
            body=answer.body,
            fetched_at=self._now(),
            picture=answer.picture,
        )

    def _tried(self, here: Location, errand: Errand, *, first: bool) -> Answer:
        """The answer of one hop. What may pass is tried again, each time after twice the wait."""
        wait = self._settings.retry_wait
        for left in range(self._settings.retries, -1, -1):
            try:
                return self._once(here, errand, first=first)
            except TransientFetchError as error:
                if left == 0 or error.wait > MAX_RETRY_AFTER:
                    self._remember(here, error)
                    raise
                self._sleep(max(wait, error.wait))
                wait *= 2
        raise AssertionError  # the last try returns or raises

    def _remember(self, here: Location, error: TransientFetchError) -> None:
        if error.wait:
            self._pace.close(here.host, error.wait)
        if isinstance(error, guard.HostLookupError):
            self._lost[here.host] = error.reason

    def _once(self, here: Location, errand: Errand, *, first: bool) -> Answer:
        proxy = proxy_for(here.scheme, here.host)
        addresses = self._addresses(here, errand, proxied=proxy is not None)
        if self._anonymous(here):  # only a redirect leads here; one page must not stop the round
            raise FetchError(f"The page leads to another site: {agent.no_contact(here.host)}")
        delay = 0.0 if guard.is_loopback(here.host) else self._settings.delay
        if not errand.robots and not errand.service:
            delay = max(delay, self._rules(errand).check(here).delay)
        self._pace.check(here.host)
        self._pace.spend(here.host)
        headers = self._headers(errand, first=first)
        ask = Ask(here, addresses, proxy, headers, errand.limit, errand.robots, errand.form, errand.view)
        with self._pace.turn(here.host, delay):
            answer = self._send(ask)
        return self._judged(here, ask, answer)

    def _addresses(self, here: Location, errand: Errand, *, proxied: bool) -> tuple[guard.Address, ...]:
        if here.host in self._lost:
            raise FetchError(self._lost[here.host], transient=True, host=here.host)
        try:
            found = guard.resolve(here.host, here.port)
        except (guard.UnknownHostError, guard.HostLookupError):
            if not proxied:
                raise
            guard.check_unresolved(here.host, errand.allow_hosts)
            found = ()  # Behind a proxy often only the proxy knows the names of the world.
        return guard.check(here.host, found, errand.allow_hosts)

    def _rules(self, errand: Errand) -> Robots:
        """The robots rules as this source may read them: where one source may go, another may not."""
        allowed = frozenset(errand.allow_hosts)
        if allowed not in self._robots:
            self._robots[allowed] = Robots(lambda url: self._robots_txt(url, allowed))
        return self._robots[allowed]

    def _robots_txt(self, url: str, allow_hosts: frozenset[str]) -> bytes | None:
        """The body of a robots.txt; None where the site has none: any 4xx but 429 (RFC 9309 2.3.1.3)."""
        try:
            answer = self._follow(place(url), Errand(allow_hosts=allow_hosts, robots=True))
        except FetchError as error:
            if error.status is None or error.status in RETRY_STATUSES or error.status >= 500:  # noqa: PLR2004
                raise
            return None
        return None if answer.status == _GONE else answer.body

    def _headers(self, errand: Errand, *, first: bool) -> tuple[tuple[str, str], ...]:
        headers = [("User-Agent", self._user_agent), *errand.headers]
        headers += [("Cookie", errand.cookie)] if errand.cookie else []
        if _sendable(errand.etag):
            headers.append(("If-None-Match", str(errand.etag)))
        # A date says nothing of another address: an old page there would pass for the new one here.
        if first and _sendable(errand.last_modified):
            headers.append(("If-Modified-Since", str(errand.last_modified)))
        return tuple(headers)

    def _judged(self, here: Location, ask: Ask, answer: Answer) -> Answer:
        if answer.is_page or answer.status in {_GONE} | REDIRECTS:
            return answer
        if answer.status == _NOT_MODIFIED:
            if any(name.startswith("If-") for name, _ in ask.headers):
                return answer
            raise FetchError(
                f"{here.site} says that {shown(here.url)} has not changed since our copy, but we have no copy.",
                status=304,
            )
        reason = refusal(here.site, here.url, answer.status)
        if answer.status in RETRY_STATUSES:
            wait = retry_after(answer.header("retry-after"), self._now())
            raise TransientFetchError(reason, status=answer.status, wait=wait)
        raise FetchError(reason, status=answer.status, body=answer.body[:_MAX_TOLD])


def _sendable(validator: str | None) -> bool:
    return (
        bool(validator)
        and len(str(validator)) <= _MAX_VALIDATOR
        and str(validator).isascii()
        and str(validator).isprintable()
    )
