"""On which line each table and key of a TOML file stands: tomllib does not tell."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from tracker.patterns import deferred

Place = tuple[str | int, ...]
"""Where a value stands: ("source", 2, "path") is the key `path` of the third [[source]]."""

_TOKEN = deferred(
    # What is not closed, as in no TOML, takes all that is left: looking for its end again and again would be quadratic.
    r'''
      """(?:\\.|[^\\])*?(?:""""{0,2}|\Z)     # a text of several lines; up to two quotes may stand at its end
    | \'\'\'.*?(?:\'\'\''{0,2}|\Z)
    | "(?:\\.|[^"\\\n])*+"?
    | '[^'\n]*+'?
    | \#[^\n]*
    | [^"'\#\[\]{}\n=]+
    | .
    ''',
    re.VERBOSE | re.DOTALL,
)


def find_lines(text: str) -> dict[Place, int]:
    """The line, from 1, of every table and key outside of inline tables. `text` is TOML that tomllib accepts."""
    lines: dict[Place, int] = {}
    tables: Counter[Place] = Counter()
    here: Place = ()
    for number, statement in _statements(text):
        if statement.startswith("["):
            here = _enter(statement, tables)
            lines.setdefault(here[:-1] if isinstance(here[-1], int) else here, number)
            lines[here] = number
        else:
            place = here
            for part in _key(statement):
                place = (*place, part)
                lines.setdefault(place, number)
    return lines


def line_of(place: Place, lines: Mapping[Place, int]) -> int | None:
    """The line of this place or, if it has none of its own, of the nearest place around it."""
    return next((lines[place[:end]] for end in range(len(place), 0, -1) if place[:end] in lines), None)


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """Each header as it stands and each key without its value, with its line."""
    line, started, depth = 1, 1, 0
    head = ""
    in_value = False
    for match in _TOKEN.finditer(text):
        piece = match[0]
        if piece == "\n" and depth == 0:
            if head.strip():
                yield started, head.strip()
            head, in_value = "", False
        elif not piece.startswith("#") and piece != "\n":
            started = started if head.strip() else line
            depth += (piece in "[{") - (piece in "]}")
            in_value = in_value or (piece == "=" and not head.lstrip().startswith("["))
            head += "" if in_value else piece
        line += piece.count("\n")
    if head.strip():
        yield started, head.strip()


def _enter(header: str, tables: Counter[Place]) -> Place:
    """The place that a [table] or [[table]] opens; the second kind is counted."""
    many = header.startswith("[[")
    *above, last = _key(header.strip("[]"))
    place: Place = ()
    for part in above:
        place = _newest((*place, part), tables)
    place = (*place, last)
    if not many:
        return place
    tables[place] += 1
    return _newest(place, tables)


def _newest(place: Place, tables: Counter[Place]) -> Place:
    return (*place, tables[place] - 1) if tables[place] else place


def _key(written: str) -> list[str]:
    """The parts of a key, quoted or dotted, read by tomllib itself."""
    inner: Any = tomllib.loads(f"{written} = 0")
    parts: list[str] = []
    while isinstance(inner, dict):
        ((part, inner),) = inner.items()
        parts.append(part)
    return parts
