"""Program: which Chromium is started, or why none can be."""

import os
import shutil
from collections.abc import Mapping
from importlib.util import find_spec

from tracker.errors import FetchError
from tracker.installed import how_to_add

NAMED = "TRACKER_CHROMIUM"
"""The environment variable that names a Chromium."""
_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")


def program(environ: Mapping[str, str]) -> str | None:
    """Chromium's path: the one that is named, or the first on PATH; None leaves it to Playwright's own."""
    if named := environ.get(NAMED):
        return named
    return next((found for name in _NAMES if (found := shutil.which(name, path=environ.get("PATH")))), None)


def has_playwright() -> bool:
    """Whether the library of the extra is there."""
    return find_spec("playwright") is not None


def check(*, sandbox: bool) -> None:
    """FetchError where no browser can be started here, with what to do about it."""
    if not has_playwright():
        raise FetchError(f'A browser is needed (fetch = "browser"). Install what drives it: {how_to_add("browser")}')
    if sandbox and hasattr(os, "geteuid") and os.geteuid() == 0:
        raise FetchError(
            "Chromium's sandbox does not work for root, so no browser was started: run tracker as another user or, in a "
            "machine or container of its own, set browser_sandbox = false in settings.toml."
        )
