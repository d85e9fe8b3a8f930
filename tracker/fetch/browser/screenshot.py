"""Screenshot: a picture of all of a page, within bounds."""

from contextlib import suppress

from playwright.sync_api import Error, Page

from tracker.fetch.picture import HIGHEST, LARGEST, with_lines

WIDTH = 1280
"""Pixels."""
_SECONDS = 15


def taken(page: Page, height: int, lines: object) -> bytes | None:
    """A PNG with what is said of its printed lines; None where the browser gives none, or none that is small enough.

    A picture of too many bytes is taken again at half the height, then at a quarter.
    """
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
                return with_lines(picture, lines)
    return None
