"""Tab: one page in a fresh context of the browser, from the first request to what is taken of it. Knows Playwright.

A navigation of the page, by its server or by its scripts, is not made here: it is answered as a redirect, so that the
next address is held against robots.txt, guard, pauses and budget like the first.
"""

from contextlib import suppress
from http import HTTPStatus
from typing import Any

from playwright.sync_api import Browser, BrowserContext, CDPSession, Error, Page

from tracker.errors import FetchError
from tracker.fetch.browser import screenshot
from tracker.fetch.browser.gateway import Traffic
from tracker.fetch.browser.page_world import PageWorld
from tracker.fetch.browser.repose import Repose
from tracker.fetch.browser.visit import Visit
from tracker.fetch.exchange import Answer
from tracker.fetch.picture import script
from tracker.fetch.reason import shown
from tracker.fetch.retry import TransientFetchError

WIDTH, HEIGHT = 1280, 1024
"""Pixels of the window."""
_COOKIES = 20
"""Cookies that a redirect's next page gets; Manners bounds their length."""
_NO_HEADERS = frozenset(
    {"content-type", "content-length", "content-encoding", "transfer-encoding", "etag", "last-modified", "set-cookie"}
)
"""They speak of the bytes that came, not of those that are recorded."""
_TEXTUAL = ("text/html", "application/xhtml+xml")
_MADE: tuple[str, dict[str, str]] = ("Fetch.continueRequest", {})
_NOT_MADE = ("Fetch.failRequest", {"errorReason": "Aborted"})


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
            cdp = self._context.new_cdp_session(page)
            frame = self._guarded(cdp)
            repose = Repose(page, PageWorld(cdp, frame), self._visit, check=self._check, asked=self._count)
            head = self._opened(page)
            return self._taken(page, head, repose) if head.is_page else head
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
        return page

    def _guarded(self, cdp: CDPSession) -> str:
        """Decide on each document that is asked for from now on; the page's own frame."""
        frame = str(cdp.send("Page.getFrameTree")["frameTree"]["frame"]["id"])
        cdp.on("Fetch.requestPaused", lambda event: self._paused(cdp, frame, event))
        patterns = [{"urlPattern": "*", "resourceType": kind} for kind in ("Document", "Media")]
        cdp.send("Fetch.enable", {"patterns": patterns})
        return frame

    def _paused(self, cdp: CDPSession, frame: str, event: dict[str, Any]) -> None:
        """Let a document's request go on, or not: of the page itself only the first."""
        asks = event["request"]
        way, more = _MADE
        if event["resourceType"] == "Media":
            way, more = _NOT_MADE  # A film is nothing to read, and may last for hours.
        elif event["frameId"] == frame and self._asked:
            way, more = _NOT_MADE
            if asks["method"] != "GET":
                self._fail("it sends a form by itself, as checks whether a person is asking do, and tracker sends none")
            self._leads_to = self._leads_to or asks["url"]
        elif event["frameId"] == frame:
            self._asked = True
        with suppress(Error):
            cdp.send(way, {"requestId": event["requestId"], **more})

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

    def _taken(self, page: Page, head: Answer, repose: Repose) -> Answer:
        """What the page is once it is at rest."""
        visit = self._visit
        repose.settle()
        html = repose.world("trackerPage.html", visit.limit)
        self._check()
        if html is None or len(body := html.encode()) > visit.limit:
            raise self._too_large(visit.limit, "max_bytes")
        picture = self._picture(page, repose.world) if visit.view.picture else None
        self._check()
        return Answer(head.status, head.headers, body, picture)

    def _picture(self, page: Page, world: PageWorld) -> bytes | None:
        lines = None
        with suppress(FetchError):  # without the places of its text it is a picture all the same
            lines = world(script())
        return screenshot.taken(page, world("trackerPage.height"), lines)

    def _led(self) -> Answer:
        """A redirect, with what the site has set so far, whether by its server or by a script."""
        held = self._context.cookies(self._visit.url)
        cookies = tuple(("set-cookie", f"{one.get('name')}={one.get('value')}; Path=/") for one in held[:_COOKIES])
        return Answer(HTTPStatus.FOUND, (("location", str(self._leads_to)), *cookies))

    def _count(self) -> None:
        self.requests += 1

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
