"""The worst that a site can serve to whoever reads it: small files that take hours, gigabytes or the reader's life.

All are made here, of nothing but repetition. `BODIES` names each with the kind of source that reads it.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

WORD = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>{}</w:t>'
    "</w:r></w:p></w:body></w:document>"
)
CONTENT = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text>{}'
    "</office:text></office:body></office:document-content>"
)
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {new} "{f"&{old};" * 10}">' for old, new in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Target="{}" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>'
)
_RSS = "<rss version='2.0'><channel><title>Nests</title></channel></rss>"


class WorstBody(NamedTuple):
    """What is served, and the kind of source that it is served to."""

    kind: str
    media: str
    make: Callable[[], bytes]


def zipped(parts: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive of these parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return made.getvalue()


def docx_of_entities() -> bytes:
    """A Word file whose main part is called something else than .xml, and declares entities that grow tenfold each."""
    main = LAUGHS + WORD.format("&i;")
    return zipped(
        {"word/document.xml": WORD.format("No."), "_rels/.rels": _RELATIONS.format("word/x.bin"), "word/x.bin": main}
    )


def damaged_lzma(name: str, text: str) -> bytes:
    """A part packed by LZMA, which zip allows, with a hole in it."""
    body = bytearray(zipped({name: text * 3}, zipfile.ZIP_LZMA))
    start = body.index(name.encode()) + len(name) + 9
    body[start : start + 20] = bytes(20)
    return bytes(body)


def broken_offsets() -> bytes:
    """An OpenDocument text whose directory says that its parts lie before the file begins."""
    body = bytearray(zipped({"content.xml": CONTENT.format("<text:p>No.</text:p>")}))
    at = body.index(b"PK\x01\x02") + 42
    body[at : at + 4] = struct.pack("<I", 0xFFFF_FF00)
    return bytes(body)


def pdf(*objects: tuple[str, bytes | None]) -> bytes:
    """A PDF of these objects, (dictionary, stream); the first is the catalogue."""
    body, places = bytearray(b"%PDF-1.4\n"), []
    for number, (facts, stream) in enumerate(objects, start=1):
        places.append(len(body))
        body += f"{number} 0 obj\n".encode()
        if stream is None:
            body += facts.encode()
        else:
            body += f"<< /Length {len(stream)} {facts} >>\nstream\n".encode() + stream + b"\nendstream"
        body += b"\nendobj\n"
    start = len(body)
    body += f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n".encode()
    body += b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(body + f"trailer << /Root 1 0 R /Size {len(places) + 1} >>\nstartxref\n{start}\n%%EOF\n".encode())


_FONT = ("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>", None)
_PAGES = (("<< /Type /Catalog /Pages 2 0 R >>", None), ("<< /Type /Pages /Kids [4 0 R] /Count 1 >>", None), _FONT)


def pdf_page(content: bytes, packed: bool = False) -> bytes:  # noqa: FBT001, FBT002 - a page of our own
    """A PDF of one page with that content."""
    page = (
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 3 0 R >> >> /Contents 5 0 R >>",
        None,
    )
    stream = ("/Filter /FlateDecode", zlib.compress(content)) if packed else ("", content)
    return pdf(*_PAGES, page, stream)


def long_word(letters: int = 20_000) -> bytes:
    """A PDF of one word."""
    return pdf_page(b"BT /F 12 Tf 10 800 Td (" + b"a" * letters + b") Tj ET", packed=True)


def nested_forms(depth: int = 8, width: int = 10) -> bytes:
    """A PDF whose page draws a form ten times, which draws a form ten times, eight deep."""
    page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /XObject << /X 6 0 R >> >> /Contents 5 0 R >>"
    forms = []
    for level in range(depth):
        last = level == depth - 1
        inner = "/Font << /F 3 0 R >>" if last else f"/XObject << /X {7 + level} 0 R >>"
        content = b"BT /F 9 Tf 9 9 Td (no) Tj ET" if last else b"/X Do " * width
        forms.append((f"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << {inner} >>", content))
    return pdf(*_PAGES, (page, None), ("", b"/X Do " * width), *forms)


def one_tag(attributes: int = 200_000) -> bytes:
    """A page with one tag that has very many attributes."""
    return b"<title>Nests</title><p " + b"".join(b"a%d=b " % nth for nth in range(attributes)) + b">No.</p>"


def _page(inside: str, *, title: str = "Our plan for nests") -> bytes:
    return (
        f"<html><head><title>{title}</title></head><body><main><h1>{title}</h1>{inside}</main></body></html>".encode()
    )


BODIES: Mapping[str, WorstBody] = MappingProxyType(
    {
        "docx-entities": WorstBody("docx", "application/zip", docx_of_entities),
        "docx-lzma": WorstBody(
            "docx", "application/zip", lambda: damaged_lzma("word/document.xml", WORD.format("No. " * 400))
        ),
        "docx-bomb": WorstBody(
            "docx", "application/zip", lambda: zipped({"word/document.xml": WORD.format("a" * 60_000_000)})
        ),
        "odt-lzma": WorstBody(
            "odt", "application/zip", lambda: damaged_lzma("content.xml", CONTENT.format("No. " * 400))
        ),
        "odt-offsets": WorstBody("odt", "application/zip", broken_offsets),
        "odt-spans": WorstBody(
            "odt",
            "application/zip",
            lambda: zipped(
                {"content.xml": CONTENT.format("<text:p>" + "<text:span>a</text:span>" * 900_000 + "</text:p>")}
            ),
        ),
        "pdf-word": WorstBody("pdf", "application/pdf", long_word),
        "pdf-forms": WorstBody("pdf", "application/pdf", nested_forms),
        "pdf-stream": WorstBody("pdf", "application/pdf", lambda: pdf_page(b"q Q " * 75_000_000, packed=True)),
        "pdf-lines": WorstBody(
            "pdf",
            "application/pdf",
            lambda: pdf_page(b"BT /F 1 Tf 1 800 Td " + b"(a b) Tj 0 -0.01 Td " * 400_000 + b"ET", packed=True),
        ),
        "feed-lines": WorstBody("feed", "application/rss+xml", lambda: b"\n" * 1_900_000 + _RSS.encode()),
        "feed-charset": WorstBody(
            "feed",
            "application/rss+xml",
            lambda: b"<?xml version='1.0' encoding='\xff'?>" + _RSS.encode(),
        ),
        "feed-links": WorstBody(
            "feed",
            "application/rss+xml",
            lambda: _RSS.replace("Nests", "<a>" * 300_000).encode(),
        ),
        "feed-names": WorstBody("feed", "application/rss+xml", lambda: _RSS.replace("title>", "a:b:c>").encode()),
        "sitemap-entities": WorstBody(
            "sitemap", "application/xml", (LAUGHS + "<urlset><url><loc>&i;</loc></url></urlset>").encode
        ),
        "html-attributes": WorstBody("html", "text/html", one_tag),
        "html-deep": WorstBody("html", "text/html", lambda: _page("<div>" * 400_000)),
        "html-paragraphs": WorstBody("html", "text/html", lambda: _page("<p>" * 3_000_000)),
        "html-classes": WorstBody(
            "html", "text/html", lambda: _page("<div class='a b c d e'><p>a</p></div>" * 200_000)
        ),
        "html-entities": WorstBody("html", "text/html", lambda: _page("<p>" + "&notin;" * 1_000_000 + "</p>")),
        "html-cells": WorstBody("html", "text/html", lambda: _page(f"<table><tr>{'<td>a' * 1_500_000}</table>")),
        "html-word": WorstBody("html", "text/html", lambda: _page(f"<p>{'a' * 8_000_000}</p>")),
        "html-bold": WorstBody("html", "text/html", lambda: _page("<b><i><p>a" * 100_000)),
        "json-lists": WorstBody("wordpress", "application/json", lambda: b"[" + b"[]," * 6_000_000 + b"[]]"),
    }
)
