"""Read the rendered Govspeak of a Content API item: the HTML of its body, its parts, its groups."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from tracker.extract import attachments, blocks, clean, loose, page
from tracker.extract.document import Attachment
from tracker.extract.piece import Piece
from tracker.extract.profile import named

SITE = "https://www.gov.uk"


class Body(NamedTuple):
    """The pieces of a text and the attachments it offers."""

    pieces: list[Piece]
    attachments: tuple[Attachment, ...]


def read(body: object, *, deeper: int = 0) -> Body:
    """The text of a `body` value: HTML, or a list of versions of which the HTML is read.

    Args:
        body: what the item holds; anything without text reads as nothing.
        deeper: how many levels the headings stand below their own, under a heading that was put above them.
    """
    tree = page.parse(_html(body))
    if tree.body is None:
        return Body([], ())
    profile = named("govuk")
    boxes = [node for selector in profile.attachments for node in tree.body.css(selector)]
    offered = attachments.on_page(boxes, SITE)
    found = [_lowered(piece, deeper) for piece, _ in blocks.pieces(tree.body, attachments=boxes)]
    return Body([piece for piece in found if not is_furniture(piece, profile.ignore_lines)], offered)


def is_furniture(piece: Piece, lines: Sequence[str]) -> bool:
    """Whether a whole piece is one of the lines (regular expressions) that stand on every page."""
    text = clean.line(piece.text)
    return piece.kind not in ("heading", "row") and any(re.fullmatch(line, text, re.IGNORECASE) for line in lines)


def text(body: object) -> str | None:
    """The text of a short `body` value as one line; None when there is none."""
    tree = page.parse(_html(body))
    return (page.text(tree.body) or None) if tree.body is not None else None


def _html(body: object) -> str:
    if isinstance(body, str):
        return body
    versions = {loose.line(entry.get("content_type")): entry.get("content") for entry in loose.objects(body)}
    content = versions.get("text/html") or versions.get("text/govspeak")
    return content if isinstance(content, str) else ""


def _lowered(piece: Piece, deeper: int) -> Piece:
    return piece.model_copy(update={"level": piece.level + deeper}) if deeper and piece.kind == "heading" else piece
