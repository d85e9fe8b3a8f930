"""Listing: the XML of a list (a feed, a sitemap) from its root to its end, fit to be parsed.

What stands before the root (blank lines, a notice, a DTD and whatever it declares) and behind its end reaches no parser.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from tracker.extract.decode import decode
from tracker.patterns import deferred

_SNIFFED = 4_096
"""Bytes, or signs, in which a list says how it is encoded, and a page that it is one."""
_ROOT = deferred(r"<((?:[\w.-]{1,40}:)?(urlset|sitemapindex|rss|feed|RDF))(?=[\s/>])[^<>]{0,4000}>")
_PAGE = deferred(r"<(?:!doctype\s{1,5})?html[\s>]", re.IGNORECASE)
_ENCODING = deferred(rb"<\?xml[^<>]{0,200}?encoding\s{0,5}=\s{0,5}[\"']([A-Za-z0-9._-]{1,40})[\"']")
_ILLEGAL = deferred("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Signs that XML cannot hold, written out or not."""


class ListMarkup(NamedTuple):
    """A list's XML."""

    root: str
    """Its root without a prefix: `urlset`, `rss` …"""
    text: str
    cut: bool
    """The root does not end: an entry that breaks off is not in the text, as half an address is another address."""


def found_in(body: bytes, entries: Sequence[str]) -> ListMarkup | None:
    """The list in a body, whose entries are elements of these names; None where there is none, or only a web page."""
    declared = _ENCODING.search(body, 0, _SNIFFED)
    text = _ILLEGAL.sub("", decode(body, declared[1].decode("ascii") if declared else None))
    root = _ROOT.search(text)
    if root is None or _PAGE.search(text, 0, root.start()):
        return None
    if root[0].endswith("/>"):
        return ListMarkup(root[2], root[0], cut=False)
    end = text.rfind(f"</{root[1]}")
    if end > root.start():
        return ListMarkup(root[2], f"{text[root.start() : end]}</{root[1]}>", cut=False)
    prefix = root[1].removesuffix(root[2])
    ends = (text.rfind(mark) + len(mark) for mark in (f"</{prefix}{name}>" for name in entries) if mark in text)
    last = max(ends, default=root.end())
    return ListMarkup(root[2], f"{text[root.start() : last]}</{root[1]}>", cut=True)


def is_page(text: str) -> bool:
    """Whether a text says that it is HTML."""
    return _PAGE.search(text[:_SNIFFED]) is not None
