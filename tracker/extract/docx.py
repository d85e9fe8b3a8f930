"""Read a Word file: mammoth makes HTML of it, the walker of web pages makes pieces of that."""

import io
import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from tracker.errors import ExtractError
from tracker.extract import blocks, build, clean, page, targets
from tracker.extract.border import border
from tracker.extract.container import Container
from tracker.extract.dates import moment, stated
from tracker.extract.document import Document, When
from tracker.extract.title import titled
from tracker.patterns import deferred

if TYPE_CHECKING:
    from lxml.etree import _Element

_WHAT = "a DOCX file"
_CORE = "docProps/core.xml"
_XML = deferred(r".*\.(?:xml|rels)", re.IGNORECASE)
_UNPARSED = frozenset({"image", "aFChunk"})
"""Relations to drawings and pages, which may declare a document type."""
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TEXTS = deferred(r"word/(?:document|footnotes|endnotes)\d{0,3}\.xml")
_DC = "{http://purl.org/dc/elements/1.1/}title"
_MODIFIED = "{http://purl.org/dc/terms/}modified"
_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='Block Text'] => blockquote > p:fresh
p[style-name='Caption'] => p.wp-caption-text:fresh
"""


def read(
    body: bytes,
    *,
    publisher: str | None = None,
    publisher_type: str | None = None,
    published: When = None,
    url: str | None = None,
) -> Document:
    """The text of a Word file, footnotes last. Its dates are a program's: only `modified`, never `published`.

    Raises:
        ExtractError: not a DOCX file, damaged, locked, a bomb, or without text.
    """
    container = Container(body, what=_WHAT)
    if "word/document.xml" not in container.names():
        raise ExtractError(f"not {_WHAT}: it is a zip archive of another kind")
    for name in sorted(container.names()):
        if _XML.fullmatch(name):
            container.xml(name)  # mammoth parses them itself, with a parser that would expand entities
    core = container.xml(_CORE)
    facts = {str(node.tag): node.text or "" for node in core} if core is not None else {}
    shown = _shown(container)
    tree = page.parse(_html(_fit(body, container, shown.parts)))
    walked = blocks.pieces(tree.body) if tree.body is not None else []
    pieces = [piece.model_copy(update={"text": piece.text.removesuffix("↑").rstrip()}) for piece, _ in walked]
    if not pieces:
        raise ExtractError("the DOCX file has no text")
    title, pieces = titled(pieces, clean.line(facts.get(_DC, "")))
    when, precision = moment(published)
    return build.document(
        title=title,
        pieces=pieces,
        url=url,
        publisher=publisher,
        publisher_type=publisher_type,
        published=when,
        precision=precision,
        modified=stated(facts.get(_MODIFIED))[0],
        hidden=shown.hidden,
        **targets.of(pieces, url),
    )


class ShownParts(NamedTuple):
    """The parts of a file that held text which nobody sees, without it."""

    parts: dict[str, bytes]
    hidden: int
    """Characters that were hidden or struck out."""


def _shown(container: Container) -> ShownParts:
    """The parts with text, where runs are hidden or struck out: without these. A run may be hidden by its style."""
    from lxml import etree

    styles = container.xml("word/styles.xml")
    unseen = {
        style.get(f"{_W}styleId")
        for style in (styles.iter(f"{_W}style") if styles is not None else ())
        if (said := style.find(f"{_W}rPr")) is not None and _is_unseen(said)
    }
    parts, hidden = {}, 0
    for name in sorted(container.names()):
        if not _TEXTS.fullmatch(name) or (root := container.xml(name)) is None:
            continue
        runs = [run for run in root.iter(f"{_W}r") if _is_run_unseen(run, unseen)]
        for run in runs:
            hidden += sum(len(text.text or "") for text in run.iter(f"{_W}t"))
            if (parent := run.getparent()) is not None:
                parent.remove(run)
        if runs:
            parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return ShownParts(parts, hidden)


def _is_run_unseen(run: "_Element", unseen: set[str | None]) -> bool:
    said = run.find(f"{_W}rPr")
    style = said.find(f"{_W}rStyle") if said is not None else None
    if style is not None and style.get(f"{_W}val") in unseen:
        return True
    return said is not None and _is_unseen(said)


def _is_unseen(properties: "_Element") -> bool:
    """Whether text is set as hidden or struck out."""
    found = (properties.find(f"{_W}{name}") for name in ("vanish", "strike", "dstrike"))
    return any(one is not None and one.get(f"{_W}val") not in ("0", "false", "off") for one in found)


def _fit(body: bytes, container: Container, shown: dict[str, bytes]) -> bytes:
    """The file with the parts as `shown`, without what mammoth must not open: parts that declare entities or are damaged.

    ExtractError where one of these is named as a part of the document: which parts mammoth opens, the file itself says.
    """
    names = container.names()
    unfit = [name for name in sorted(names) if not _XML.fullmatch(name) and container.is_unfit(name)]
    named = {name for rels in names if rels.endswith(".rels") for name in _named(container, rels)}
    if any(PurePosixPath(name).name in named for name in unfit):
        raise ExtractError(f"{_WHAT} names a part that declares XML entities or is damaged; it is not read")
    return container.without(unfit, instead=shown) if unfit or shown else body


def _named(container: Container, rels: str) -> Iterator[str]:
    """The last names of parts that a list of relations names, without pictures and pages, which mammoth does not parse."""
    root = container.xml(rels)
    for one in root if root is not None else ():
        if (one.get("Type") or "").rpartition("/")[2] not in _UNPARSED:
            yield PurePosixPath(one.get("Target") or "").name


def _html(body: bytes) -> str:
    import mammoth

    with border(_WHAT):
        # Pictures are left out: an external one would be asked for from the network or the disk.
        made = mammoth.convert_to_html(
            io.BytesIO(body), style_map=_STYLES, convert_image=lambda _: [], external_file_access=False
        )
    return str(made.value)
