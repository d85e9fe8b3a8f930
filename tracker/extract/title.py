"""The title of a document whose file may state one."""

from tracker.extract import clean
from tracker.extract.piece import Piece

UNTITLED = "Untitled"
"""The title of what has none: the same for every version of it."""


def titled(pieces: list[Piece], said: str) -> tuple[str, list[Piece]]:
    """A paper's title, by its file or its first heading, and the pieces without the heading that repeats it."""
    first = next((piece for piece in pieces if piece.kind == "heading"), None)
    title = said or (clean.line(first.text) if first else "") or UNTITLED
    repeated = next(
        (one for one in pieces if one.kind == "heading" and clean.line(one.text).casefold() == title.casefold()), None
    )
    return title, [piece for piece in pieces if piece is not repeated]
