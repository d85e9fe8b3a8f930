"""Unmatched: selectors of a source that a page no longer answers to."""

from collections.abc import Sequence

from tracker.extract import page
from tracker.extract.decode import decode


def unmatched(html: bytes, selectors: Sequence[str], *, charset: str | None = None) -> tuple[str, ...]:
    """Those CSS selectors that match nothing on a page. ExtractError for one that cannot be read."""
    body = page.parse(decode(html, charset)).body if selectors else None
    if body is None:
        return tuple(selectors)
    return tuple(one for one in selectors if not page.select(body, one, where="drop"))
