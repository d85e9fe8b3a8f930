"""Own sheet: the CSV of a desk's own pledges, read as spreadsheets write it. What cannot be read is told, row by row.

Excel writes semicolons where the comma is the decimal sign, a byte order mark or Windows-1252, and line ends inside cells.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from tracker.config.pledge import CELLS, LONGEST_ID
from tracker.errors import UsageError
from tracker.patterns import deferred

LONGEST_FILE = 20_000_000
"""Bytes. A sheet of a thousand pledges has half a million."""
LONGEST_CELL = 10_000
MOST_COLUMNS, MOST_ROWS = 500, 20_000
"""More is no list of pledges, and would be looked for in the record for hours."""
OURS: Final = (
    "thread name who who_type territory topic first_words first_date first_citation newest_words newest_date"
    " newest_citation stages turns what_turned number_then number_now deadline standing stands_in last_seen"
    " desk_summary desk_status desk_replies desk_notes"
).split()
"""Columns of ours in what `tracker pledges --format csv` writes; the desk's own stand behind them."""
OWN: Final = "own_"
"""Before the desk's columns in that sheet."""
NAMES: Final[Mapping[str, str]] = {
    "id": "id ref reference pledge_id own_id code",
    "title": "title name pledge promise headline short_title",
    "words": "words exact_words text quote quotation wording exact_wording verbatim exact_text",
    "source": "source source_address source_url source_link source_id url where document",
    "claim": "claim claim_id",
    "deadline": "deadline due due_date by_when date_due target_date",
    "topic": "topic topics theme policy_area area",
    "territory": "territory nation country",
    "status": "status own_status verdict rating our_status",
    "link": "link own_address address our_address own_link own_url page our_page our_link",
}
"""The headings by which each cell is known, whatever their case, blanks and signs."""
_CELL_OF: Final = {heading: cell for cell, headings in NAMES.items() for heading in headings.split()}
_FORMULA = deferred(r"'(?=\s*[=+\-@＝＋－＠])")
"""The apostrophe that keeps a spreadsheet from running what follows."""
_DELIMITERS = ",;\t|"


@dataclass(frozen=True, slots=True)
class OwnRow:
    """One row: the line on which it begins, and its cells by our names, then by the desk's own headings."""

    line: int
    cells: Mapping[str, str]
    thread: str | None = None
    """Of a sheet that we wrote: the thread beside which somebody put an id of their own."""

    @property
    def id(self) -> str:
        """The desk's own id."""
        return self.cells["id"]


@dataclass(frozen=True, slots=True)
class RowFault:
    """A row that cannot be taken in, and why."""

    line: int
    id: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class OwnSheet:
    """What a file holds. Every row is in one of the three: read, at fault, or left aside as none of theirs."""

    rows: tuple[OwnRow, ...]
    faults: tuple[RowFault, ...]
    columns: tuple[tuple[str, str], ...]
    """(heading in the file, the cell it was read as), in the order of the file."""
    aside: int = 0
    """Rows of a sheet that we wrote, to which nobody has given an id."""


def read_sheet(body: bytes) -> OwnSheet:
    """Read it. UsageError where it is no table, or none of its columns is an id."""
    if len(body) > LONGEST_FILE:
        raise UsageError(f"This file is larger than {LONGEST_FILE // 1_000_000} MB, too large for a sheet of pledges.")
    table, unclosed = _table(_decoded(body))
    head = next(table, None)
    if head is None:
        raise UsageError("This file is empty; its first row must name the columns: id, title, words …")
    if len(head[1]) > MOST_COLUMNS:
        raise UsageError(f"This file has {len(head[1])} columns; a sheet of pledges has {MOST_COLUMNS} at the most.")
    is_ours = f"{OWN}id" in (_plain(one) for one in head[1])
    columns = _columns(head[1], is_ours=is_ours)
    if "id" not in columns:
        has = ", ".join(one for one in (_cell(name) for name in head[1]) if one)[:200]
        raise UsageError(
            f"No column of this file is an id of yours; call one `id`, another `words` (the exact words). It has: {has}."
        )
    rows, faults, aside = _rows(table, columns, is_ours=is_ours)
    if len(rows) > MOST_ROWS:
        raise UsageError(f"This file has {len(rows)} rows; at most {MOST_ROWS} can be read at once: split it.")
    if unclosed:
        faults.append(RowFault(unclosed, None, "a quotation mark that opens a cell here is not closed before the end"))
    told = tuple((_cell(name), cell) for name, cell in zip(head[1], columns, strict=True) if cell)
    return OwnSheet(tuple(rows), tuple(sorted(faults, key=lambda one: one.line)), told, aside)


def _decoded(body: bytes) -> str:
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):  # Excel's "Unicode text"
        return body.decode("utf-16", "replace")
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return body.decode("cp1252", "replace")


Line = tuple[int, list[str]]


def _table(text: str) -> tuple[Iterator[Line], int | None]:
    """Rows that are not blank, each with the line on which it begins; and where a cell begins that is never closed."""
    text = text.replace("\0", "")
    if found := re.match(r"sep=(.)\r?\n", text):  # a line of Excel's own
        text = " \n" + text[found.end() :]
    delimiter = found[1] if found else _delimiter(text)
    return _lines(text, delimiter), _unclosed(text, delimiter)


def _delimiter(text: str) -> str:
    """The one by which most columns of the heading are known; of equals the one that makes most columns."""
    head = next((line for line in text.splitlines() if line.strip()), "")

    def known(delimiter: str) -> tuple[int, int]:
        names = next(csv.reader([head], delimiter=delimiter), [])
        return sum(_plain(name).removeprefix(OWN) in _CELL_OF for name in names), len(names)

    return max(_DELIMITERS, key=known)


def _lines(text: str, delimiter: str) -> Iterator[Line]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    begins = 1
    csv.field_size_limit(LONGEST_FILE)
    for row in reader:
        if any(cell.strip() for cell in row):
            yield begins, row
        begins = reader.line_num + 1


def _unclosed(text: str, delimiter: str) -> int | None:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begins = 1
    try:
        for _ in reader:
            begins = reader.line_num + 1
    except csv.Error as error:
        return begins if "unexpected end" in str(error) else None
    return None


def _columns(head: Sequence[str], *, is_ours: bool) -> list[str]:
    """What each column is: one of CELLS, an own heading; empty for one of ours."""
    found: list[str] = []
    for number, heading in enumerate(head, start=1):
        plain, shown = _plain(heading), _cell(heading)
        if is_ours:
            own = plain.startswith(OWN)
            name = plain.removeprefix(OWN) if own else ""
            name = name if name in CELLS else shown[len(OWN) :] if own else "" if shown in OURS else shown
        else:
            name = _CELL_OF.get(plain, shown)
        while name in found and name:
            name = f"{shown} {number}" if f"{shown} {number}" not in found else f"{name}'"
        found.append(name or ("" if is_ours else f"column {number}"))
    return found


def _rows(table: Iterator[Line], columns: Sequence[str], *, is_ours: bool) -> tuple[list[OwnRow], list[RowFault], int]:
    rows: list[OwnRow] = []
    faults: list[RowFault] = []
    firsts: dict[str, int] = {}
    aside = 0
    for line, row in table:
        given = list(map(_cell, row))
        cells = {name: value for name, value in zip(columns, given, strict=False) if name and value}
        own = cells.get("id")
        if is_ours and own is None and not cells:
            aside += 1
        elif reason := _fault(cells, given, columns, firsts):
            faults.append(RowFault(line, own, reason))
        else:
            firsts[cells["id"]] = line
            rows.append(OwnRow(line, cells, given[0] or None if is_ours else None))
    return rows, faults, aside


def _fault(cells: Mapping[str, str], given: Sequence[str], columns: Sequence[str], firsts: Mapping[str, int]) -> str:
    if any(given[len(columns) :]):
        return f"it has {len(given)} cells and the first row names {len(columns)}"
    if "id" not in cells:
        return "it has no id of yours"
    if len(cells["id"]) > LONGEST_ID:
        return f"its id is longer than {LONGEST_ID} characters"
    if cells["id"] in firsts:
        return f"its id {cells['id']} stands on line {firsts[cells['id']]} already"
    long = [name for name, value in cells.items() if len(value) > LONGEST_CELL]
    return f"its {long[0]} is longer than {LONGEST_CELL} characters" if long else ""


def _cell(value: str) -> str:
    """One line that can be shown: control and format characters fall away, and the apostrophe before a formula."""
    kept = "".join(
        letter if letter.isprintable() else "" if unicodedata.category(letter) == "Cf" else " " for letter in value
    )
    return (
        _FORMULA.sub("", " ".join(kept.split()), count=1) if kept.lstrip().startswith("'") else " ".join(kept.split())
    )


def _plain(heading: str) -> str:
    return re.sub(r"\W+", "_", _cell(heading).casefold()).strip("_")
