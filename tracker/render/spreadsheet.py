"""Spreadsheet: rows as CSV, in which a cell of somebody else's words is text and never a formula."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from tracker.render.safe import safe

FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r")
"""A cell that begins so, blanks aside, is run by a spreadsheet; full-width signs are taken for the narrow ones."""


def harmless(value: object) -> object:
    """A cell: text with an apostrophe before what would be run, numbers as they are, nothing as an empty text.

    What a terminal would obey is made visible: people look at CSV there as well.
    """
    if value is None:
        return ""
    if not isinstance(value, str):
        return value
    plain = safe(value)
    return f"'{plain}" if plain.lstrip().startswith(FORMULA) else plain


def lines(columns: Sequence[str], rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """The heading and a line a row, each without its end."""
    yield ",".join(columns)
    for row in rows:
        line = io.StringIO()
        csv.writer(line, lineterminator="").writerow([harmless(cell) for cell in row])
        yield line.getvalue()


def sheet(columns: Sequence[str], rows: Iterable[Iterable[object]]) -> str:
    """The whole, with a line end after each line."""
    return "".join(f"{line}\n" for line in lines(columns, rows))
