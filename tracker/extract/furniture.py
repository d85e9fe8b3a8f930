"""Recognise furniture: lines of a page that are not what the page says."""

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from tracker.extract import clean
from tracker.extract.piece import Piece

_LONGEST = 160
"""Characters; whatever is longer says something."""
_LEAST_PROSE = 0.3
"""Share of a part's prose below which what follows a furniture head is not the article's second half."""
_PROSE_ABOVE = 0.1
"""Share of a whole page's prose that stands above what ends the article; less is a box above the article."""


def is_section(text: str) -> bool:
    """Whether the text is the name of a paper's section, as it stands above a headline."""
    return _matches("sections", clean.line(text))


def trimmed(pieces: Sequence[Piece], *, whole: bool = True) -> list[Piece]:
    """The pieces of the article: up to what ends it, without noise, without a block that repeats the one before it.

    In a `whole` page whatever follows such a head, below the article's beginning, is furniture. In a part of a page that
    is already known to hold the article, the head may stand over a box in its midst: it ends the article only if little
    prose follows.
    """
    kept: list[Piece] = []
    least = (_PROSE_ABOVE if whole else 1 - _LEAST_PROSE) * sum(map(_prose, pieces))
    before = ""
    above = 0
    for piece in pieces:
        text = clean.line(piece.text)
        above += _prose(piece)
        if kept and piece.kind in ("heading", "paragraph") and _matches("ends", text):
            if above - _prose(piece) >= least:
                break
            continue
        if piece.kind != "row" and (_matches("lines", text) or (text and text == before)):
            continue
        kept.append(piece)
        before = text
    while kept and kept[-1].kind == "heading":
        kept.pop()
    return kept


def _prose(piece: Piece) -> int:
    return len(piece.text) if piece.kind in ("paragraph", "quote", "item") else 0


def _matches(kind: str, text: str) -> bool:
    """Whether a clean line is one of a kind."""
    return len(text) <= _LONGEST and bool(_patterns()[kind].fullmatch(text.rstrip(" :…")))


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    lists = tomllib.loads(files("tracker.extract").joinpath("furniture.toml").read_text(encoding="utf-8"))
    return {
        kind: re.compile("|".join(f"(?:{line})" for line in lists[kind]), re.IGNORECASE)
        for kind in ("ends", "lines", "sections")
    }
