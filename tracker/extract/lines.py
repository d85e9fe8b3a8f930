"""Lines within a paragraph: what `<br>` parts, and items whose bullets are typed.

A site that goes from line breaks and typed bullets to a list says nothing new. A break in the midst of a sentence, as
letters that were pasted have at each line's end, parts nothing.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from tracker.extract import clean
from tracker.extract.piece import Piece
from tracker.patterns import deferred

BREAK = "\u2028"
"""What stands for a line break while a paragraph is collected."""
_BULLET = deferred(r"\s*(?:[•●▪■◦‣⁃∙·➢➤►✦✧◆❖\uf0b7\uf0a7]\s*|[–—*-]\s+)(?=\S)")
_SURE = deferred(r"\s*[•●▪■◦‣⁃∙➢➤►\uf0b7\uf0a7]")
_LETTER = deferred(r"([b-hj-z§]) (?=[A-Z])")
_FEWEST_LETTERS = 3
_STOPS = deferred(r"[.!?…,;][”’\"')\]]*\s*\Z")
_BEGINS = deferred(r"\s*[“‘\"'(\[]?[A-Z0-9£$€]")
_SHORT = 60
"""Characters of a line that is one of an address, a table or a poem; pasted letters have longer ones."""


def may_be_item(text: str) -> bool:
    """Whether the text begins with a typed bullet."""
    return _SURE.match(text) is not None


def split(text: str) -> Iterator[tuple[str, bool]]:
    """The lines of a paragraph, and whether each is an item."""
    raw = [line for line in text.split(BREAK) if line.strip()]
    dashes = sum(bool(_BULLET.match(line)) for line in raw)
    is_list = len(raw) > 2 and raw[0].rstrip().endswith(":")  # noqa: PLR2004 - what leads up to it, and two items
    held: list[str] = []
    for index, line in enumerate(raw):
        bullet = _BULLET.match(line) if dashes > 1 or may_be_item(line) else None
        is_item = bool(bullet) or (is_list and index > 0)
        if held and (is_item or _parts(held[-1], line)):
            yield clean.line(" ".join(held)), False
            held = []
        if is_item:
            yield clean.line(line[bullet.end() :] if bullet else line), True
        else:
            held.append(line)
    if held:
        yield clean.line(" ".join(held)), False


def lettered(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces with those as items that open with a bullet of a symbol font, which is a lone letter to others: “w Pass …”.

    A letter is one where it opens several paragraphs, and stands before a capital; “a” and “I” are words.
    """
    opened = Counter(found[1] for piece in pieces if piece.kind == "paragraph" and (found := _LETTER.match(piece.text)))
    bullets = {letter for letter, times in opened.items() if times >= _FEWEST_LETTERS}
    if not bullets:
        return list(pieces)
    return [
        piece.model_copy(update={"kind": "item", "text": piece.text[found.end() :]})
        if piece.kind == "paragraph" and (found := _LETTER.match(piece.text)) and found[1] in bullets
        else piece
        for piece in pieces
    ]


def _parts(line: str, below: str) -> bool:
    """Whether a break ends a line; behind a sentence it need not, as sentences are told apart anyway."""
    return len(line) <= _SHORT and not _STOPS.search(line[-4:]) and _BEGINS.match(below) is not None
