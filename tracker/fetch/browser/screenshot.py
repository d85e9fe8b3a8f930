"""Screenshot: a picture of all of a page, within bounds."""

from contextlib import suppress

from playwright.sync_api import Error, Page

WIDTH = 1280
"""Pixels."""
HIGHEST = 16_000
"""Pixels; what is below is not in the picture. Chromium draws no higher surface (16,384)."""
LARGEST = 8_000_000
"""Bytes. A larger picture is taken again at half the height, then at a quarter."""
_SECONDS = 15


def taken(page: Page, height: int) -> bytes | None:
    """A PNG; None where the browser gives none, or none that is small enough."""
    tall = max(1, min(int(height), HIGHEST))
    with suppress(Error):
        for part in (tall, tall // 2, tall // 4):
            picture: bytes = page.screenshot(
                type="png",
                full_page=True,
                clip={"x": 0, "y": 0, "width": WIDTH, "height": max(1, part)},
                animations="disabled",
                timeout=_SECONDS * 1000,
            )
            if len(picture) <= LARGEST:
                return picture
    return None
