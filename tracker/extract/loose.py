"""Take from other people's JSON what has the shape one hopes for; anything else is absent, never a fault."""

import json
import re
from itertools import islice
from typing import Any

from tracker.errors import ExtractError
from tracker.extract import clean
from tracker.patterns import deferred

_BEGINS = deferred(r"[\[{]")
_PAGE = deferred(r"<(?:!doctype|html|head|script)\b", re.IGNORECASE)
"""Tags of a web page: JSON in one is data of its scripts."""
_BEHIND = 2_000
"""Characters of a notice, or a cache's comment, behind JSON."""
_TRIES = 40
"""Places at which JSON is looked for behind notices of a server: so many brackets stand in them, at the most."""


def load(body: bytes, *, what: str) -> dict[str, Any]:
    """The JSON object in a response.

    Raises:
        ExtractError: it is not JSON, or not an object; `what` says what was expected.
    """
    found = value(body, what=what)
    if not isinstance(found, dict):
        raise ExtractError(f"not {what}: the response is JSON, but not an object")
    return found


def value(body: bytes, *, what: str) -> Any:
    """The JSON in a response, whatever stands around it: a byte order mark, notices of a server, a comment of a cache.

    ExtractError where there is none.
    """
    text = body.decode(json.detect_encoding(body), "replace").removeprefix("\ufeff")
    reader = json.JSONDecoder(strict=False)  # raw control characters in strings are read
    try:
        return reader.decode(text)
    except (ValueError, RecursionError) as error:
        if (found := _within(text, reader)) is not None:
            return found
        raise ExtractError(f"not {what}: the response is not JSON") from error


def rows(body: bytes, *, key: str | None = None, otherwise: str) -> list[Any]:
    """The list in a response, or under a key of its object. ExtractError, which says `otherwise`, where there is none.

    A list whose rows are numbered is one, too: PHP writes it so where some were left out.
    """
    try:
        found = value(body, what="a list")
    except ExtractError as error:
        raise ExtractError(otherwise) from error
    if key is not None:
        found = mapping(found).get(key)
    if isinstance(found, dict) and found and all(one.isdigit() for one in found):
        return list(found.values())
    if not isinstance(found, list):
        raise ExtractError(otherwise)
    return found


def _within(text: str, reader: json.JSONDecoder) -> Any:
    """The longest object, or list of objects, between a server's notices; None where there is none, or a web page."""
    best, length, end = None, 0, 0
    for begin in islice(_BEGINS.finditer(text), _TRIES):
        if begin.start() < end or _PAGE.search(text, 0, begin.start()):
            continue
        try:
            found, end = reader.raw_decode(text, begin.start())
        except (ValueError, RecursionError):
            continue
        fits = isinstance(found, dict) or all(isinstance(one, dict) for one in found)
        if fits and end - begin.start() > length and len(text) - end <= _BEHIND:
            best, length = found, end - begin.start()
    return best


def mapping(value: object) -> dict[str, Any]:
    """The object itself, or an empty one."""
    return value if isinstance(value, dict) else {}


def objects(value: object) -> list[dict[str, Any]]:
    """The objects of a list."""
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []


def strings(value: object) -> list[str]:
    """The texts of a list, and a text as a list of one."""
    if isinstance(value, str):
        return [value]
    return [entry for entry in value if isinstance(entry, str)] if isinstance(value, list) else []


def line(value: object) -> str | None:
    """A text as one clean line; None when there is none."""
    return (clean.line(value) or None) if isinstance(value, str) else None


def number(value: object) -> int | None:
    """A whole number."""
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def identifier(value: object) -> int | None:
    """A whole number that names something, also where it is written as a text."""
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= _DIGITS:
        return int(value)
    return number(value)


_DIGITS = 18
"""Of the longest number that a database counts with."""
