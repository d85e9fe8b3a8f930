"""Canonical form of a document: text.md and meta.json, and the equal document read back from them."""

import json
from typing import Any

from pydantic import ValidationError

from tracker.errors import ExtractError
from tracker.extract import clean
from tracker.extract.document import Document
from tracker.extract.scan import scan

_IN_THE_TEXT = {"title", "text", "blocks", "sentences"}
_NO_REASON_FOR_A_VERSION = ("modified", "kept", "prose", "hidden", "mended", "warnings", "page_starts")
"""Publishing systems move the first when a menu changes, furniture that rotates moves the second, our repairs and what
we warn of are ours, and a new cover moves every page and says nothing new."""
_LONGEST_PLACE = 80
"""Characters of a key that are told; it may be as long as a file."""


def read(text_md: str, meta: bytes) -> Document:
    """The document that wrote `text_md` as its text and `meta` as its metadata.

    Raises:
        ExtractError: one of the two was not written by a document.
    """
    scanned = scan(text_md)
    facts = _json(meta)
    try:
        return Document.model_validate_json(
            json.dumps(facts | {"title": "", "text": "", "blocks": [], "sentences": []}),
            extra="ignore",  # a later minor version may know more of a page (docs/store.md)
        ).model_copy(update={"text": text_md, **scanned._asdict()})
    except ValidationError as error:
        raise ExtractError(f"meta.json does not hold the metadata of a document: {_first(error)}") from error


def meta(document: Document) -> bytes:
    """meta.json: every field outside the text that is not at its default, as canonical JSON in UTF-8."""
    return _canonical(document.model_dump(mode="json", exclude=_IN_THE_TEXT, exclude_defaults=True))


def substance(meta: bytes) -> bytes:
    """The metadata whose change makes a new version: without the modification time and what is ours alone."""
    return _canonical({name: fact for name, fact in _json(meta).items() if name not in _NO_REASON_FOR_A_VERSION})


def _json(meta: bytes) -> dict[str, Any]:
    try:
        facts = json.loads(meta)
    except (ValueError, RecursionError) as error:
        raise ExtractError(f"meta.json is not JSON: {error}") from error
    if not isinstance(facts, dict):
        raise ExtractError("meta.json is not a JSON object")
    return facts


def _first(error: ValidationError) -> str:
    """The first fault as one line; what it quotes may come from anywhere."""
    fault = error.errors(include_url=False, include_input=False)[0]
    place = ".".join(map(str, fault["loc"]))
    return clean.line(f"{place[:_LONGEST_PLACE]}: {fault['msg']}")


def _canonical(facts: dict[str, Any]) -> bytes:
    return (json.dumps(facts, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
