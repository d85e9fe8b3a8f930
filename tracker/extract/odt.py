"""Read an OpenDocument text: headings, paragraphs, nested lists, quotations, table rows, footnotes."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tracker.errors import ExtractError
from tracker.extract import build, clean, raised
from tracker.extract.container import Container
from tracker.extract.dates import moment, stated
from tracker.extract.document import Document, When
from tracker.extract.piece import Piece
from tracker.extract.title import titled

if TYPE_CHECKING:
    from lxml.etree import _Element

_WHAT = "an ODT file"
_SPACE = "urn:oasis:names:tc:opendocument:xmlns:{}:1.0"
_TEXT, _TABLE, _OFFICE, _STYLE, _DRAW = (
    f"{{{_SPACE.format(name)}}}" for name in "text table office style drawing".split()
)
_DC = "{http://purl.org/dc/elements/1.1/}"
_GAPS = frozenset({f"{_TEXT}s", f"{_TEXT}tab", f"{_TEXT}line-break"})
_UNSAID = frozenset(
    f"{_TEXT}{name}"
    for name in "tracked-changes sequence-decls variable-decls user-field-decls change soft-page-break "
    "table-of-content alphabetical-index illustration-index table-index user-index bibliography".split()
) | {f"{_OFFICE}annotation", f"{_OFFICE}forms", f"{_OFFICE}scripts", f"{_OFFICE}event-listeners"}
"""Deleted text, comments, macros and generated lists are no part of what the paper says."""
_LINES = frozenset({f"{_TEXT}p", f"{_TEXT}h", f"{_TEXT}list", f"{_TABLE}table"})
_HIDDEN = frozenset({f"{_TEXT}hidden-text", f"{_TEXT}hidden-paragraph"})
_STYLED = frozenset({f"{_TEXT}span", f"{_TEXT}p", f"{_TEXT}h"})
_LONGEST_SPAN = 3
"""Digits of a span."""
_MOST_CELLS = 200
"""A sheet's empty cells may be declared repeated a million times."""


def read(
    body: bytes,
    *,
    publisher: str | None = None,
    publisher_type: str | None = None,
    published: When = None,
    url: str | None = None,
) -> Document:
    """The text of an ODT file; its footnotes follow it. Its dates are a program's: only `modified`, never `published`.

    Raises:
        ExtractError: not an ODT file, damaged, locked, a bomb, or without text.
    """
    container = Container(body, what=_WHAT)
    content = container.xml("content.xml")
    text = content.find(f"{_OFFICE}body/{_OFFICE}text") if content is not None else None
    if content is None or text is None:
        raise ExtractError(f"not {_WHAT}: it is a zip archive of another kind")
    meta = container.xml("meta.xml")
    reader = _OdtReader(content, container.xml("styles.xml"))
    pieces = reader.read(text)
    if not pieces:
        raise ExtractError("the ODT file has no text")
    said = clean.line(_fact(meta, f"{_DC}title"))
    title, pieces = titled(pieces, said)
    when, precision = moment(published)
    return build.document(
        title=title,
        pieces=pieces,
        url=url,
        publisher=publisher,
        publisher_type=publisher_type,
        published=when,
        precision=precision,
        modified=stated(_fact(meta, f"{_DC}date"))[0],
        hidden=reader.hidden,
    )


def _fact(meta: "_Element | None", name: str) -> str:
    found = next(meta.iter(name), None) if meta is not None else None
    return (found.text or "") if found is not None else ""


class _OdtReader:
    """Walks the body with a stack of its own, however deep the file nests."""

    def __init__(self, content: "_Element", shared: "_Element | None" = None) -> None:
        styles = [*(shared.iter(f"{_STYLE}style") if shared is not None else ()), *content.iter(f"{_STYLE}style")]
        said = {style.get(f"{_STYLE}name"): style.find(f"{_STYLE}text-properties") for style in styles}
        self._unseen = {name for name, properties in said.items() if properties is not None and _is_unseen(properties)}
        self._raised = {
            name
            for name, properties in said.items()
            if properties is not None
            and (properties.get(f"{_STYLE}text-position") or "").startswith(("super", "33", "58"))
        }
        self.hidden = 0
        """Characters that nobody sees who reads the paper."""
        self._boxes: list[_Element] = []
        self._parents = {style.get(f"{_STYLE}name"): style.get(f"{_STYLE}parent-style-name") or "" for style in styles}
        self._numbered = {
            style.get(f"{_STYLE}name")
            for style in content.iter(f"{_TEXT}list-style")
            if style.find(f"{_TEXT}list-level-style-number") is not None
        }
        self._notes: list[str] = []
        self._pieces: list[Piece] = []

    def read(self, body: "_Element") -> list[Piece]:
        """The pieces of a body, then its notes."""
        waiting: list[tuple[_Element, int, bool]] = [(child, -1, False) for child in reversed(body)]
        begun: set[_Element] = set()
        while waiting:
            element, level, ordered = waiting.pop()
            if element.tag in _UNSAID:
                continue
            if self._is_hidden(element):
                self.hidden += len(clean.line("".join(element.itertext())))
            elif element.tag == f"{_TABLE}table":
                self._table(element)
            elif element.tag in (f"{_TEXT}p", f"{_TEXT}h"):
                self._line(element, level, ordered=ordered, begun=begun)
                waiting += [(child, -1, False) for box in reversed(self._boxes) for child in reversed(box)]
                self._boxes = []
            else:
                if element.tag == f"{_TEXT}list":
                    level, ordered = level + 1, ordered or element.get(f"{_TEXT}style-name") in self._numbered
                waiting += [(child, level, ordered) for child in reversed(element)]
        notes = (Piece(kind="note", text=note, label=str(number)) for number, note in enumerate(self._notes, start=1))
        return [*self._pieces, *notes]

    def _line(self, element: "_Element", level: int, *, ordered: bool, begun: "set[_Element]") -> None:
        text = clean.line(self._inline(element))
        parent = element.getparent()
        if not text:
            return
        if element.tag == f"{_TEXT}h":
            self._pieces.append(Piece(kind="heading", text=text, level=_level(element)))
        elif level >= 0 and parent is not None and parent in begun:
            last = self._pieces[-1]
            self._pieces[-1] = last.model_copy(update={"text": f"{last.text} {text}"})
        elif level >= 0:
            if parent is not None:
                begun.add(parent)
            self._pieces.append(Piece(kind="item", text=text, level=level, ordered=ordered))
        else:
            self._pieces.append(Piece(kind="quote" if self._is_quote(element) else "paragraph", text=text))

    def _is_hidden(self, element: "_Element") -> bool:
        """Whether the paper does not print it: a hidden section or paragraph, or a style that hides or strikes out."""
        return (
            element.get(f"{_TEXT}display") == "none"
            or element.tag in _HIDDEN
            or (element.tag in _STYLED and element.get(f"{_TEXT}style-name") in self._unseen)
        )

    def _is_quote(self, element: "_Element") -> bool:
        name = element.get(f"{_TEXT}style-name") or ""
        return "quot" in f"{name} {self._parents.get(name, '')}".lower()

    def _table(self, table: "_Element") -> None:
        begins = True
        spans: dict[int, tuple[int, str]] = {}
        rows = list(table.iter(f"{_TABLE}table-row"))
        for row in rows:
            cells = tuple(self._cells(row, spans))
            if any(cells):
                heads = begins and len(rows) > 1 and _names_columns(row)
                self._pieces.append(Piece(kind="row", cells=cells, begins=begins, heads=heads))
                begins = False

    def _cells(self, row: "_Element", spans: dict[int, tuple[int, str]]) -> Iterator[str]:
        """The cells of a row; one that spans rows labels each of them, one that spans columns leaves the others empty."""
        for column, cell in enumerate(row[:_MOST_CELLS]):
            left, text = spans.pop(column, (0, ""))
            if cell.tag == f"{_TABLE}table-cell":
                text = clean.line(" ".join(self._inline(line) for line in cell.iter(f"{_TEXT}p", f"{_TEXT}h")))
                down = cell.get(f"{_TABLE}number-rows-spanned") or ""
                left = int(down) if down.isascii() and down.isdigit() and len(down) <= _LONGEST_SPAN else 0
            elif cell.tag != f"{_TABLE}covered-table-cell":
                continue
            if left > 1:
                spans[column] = (left - 1, text)
            yield text

    def _inline(self, line: "_Element") -> str:
        return "".join(self._words(line))

    def _words(self, line: "_Element") -> Iterator[str]:
        """The words of one line; a footnote leaves its mark, and its text is kept for the end; a box waits."""
        said = line.text or ""
        yield said
        waiting = [*reversed(line)]
        closing: dict[_Element, str] = {}
        while waiting:
            element = waiting.pop()
            if element in closing:
                yield closing.pop(element)
                continue
            tail = element.tail or ""
            if element.tag in _GAPS:
                yield " "
            elif element.tag == f"{_TEXT}note":
                self._notes.append(_note(element))
                yield f"[^{len(self._notes)}]"
            elif element.tag == f"{_DRAW}text-box":
                self._boxes.append(element)
            elif self._is_hidden(element):
                self.hidden += len("".join(element.itertext()))
            elif element.get(f"{_TEXT}style-name") in self._raised and element.tag == f"{_TEXT}span":
                figures = "".join(element.itertext())
                yield raised.mark(figures, said) or figures
            elif element.tag not in _UNSAID and element.tag not in _LINES:
                said = element.text or said
                yield element.text or ""
                closing[element] = tail
                waiting += [element, *reversed(element)]
                continue
            said = tail or said
            yield tail


def _is_unseen(properties: "_Element") -> bool:
    """Whether a style hides its text or strikes it out."""
    struck = properties.get(f"{_STYLE}text-line-through-style") or properties.get(f"{_STYLE}text-line-through-type")
    return properties.get(f"{_TEXT}display") == "none" or struck not in (None, "none")


def _names_columns(row: "_Element") -> bool:
    """Whether a row names the columns: it is repeated on each page, or its lines are styled as heads."""
    parent = row.getparent()
    if parent is not None and parent.tag == f"{_TABLE}table-header-rows":
        return True
    lines = list(row.iter(f"{_TEXT}p"))
    return bool(lines) and all("heading" in (line.get(f"{_TEXT}style-name") or "").lower() for line in lines)


def _level(heading: "_Element") -> int:
    level = heading.get(f"{_TEXT}outline-level") or ""
    return int(level) if level.isascii() and level.isdigit() and len(level) == 1 else 1


def _note(note: "_Element") -> str:
    body = note.find(f"{_TEXT}note-body")
    return " ".join("".join(line.itertext()) for line in body.iter(f"{_TEXT}p")) if body is not None else ""
