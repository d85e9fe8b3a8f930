"""Tables: the rows of an HTML table of data, each cell under its column, and the row that names the columns.

A cell that spans rows labels each of them; one that spans columns keeps its own, and leaves the others empty.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from tracker.extract import page

_LONGEST_SPAN = 3
"""Digits of a span."""
_WIDEST = 100
"""Columns that a cell may span; a hostile one spans a thousand in each of a thousand rows."""
_MOST_HEAD_ROWS = 3


class TableRow(NamedTuple):
    """The texts of a row's cells."""

    cells: tuple[str, ...]
    heads: bool = False
    """It names the columns of the rows below it."""


class _Row(NamedTuple):
    cells: list[str]
    is_head: bool
    """All that it holds is said to be heads, and so of the rows above it."""
    spread: list[int]
    """For each column the one in which its cell began."""


def rows(table: LexborNode) -> list[TableRow]:
    """The rows in order; several that name the columns one below the other are one."""
    found = list(_rows(table))
    count = _head_rows(found)
    if not count:
        return [TableRow(tuple(row.cells)) for row in found]
    return [TableRow(_heads(found[:count]), heads=True), *(TableRow(tuple(row.cells)) for row in found[count:])]


def _rows(table: LexborNode) -> Iterator[_Row]:
    spans: dict[int, tuple[int, str]] = {}
    is_head = True
    for row in table.css("tr"):
        cells: list[str] = []
        spread: list[int] = []
        own = [one for one in row.iter() if one.tag in ("td", "th")]
        for cell in (*own, None):
            while (span := spans.get(len(cells))) is not None:
                left, text = span
                spans[len(cells)] = (left - 1, text)
                if left <= 1:
                    del spans[len(cells)]
                spread.append(len(cells))
                cells.append(text)
            if cell is None:
                break
            text = page.text(cell)
            down, across = _span(cell, "rowspan"), min(_span(cell, "colspan"), _WIDEST)
            if text and down > 1:
                spans[len(cells)] = (down - 1, text)
            first = len(cells)
            # A cell as wide as its row says something of all of it; its columns are not told apart.
            width = across if len(own) > 1 else 1
            cells += [text, *[""] * (width - 1)]
            spread += [first] * width
        is_head = is_head and _is_head(row, own)
        yield _Row(cells, is_head, spread)


def _span(cell: LexborNode, name: str) -> int:
    said = cell.attributes.get(name) or ""
    return int(said) if said.isascii() and said.isdigit() and len(said) <= _LONGEST_SPAN else 1


def _is_head(row: LexborNode, own: Sequence[LexborNode]) -> bool:
    """Whether a row holds nothing but heads: cells that are called so, a row of the table's head, or bold cells alone."""
    if not own:
        return False
    if all(cell.tag == "th" or not page.text(cell) for cell in own):
        return any(cell.tag == "th" for cell in own)
    return (row.parent is not None and row.parent.tag == "thead") or all(map(_is_strong, own))


def _is_strong(cell: LexborNode) -> bool:
    text = page.text(cell)
    return not text or any(page.text(node) == text for node in cell.css("strong, b")[:1])


def _head_rows(found: Sequence[_Row]) -> int:
    """How many rows at the top name the columns; none where no other row stands below, or they name just one."""
    count = next((index for index, row in enumerate(found) if not row.is_head), 0)
    named = sum(1 for cell in found[count - 1].cells if cell) if count else 0
    return count if 0 < count <= _MOST_HEAD_ROWS and named > 1 else 0


def _heads(found: Sequence[_Row]) -> tuple[str, ...]:
    """What each column is called: the labels above it, from the top, each once."""
    width = max(len(row.cells) for row in found)
    heads = []
    for column in range(width):
        labels = [row.cells[row.spread[column]] for row in found if column < len(row.cells)]
        heads.append(" ".join(dict.fromkeys(label for label in labels if label)))
    return tuple(heads)
