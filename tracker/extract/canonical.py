"""Canonical form of a document: text.md and meta.json, and the equal document read back from them."""

import json
from typing import Any

from pydantic import ValidationError

from tracker.errors import ExtractError
from tracker.extract.document import Document
from tracker.extract.scan import scan

_IN_THE_TEXT = {"title", "text", "blocks", "sentences"}
_NO_REASON_FOR_A_VERSION = ("modified", "page_starts")
"""Publishing systems move the first when a menu changes; a new cover moves every page and says nothing new."""


def read(text_md: str, meta: bytes) -> Document:
    """The document that wrote `text_md` as its text and `meta` as its metadata.

    Raises:
        ExtractError: one of the two was not written by a document.
    """
    scanned = scan(text_md)
    facts = _json(meta)
    try:
        return Document.model_validate_json(
            json.dumps(facts | {"title": "", "text": "", "blocks": [], "sentences": []})
        ).model_copy(update={"text": text_md, **scanned._asdict()})
    except (ValidationError, ValueError) as error:
        raise ExtractError(f"meta.json holds something that is not metadata of a document: {error}") from error


def meta(document: Document) -> bytes:
    """meta.json: every field outside the text that is not at its default, as canonical JSON in UTF-8."""
    return _canonical(document.model_dump(mode="json", exclude=_IN_THE_TEXT, exclude_defaults=True))


def substance(meta: bytes) -> bytes:
    """The metadata whose change makes a new version: all but the technical modification time and page numbers."""
    facts = _json(meta)
    for name in _NO_REASON_FOR_A_VERSION:
        facts.pop(name, None)
    return _canonical(facts)


def _json(meta: bytes) -> dict[str, Any]:
    try:
        facts = json.loads(meta)
    except ValueError as error:
        raise ExtractError(f"meta.json is not JSON: {error}") from error
    if not isinstance(facts, dict):
        raise ExtractError("meta.json is not a JSON object")
    return facts


def _canonical(facts: dict[str, Any]) -> bytes:
    return (json.dumps(facts, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
