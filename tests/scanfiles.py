"""Every file of a site that is no page, by its kind: what would run, mislead or reach elsewhere, in whatever opens it.

Nothing is named but kinds of file, so what is added to a site is looked at without being listed here; a kind that is not
known is a fault by itself.
"""

import csv
import io
import json
import re
import struct
import unicodedata
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from lxml import etree
from scan import ATTRIBUTES, EXTERNAL, KEPT, MISLEADING
from selectolax.lexbor import LexborHTMLParser

ASSETS: Final = Path(str(files("tracker.site"))) / "assets"
SVG: Final = frozenset(
    "svg g path line polyline polygon rect circle ellipse text tspan title desc defs marker use style".split()
)
MARKUP_IN_FEEDS: Final = frozenset(
    "div p ins del mark ul ol li a dl dt dd h2 h3 h4 blockquote em strong b span br table thead tbody tr th td".split()
)
FORMULA: Final = re.compile(r"[=+\-@\t\r]")
NUMBER: Final = re.compile(r"[+-]?[\d.,]+%?")
PICTURE_CHUNKS: Final = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"sRGB", b"pHYs", b"sBIT", b"cHRM"}
"""Of a PNG: none of these holds words."""
CALL: Final = re.compile(
    r"(?:[A-Za-z_$][\w$]*\((?P<given>.*)\)|window\.[A-Za-z_$][\w$]* = (?P<value>.*));\n", re.DOTALL
)


def file_faults(site: Path) -> Iterator[str]:
    """A line for each thing that should not be in a file of that site; pages are `scan.faults`'."""
    for path in sorted(site.rglob("*")):
        if path.is_symlink() or (path.is_file() and path.suffix not in _READERS):
            yield f"{path.relative_to(site)}: is of no kind that is known here"
        elif path.is_file():
            for fault in dict.fromkeys(_READERS[path.suffix](path)):
                yield f"{path.relative_to(site)}: {fault}"


def _xml(path: Path) -> Iterator[str]:
    """Feeds and lists of pages: well-formed, without a DTD, and markup in them is ours alone."""
    tree = _parsed(path)
    if isinstance(tree, str):
        yield tree
        return
    if tree.docinfo.internalDTD is not None or tree.docinfo.externalDTD is not None:
        yield "has a DTD"
    for node in tree.iter():
        if not isinstance(node.tag, str):
            yield "has a comment or an instruction"
            continue
        yield from _addresses(node)
        yield from _shown(" ".join([node.text or "", *map(str, node.attrib.values())]))
        if node.get("type") == "html":
            yield from _markup(node.text or "")
        elif node.get("type") == "xhtml":
            yield from (
                f"has <{one.tag}>"
                for one in node.iter()
                if etree.QName(one).localname not in MARKUP_IN_FEEDS | {"content"}
            )


def _markup(text: str) -> Iterator[str]:
    tree = LexborHTMLParser(f"<body>{text}</body>")
    for node in tree.css("body *"):
        if node.tag not in MARKUP_IN_FEEDS:
            yield f"has <{node.tag}> in an entry"
        for name, value in node.attributes.items():
            if name != "href" or not (value or "").strip().startswith(("http://", "https://", "mailto:", "../", "#")):
                yield f"has <{node.tag} {name}={(value or '')[:60]}> in an entry"


def _svg(path: Path) -> Iterator[str]:
    """A picture of its own: it may be opened as a page, and then nothing of ours forbids it anything."""
    tree = _parsed(path)
    if isinstance(tree, str):
        yield tree
        return
    if tree.docinfo.internalDTD is not None:
        yield "has a DTD"
    for node in tree.iter():
        if not isinstance(node.tag, str):
            yield "has a comment or an instruction"
            continue
        if etree.QName(node).localname not in SVG:
            yield f"has <{etree.QName(node).localname}>"
        for name, value in node.attrib.items():
            plain = etree.QName(name).localname.lower()
            if plain not in ATTRIBUTES | _DRAWN and not re.fullmatch(r"aria-[a-z]+", plain):
                yield f"has an attribute {plain}"
            if plain in {"href", "src"} and not str(value).startswith("#"):
                yield f"leads to {str(value)[:60]}"
            if "url(" in str(value) and not re.fullmatch(r"url\(#[\w-]+\)", str(value)):
                yield f"loads {str(value)[:60]}"
        yield from _shown("".join(filter(None, [node.text, node.tail, *map(str, node.attrib.values())])))


_DRAWN: Final = frozenset(
    "stroke-linejoin font-family font-weight fill-opacity opacity paint-order clip-path version lang space".split()
)


def _json(path: Path) -> Iterator[str]:
    """ASCII, so that no character of it misleads what shows it; one value."""
    data = path.read_bytes()
    if not data.isascii():
        yield "is not ASCII"
    try:
        told = json.loads(data, parse_constant=_no_constant)
    except ValueError as error:
        yield f"does not parse: {error}"
        return
    if path.suffix == ".jsonld":
        yield from _linked(told)


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


def _linked(told: Any) -> Iterator[str]:
    """Its context is schema.org, every thing in it has a type of that vocabulary, no verdict of ours."""
    if told.get("@context") != "https://schema.org":
        yield f"has the context {told.get('@context')!r}"
    for node in _nodes(told):
        kind = node.get("@type")
        if not (isinstance(kind, str) and re.fullmatch(r"[A-Z][A-Za-z]+", kind)) and not node.keys() <= {
            "@context",
            "@graph",
            "@id",
        }:
            yield f"has a thing of the type {kind!r}"
        if kind in {"ClaimReview", "Rating"}:
            yield f"judges, as {kind}"
        for name, value in node.items():
            if name in {"url", "@id", "license", "sameAs"} and not re.match(r"https?://|urn:uuid:|data/", str(value)):
                yield f"has {name} {str(value)[:60]}"


def _nodes(told: Any) -> Iterator[dict[str, Any]]:
    if isinstance(told, dict):
        yield told
        for value in told.values():
            yield from _nodes(value)
    elif isinstance(told, list):
        for value in told:
            yield from _nodes(value)


def _csv(path: Path) -> Iterator[str]:
    """No cell is a formula, none hides a line or a direction."""
    csv.field_size_limit(2**31 - 1)
    for row in csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline="")):
        for cell in row:
            if FORMULA.match(cell) and not NUMBER.fullmatch(cell):
                yield f"has a cell that begins with {cell[:1]!r}"
            yield from _shown(cell)


def _script(path: Path) -> Iterator[str]:
    """One of ours as it stands, or one call with plain data that ends nowhere early."""
    ours = ASSETS / path.name
    if path.parent.name == "assets":
        if not ours.exists() or path.read_bytes() != ours.read_bytes():
            yield "is no script of ours"
        return
    text = path.read_text("utf-8")
    if not text.isascii() or set("<>&") & set(text):
        yield "is not inert"
    found = CALL.fullmatch(text)
    try:
        json.loads(found["value"] or f"[{found['given']}]" if found else "", parse_constant=_no_constant)
    except ValueError:
        yield "is not one call with data"


def _style(path: Path) -> Iterator[str]:
    if not (ASSETS / path.name).exists() or path.read_bytes() != (ASSETS / path.name).read_bytes():
        yield "is no stylesheet of ours"
    if re.search(r"url\(|@import|expression", path.read_text("utf-8")):
        yield "loads something"


def _png(path: Path) -> Iterator[str]:
    """A picture and nothing beside it."""
    data = path.read_bytes()
    if data[:8] != b"\x89PNG\r\n\x1a\n":
        yield "is no PNG"
        return
    at = 8
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        if kind not in PICTURE_CHUNKS:
            yield f"has a part {kind!r}"
        at += 12 + length


def _plain(path: Path) -> Iterator[str]:
    yield from _shown(path.read_text("utf-8"))


def _parsed(path: Path) -> Any:
    try:
        return etree.parse(path, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    except etree.XMLSyntaxError as error:
        return f"is not well-formed: {error}"


def _addresses(node: Any) -> Iterator[str]:
    for name in ("href", "src", "uri"):
        scheme = str(node.get(name, "")).strip().partition(":")
        if scheme[1] and scheme[0].lower() not in {*EXTERNAL, "urn"}:
            yield f"leads to {node.get(name)[:60]}"


def _shown(text: str) -> Iterator[str]:
    bad = {one for one in text if unicodedata.category(one) in MISLEADING and one not in KEPT}
    if bad:
        yield f"shows {', '.join(sorted(f'U+{ord(one):04X}' for one in bad))}"


def _page(_: Path) -> Iterator[str]:
    return iter(())


_READERS: Final[dict[str, Callable[[Path], Iterator[str]]]] = {
    ".html": _page, ".xml": _xml, ".svg": _svg, ".json": _json, ".jsonld": _json, ".csv": _csv, ".js": _script,
    ".css": _style, ".png": _png, ".txt": _plain, ".lock": _plain,
}  # fmt: skip
