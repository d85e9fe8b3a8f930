"""Read an article saved as plain text or Markdown, page furniture and all."""

from collections.abc import Sequence

from tracker.errors import ExtractError
from tracker.extract import build, clean, furniture, markdown
from tracker.extract.container import refuse_older
from tracker.extract.dates import moment
from tracker.extract.decode import decode
from tracker.extract.document import Document, When
from tracker.extract.piece import Piece
from tracker.extract.title import UNTITLED
from tracker.patterns import deferred

_HEADING_CHARS = 80
_HEADING_WORDS = 12
_CAPTION_WORDS = 8
_NAME_WORDS = 4
_TITLE_CHARS = 200
_STANDFIRST_WORDS = 7
_NO_TITLE = deferred(r"[.…:;,][”’\"')\]]*\Z")
"""Headlines ask and exclaim; they do not end in a full stop."""
_ENDS_A_SENTENCE = deferred(r"[.!?…:;,][”’\"')\]]*\Z")


def read(
    text: str,
    *,
    publisher: str | None = None,
    publisher_type: str | None = None,
    published: When = None,
    url: str | None = None,
) -> Document:
    """The article in a text: title, then what follows up to adverts, related stories or comments.

    The title is the first `# ` heading, else the first short line that no full stop ends, else “Untitled”. In a text
    without Markdown headings a short line of its own is a heading, and two lines that name the same person a caption.

    Raises:
        ExtractError: the text is empty or nothing but a page's furniture, or `published` is no date.
    """
    found = markdown.blocks(text)
    is_markdown = any(piece.kind == "heading" for piece in found)
    if not is_markdown and "\n\n" not in _inside(text):
        found = [line for piece in found for line in _one_a_line(piece)]
    title, pieces = _titled(found, markdown.front_title(text))
    pieces = furniture.trimmed([_inline(piece) for piece in pieces] if is_markdown else _plain(pieces))
    if title is None and not pieces:
        left = "nothing of the text is left but the furniture of a page, like “Read more”" if text.strip() else ""
        raise ExtractError(left or "the text is empty: there is nothing to read")
    moment_published, precision = moment(published)
    return build.document(
        title=markdown.plain(title) if title is not None else UNTITLED,
        pieces=[
            piece for index, piece in enumerate(pieces) if index or clean.line(piece.text) != clean.line(title or "")
        ],
        publisher=publisher,
        publisher_type=publisher_type,
        published=moment_published,
        precision=precision,
        url=url,
    )


def decoded(body: bytes) -> str:
    """The text in a file, in whatever encoding an editor wrote it.

    Raises:
        ExtractError: it is no text, but an old or locked Office file or something else that is not made of letters.
    """
    refuse_older(body)
    text = decode(body)
    if "\0" in text:
        raise ExtractError("the file holds no text: save what is to be read as PDF, DOCX, ODT, HTML or text")
    return text


def _inside(text: str) -> str:
    """The text after its first line, without blank lines at the end."""
    lines = [line.strip() for line in text.replace("\r\n", "\n").replace("\r", "\n").strip().split("\n")]
    return "\n".join(lines[1:]).strip("\n")


def _one_a_line(piece: Piece) -> list[Piece]:
    """A text without blank lines has one paragraph a line."""
    if piece.kind != "paragraph":
        return [piece]
    return [Piece(kind="paragraph", text=line) for line in piece.text.split("\n")]


def _titled(pieces: Sequence[Piece], said: str | None) -> tuple[str | None, list[Piece]]:
    """The title and the pieces below and above it, without the name of the paper's section.

    Where no heading is the first, what the text's front matter says is; else its top heading, whatever its level, or a line
    of bold letters at the top.
    """
    index = next((at for at, piece in enumerate(pieces) if piece.kind == "heading" and piece.level == 1), None)
    if index is None and said:
        return said, [piece for piece in pieces if clean.line(piece.text) != said]
    if index is None:
        index = 0 if pieces and _is_top(pieces[0]) else _first_short_line(pieces)
    if index is None:
        return None, list(pieces)
    above = [piece for piece in pieces[:index] if not furniture.is_section(piece.text)]
    return clean.line(pieces[index].text) or None, [*above, *pieces[index + 1 :]]


def _is_top(piece: Piece) -> bool:
    return piece.kind == "heading" or (piece.kind == "paragraph" and markdown.is_strong(piece.text))


def _first_short_line(pieces: Sequence[Piece]) -> int | None:
    """Where the headline of a plain text stands: at its top, below the name of a section at most."""
    start = 1 if len(pieces) > 1 and furniture.is_section(pieces[0].text) else 0
    if len(pieces) <= start + 1 or pieces[start].kind != "paragraph":
        return None
    text = clean.line(pieces[start].text)
    return start if text and len(text) <= _TITLE_CHARS and not _NO_TITLE.search(text) else None


def _inline(piece: Piece) -> Piece:
    cells = tuple(markdown.plain(cell) for cell in piece.cells)
    return piece.model_copy(update={"text": markdown.plain(piece.text), "cells": cells})


def _plain(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces of a text without Markdown, short lines told apart; the first one may be a standfirst."""
    kinds = []
    for index, piece in enumerate(pieces):
        if piece.kind != "paragraph":
            kinds.append(piece)
        elif caption := _caption(piece.text):
            kinds.append(Piece(kind="caption", text=caption))
        elif _is_heading(piece.text) and (index or len(piece.text.split()) < _STANDFIRST_WORDS):
            kinds.append(Piece(kind="heading", text=piece.text, level=2))
        else:
            kinds.append(piece)
    return kinds


def _caption(text: str) -> str | None:
    """Two lines naming the same person, or two names, are a picture's title and caption; the fuller one is kept."""
    lines = [clean.line(line) for line in text.split("\n")]
    long = any(_ENDS_A_SENTENCE.search(line) or len(line.split()) > _CAPTION_WORDS for line in lines)
    if long or len(lines) != 2:  # noqa: PLR2004 - a title and a caption
        return None
    first, second = lines
    same = first in second or second in first
    return (max(lines, key=len) if same else " ".join(lines)) if same or all(map(_is_name, lines)) else None


def _is_name(line: str) -> bool:
    words = line.split()
    return len(words) <= _NAME_WORDS and all(word[0].isupper() for word in words)


def _is_heading(text: str) -> bool:
    return (
        "\n" not in text
        and len(text) <= _HEADING_CHARS
        and len(text.split()) <= _HEADING_WORDS
        and text[0] not in '“"(['
        and not text[0].islower()
        and not _ENDS_A_SENTENCE.search(text)
    )
