"""Read a sitemap or an index of sitemaps (sitemaps.org), whoever wrote it: no entities, no network, a bound on size."""

import zlib
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from pydantic import BaseModel

from tracker.errors import ExtractError
from tracker.extract import webaddress
from tracker.extract.dates import stated

LARGEST = 52_428_800
"""Bytes unpacked: the protocol's own bound."""
MOST = 50_000
"""Addresses: the protocol's own bound."""
_GZIP, _MAGIC = 16 + zlib.MAX_WBITS, b"\x1f\x8b"


class SitemapEntry(BaseModel, frozen=True, extra="forbid"):
    """An address and when the site says it changed, which many sites do not mean (GOV.UK: when it was indexed)."""

    url: str
    modified: datetime | None


class Sitemap(BaseModel, frozen=True, extra="forbid"):
    """What a sitemap names: pages, or further sitemaps."""

    is_index: bool
    entries: tuple[SitemapEntry, ...]


def read(body: bytes) -> Sitemap:
    """The sitemap in a body, packed with gzip or not. ExtractError when it is none, too large, or has a DTD."""
    from lxml import etree

    text = _unpacked(body)
    # Everything that a DTD could do is off; one that is there all the same is refused below.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False)
    try:
        root = etree.fromstring(text, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ExtractError("this is not a sitemap: it is not well-formed XML") from error
    if root.getroottree().docinfo.doctype:
        raise ExtractError("the sitemap has a DTD, which no sitemap needs and which can be used to harm")
    name = etree.QName(root).localname
    if name not in {"urlset", "sitemapindex"}:
        raise ExtractError("this is XML, but not a sitemap: neither urlset nor sitemapindex")
    entries = {entry.url: entry for entry in _entries(root)}
    return Sitemap(is_index=name == "sitemapindex", entries=tuple(entries.values()))


def _entries(root: Any) -> Iterator[SitemapEntry]:
    for number, node in enumerate(root.iterchildren("{*}url", "{*}sitemap")):
        if number >= MOST:
            return
        if address := webaddress.tidy(node.findtext("{*}loc") or ""):
            yield SitemapEntry(url=address, modified=stated(node.findtext("{*}lastmod"))[0])


def _unpacked(body: bytes) -> bytes:
    if not body.startswith(_MAGIC):
        text = body
    else:
        unpacking = zlib.decompressobj(_GZIP)
        try:
            text = unpacking.decompress(body, LARGEST + 1)
        except zlib.error as error:
            raise ExtractError("the sitemap is packed, but damaged") from error
    if len(text) > LARGEST:
        raise ExtractError(f"the sitemap is larger than {LARGEST:,} bytes unpacked")
    return text
