"""Read a sitemap or an index of sitemaps (sitemaps.org): XML, a feed, or an address a line; a bound on size."""

import zlib
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from pydantic import BaseModel

from tracker.errors import ExtractError
from tracker.extract import feed, listing, losses, webaddress
from tracker.extract.dates import stated
from tracker.extract.decode import decode
from tracker.patterns import deferred

LARGEST = 52_428_800
"""Bytes unpacked: the protocol's own bound."""
MOST = 50_000
"""Addresses: the protocol's own bound."""
_GZIP, _MAGIC = 16 + zlib.MAX_WBITS, b"\x1f\x8b"
_STEP = 65_536
"""Bytes unpacked at a time: so much before a damaged place is lost with it, at the most."""
_ENTRIES = ("url", "sitemap")
_LACKS = "without an address of the web"
_LAYERS = 2
"""Times that a body is unpacked: some servers pack a packed file once more."""
_BARE = deferred(r"&(?!(?:amp|lt|gt|quot|apos|#[0-9]{1,7}|#x[0-9a-fA-F]{1,6});)")
_OPENED = deferred(r"<(?:[\w.-]{1,40}:)?(?:url|sitemap)[\s/>]")


class SitemapEntry(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """An address and when the site says it changed, which many sites do not mean (GOV.UK: when it was indexed)."""

    url: str
    modified: datetime | None


class Sitemap(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """What a sitemap names: pages, or further sitemaps."""

    is_index: bool
    entries: tuple[SitemapEntry, ...]
    losses: tuple[str, ...] = ()
    """What of it could not be read, in words that follow "it"."""


def read(body: bytes, *, url: str = "") -> Sitemap:
    """The sitemap in a body that came from `url`, packed with gzip or not. ExtractError when it is none, or too large.

    What stands before the root is not read, a DTD neither: nothing that one could do is done.
    """
    plain, whole = _unpacked(body)
    found = listing.found_in(plain, _ENTRIES)
    if found is None:
        return _lines(decode(plain), url, whole=whole)
    if found.root in feed.ROOTS:
        fed = feed.read(plain, url=url)
        return Sitemap(
            is_index=False,
            entries=tuple(SitemapEntry(url=one.url, modified=None) for one in fed.entries),
            losses=fed.losses,
        )
    root, well_formed = _parsed(found.text)
    nodes = list(root.iterchildren(*(f"{{*}}{name}" for name in _ENTRIES)) if well_formed else _innermost(root))
    named = [(node, _address(node, url)) for node in nodes]
    odd = [node.findtext("{*}loc") or "" for node, address in named if not address]
    opened = len(nodes) if well_formed else len(_OPENED.findall(found.text))
    entries = [
        SitemapEntry(url=address, modified=stated(node.findtext("{*}lastmod"))[0]) for node, address in named if address
    ]
    return _sitemap(
        entries, is_index=found.root == "sitemapindex", cut=found.cut or not whole, odd=odd, lost=opened - len(nodes)
    )


def _address(node: Any, url: str) -> str | None:
    """What an entry names; None where that is nothing, which joined to an address would be the sitemap itself."""
    link = (node.findtext("{*}loc") or "").strip()
    return webaddress.joined(url, link) if link else None


def _sitemap(
    entries: Sequence[SitemapEntry], *, is_index: bool, cut: bool, odd: Sequence[str], lost: int = 0
) -> Sitemap:
    """Each address once, and no more than the protocol allows."""
    once = tuple({entry.url: entry for entry in entries}.values())
    more = (f"names more than the {MOST:,} addresses that a sitemap may name",) if len(once) > MOST else ()
    return Sitemap(
        is_index=is_index,
        entries=once[:MOST],
        losses=(*losses.told(len(entries), cut=cut, odd=odd, lacks=_LACKS, lost=max(lost, 0)), *more),
    )


def _parsed(text: str) -> tuple[Any, bool]:
    """(root, whether it is well-formed)."""
    from lxml import etree

    # No DTD is left in the text; all the same everything that one could do is off.
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True
    )
    try:
        root = etree.fromstring(_escaped(text).encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ExtractError("this is not a sitemap: it is not well-formed XML") from error
    if root is None:
        raise ExtractError("this is not a sitemap: it is not well-formed XML")
    return root, not len(parser.error_log)


def _escaped(text: str) -> str:
    """The text with each `&` as a sign that begins none of XML's own entities, and CDATA as what it stands for."""
    first, *rest = text.split("<![CDATA[")
    held = [part.partition("]]>") for part in rest]
    return _BARE.sub("&amp;", first) + "".join(
        inside.replace("&", "&amp;").replace("<", "&lt;") + _BARE.sub("&amp;", after) for inside, _, after in held
    )


def _lines(text: str, url: str, *, whole: bool) -> Sitemap:
    """A sitemap of an address a line. ExtractError where less than half of the lines are addresses."""
    lines = [line for line in map(str.strip, text.splitlines()) if line]
    if not lines:
        raise ExtractError("the sitemap is empty")
    named = [(line, webaddress.joined(url, line) if "://" in line else None) for line in lines[: MOST + 1]]
    odd = [line for line, address in named if not address]
    if lines[0].startswith("<") or 2 * len(odd) >= len(named):
        what = "it is a web page" if listing.is_page(text) else "neither urlset nor sitemapindex begins in it"
        raise ExtractError(f"this is not a sitemap: {what}")
    entries = [SitemapEntry(url=address, modified=None) for _, address in named if address]
    return _sitemap(entries, is_index=False, cut=not whole, odd=odd)


def _innermost(root: Any) -> Iterator[Any]:
    """Entries wherever broken tags have put them."""
    return (node for node in root.iter(*(f"{{*}}{name}" for name in _ENTRIES)) if node.find("{*}loc") is not None)


def _unpacked(body: bytes) -> tuple[bytes, bool]:
    """(the plain bytes, whether they are whole): members in a row, up to the first damage; packed twice, too."""
    whole = True
    for _ in range(_LAYERS):
        if not body.startswith(_MAGIC):
            break
        body, undamaged = _layer(body)
        whole = whole and undamaged
    return body, whole


def _layer(body: bytes) -> tuple[bytes, bool]:
    member, plain, rest = zlib.decompressobj(_GZIP), bytearray(), body
    try:
        while rest:
            plain += member.decompress(rest[:_STEP], LARGEST + 1 - len(plain))
            if len(plain) > LARGEST:
                raise ExtractError(f"the sitemap is larger than {LARGEST:,} bytes unpacked")
            rest = member.unconsumed_tail + rest[_STEP:] if not member.eof else member.unused_data + rest[_STEP:]
            if member.eof:
                if not rest.startswith(_MAGIC):
                    return bytes(plain), True
                member = zlib.decompressobj(_GZIP)
    except zlib.error as error:
        if not plain:
            raise ExtractError("the sitemap is compressed, but damaged") from error
    return bytes(plain), False
