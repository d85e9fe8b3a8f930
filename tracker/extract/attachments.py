"""Attachments as pages and Content API items describe them."""

import re
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urljoin

from selectolax.lexbor import LexborNode

from tracker.extract import loose, page
from tracker.extract.document import Attachment
from tracker.patterns import deferred

_TITLE = ".title, .gem-c-attachment__title, .attachment-title, h2, h3"
_SIZE = deferred(r"(\d{1,6}(?:\.\d{1,3})?)\s?(bytes|[KMG]B)", re.IGNORECASE)
_PAGES = deferred(r"(\d{1,5}) pages?", re.IGNORECASE)
_MOST_BOXES = 2000
"""Ten times as many as any page of GOV.UK offers."""
_BYTES = {"bytes": 1, "kb": 1024, "mb": 1024**2, "gb": 1024**3}


def on_page(nodes: Sequence[LexborNode], url: str) -> tuple[Attachment, ...]:
    """The attachments that boxes on a page offer; size in bytes as far as the printed one ("183KB") tells it.

    A box in a box is part of it: the walk over the page reads it as one attachment too.
    """
    return tuple(attachment for node in _outermost(nodes[:_MOST_BOXES]) for attachment in _boxed(node, url))


def _outermost(nodes: Sequence[LexborNode]) -> Iterator[LexborNode]:
    boxes = {node.mem_id for node in nodes}
    for node in nodes:
        above = node.parent
        while above is not None and above.mem_id not in boxes:
            above = above.parent
        if above is None:
            yield node


def in_item(entries: object) -> tuple[Attachment, ...]:
    """The attachments of a Content API item's list."""
    return tuple(attachment for entry in loose.objects(entries) for attachment in _listed(entry))


def _boxed(node: LexborNode, url: str) -> Iterator[Attachment]:
    links = [link for link in node.css("a[href]") if link.attributes.get("aria-hidden") != "true" and page.text(link)]
    title = next((text for title in node.css(_TITLE) if (text := page.text(title))), None)
    if not links:
        return
    text = page.text(node)
    size, pages = _SIZE.search(text), _PAGES.search(text)
    yield Attachment(
        title=title or page.text(links[0]),
        url=_absolute(url, links[0].attributes.get("href") or ""),
        size=round(float(size[1]) * _BYTES[size[2].lower()]) if size else None,
        pages=int(pages[1]) if pages else None,
    )


def _listed(entry: dict[str, Any]) -> Iterator[Attachment]:
    title, url = loose.line(entry.get("title")) or loose.line(entry.get("filename")), loose.line(entry.get("url"))
    if title and url:
        yield Attachment(
            title=title,
            url=url,
            content_type=loose.line(entry.get("content_type")),
            size=loose.number(entry.get("file_size")),
            pages=loose.number(entry.get("number_of_pages")),
        )


def _absolute(url: str, href: str) -> str:
    try:
        return urljoin(url, href.strip())
    except ValueError:
        return href
