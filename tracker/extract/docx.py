"""Read a Word file: mammoth makes HTML of it, the walker of web pages makes pieces of that."""

import io
import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from tracker.errors import ExtractError
from tracker.extract import blocks, build, clean, page
from tracker.extract.border import border
from tracker.extract.container import Container
from tracker.extract.dates import moment, stated
from tracker.extract.document import Document, When
from tracker.extract.title import titled

_WHAT = "a DOCX file"
_CORE = "docProps/core.xml"
_XML = re.compile(r".*\.(?:xml|rels)", re.IGNORECASE)
_UNPARSED = frozenset({"image", "aFChunk"})
"""Relations to drawings and pages, which may declare a document type."""
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
    tree = page.parse(_html(_fit(body, container)))
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
    )


def _fit(body: bytes, container: Container) -> bytes:
    """The file without what mammoth must not open: parts that declare entities, or are damaged, whatever they are called.

    ExtractError where one of these is named as a part of the document: which parts mammoth opens, the file itself says.
    """
    names = container.names()
    unfit = [name for name in sorted(names) if not _XML.fullmatch(name) and container.is_unfit(name)]
    named = {name for rels in names if rels.endswith(".rels") for name in _named(container, rels)}
    if any(PurePosixPath(name).name in named for name in unfit):
        raise ExtractError(f"{_WHAT} names a part that declares XML entities or is damaged; it is not read")
    return container.without(unfit) if unfit else body


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
