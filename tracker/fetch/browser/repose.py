"""Repose: a page comes to rest: parsed, filled in by its scripts, rid of what lies over it, and seen to its end."""

import math
import time
from collections.abc import Callable
from contextlib import suppress

from playwright.sync_api import Error, Page, Request

from tracker.errors import FetchError
from tracker.fetch.browser.page_world import PageWorld
from tracker.fetch.browser.visit import Visit
from tracker.fetch.reason import shown

_STEPS = 20
"""Windows by which a page is scrolled at the most: an endless one would go on loading."""
_BEAT = 100
"""Milliseconds between two looks whether the page is at rest."""
_CLICK = 2_000
"""Milliseconds for a layer over the page to be clicked away."""
_UNSETTLING = frozenset({"websocket", "eventsource", "ping", "media"})
"""Requests that may last as long as the page does."""


class Repose:
    """Of one page, from before its first request. `check` raises where there is no use in going on."""

    def __init__(
        self, page: Page, world: PageWorld, visit: Visit, *, check: Callable[[], None], asked: Callable[[], None]
    ) -> None:
        self.world = world
        self._page, self._visit = page, visit
        self._check, self._asked = check, asked
        self._under_way: set[Request] = set()
        self._busy = time.monotonic()
        page.on("request", self._began)
        page.on("requestfinished", self._ended)
        page.on("requestfailed", self._ended)

    def settle(self) -> None:
        """Until the page can be taken. FetchError where what is waited for does not appear."""
        visit = self._visit
        self._until(lambda: self.world("trackerPage.parsed") is True, seconds=visit.seconds)
        if visit.view.wait_for:
            self._appear(visit.view.wait_for)
        else:
            self._rest(visit.quiet)
        clicked = [self._dismiss(selector) for selector in visit.view.dismiss]
        if any(clicked):
            self._rest(visit.quiet / 2)
        self._scroll()

    def _appear(self, selector: str) -> None:
        found = self._page.locator(f"css={selector}")
        self._until(lambda: found.count() > 0, seconds=self._visit.settle)
        if not found.count():
            raise FetchError(
                f"“{shown(selector, 80)}” (wait_for) did not appear on {shown(self._visit.url)} within "
                f"{self._visit.settle:g} seconds (browser_settle in settings.toml); nothing was recorded.",
                transient=True,
            )

    def _rest(self, quiet: float, *, ends: float = math.inf) -> None:
        """Wait until nothing was asked for and no text changed for so long, or for as long as the page may take."""
        seen = self.world("trackerPage.changes")
        since = time.monotonic()

        def at_rest() -> bool:
            nonlocal seen, since
            changes = self.world("trackerPage.changes")
            if changes != seen or self._under_way:
                seen, since = changes, time.monotonic()
            return time.monotonic() - max(since, self._busy) >= quiet

        self._until(at_rest, seconds=min(self._visit.settle, ends - since))

    def _dismiss(self, selector: str) -> bool:
        """Click a layer over the page away. Whether it was there."""
        layer = self._page.locator(f"css={selector}").first
        if not layer.is_visible():
            return False
        with suppress(Error):
            layer.click(timeout=_CLICK)
        self._check()
        return True

    def _scroll(self) -> None:
        """Go down the page, which makes it load what it shows only then; at its end see whether it grows."""
        ends = time.monotonic() + self._visit.settle
        moved = False
        for _ in range(_STEPS):
            if self.world("trackerPage.down"):
                moved = True
                self._page.wait_for_timeout(_BEAT)
                self._check()
            elif moved and time.monotonic() < ends:
                moved = False
                self._rest(self._visit.quiet / 2, ends=ends)
            else:
                return
        self._rest(self._visit.quiet / 2, ends=ends)

    def _until(self, holds: Callable[[], bool], *, seconds: float) -> None:
        ends = time.monotonic() + seconds
        while not holds() and time.monotonic() < ends:
            self._page.wait_for_timeout(_BEAT)
            self._check()

    def _began(self, request: Request) -> None:
        self._asked()
        if request.resource_type not in _UNSETTLING:
            self._under_way.add(request)
            self._busy = time.monotonic()

    def _ended(self, request: Request) -> None:
        if request in self._under_way:
            self._under_way.discard(request)
            self._busy = time.monotonic()
