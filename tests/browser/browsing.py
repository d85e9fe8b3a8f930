"""Debian's Chromium, driven by Playwright, that lets a page reach nothing but the site it belongs to.

    with chromium.visit(folder.as_uri() + "/", width=390, scheme="dark") as tab:
        tab.open("claims/index.html")
        tab.page.click("text=Filter")

Leaving the block fails the test when the page did what no page of ours may: an error on the console, a breach of its
Content-Security-Policy, a request outside the site or one that fails, a dialog, another window, a download.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Self

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Route

ROOT = Path(__file__).parents[2]
WIDTHS = (1280, 390)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
HEIGHT = 844
WAIT = 10_000  # milliseconds; a page of ours answers in a hundredth of it, a loaded machine in a tenth
FLAGS = (
    "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)  # fmt: skip
"""Chromium itself asks for nothing, and no name has an address."""

ABORTED = "net::ERR_ABORTED"
"""The page was left while it loaded: the test went on before the last part of the index had come. What cannot be
read, is blocked or stands outside the site fails under other names, and a download is told as one."""

LISTEN = """(() => {
  window.__breaches = [];
  document.addEventListener('securitypolicyviolation', (e) =>
    window.__breaches.push(`${e.violatedDirective} ${e.blockedURI}`));
})()"""


def missing() -> str | None:
    """What these tests lack on this machine, as a sentence, or None."""
    try:
        import playwright.sync_api  # noqa: F401
    except ImportError:
        return "Playwright is not installed (`make browser` installs what these tests need)."
    if not program():
        return "There is no Chromium here (`make browser` installs it, as root on Debian; or set TRACKER_CHROMIUM)."
    return None


def program() -> str | None:
    """Chromium's path: TRACKER_CHROMIUM or the one on the path."""
    return os.environ.get("TRACKER_CHROMIUM") or shutil.which("chromium")


class Chromium:
    """The browser; one for all tests of a process, a fresh profile for each visit."""

    def __init__(self, browser: "Browser") -> None:
        self._browser = browser

    @contextmanager
    def visit(self, base: str, *, width: int = 1280, height: int = HEIGHT, **context: Any) -> "Iterator[Tab]":
        """A tab on the site whose root is `base` (ends with a slash); keywords go to Playwright's new_context.

        `scheme` and `javascript` are short for its color_scheme and java_script_enabled.
        """
        for short, long in (("scheme", "color_scheme"), ("javascript", "java_script_enabled")):
            if short in context:
                context[long] = context.pop(short)
        made = self._browser.new_context(viewport={"width": width, "height": height}, locale="en-GB", **context)
        made.set_default_timeout(WAIT)
        try:
            tab = Tab(made, base)
            yield tab
            tab.settle()
            if tab.troubles:
                raise AssertionError("\n".join(tab.troubles))
        finally:
            made.close()


class Tab:
    """A page and all it did that it may not."""

    def __init__(self, context: "BrowserContext", base: str) -> None:
        self.base = base
        self.asked: list[str] = []
        """Every address that was asked for, in order."""
        self.troubles: list[str] = []
        context.add_init_script(LISTEN)
        context.route("**/*", self._guard)
        self.page: Page = context.new_page()
        context.on("page", lambda page: self.troubles.append(f"another window: {page.url}"))
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.troubles.append(f"error: {error}"))
        self.page.on("dialog", self._dialog)
        self.page.on("download", lambda one: self.troubles.append(f"download: {one.url}"))
        self.page.on("requestfailed", self._failed)
        self.page.on("response", self._answered)

    def open(self, address: str) -> Self:
        """Go there and wait until all of it is loaded."""
        self.settle()
        self.page.goto(self.base + address, wait_until="load")
        return self

    def overflow(self) -> int:
        """How many pixels the page is wider than its window."""
        return int(self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))

    def settle(self) -> None:
        """Collect the breaches of the policy that the page in view has seen; they end with it."""
        self.troubles += [f"breach: {one}" for one in self.page.evaluate("() => window.__breaches?.splice(0) ?? []")]

    def _guard(self, route: "Route") -> None:
        url = route.request.url
        self.asked.append(url)
        if url.startswith(self.base):
            route.continue_()
        else:
            self.troubles.append(f"outside the site: {url[:200]}")
            route.abort()

    def _said(self, message: "ConsoleMessage") -> None:
        if message.type in {"error", "warning", "assert"}:
            self.troubles.append(f"console: {message.text[:300]}")

    def _dialog(self, dialog: Any) -> None:
        self.troubles.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _failed(self, request: "Request") -> None:
        if request.failure == ABORTED:
            return
        self.troubles.append(f"failed: {request.url[:200]} ({request.failure})")

    def _answered(self, response: Any) -> None:
        if response.status >= 400:
            self.troubles.append(f"answered {response.status}: {response.url[:200]}")


@contextmanager
def chromium() -> Iterator[Chromium]:
    """The browser, started and ended; `missing()` must be None."""
    from playwright.sync_api import sync_playwright

    flags = [*FLAGS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]  # Chromium's sandbox refuses root
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program(), args=flags)
        try:
            yield Chromium(browser)
        finally:
            browser.close()
