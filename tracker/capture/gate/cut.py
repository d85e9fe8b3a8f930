"""Cut: a page that ended with the connection, and too early: nobody had said how long it would be."""

import re

from tracker.capture.gate.look import Look
from tracker.patterns import deferred

_TAIL = 4_000
"""Bytes at the end of a page in which its own end is looked for: caches and counters write behind it."""
_END = deferred(rb"</(?:html|body)\s{0,5}>", re.IGNORECASE)
_IN_A_TAG = deferred(rb"<[a-z/!][^<>]{0,2000}\Z", re.IGNORECASE)
_AGAIN = "a later round may get all of it"


def cut(look: Look, held: Look | None) -> str | None:
    """Why a page seems to be cut off; None where its length was told, or where nothing says so.

    Many pages never say where they end: so one must break off within a tag, or end without the end that the held one
    had, and say less than that.
    """
    if not _may_be_cut(look.headers):
        return None
    tail = look.body()[-_TAIL:]
    if _IN_A_TAG.search(tail):
        return f"it breaks off within a tag, and the site did not say how long it is: {_AGAIN}"
    if held is None or _END.search(tail) or not _END.search(held.body()[-_TAIL:]) or look.size >= held.size:
        return None
    return f"it ends without the </html> that it had, and the site did not say how long it is: {_AGAIN}"


def _may_be_cut(headers: tuple[tuple[str, str], ...]) -> bool:
    """Whether an answer came without any word of its length; of one without headers nobody knows."""
    told = any(
        name == "content-length" or (name == "transfer-encoding" and "chunked" in value.lower())
        for name, value in headers
    )
    return bool(headers) and not told
