"""Twenty more of the worst that a site can serve, none of them of a shape that `worst.py` has.

What is packed is packed by the server's own word (`coding`); the rest is made of nothing but repetition.
"""

import gzip
import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from worst import CONTENT, WORD, pdf, pdf_page, zipped

_HTML, _ZIP, _PDF, _RSS, _XML, _JSON = (
    "text/html",
    "application/zip",
    "application/pdf",
    "application/rss+xml",
    "application/xml",
    "application/json",
)
_CATALOGUE = ("<< /Type /Catalog /Pages 2 0 R >>", None)
_FONT = ("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>", None)


class FurtherBody(NamedTuple):
    """What is served, how it says that it is packed, and the kind of source that it is served to."""

    kind: str
    media: str
    make: Callable[[], bytes]
    coding: str = ""


def layers(depth: int = 6, size: int = 400_000_000) -> bytes:
    """Much of one letter, packed over and over."""
    packer = zlib.compressobj(9, wbits=31)
    body = b"".join(packer.compress(b"a" * 1_000_000) for _ in range(size // 1_000_000)) + packer.flush()
    for _ in range(depth - 1):
        body = gzip.compress(body)
    return body


def overlapping(parts: int = 4_000, size: int = 20_000_000) -> bytes:
    """A zip of many names for the same packed part, which each unpack."""
    body = bytearray(zipped({"word/document.xml": WORD.format("a" * size)}))
    start = body.index(b"PK\x01\x02")
    end = body.index(b"PK\x05\x06")
    entry = bytes(body[start:end])
    directory = bytearray(entry)
    for nth in range(parts):
        name = f"w/{nth:013d}.xml".encode()
        changed = bytearray(entry)
        changed[46 : 46 + 17] = name[:17]
        directory += changed
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, parts + 1, parts + 1, len(directory), start, 0)
    return bytes(body[:start] + directory + tail)


def many_parts(parts: int = 60_000) -> bytes:
    """A Word file of very many empty parts, and none that is the text."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for nth in range(parts):
            archive.writestr(f"word/{nth}.xml", b"")
    return made.getvalue()


def page_tree_in_a_circle() -> bytes:
    """A PDF whose pages hold themselves."""
    return pdf(_CATALOGUE, ("<< /Type /Pages /Kids [2 0 R 2 0 R 2 0 R] /Count 900000000 >>", None))


def one_stream_many_times(times: int = 400_000) -> bytes:
    """A PDF of one page that draws the same stream very many times."""
    page = (
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 3 0 R >> >> "
        f"/Contents [{'5 0 R ' * times}] >>"
    )
    stream = zlib.compress(b"BT /F 1 Tf 1 1 Td " + b"(nests) Tj " * 20_000 + b" ET")
    return pdf(
        _CATALOGUE,
        ("<< /Type /Pages /Kids [4 0 R] /Count 1 >>", None),
        _FONT,
        (page, None),
        ("/Filter /FlateDecode", stream),
    )


def filters(depth: int = 3) -> bytes:
    """A PDF whose stream is packed three times: a gigabyte in a few kilobytes."""
    packer = zlib.compressobj(9)
    data = b"".join(packer.compress(b"q Q " * 250_000) for _ in range(1_000)) + packer.flush()
    for _ in range(depth - 1):
        data = zlib.compress(data, 9)
    page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R >>"
    return pdf(
        _CATALOGUE,
        ("<< /Type /Pages /Kids [4 0 R] /Count 1 >>", None),
        _FONT,
        (page, None),
        (f"/Filter [{'/FlateDecode ' * depth}]", data),
    )


def scattered(words: int = 400_000) -> bytes:
    """A PDF of very many words, each on a line of its own of a page that is as large as it may be."""
    shown = b"".join(
        b"1 0 0 1 %d %d Tm (a%d) Tj " % (nth * 7919 % 14_400, nth * 104_729 % 14_400, nth) for nth in range(words)
    )
    return pdf_page(b"BT /F 1 Tf " + shown + b"ET", packed=True).replace(b"595 842", b"14400 14400")


def _docx(inside: str, after: str = "") -> bytes:
    """Not packed: no ratio tells that there is anything odd about it."""
    text = WORD.format("No.").replace("<w:p>", f"{inside}<w:p>").replace("</w:p>", f"</w:p>{after}")
    return zipped({"word/document.xml": text}, zipfile.ZIP_STORED)


def _odt(inside: str) -> bytes:
    return zipped({"content.xml": CONTENT.format(inside)}, zipfile.ZIP_STORED)


def _feed(inside: str) -> bytes:
    return f"<rss version='2.0'><channel><title>Nests</title>{inside}</channel></rss>".encode()


def _page(inside: str | bytes) -> bytes:
    inside = inside.encode() if isinstance(inside, str) else inside
    return b"<title>Our plan for nests</title><main><h1>Our plan for nests</h1>" + inside + b"</main>"


FURTHER: Mapping[str, FurtherBody] = MappingProxyType(
    {
        "gzip-layers": FurtherBody("html", _HTML, layers, coding=", ".join(["gzip"] * 6)),
        "html-tables": FurtherBody("html", _HTML, lambda: _page("<table><tr><td>" * 150_000)),
        "html-drawings": FurtherBody("html", _HTML, lambda: _page("<svg><foreignObject><math><mtext>" * 60_000)),
        "html-fonts": FurtherBody("html", _HTML, lambda: _page("<font><a href=/a><nobr><p>" * 60_000)),
        "html-nothing": FurtherBody("html", _HTML, lambda: _page("<!--" * 2_000_000)),
        "docx-tables": FurtherBody(
            "docx", _ZIP, lambda: _docx("<w:tbl><w:tr><w:tc>" * 40_000, "</w:tc></w:tr></w:tbl>" * 40_000)
        ),
        "docx-names": FurtherBody(
            "docx", _ZIP, lambda: _docx("<w:p " + " ".join(f"xmlns:n{nth}='n{nth}'" for nth in range(300_000)) + "/>")
        ),
        "docx-overlap": FurtherBody("docx", _ZIP, overlapping),
        "docx-parts": FurtherBody("docx", _ZIP, many_parts),
        "odt-lists": FurtherBody(
            "odt", _ZIP, lambda: _odt("<text:list><text:list-item>" * 90_000 + "</text:list-item></text:list>" * 90_000)
        ),
        "odt-names": FurtherBody(
            "odt", _ZIP, lambda: _odt("<text:p " + " ".join(f"a{nth}=''" for nth in range(400_000)) + "/>")
        ),
        "pdf-tree": FurtherBody("pdf", _PDF, page_tree_in_a_circle),
        "pdf-words": FurtherBody("pdf", _PDF, scattered),
        "pdf-again": FurtherBody("pdf", _PDF, one_stream_many_times),
        "pdf-filters": FurtherBody("pdf", _PDF, filters),
        "feed-entries": FurtherBody(
            "feed", _RSS, lambda: _feed("".join(f"<item><link>/{nth}</link></item>" for nth in range(100_000)))
        ),
        "feed-markup": FurtherBody(
            "feed", _RSS, lambda: _feed(f"<item><description><![CDATA[{'<div><b>' * 200_000}]]></description></item>")
        ),
        "feed-names": FurtherBody(
            "feed", _RSS, lambda: _feed("<item " + " ".join(f"xmlns:n{nth}='n{nth}'" for nth in range(70_000)) + "/>")
        ),
        "json-objects": FurtherBody("wordpress", _JSON, lambda: b'{"a":' * 1_500_000),
        "sitemap-deep": FurtherBody("sitemap", _XML, lambda: b"<urlset>" + b"<url>" * 2_000_000),
    }
)
