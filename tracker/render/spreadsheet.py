"""Spreadsheet: rows as CSV (RFC 4180), in which a cell of somebody else's words is text and never a formula."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from tracker.render.safe import safe

FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r")
"""A cell that begins so, blanks aside, is run by a spreadsheet; full-width signs are taken for the narrow ones."""

MARK = "\ufeff"
"""Byte order mark: a file begins with it, as Excel reads `£` as `Â£` without. To a program behind a pipe it is a letter."""


def harmless(value: object) -> object:
    """A cell: text with an apostrophe before what would be run, numbers as they are, nothing as an empty text.

    What a terminal would obey is made visible: people look at CSV there as well.
    """
    if value is None:
        return ""
    if not isinstance(value, str):
        return value
    plain = safe(value)
    return f"'{plain}" if _is_run(plain) else plain


def unharmed(cell: str) -> str:
    """A cell as it was before `harmless`: without the apostrophe that kept a spreadsheet from running it."""
    return cell[1:] if cell.startswith("'") and _is_run(cell[1:]) else cell


def _is_run(text: str) -> bool:
    """Whether it is a formula, or one behind apostrophes, which gets one more so that it comes back as it was."""
    return text.lstrip("'").lstrip().startswith(FORMULA)


def lines(columns: Sequence[str], rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """The heading and a line a row, each without its end."""
    for row in chain([columns], rows):  # a heading may be somebody's own
        line = io.StringIO()
        csv.writer(line, lineterminator="").writerow([harmless(cell) for cell in row])
        yield line.getvalue()


def sheet(columns: Sequence[str], rows: Iterable[Iterable[object]]) -> str:
    """The whole, each line ended as RFC 4180 has it."""
    return "".join(f"{line}\r\n" for line in lines(columns, rows))


def sheet_file(columns: Sequence[str], rows: Iterable[Iterable[object]]) -> bytes:
    """The whole as a file of its own holds it: with the byte order mark, in UTF-8."""
    return f"{MARK}{sheet(columns, rows)}".encode()
