"""Read an Atom or RSS feed: the pages that it names."""

import io
import re
from collections.abc import Iterator

from pydantic import BaseModel

from tracker.errors import ExtractError
from tracker.extract import clean, loose, webaddress

LARGEST = 2_000_000
"""Bytes. A feed of hundreds of entries is smaller; one of these takes the parser about ten seconds (measured)."""
_ENTITIES = re.compile(rb"<!ENTITY", re.IGNORECASE)


class FeedEntry(BaseModel, frozen=True, extra="forbid"):
    """A page that a feed names."""

    url: str
    guid: str | None
    """The feed's own id of it."""
    title: str | None


class Feed(BaseModel, frozen=True, extra="forbid"):
    """A feed's title and entries, in its order, each address once."""

    title: str | None
    entries: tuple[FeedEntry, ...]


def read(body: bytes, *, url: str) -> Feed:
    """The feed in a body that came from `url`. ExtractError when it is none, too large, or declares entities.

    Entities are refused because some lines of them grow to gigabytes ("billion laughs"); no feed needs them.
    """
    if len(body) > LARGEST:
        raise ExtractError(f"the feed is larger than {LARGEST:,} bytes")
    if _ENTITIES.search(body):
        raise ExtractError("the feed declares XML entities, which no feed needs and which can be used to harm")
    import feedparser

    # A stream, never a string: the parser would fetch an address and open a file name.
    if not body.strip():
        raise ExtractError("the feed is empty")
    found = feedparser.parse(io.BytesIO(body), sanitize_html=False, resolve_relative_uris=False)
    if not found.version:
        raise ExtractError("this is not an Atom or RSS feed")
    entries: dict[str, FeedEntry] = {}
    for entry in _entries(found.entries, url):
        entries.setdefault(entry.url, entry)
    return Feed(title=loose.line(found.feed.get("title")), entries=tuple(entries.values()))


def _entries(entries: object, url: str) -> Iterator[FeedEntry]:
    for entry in entries if isinstance(entries, list) else ():
        link = entry.get("link") or entry.get("id")
        address = webaddress.joined(url, link) if isinstance(link, str) else None
        if address:
            guid = entry.get("id")
            title = entry.get("title")
            yield FeedEntry(
                url=address,
                guid=clean.line(guid) or None if isinstance(guid, str) else None,
                title=clean.line(title) or None if isinstance(title, str) else None,
            )
