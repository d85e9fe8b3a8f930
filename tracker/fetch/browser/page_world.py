"""Page world: a script of ours in a page, out of reach of the page's own."""

from importlib.resources import files
from typing import Any

from playwright.sync_api import CDPSession

from tracker.errors import FetchError

_SCRIPT = files("tracker.fetch.browser").joinpath("page.js").read_text(encoding="utf-8")


class PageWorld:
    """Made in a frame when first asked, and once only: a frame whose page is replaced is another one's matter."""

    def __init__(self, cdp: CDPSession, frame: str) -> None:
        self._cdp, self._frame = cdp, frame
        self._context: int | None = None

    def __call__(self, name: str, *args: int) -> Any:
        """What a function gives, one of page.js by its name."""
        if self._context is None:
            made = self._cdp.send("Page.createIsolatedWorld", {"frameId": self._frame, "worldName": "tracker"})
            self._context = made["executionContextId"]
            self._evaluated(_SCRIPT)
        return self._evaluated(f"{name}({', '.join(map(str, args))})")

    def _evaluated(self, expression: str) -> Any:
        asked = {"expression": expression, "contextId": self._context, "returnByValue": True}
        found = self._cdp.send("Runtime.evaluate", asked)
        if "exceptionDetails" in found:
            raise FetchError("The page could not be taken from the browser.")
        return found["result"].get("value")
