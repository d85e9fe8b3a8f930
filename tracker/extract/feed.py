"""Read an Atom, RSS or JSON feed: the pages that it names."""

import io
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from pydantic import BaseModel

from tracker.errors import ExtractError
from tracker.extract import listing, loose, losses, webaddress
from tracker.extract.border import border

LARGEST = 2_000_000
"""Bytes. A feed of hundreds of entries is smaller; one of these takes the parser about ten seconds (measured)."""
ROOTS = frozenset({"rss", "feed", "RDF"})
_JSON = "jsonfeed.org/version"
_UTF_8 = {"content-type": "application/xml; charset=utf-8"}
_LACKS = "without an address"


class FeedEntry(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """A page that a feed names."""

    url: str
    guid: str | None
    """The feed's own id of it."""
    title: str | None


class Feed(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """A feed's title and entries, in its order, each address once."""

    title: str | None
    entries: tuple[FeedEntry, ...]
    losses: tuple[str, ...] = ()
    """What of it could not be read, in words that follow "it"."""


class _Found(NamedTuple):
    """A feed's title and its entries as a parser gives them."""

    title: object
    entries: list[dict[str, Any]]
    cut: bool


def read(body: bytes, *, url: str) -> Feed:
    """The feed in a body that came from `url`. ExtractError when it is none, or too large.

    A DTD is not read: entities that one declares, which could grow to gigabytes ("billion laughs"), stand for nothing.
    """
    if len(body) > LARGEST:
        raise ExtractError(f"the feed is larger than {LARGEST:,} bytes")
    if not body.strip():
        raise ExtractError("the feed is empty")
    found = _xml(body, url) or _json(body)
    if found is None:
        raise ExtractError("this is not an Atom or RSS feed, nor a JSON feed")
    named = [(_entry(entry, url), entry) for entry in found.entries]
    odd = [str(entry.get("title") or entry.get("id") or "") for one, entry in named if one is None]
    entries: dict[str, FeedEntry] = {}
    for one, _ in named:
        if one is not None:
            entries.setdefault(one.url, one)
    return Feed(
        title=loose.line(found.title),
        entries=tuple(entries.values()),
        losses=tuple(losses.told(len(named), cut=found.cut, odd=odd, lacks=_LACKS)),
    )


def _xml(body: bytes, url: str) -> _Found | None:
    found = listing.found_in(body, ("item", "entry"))
    if found is None or found.root not in ROOTS:
        return None
    import feedparser

    # A stream, never a string: the parser would fetch an address and open a file name.
    stream, head = io.BytesIO(found.text.encode("utf-8", "replace")), {**_UTF_8, "content-location": url}
    with border("the feed"):
        read = feedparser.parse(stream, sanitize_html=False, resolve_relative_uris=False, response_headers=head)
    return _Found(read.feed.get("title"), list(read.entries), found.cut) if read.version else None


def _json(body: bytes) -> _Found | None:
    """JSON Feed 1.1 (jsonfeed.org)."""
    try:
        found = loose.load(body, what="a JSON feed")
    except ExtractError:
        return None
    if _JSON not in str(found.get("version")):
        return None
    items = found.get("items")
    rows = [
        {**one, "link": one.get("url") or one.get("external_url")} if isinstance(one, dict) else {}
        for one in (items if isinstance(items, list) else ())
    ]
    return _Found(found.get("title"), rows, cut=False)


def _entry(entry: dict[str, Any], url: str) -> FeedEntry | None:
    """The page that an entry names; None where it has no address of the web."""
    addresses = (webaddress.joined(url, link) for link in _links(entry))
    address = next(filter(None, addresses), None)
    if address is None:
        return None
    return FeedEntry(url=address, guid=loose.line(entry.get("id")), title=loose.line(entry.get("title")))


def _links(entry: dict[str, Any]) -> Iterator[str]:
    """Where it says that it stands, best first; an id only where that is an address: joined to one, another would be."""
    links: Iterable[Any] = entry.get("links") or ()
    own, told = entry.get("id"), [entry.get("link"), *(one.get("href") for one in links if isinstance(one, dict))]
    if isinstance(own, str) and own.startswith(("http://", "https://")):
        told.append(own)
    yield from (one for one in told if isinstance(one, str) and one.strip())
