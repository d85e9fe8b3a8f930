"""Build a document: from the pieces of a page to canonical Markdown in which every sentence has its place."""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, assert_never

from tracker.errors import ExtractError
from tracker.extract import clean, mojibake, raised
from tracker.extract.document import Document
from tracker.extract.piece import Piece
from tracker.extract.scan import NOTE_MARK, scan
from tracker.extract.sentence import split
from tracker.patterns import deferred

_LIKE_A_MARKER = deferred(r"[#>|\-\\]|\[caption\]|\[attachment\]|\d+\. |\[\^[^\]\s]{1,40}\]: ")
_UNFIT_LABEL = deferred(r"[^\w*†‡§.-]")
_LABELLED = deferred(r"\[\^([^\]\s]{1,40})\]:?\s+(?=\S)")
"""The mark with which a note's text begins."""
_GLUED = deferred(r"(?<=[a-z]{3})([.!?])(?=[A-Z][a-z]*\s[a-z“‘\"'])")
"""“… we agree.If you …”: two sentences, where the next word is followed by a small one."""
_LONGEST_WORD = 40
_TIGHT = ("item", "row", "note")
_DEEPEST_ITEM = 8
"""No list of a real page is nested deeper; hostile ones would indent without end."""
_DEEPEST_HEADING = 6


def document(*, title: str, pieces: Sequence[Piece], **facts: Any) -> Document:
    """The document of a title and its pieces; `facts` are Document's other fields. Pieces without text are left out.

    Raises:
        ExtractError: the title is blank.
    """
    title, pieces, mended = _mended(clean.line(title), _noted([_marked_up(piece) for piece in pieces]))
    if not title:
        raise ExtractError("the page has no title")
    text = "".join(f"{line}\n" for line in _lines(title, pieces))
    scanned = scan(text)
    facts = {"mended": mended} | {name: _utc(value) for name, value in facts.items()}
    facts |= {"page_starts": _page_starts(pieces), "folded": _folded(pieces)}
    return Document(title=title, text=text, blocks=scanned.blocks, sentences=scanned.sentences, **facts)


def _marked_up(piece: Piece) -> Piece:
    """A piece with raised figures as marks of notes, and a space where one is missing behind a sentence."""
    text = _GLUED.sub(_parted, raised.typed(piece.text))
    cells = tuple(map(raised.typed, piece.cells))
    return (
        piece
        if text == piece.text and cells == piece.cells
        else piece.model_copy(update={"text": text, "cells": cells})
    )


def _noted(pieces: Sequence[Piece]) -> Sequence[Piece]:
    """The pieces with those as notes that begin with a mark which stands in a piece before them."""
    seen: set[str] = set()
    found = []
    for piece in pieces:
        label = _LABELLED.match(piece.text) if piece.kind in ("paragraph", "item", "caption") else None
        if label and label[1] in seen:
            text = piece.text[label.end() :]
            found.append(piece.model_copy(update={"kind": "note", "label": label[1], "text": text, "level": 0}))
            continue
        for text in (piece.text, *piece.cells):
            if "[^" in text:
                seen.update(NOTE_MARK.findall(text))
        found.append(piece)
    return found


def _folded(pieces: Sequence[Piece]) -> tuple[int, ...]:
    """The indices of the blocks in parts that a reader must open; block 0 is the title."""
    written = (piece for piece in pieces if _written(piece)) if any(piece.folded for piece in pieces) else ()
    return tuple(index for index, piece in enumerate(written, start=1) if piece.folded)


def _parted(stop: re.Match[str]) -> str:
    """A stop with a space behind it, unless it stands in an address or a file's name."""
    word = stop.string[max(0, stop.start() - _LONGEST_WORD) : stop.start()].rpartition(" ")[2]
    return f"{stop[0]} " if word.strip("“‘\"'(").replace("-", "").isalpha() else stop[0]


def _page_starts(pieces: Sequence[Piece]) -> tuple[int, ...]:
    """For each page the index of the first block that begins on it or later; block 0 is the title."""
    pages = [piece.page or 0 for piece in pieces if _written(piece)] if any(piece.page for piece in pieces) else []
    starts: list[int] = []
    for index, page in enumerate(pages, start=1):
        starts += [index if starts else 0] * (page - len(starts))
    return tuple(starts)


def _mended(title: str, pieces: Sequence[Piece]) -> tuple[str, Sequence[Piece], int]:
    """Title and pieces with broken characters mended, and how many those were."""
    texts = [title, *(text for piece in pieces for text in (piece.text, *piece.cells))]
    mended = mojibake.mend(texts)
    if not mended.number:
        return title, pieces, 0
    rest = iter(mended.texts)
    title = clean.line(next(rest))
    pieces = [
        piece.model_copy(update={"text": next(rest), "cells": tuple(next(rest) for _ in piece.cells)})
        for piece in pieces
    ]
    return title, pieces, mended.number


def _lines(title: str, pieces: Sequence[Piece]) -> Iterator[str]:
    yield f"# {title}"
    before = "heading"
    for piece in pieces:
        lines = _written(piece)
        if not lines:
            continue
        if not (piece.kind == before and piece.kind in _TIGHT) or piece.begins:
            yield ""
        yield from lines
        if piece.heads and piece.kind == "row":
            yield f"|{' --- |' * max(len(piece.cells), 1)}"
        before = piece.kind


def _written(piece: Piece) -> list[str]:
    """The lines of one piece; none when it holds no text."""
    match piece.kind:
        case "paragraph":
            return [_escaped(sentence) for sentence in split(piece.text)]
        case "quote":
            return [f"> {_escaped(sentence)}" for sentence in split(piece.text)]
        case "item":
            return _item(piece)
        case "row":
            cells = [clean.line(cell).replace("|", "\\|") for cell in piece.cells or (piece.text,)]
            cells = ["—" if cell == "---" else cell for cell in cells]
            return [f"| {' | '.join(cells)} |"] if any(cells) else []
        case "note":
            label = _UNFIT_LABEL.sub("", clean.line(piece.label))[:_LONGEST_WORD] or "*"
            return _run_on(f"[^{label}]: ", piece.text)
        case "heading":
            level = min(max(piece.level, 2), _DEEPEST_HEADING)
            return _marked("#" * level, piece.text)
        case "caption" | "attachment":
            return _marked(f"[{piece.kind}]", piece.text)
        case _:
            assert_never(piece.kind)


def _item(piece: Piece) -> list[str]:
    level = min(max(piece.level, 0), _DEEPEST_ITEM)
    marker = "1. " if piece.ordered else "- "
    return _run_on("  " * level + marker, piece.text, further="  " * (level + 1))


def _run_on(first: str, text: str, *, further: str = "  ") -> list[str]:
    return [f"{further if index else first}{_escaped(text)}" for index, text in enumerate(split(text))]


def _marked(marker: str, text: str) -> list[str]:
    text = clean.line(text)
    return [f"{marker} {text}"] if text else []


def _escaped(sentence: str) -> str:
    return f"\\{sentence}" if _LIKE_A_MARKER.match(sentence) else sentence


def _utc(value: Any) -> Any:
    return value.astimezone(UTC) if isinstance(value, datetime) and value.tzinfo else value
