"""Atom (RFC 4287): a feed as bytes, the same for the same entries, well-formed whatever a page said.

Ids are made of what an entry is about and never of where the site is published (docs/decisions/0015-what-is-published.md).
"""

import uuid
import xml.etree.ElementTree as ET
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Final, NamedTuple
from urllib.parse import quote, urlsplit

from tracker.patterns import deferred
from tracker.render.safe import safe

File = tuple[str, str, Callable[[], bytes]]
"""A file of the site: its address, a key that is equal where the bytes would be, and what makes them."""

NAMESPACE: Final = uuid.UUID("55086ca5-fc9f-4c55-92ea-d60681e86b29")
"""Of all ids that this program gives; to change it would make every entry a new one in every reader."""
_ATOM: Final = "http://www.w3.org/2005/Atom"
_ILLEGAL: Final = deferred("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML 1.0 document may hold, in any form."""


class AtomEntry(NamedTuple):
    """One thing told. `content` is HTML in which nothing of the web is markup."""

    id: str
    title: str
    updated: datetime
    content: str
    page: str
    """Address on the site."""
    published: datetime | None = None
    via: str | None = None
    """The publisher's own page."""
    contributor: str | None = None
    """Whose words are told of."""
    terms: tuple[str, ...] = ()
    rights: str | None = None


class AtomFeed(NamedTuple):
    """Entries in the order in which they are to stand."""

    address: str
    title: str
    subtitle: str
    page: str
    """Address of the page on the site that tells the same."""
    author: str
    since: datetime
    """When it is said to have been updated while it has no entries: a time of the record, never the clock's."""
    entries: Sequence[AtomEntry]
    base: str | None = None
    """Web address of the site; None where nobody has said: then links are relative to the feed."""


def identity(*about: str) -> str:
    """`urn:uuid:…`, the same in every build for the same things."""
    return uuid.uuid5(NAMESPACE, "\0".join(about)).urn


def root(feed: str, base: str | None) -> str:
    """What stands before an address of the site in a link of that feed."""
    return f"{base.rstrip('/')}/" if base else "../" * feed.count("/")


def written(feed: AtomFeed) -> bytes:
    """The feed as UTF-8."""
    made = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": "en-GB"})
    start = root(feed.address, feed.base)
    _put(made, "id", identity("feed", feed.address))
    _put(made, "title", feed.title)
    _put(made, "subtitle", feed.subtitle)
    _put(made, "updated", _iso(max((entry.updated for entry in feed.entries), default=feed.since)))
    _put(ET.SubElement(made, "author"), "name", feed.author)
    ET.SubElement(made, "link", {"rel": "alternate", "type": "text/html", "href": f"{start}{feed.page}"})
    if feed.base:  # relative, it would be no more than the name by which a reader has it already
        ET.SubElement(made, "link", {"rel": "self", "type": "application/atom+xml", "href": f"{start}{feed.address}"})
    for entry in feed.entries:
        _add(made, entry, start)
    ET.indent(made)
    return bytes(ET.tostring(made, encoding="utf-8", xml_declaration=True)) + b"\n"


def weblink(url: str | None) -> str | None:
    """The address if a reader may follow it, with what no address may hold encoded; `javascript:` is no address."""
    try:
        if not url or urlsplit(url).scheme not in {"http", "https"} or not urlsplit(url).hostname:
            return None
    except ValueError:
        return None
    return quote(url.encode("utf-8", "replace"), safe="%/:?#[]@!$&'()*+,;=~-._")


def _add(made: ET.Element, entry: AtomEntry, start: str) -> None:
    one = ET.SubElement(made, "entry")
    _put(one, "id", entry.id)
    _put(one, "title", entry.title)
    _put(one, "updated", _iso(entry.updated))
    if entry.published:
        _put(one, "published", _iso(entry.published))
    ET.SubElement(one, "link", {"rel": "alternate", "type": "text/html", "href": f"{start}{entry.page}"})
    if via := weblink(entry.via):
        ET.SubElement(one, "link", {"rel": "related", "href": via})
    if entry.contributor:
        _put(ET.SubElement(one, "contributor"), "name", entry.contributor)
    for term in entry.terms:
        ET.SubElement(one, "category", {"term": _legal(safe(term))})
    if entry.rights:
        _put(one, "rights", entry.rights)
    ET.SubElement(one, "content", {"type": "html"}).text = _legal(entry.content)


def _put(above: ET.Element, name: str, text: str) -> None:
    ET.SubElement(above, name).text = _legal(safe(text))


def _legal(text: str) -> str:
    return _ILLEGAL.sub("�", text)


def _iso(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
