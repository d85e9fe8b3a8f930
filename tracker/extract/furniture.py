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
_LINKS_IN_A_ROW = 3
_NUMBERED = re.compile(r"\d{1,6}")


def ends_article(text: str) -> bool:
    """Whether a block of this text is the head of what follows an article: adverts, related stories, comments."""
    return _matches("ends", text)


def is_noise(text: str) -> bool:
    """Whether a block of this text is furniture in the midst of an article: a share count, “Read more: …”."""
    return _matches("lines", text)


def is_section(text: str) -> bool:
    """Whether the text is the name of a paper's section, as it stands above a headline."""
    return _matches("sections", text)


def trimmed(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces of the article: up to what ends it, without noise, without a block that repeats the one before it."""
    kept: list[Piece] = []
    for piece in pieces:
        text = clean.line(piece.text)
        if kept and _is_short_block(piece) and ends_article(text):
            break
        if piece.kind != "row" and is_noise(text):
            continue
        if kept and piece.kind != "row" and text and text == clean.line(kept[-1].text):
            continue
        kept.append(piece)
    while kept and kept[-1].kind == "heading":
        kept.pop()
    return kept


def _is_short_block(piece: Piece) -> bool:
    return piece.kind in ("heading", "paragraph")


def _matches(kind: str, text: str) -> bool:
    text = clean.line(text)
    return len(text) <= _LONGEST and bool(_patterns()[kind].fullmatch(text.rstrip(" :…")))


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    lists = tomllib.loads(files("tracker.extract").joinpath("furniture.toml").read_text(encoding="utf-8"))
    return {kind: re.compile("|".join(f"(?:{line})" for line in lines), re.IGNORECASE) for kind, lines in lists.items()}
