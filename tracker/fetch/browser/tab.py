"""Tab: one page in a fresh context of the browser, from the first request to what is taken of it. Knows Playwright.

A navigation of the page, by its server or by its scripts, is not made here: it is answered as a redirect, so that the
next address is held against robots.txt, guard, pauses and budget like the first.
"""

import math
import time
from collections.abc import Callable
from contextlib import suppress
from http import HTTPStatus
from importlib.resources import files
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Error, Page, Request

from tracker.errors import FetchError
from tracker.fetch.browser import screenshot
from tracker.fetch.browser.gateway import Traffic
from tracker.fetch.browser.visit import Visit
from tracker.fetch.exchange import Answer
from tracker.fetch.picture import script
from tracker.fetch.reason import shown
from tracker.fetch.retry import TransientFetchError

WIDTH, HEIGHT = 1280, 1024
"""Pixels of the window."""
_STEPS = 20
"""Windows by which a page is scrolled at the most: an endless one would go on loading."""
_BEAT = 100
"""Milliseconds between two looks whether the page is at rest."""
_CLICK = 2_000
"""Milliseconds for a layer over the page to be clicked away."""
_COOKIES = 20
"""Cookies that a redirect's next page gets; Manners bounds their length."""
_UNSETTLING = frozenset({"websocket", "eventsource", "ping", "media"})
"""Requests that may last as long as the page does."""
_NO_HEADERS = frozenset(
    {"content-type", "content-length", "content-encoding", "transfer-encoding", "etag", "last-modified", "set-cookie"}
)
"""They speak of the bytes that came, not of those that are recorded."""
_TEXTUAL = ("text/html", "application/xhtml+xml")
_MADE: tuple[str, dict[str, str]] = ("Fetch.continueRequest", {})
_NOT_MADE = ("Fetch.failRequest", {"errorReason": "Aborted"})
_SCRIPT = files("tracker.fetch.browser").joinpath("page.js").read_text(encoding="utf-8")


class PageLeftError(Exception):
    """The page wants to be another one."""


class Tab:
    """For one visit."""

    def __init__(self, browser: Browser, visit: Visit, traffic: Traffic, *, agent: str) -> None:
        self.requests = 0
        self._visit, self._traffic = visit, traffic
        self._leads_to: str | None = None
        self._trouble: FetchError | None = None
        self._asked = False
        self._under_way: set[Request] = set()
        self._busy = time.monotonic()
        self._world: int | None = None
        self._context: BrowserContext = browser.new_context(
            user_agent=agent,
            viewport={"width": WIDTH, "height": HEIGHT},
            locale="en-GB",
            timezone_id="Europe/London",
            color_scheme="light",
            reduced_motion="reduce",
            accept_downloads=False,
            service_workers="block",
        )

    def close(self) -> None:
        """Forget all that the page left behind."""
        with suppress(Error):
            self._context.close()

    def answer(self) -> Answer:
        """The page, or where it leads. FetchError where it is none."""
        try:
            page = self._page()
            return self._taken(page, self._opened(page))
        except PageLeftError:
            return self._led()
        except Error as error:
            if self._leads_to is not None and self._trouble is None:
                return self._led()
            raise self._told(error) from error

    def _page(self) -> Page:
        visit = self._visit
        self._context.add_cookies(
            [{"name": name, "value": value, "url": visit.url} for name, value in visit.cookies[:_COOKIES]]
        )
        page = self._context.new_page()
        self._context.on("page", lambda other: other.close())
        page.on("dialog", lambda dialog: dialog.dismiss())
        page.on("crash", self._broke)
        page.on("request", self._began)
        page.on("requestfinished", self._ended)
        page.on("requestfailed", self._ended)
        self._cdp = self._context.new_cdp_session(page)
        self._frame = self._cdp.send("Page.getFrameTree")["frameTree"]["frame"]["id"]
        self._cdp.on("Fetch.requestPaused", self._paused)
        patterns = [{"urlPattern": "*", "resourceType": kind} for kind in ("Document", "Media")]
        self._cdp.send("Fetch.enable", {"patterns": patterns})
        return page

    def _paused(self, event: dict[str, Any]) -> None:
        """Let a document's request go on, or not: of the page itself only the first."""
        asks = event["request"]
        way, more = _MADE
        if event["resourceType"] == "Media":
            way, more = _NOT_MADE  # A film is nothing to read, and may last for hours.
        elif event["frameId"] == self._frame and self._asked:
            way, more = _NOT_MADE
            if asks["method"] != "GET":
                self._fail("it sends a form by itself, as checks whether a person is asking do, and tracker sends none")
            self._leads_to = self._leads_to or asks["url"]
        elif event["frameId"] == self._frame:
            self._asked = True
        with suppress(Error):
            self._cdp.send(way, {"requestId": event["requestId"], **more})

    def _opened(self, page: Page) -> Answer:
        """The head of the answer, once it has come."""
        found = page.goto(self._visit.url, wait_until="commit", timeout=self._visit.seconds * 1000)
        self._check()
        if found is None:
            raise FetchError(f"{self._name} did not give a page.")
        kept = [(one["name"].lower(), one["value"]) for one in found.headers_array()]
        kind = next((value for name, value in kept if name == "content-type"), _TEXTUAL[0])
        headers = tuple(one for one in kept if one[0] not in _NO_HEADERS)
        answer = Answer(found.status, (*headers, ("content-type", "text/html; charset=utf-8")))
        if answer.is_page and not kind.lower().startswith(_TEXTUAL):
            raise FetchError(f"{self._name} is “{shown(kind, 60)}”, not a web page: see whether another kind fits.")
        return answer

    def _taken(self, page: Page, head: Answer) -> Answer:
        """What the page is once it is at rest."""
        if not head.is_page:
            return head
        visit = self._visit
        self._until(page, lambda: self._own("trackerPage.parsed()") is True, seconds=visit.seconds)
        if visit.view.wait_for:
            self._appeared(page, visit.view.wait_for)
        else:
            self._rest(page, visit.quiet)
        clicked = [self._dismissed(page, selector) for selector in visit.view.dismiss]
        if any(clicked):
            self._rest(page, visit.quiet / 2)
        self._scroll(page)
        html = self._own(f"trackerPage.html({visit.limit})")
        self._check()
        if html is None or len(body := html.encode()) > visit.limit:
            raise self._too_large(visit.limit, "max_bytes")
        picture = self._picture(page) if visit.view.picture else None
        self._check()
        return Answer(head.status, head.headers, body, picture)

    def _picture(self, page: Page) -> bytes | None:
        lines = None
        with suppress(FetchError):  # without the places of its text it is a picture all the same
            lines = self._own(script())
        return screenshot.taken(page, self._own("trackerPage.height()"), lines)

    def _appeared(self, page: Page, selector: str) -> None:
        self._until(page, lambda: page.locator(f"css={selector}").count() > 0, seconds=self._visit.settle)
        if not page.locator(f"css={selector}").count():
            raise FetchError(
                f"“{shown(selector, 80)}” (wait_for) did not appear on {self._name} within {self._visit.settle:g} seconds "
                "(browser_settle in settings.toml); nothing was recorded.",
                transient=True,
            )

    def _rest(self, page: Page, quiet: float, *, ends: float = math.inf) -> None:
        """Wait until nothing was asked for and no text changed for so long, or for as long as the page may take."""
        seen = self._own("trackerPage.changes()")
        since = time.monotonic()

        def at_rest() -> bool:
            nonlocal seen, since
            changes = self._own("trackerPage.changes()")
            if changes != seen or self._under_way:
                seen, since = changes, time.monotonic()
            return time.monotonic() - max(since, self._busy) >= quiet

        self._until(page, at_rest, seconds=min(self._visit.settle, ends - since))

    def _until(self, page: Page, holds: Callable[[], bool], *, seconds: float) -> None:
        ends = time.monotonic() + seconds
        while not holds() and time.monotonic() < ends:
            page.wait_for_timeout(_BEAT)
            self._check()

    def _dismissed(self, page: Page, selector: str) -> bool:
        """Whether a layer over the page was clicked away."""
        layer = page.locator(f"css={selector}").first
        if not layer.is_visible():
            return False
        with suppress(Error):
            layer.click(timeout=_CLICK)
        self._check()
        return True

    def _scroll(self, page: Page) -> None:
        """Go down the page, which makes it load what it shows only then; at its end see whether it grows."""
        ends = time.monotonic() + self._visit.settle
        moved = False
        for _ in range(_STEPS):
            if self._own("trackerPage.down()"):
                moved = True
                page.wait_for_timeout(_BEAT)
                self._check()
            elif moved and time.monotonic() < ends:
                moved = False
                self._rest(page, self._visit.quiet / 2, ends=ends)
            else:
                return
        self._rest(page, self._visit.quiet / 2, ends=ends)

    def _own(self, expression: str) -> Any:
        """What our own script says, in a world that the page's scripts do not reach."""
        if self._world is None:
            made = self._cdp.send("Page.createIsolatedWorld", {"frameId": self._frame, "worldName": "tracker"})
            self._world = made["executionContextId"]
            self._evaluated(_SCRIPT)
        return self._evaluated(expression)

    def _evaluated(self, expression: str) -> Any:
        asked = {"expression": expression, "contextId": self._world, "returnByValue": True}
        found = self._cdp.send("Runtime.evaluate", asked)
        if "exceptionDetails" in found:
            raise FetchError(f"{self._name} could not be taken from the browser.")
        return found["result"].get("value")

    def _began(self, request: Request) -> None:
        self.requests += 1
        if request.resource_type not in _UNSETTLING:
            self._under_way.add(request)
            self._busy = time.monotonic()

    def _ended(self, request: Request) -> None:
        if request in self._under_way:
            self._under_way.discard(request)
            self._busy = time.monotonic()

    def _led(self) -> Answer:
        """A redirect, with what the site has set so far, whether by its server or by a script."""
        held = self._context.cookies(self._visit.url)
        cookies = tuple(("set-cookie", f"{one.get('name')}={one.get('value')}; Path=/") for one in held[:_COOKIES])
        return Answer(HTTPStatus.FOUND, (("location", str(self._leads_to)), *cookies))

    def _check(self) -> None:
        """Go on only while the page is what was asked for."""
        if self._traffic.over:
            raise self._too_large(self._visit.budget, "browser_bytes")
        if self._trouble is not None:
            raise self._trouble
        if self._leads_to is not None:
            raise PageLeftError

    def _broke(self, page: Page) -> None:
        """A page whose process has ended answers nothing any more: who waits for it must learn so."""
        self._fail("it broke the browser that showed it")
        with suppress(Error):
            page.close()

    def _fail(self, why: str) -> None:
        self._trouble = self._trouble or FetchError(f"{self._name} was not recorded: {why}.")

    def _told(self, error: Error) -> FetchError:
        """The library's error as ours; by what the gateway knows of it first."""
        if self._traffic.over:
            return self._too_large(self._visit.budget, "browser_bytes")
        if "Download is starting" in error.message:
            return FetchError(f"{self._name} is a file to download, not a web page: see whether another kind fits.")
        known = self._trouble or self._traffic.failed.get(self._visit.host)
        if known is not None:
            return known
        if "ERR_CERT" in error.message:
            return FetchError(
                f"{shown(self._visit.host)} could not prove who it is: its certificate is not valid for that name and day.",
                host=self._visit.host,
            )
        if "net::" in error.message:
            return TransientFetchError(
                f"The connection to {shown(self._visit.host)} broke while {self._name} was shown."
            )
        return FetchError(f"The browser could not show {self._name} to its end.", transient=True)

    def _too_large(self, limit: int, setting: str) -> FetchError:
        return FetchError(
            f"{self._name} brings more than {limit:,} bytes ({setting} in settings.toml); it was not read to its end."
        )

    @property
    def _name(self) -> str:
        return shown(self._visit.url)
