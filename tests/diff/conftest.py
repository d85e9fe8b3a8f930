"""What the tests of this room share: documents made from blocks."""

from collections.abc import Callable, Sequence

import pytest

from tracker.extract.document import Block, BlockKind, Document, Sentence

Piece = tuple[BlockKind, Sequence[str]]
_MARKERS: dict[BlockKind, str] = {"heading": "## ", "item": "- ", "quote": "> ", "row": "| "}


@pytest.fixture
def page() -> Callable[..., Document]:
    """A function that makes a document of a title and (kind, sentences) pieces, in the shape of canonical text."""
    return _document


def _document(*pieces: Piece, title: str = "A plan for schools") -> Document:
    text, blocks, sentences, path = "", [], [], ()
    for index, (kind, lines) in enumerate((("heading", [title]), *pieces)):
        start = len(text) + len(_MARKERS.get(kind, ""))
        for line in lines:
            text += _MARKERS.get(kind, "")
            sentences.append(Sentence(text=line, start=len(text), end=len(text) + len(line), block=index))
            text += f"{line}\n"
        level = (2 if index else 1) if kind == "heading" else 0
        blocks.append(Block(kind=kind, start=start, end=len(text) - 1, level=level, path=() if level else path))
        path = (lines[-1],) if kind == "heading" and index else path
        text += "\n"
    return Document(title=title, text=text, blocks=tuple(blocks), sentences=tuple(sentences))
