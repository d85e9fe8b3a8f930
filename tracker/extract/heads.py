"""Heads: what a page's head links to: its feeds, and the interface of the system that made it."""

from typing import NamedTuple

from tracker.errors import ExtractError
from tracker.extract import page, webaddress
from tracker.extract.decode import decode

_MOST = 50


class HeadLink(NamedTuple):
    """One <link>."""

    rel: str
    type: str
    url: str


def links(html: bytes, *, url: str, charset: str | None = None) -> tuple[HeadLink, ...]:
    """The links of a page's head, their addresses in full; none where it cannot be parsed."""
    try:
        head = page.parse(decode(html, charset)).head
    except ExtractError:
        return ()
    found = []
    for node in head.css("link[rel][href]")[:_MOST] if head is not None else ():
        told = node.attributes
        if address := webaddress.joined(url, told.get("href") or ""):
            found.append(HeadLink((told.get("rel") or "").lower(), (told.get("type") or "").lower(), address))
    return tuple(found)
