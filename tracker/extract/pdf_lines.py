"""The lines of a PDF's pages, each with its place, size and weight: a handful of calls a line, none for each letter."""

import ctypes
import math
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from tracker.patterns import deferred

_BOLD = deferred(r"bold|black|heavy|semi|demi|-B\b", re.IGNORECASE)
_MARK = deferred(r"(?<=[^\W\d_])\d{1,2}(?=[\s\r\n]|\Z)|(?<=[^\W\d_][.,;:)”’])\d{1,2}(?=[\s\r\n]|\Z)")
"""A number straight after a word: a footnote's, when it is set smaller than its line."""
_SMALLER = 0.8
_HIGH = 0.2
"""Ems between the baseline and the foot of a figure that its font draws raised."""
_LOW = 0.05
"""Ems below the line from which a small figure is no footnote's: CO₂."""
_JOIN = "\ufffe"
"""What PDFium writes for a hyphen at a line's end, with the next line in the file behind it."""
_LOOSE = 0.55
"""Mean advance in ems from which a line may hold gaps between columns; prose has about 0.45."""
_GAP = 1.2
"""Ems between two cells of a row; justified prose stays under 0.8."""
_WORDS = 4
_EVEN = 1.5
_BULLET_LETTERS = 2
_OTHER_SIZE = 0.1
"""Share by which the sizes of two lines differ that are of one paragraph only to PDFium."""
_LONGEST_NAME = 128
_PICTURE = 3
"""PDFium's FPDF_PAGEOBJ_IMAGE."""
_MOST_OBJECTS = 200
"""Objects of a page looked at for a picture: a scanned page is one or a few."""


class Cell(NamedTuple):
    """A stretch of a line between wide gaps."""

    x0: float
    x1: float
    text: str


class Line(NamedTuple):
    """One line as set. Distances in points, from the left and the bottom of the page."""

    text: str
    x0: float
    x1: float
    y: float
    """Baseline of its first letter."""
    last_y: float
    """Baseline of its last one: lower, when PDFium joined two lines at a hyphen."""
    size: float
    bold: bool
    page: int
    cells: tuple[Cell, ...] = ()
    """At least two, or none."""


class PdfPage(NamedTuple):
    """The lines of a page in the order of its content."""

    height: float
    lines: tuple[Line, ...]
    pictures: bool


def read(document: Any, index: int) -> PdfPage:
    """The page of that index, from 0."""
    page = document[index]
    try:
        letters = page.get_textpage()
        try:
            lines = tuple(_rejoined(list(_lines(letters, index + 1))))
        finally:
            letters.close()
        return PdfPage(page.get_height(), lines, pictures=not lines and _has_picture(page))
    finally:
        page.close()


def _has_picture(page: Any) -> bool:
    from pypdfium2 import raw

    count = min(raw.FPDFPage_CountObjects(page.raw), _MOST_OBJECTS)
    kinds = (raw.FPDFPageObj_GetType(raw.FPDFPage_GetObject(page.raw, at)) for at in range(count))
    return any(kind in (_PICTURE, raw.FPDF_PAGEOBJ_FORM) for kind in kinds)


def _lines(letters: Any, number: int) -> Iterator[Line]:
    count = letters.count_chars()
    text = letters.get_text_range(0, count) if count > 0 else ""
    look = _Look(letters.raw)
    for found in re.finditer(r"[^\r\n]+", text):
        for whole, begin in look.apart(found[0], found.start()):
            words = whole.strip()
            start = begin + len(whole) - len(whole.lstrip())
            if words and (line := look.line(words, start, number)):
                yield line._replace(text=" " + line.text if whole[0] == " " else line.text)


def _rejoined(lines: list[Line]) -> Iterator[Line]:
    """Lines without the cuts that PDFium makes behind a raised number and between a bullet and its item."""
    held: Line | None = None
    for line in lines:
        if held and abs(held.last_y - line.y) < 0.5 * held.size and held.x1 - 2 < line.x0 < held.x1 + 3 * held.size:
            text = f"{held.text}{' ' if line.x0 - held.x1 > 0.15 * held.size else ''}{line.text.lstrip()}"
            if line.text.startswith(" "):
                text = f"{held.text} {line.text.lstrip()}"
            if len(held.text.strip()) <= _BULLET_LETTERS:  # a bullet may be set in a size of its own
                held = line._replace(x0=held.x0)
            held = held._replace(text=text, x1=line.x1, last_y=line.last_y, cells=())
            continue
        if held:
            yield held
        held = line._replace(text=line.text.lstrip())
    if held:
        yield held


class _Look:
    """Asks PDFium about single letters, in one set of buffers."""

    def __init__(self, page: Any) -> None:
        from pypdfium2 import raw

        self._raw, self._page = raw, page
        self._box = tuple(ctypes.c_double() for _ in range(4))
        self._point = (ctypes.c_double(), ctypes.c_double())
        self._matrix = raw.FS_MATRIX()
        self._name = ctypes.create_string_buffer(_LONGEST_NAME)
        self._flags = ctypes.c_int()

    def line(self, text: str, start: int, page: int) -> Line | None:
        """The line whose first letter has that index; None when it has no place on the page."""
        end, middle = start + len(text) - 1, start + len(text) // 2
        first, last = self._edges(start), self._edges(end)
        if not first or not last:
            return None
        size = sorted(self._size(at) for at in (start, middle, end))[1]
        x0, x1 = first[0], last[1]
        cells = self._cells(text, start, size) if x1 - x0 > _LOOSE * size * len(text) else ()
        bold = all(self._is_bold(at) for at in (start, middle, end))
        return Line(
            self._marked(text, start, size),
            x0,
            x1,
            self._y(start),
            self._y(middle if self._raised(end, size) else end),
            size,
            bold,
            page,
            cells,
        )

    def apart(self, text: str, start: int) -> Iterator[tuple[str, int]]:
        """The lines that PDFium joined at a hyphen, parted where the next is set in another size: it is a note's."""
        begin = 0
        for join in re.finditer(_JOIN, text[:-1]):
            size, following = self._size(start + join.start() - 1), self._size(start + join.end())
            if join.start() and abs(size - following) > _OTHER_SIZE * size:
                yield text[begin : join.end()], start + begin
                begin = join.end()
        yield text[begin:], start + begin

    def _raised(self, at: int, size: float) -> bool:
        return self._size(at) < _SMALLER * size

    def _marked(self, text: str, start: int, size: float) -> str:
        return _MARK.sub(lambda mark: f"[^{mark[0]}]" if self._is_mark(start + mark.start(), size) else mark[0], text)

    def _is_mark(self, at: int, size: float) -> bool:
        """Whether a figure is set small and not below the line, or drawn raised by its font."""
        if self._raised(at, size):
            return self._y(at) > self._y(at - 1) - _LOW * size
        return self._edges(at) is not None and self._box[2].value - self._y(at) > _HIGH * size

    def _cells(self, text: str, start: int, size: float) -> tuple[Cell, ...]:
        cells, begin = [], 0
        widths: list[float] = []
        for gap in re.finditer(r"\s+", text):
            left, right = self._edges(start + gap.start() - 1), self._edges(start + gap.end())
            widths += [right[0] - left[1]] if left and right else []
            if left and right and right[0] - left[1] > _GAP * size:
                cells.append(self._cell(text, start, begin, gap.start()))
                begin = gap.end()
        if len(widths) >= _WORDS and max(widths) < _EVEN * min(widths):
            return ()  # set to the column's width, whose gaps are alike
        return (*cells, self._cell(text, start, begin, len(text))) if cells else ()

    def _cell(self, text: str, start: int, begin: int, end: int) -> Cell:
        left, right = self._edges(start + begin), self._edges(start + end - 1)
        return Cell(left[0] if left else 0.0, right[1] if right else 0.0, text[begin:end])

    def _edges(self, at: int) -> tuple[float, float] | None:
        left, right, bottom, top = self._box
        if not self._raw.FPDFText_GetCharBox(self._page, at, left, right, bottom, top):
            return None
        return (left.value, right.value) if math.isfinite(left.value + right.value) else None

    def _y(self, at: int) -> float:
        x, y = self._point
        return y.value if self._raw.FPDFText_GetCharOrigin(self._page, at, x, y) and math.isfinite(y.value) else 0.0

    def _size(self, at: int) -> float:
        """As seen: some programs set everything at 1 point and enlarge it."""
        size = self._raw.FPDFText_GetFontSize(self._page, at)
        if self._raw.FPDFText_GetMatrix(self._page, at, self._matrix):
            size *= math.hypot(self._matrix.b, self._matrix.d) or 1.0
        return min(max(round(size, 1), 0.1), 1000.0) if math.isfinite(size) else 1.0

    def _is_bold(self, at: int) -> bool:
        length = self._raw.FPDFText_GetFontInfo(self._page, at, self._name, _LONGEST_NAME, self._flags)
        return bool(length) and bool(_BOLD.search(self._name.value.decode("latin-1")))
