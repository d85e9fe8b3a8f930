"""Take from other people's JSON what has the shape one hopes for; anything else is absent, never a fault."""

import json
from typing import Any

from tracker.errors import ExtractError
from tracker.extract import clean


def load(body: bytes, *, what: str) -> dict[str, Any]:
    """The JSON object in a response.

    Raises:
        ExtractError: it is not JSON, or not an object; `what` says what was expected.
    """
    try:
        value = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise ExtractError(f"not {what}: the response is not JSON") from error
    if not isinstance(value, dict):
        raise ExtractError(f"not {what}: the response is JSON, but not an object")
    return value


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
