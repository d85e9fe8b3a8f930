"""Browser: pages as a real Chromium shows them, one at a time, in a process beside ours. One a round.

It starts with the first page. One that was ended, by itself, by a page or by anybody, is that page's failure alone: the
next page gets a new one.
"""

import os
from threading import Lock
from typing import TYPE_CHECKING

from tracker.config.settings import Settings
from tracker.errors import FetchError
from tracker.fetch.browser.visit import Launch, Shown, Visit
from tracker.fetch.exchange import Ask, View
from tracker.fetch.reason import shown
from tracker.later import later

if TYPE_CHECKING:
    from tracker.fetch.browser import keeper
    from tracker.fetch.browser import program as programs
    from tracker.fetch.browser.keeper import Keeper
else:  # most rounds show no page
    keeper = later("tracker.fetch.browser.keeper")
    programs = later("tracker.fetch.browser.program")


class Browser:
    """For any thread; they wait for one another."""

    def __init__(self, settings: Settings, *, agent: str) -> None:
        self.started = 0
        """Browsers so far."""
        self._settings, self._agent = settings, agent
        self._turn = Lock()
        self._process: Keeper | None = None
        self._over = False

    def show(self, ask: Ask, view: View) -> Shown:
        """A page. Its outcome is a FetchError where there is none, or no browser."""
        with self._turn:
            try:
                return self._shown(ask, view)
            except FetchError as error:
                return Shown(error)

    def kill(self) -> None:
        """End it for good, from another thread, with the page that it shows."""
        self._over = True
        if process := self._process:
            process.kill()

    def end(self) -> None:
        """End it. The next page starts another one."""
        with self._turn:
            self._end()

    def _shown(self, ask: Ask, view: View) -> Shown:
        if ask.proxy is not None:
            raise FetchError(
                f"{shown(ask.place.site)} would be asked through the proxy that the environment names, and the browser is "
                'not led through another one than ours: use fetch = "http", or name the host in no_proxy.'
            )
        process = None if self._over else self._process or self._started()
        if self._over or process is None:
            self._end()
            raise FetchError(f"{shown(ask.place.url)} was not shown: the round was stopped.", transient=True)
        found = process.show(self._visit(ask, view))
        if found.spent:
            self._end()
        return found

    def _started(self) -> "Keeper":
        settings = self._settings
        programs.check(sandbox=settings.browser_sandbox)
        launch = Launch(
            program=programs.program(os.environ),
            sandbox=settings.browser_sandbox,
            agent=self._agent,
            anonymous=not settings.contact,
            connect_timeout=settings.connect_timeout,
        )
        self._process = process = keeper.Keeper()
        try:
            process.start(launch)
        except FetchError:
            self._end()
            raise
        self.started += 1
        return process

    def _visit(self, ask: Ask, view: View) -> Visit:
        settings = self._settings
        told = dict(ask.headers).get("Cookie", "")
        cookies = (one.strip().partition("=") for one in told.split(";") if "=" in one)
        return Visit(
            url=ask.place.url,
            host=ask.place.host,
            view=view,
            cookies=tuple((name, value) for name, _, value in cookies),
            limit=ask.limit,
            budget=settings.browser_bytes,
            megabytes=settings.browser_megabytes,
            seconds=settings.browser_seconds,
            settle=min(settings.browser_settle, settings.browser_seconds),
            quiet=settings.browser_quiet,
        )

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.end()
