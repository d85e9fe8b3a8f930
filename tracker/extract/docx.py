"""Read a Word file: mammoth makes HTML of it, the walker of web pages makes pieces of that."""

import io
import re
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

from tracker.errors import ExtractError
from tracker.extract import blocks, build, clean, page
from tracker.extract.container import Container
from tracker.extract.dates import moment, stated
from tracker.extract.document import Document, When
from tracker.extract.title import titled

_WHAT = "a DOCX file"
_CORE = "docProps/core.xml"
_XML = re.compile(r".*\.(?:xml|rels)", re.IGNORECASE)
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
    tree = page.parse(_html(body))
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


def _html(body: bytes) -> str:
    import mammoth

    try:
        # Pictures are left out: an external one would be asked for from the network or the disk.
        made = mammoth.convert_to_html(
            io.BytesIO(body), style_map=_STYLES, convert_image=lambda _: [], external_file_access=False
        )
    except (
        LookupError,
        ValueError,
        AttributeError,
        TypeError,
        OSError,
        RecursionError,
        ParseError,
        BadZipFile,
    ) as error:
        raise ExtractError(f"{_WHAT} is damaged: {type(error).__name__} while it was read") from error
    return str(made.value)
