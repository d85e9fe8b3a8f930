"""Read an Atom or RSS feed: the pages that it names."""

import io
import re
from collections.abc import Iterator

from pydantic import BaseModel

from tracker.errors import ExtractError
from tracker.extract import clean, loose, webaddress

LARGEST = 2_000_000
"""Bytes. A feed of hundreds of entries is smaller; one of these takes the parser about ten seconds (measured)."""
_LONGEST_PROLOGUE = 4_000
"""Bytes before the first element: a declaration, a style sheet, a comment. The parser looks there for entities in a way
that takes the square of what is there: 0.06 seconds for so many line ends, 20 hours for the largest feed of them."""
_PROLOGUE = re.compile(rb"\A(?:[^<]|<(?!\w))*+")
_BLANK = re.compile(rb"[ \t\r\n]{2,}+")
_ELEMENT = re.compile(rb"<\w")
_DECLARATION = re.compile(rb"\A(?:\xef\xbb\xbf)?<\?[^>]{0,500}\?>")
_MOST_ENCODINGS = 200
"""Times that a feed's first line may say `encoding=`: the parser takes the cube of it to find the one that counts."""
_EBCDIC = b"Lo\xa7\x94"
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
    body = _DECLARATION.sub(rb"\g<0>\n", body)  # so that it is the whole first line
    body = _PROLOGUE.sub(lambda found: _BLANK.sub(_blank, found[0]), body)
    if _first_line(body).count(b"encoding=") > _MOST_ENCODINGS:
        raise ExtractError("the feed says again and again which encoding it is in, as no feed does")
    first = _ELEMENT.search(feedparser.encodings.convert_to_utf8({}, body, {}))
    if first and first.start() > _LONGEST_PROLOGUE:
        raise ExtractError(
            f"the feed has more than {_LONGEST_PROLOGUE:,} bytes before its first element, as no feed has"
        )
    found = feedparser.parse(io.BytesIO(body), sanitize_html=False, resolve_relative_uris=False)
    if not found.version:
        raise ExtractError("this is not an Atom or RSS feed")
    entries: dict[str, FeedEntry] = {}
    for entry in _entries(found.entries, url):
        entries.setdefault(entry.url, entry)
    return Feed(title=loose.line(found.feed.get("title")), entries=tuple(entries.values()))


def _blank(found: re.Match[bytes]) -> bytes:
    """One blank for many; a line's end stays one, since the parser looks for a DTD at a line's beginning."""
    return b"\n" if b"\n" in found[0] else b" "


def _first_line(body: bytes) -> bytes:
    """As the parser sees it, which unpacks UTF-16, UTF-32 and EBCDIC first."""
    plain = body.decode("cp037").encode() if body.startswith(_EBCDIC) else body.replace(b"\0", b"")
    return plain.partition(b"\n")[0]


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
