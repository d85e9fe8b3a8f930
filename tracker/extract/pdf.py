"""Read a PDF: its words in reading order, without running heads and page numbers; pages stay as locators."""

import re
from contextlib import closing
from datetime import datetime
from threading import Lock
from typing import Any

from tracker.errors import ExtractError
from tracker.extract import build, clean, pdf_lines, reflow
from tracker.extract.border import border
from tracker.extract.dates import moment, stated
from tracker.extract.document import Document, When
from tracker.extract.pdf_lines import PdfPage
from tracker.extract.piece import Piece
from tracker.extract.title import UNTITLED
from tracker.patterns import deferred

_MOST_PAGES = 3000
"""The longest paper of a department has under 1,000; a hostile file can declare millions in a few bytes."""
_MOST_CHARS = 20_000_000
_SCANNED = 50
"""Characters a page below which a file is pictures of pages (docs/studies/extraction.md 5)."""
_PASSWORD_ERRORS = (4, 5)
"""PDFium's FPDF_ERR_PASSWORD and FPDF_ERR_SECURITY."""
_NO_TITLE = deferred(
    r"(?:microsoft word|untitled|document\d*|slide \d+|powerpoint)\b.*|.*\.(?:docx?|indd|pdf|odt|pptx?|qxp)",
    re.IGNORECASE,
)
"""What programs write where nobody gave a title."""
_CONTENTS = deferred(r"(?:table of )?contents(?: page)?", re.IGNORECASE)
_VERSION = deferred(
    r"(?:[ _-]v\d{1,3}(?:[._]\d{1,3})?|[ _-](?:final|draft|web|print|aw)(?:[ _-]?\d{0,3}))\Z", re.IGNORECASE
)
_FIRST_PAGES = 3
_DATE = deferred(r"D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:(Z)|([+-]\d\d)'?(\d\d))?")
_pdfium = Lock()
"""PDFium is not safe to be used by two threads at once."""


def read(
    body: bytes,
    *,
    publisher: str | None = None,
    publisher_type: str | None = None,
    published: When = None,
    url: str | None = None,
) -> Document:
    """The text of a PDF, lines joined to paragraphs; `document.page_of(block)` tells the page on which one begins.

    The title is the metadata's, else the first heading. Its dates are a program's: only `modified`, never `published`.

    Raises:
        ExtractError: not a PDF, damaged, locked, too large, or only pictures of pages (“needs OCR”).
    """
    with _pdfium:
        pages, facts = _open(body)
    pieces = reflow.pieces(pages)
    if not pieces:
        raise ExtractError("the PDF has no text that could be read")
    title, pieces = _titled(pieces, clean.line(facts.get("Title", "")))
    when, precision = moment(published)
    return build.document(
        title=title,
        pieces=pieces,
        url=url,
        publisher=publisher,
        publisher_type=publisher_type,
        published=when,
        precision=precision,
        modified=stated_moment(facts.get("ModDate", "") or facts.get("CreationDate", "")),
    )


def _open(body: bytes) -> tuple[list[PdfPage], dict[str, str]]:
    with closing(_document(body)) as document, border("the PDF"):
        return _pages(document), document.get_metadata_dict()


def beginning(body: bytes, *, pages: int) -> tuple[tuple[str, ...], dict[str, str]]:
    """(the text of the first pages as it stands, what the file says of itself). ExtractError when it cannot be opened."""
    with _pdfium, closing(_document(body)) as document, border("the PDF"):
        first = range(min(len(document), pages))
        texts = tuple(document[nth].get_textpage().get_text_bounded()[:_MOST_CHARS] for nth in first)
        return texts, document.get_metadata_dict()


def _document(body: bytes) -> Any:
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(body)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) in _PASSWORD_ERRORS or "assword" in str(error):
            raise ExtractError("the PDF is locked with a password; ask its publisher for an open copy") from error
        raise ExtractError("not a PDF, or damaged: it cannot be opened; fetch or save it again") from error


def _pages(document: Any) -> list[PdfPage]:
    count = len(document)
    if count > _MOST_PAGES:
        raise ExtractError(f"the PDF says that it has {count:,} pages; at most {_MOST_PAGES:,} are read")
    pages, chars = [], 0
    for index in range(count):
        page = pdf_lines.read(document, index)
        pages.append(page)
        chars += sum(len(line.text) for line in page.lines)
        if chars > _MOST_CHARS:
            raise ExtractError(f"the PDF holds more than {_MOST_CHARS:,} characters; it is not read")
    if chars < _SCANNED * count and any(page.pictures for page in pages):
        raise ExtractError("the PDF needs OCR: its pages are pictures, with hardly any text; nothing was read")
    return pages


def _titled(pieces: list[Piece], stated_title: str) -> tuple[str, list[Piece]]:
    """The title, and the pieces without the heading that repeats it."""
    headings = [piece for piece in pieces if piece.kind == "heading"]
    top = min(headings, key=lambda piece: (piece.page or 0, piece.level), default=None)
    named = [piece for piece in headings if not _CONTENTS.fullmatch(clean.line(piece.text))]
    top = min(named, key=lambda piece: (piece.page or 0, piece.level), default=top)
    usable = stated_title and not _NO_TITLE.fullmatch(stated_title) and not _is_file_name(stated_title)
    title = (
        stated_title
        if usable and (top is None or _is_told(stated_title, pieces))
        else clean.line(top.text)
        if top
        else ""
    )
    title = title or (stated_title if usable else UNTITLED)
    repeated = next((piece for piece in headings if _same(piece.text, title)), None)
    rest = [piece for piece in pieces if piece is not repeated]
    spare = min((piece.level for piece in rest if piece.kind == "heading"), default=2) - 2
    return title, [_raised(piece, spare) for piece in rest]


def _is_file_name(title: str) -> bool:
    """Whether a title is what a file was called: words joined by signs, or a version's number at its end."""
    return ("_" in title and " " not in title.strip()) or title.count("_") > 1 or _VERSION.search(title) is not None


def _is_told(title: str, pieces: list[Piece]) -> bool:
    """Whether the paper's first pages say most of a title's long words; a template keeps the title of another paper."""
    words = set(re.findall(r"[^\W\d_]{4,}", title.casefold()))
    said = " ".join(piece.text for piece in pieces if (piece.page or 1) <= _FIRST_PAGES).casefold()
    return not words or sum(word in said for word in words) * 2 >= len(words)


def _raised(piece: Piece, levels: int) -> Piece:
    """A heading without the levels that only the title had."""
    return piece.model_copy(update={"level": piece.level - levels}) if piece.kind == "heading" else piece


def _same(text: str, title: str) -> bool:
    return clean.line(text).casefold() == title.casefold()


def stated_moment(written: str) -> datetime | None:
    """A moment as PDF writes it, `D:20261129173703+00'00'`; None where it is none."""
    found = _DATE.match(written)
    if not found:
        return None
    year, month, day, hour, minute, second, _, hours, minutes = found.groups()
    return stated(f"{year}-{month}-{day}T{hour}:{minute}:{second}{hours or '+00'}:{minutes or '00'}")[0]
