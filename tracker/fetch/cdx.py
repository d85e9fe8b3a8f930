"""CDX: the rows of an archive's list of captures, whatever is around them or wrong with some of them."""

import json
from collections.abc import Iterator, Mapping

from tracker.errors import FetchError
from tracker.fetch.reason import shown

Row = Mapping[str, str]
"""What a row says, by the names of its columns; nothing for one that is none."""
_NONE: Row = {}


def arrays(text: str) -> tuple[list[Row], str | None, bool]:
    """(rows, key that the next page is asked with, whether the list is whole) of a list with an array a row, a head first.

    A list that does not end, or that has anything around it, is read row by row: the archives write one a line.
    """
    if not text.strip():
        return [], None, True
    table = _parsed(text)
    whole = isinstance(table, list)
    if not isinstance(table, list):
        table = [row for row in map(_parsed, map(_bare, text.splitlines())) if isinstance(row, list)]
    if table in ([], [[]]) and whole:
        return [], None, True
    head, *rows = table or [[]]
    if not isinstance(head, list) or "timestamp" not in head:
        raise no_list(text)
    resume = None
    if len(table) > 1 and table[-2] == [] and isinstance(table[-1], list) and table[-1]:
        resume, rows = str(table[-1][0]), rows[:-2]
    return [_row(head, row) for row in rows], resume, whole


def objects(text: str) -> Iterator[Row]:
    """Rows of a list with a JSON object a line. FetchError where no line is one."""
    rows = [_parsed(line) for line in text.splitlines() if line.strip()]
    if rows and not any(isinstance(row, dict) for row in rows):
        raise no_list(text)
    for row in rows:
        yield {str(key): str(value) for key, value in row.items()} if isinstance(row, dict) else _NONE


def no_list(text: str) -> FetchError:
    """What to say of an answer that is no list."""
    return FetchError(f"The archive's answer is not a list of captures: it begins “{shown(text.strip()[:60])}”.")


def _row(head: list[object], row: object) -> Row:
    return dict(zip(map(str, head), map(str, row), strict=False)) if isinstance(row, list) else _NONE


def _bare(line: str) -> str:
    """A line of the list without what joins it to the others."""
    return (
        line.strip().removeprefix("[[").removeprefix(",").removesuffix(",").removesuffix("]]").strip("[] ").join("[]")
    )


def _parsed(text: str) -> object:
    try:
        return json.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError):
        return None
