"""Recognise furniture: lines of a page that are not what the page says."""

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from tracker.extract import clean
from tracker.extract.blocks import HtmlPiece
from tracker.extract.piece import Piece

_LONGEST = 160
"""Characters; whatever is longer says something."""
_LONGEST_TEASER = 300
_LEAST_PROSE = 0.3
"""Share of a part's prose below which what follows a furniture head is not the article's second half."""
_PROSE_ABOVE_TEASERS = 0.3
"""On a front page the teasers are the page, with a sentence above them."""
_PROSE_ABOVE_CARDS = 0.5
"""The same where no heading names them."""
_FEWEST_CARDS = 2
_LONGEST_TOPIC = 60
_LINES_UNDER_CARD = 3
"""Date, author, first sentence."""
_FEWEST_TITLE_WORDS = 3
_PROSE_ABOVE = 0.1
"""Share of a whole page's prose that stands above what ends the article; less is a box above the article."""
_MOSTLY_LINKS = 0.8
_LINKS_IN_A_ROW = 3
_MOST_IN_RUNS = 0.2
"""Share of the text; chosen on half of 253 real pages of seven types."""


def is_section(text: str) -> bool:
    """Whether the text is the name of a paper's section, as it stands above a headline."""
    return _matches("sections", clean.line(text))


def trimmed(pieces: Sequence[Piece], *, whole: bool = True) -> list[Piece]:
    """The pieces of the article: up to what ends it, without noise, without a block that repeats the one before it.

    In a `whole` page whatever follows such a head, below the article's beginning, is furniture. In a part of a page that
    is already known to hold the article, the head may stand over a box in its midst: it ends the article only if little
    prose follows, or if it names other stories and only their teasers follow.
    """
    kept: list[Piece] = []
    prose = sum(map(_prose, pieces))
    least = (_PROSE_ABOVE if whole else 1 - _LEAST_PROSE) * prose
    teasers = len(pieces) if whole else _teasers(pieces)
    cards = len(pieces) if whole else _cards(pieces, teasers)
    topics = _short_from(pieces)
    before = ""
    above = 0
    for index, piece in enumerate(pieces):
        text = clean.line(piece.text)
        above += _prose(piece)
        is_below = index >= teasers and above >= _PROSE_ABOVE_TEASERS * prose
        if kept and index >= topics and _matches("topics", text):
            break
        if kept and index == cards and above >= _PROSE_ABOVE_CARDS * prose:
            break
        if kept and is_below and piece.kind == "heading" and _matches("teasers", text):
            break
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


def _teasers(pieces: Sequence[Piece]) -> int:
    """From which piece on there is nothing but teasers: headings, and under each at most one short paragraph."""
    under = 0
    for index in range(len(pieces) - 1, -1, -1):
        piece = pieces[index]
        if _matches("lines", clean.line(piece.text)):  # “Read more”
            continue
        if piece.kind == "item" and _is_card(piece):
            under = 0
            continue
        under = 0 if piece.kind == "heading" else under + 1
        most = _LINES_UNDER_CARD if _card_above(pieces, index) else 1
        if piece.kind not in ("heading", "paragraph", "caption") or under > most or len(piece.text) > _LONGEST_TEASER:
            return index + 1
    return 0


def _short_from(pieces: Sequence[Piece]) -> int:
    """From which piece on there is nothing but a heading or line, and links of a few words below it."""
    for index in range(len(pieces) - 1, -1, -1):
        piece = pieces[index]
        if not (piece.links and piece.kind in ("item", "paragraph") and len(piece.text) <= _LONGEST_TOPIC):
            return index
    return 0


def _cards(pieces: Sequence[Piece], teasers: int) -> int:
    """From which piece on the page ends in cards of other pages: the first card among its last pieces, or its heading."""
    cards = [index for index in range(teasers, len(pieces)) if _is_card(pieces[index])]
    if len(cards) < _FEWEST_CARDS:
        return len(pieces)
    first = cards[0]
    return first - 1 if first > teasers and pieces[first - 1].kind == "heading" else first


def _card_above(pieces: Sequence[Piece], index: int) -> bool:
    """Whether the nearest heading at or above a piece is a card's."""
    above = next(
        (one for one in reversed(pieces[max(0, index - _LINES_UNDER_CARD) : index + 1]) if one.kind == "heading"), None
    )
    return above is not None and _is_card(above)


def _is_card(piece: Piece) -> bool:
    """Whether a heading or an item is another page's: all of the heading, the beginning of the item, leads there."""
    if piece.kind not in ("heading", "item") or not piece.links:
        return False
    words, target = piece.links[0]
    leads = "#" not in target and len(words.split()) >= _FEWEST_TITLE_WORDS
    return leads and (clean.line(piece.text) == words if piece.kind == "heading" else _is_card_item(piece, words))


def _is_card_item(piece: Piece, words: str) -> bool:
    """An item that begins with its link, and goes on with a date or a capital: “Title 3 May 2026 First sentence …”."""
    rest = piece.text.removeprefix(words).strip()
    return piece.text.startswith(words) and (not rest or rest[0].isupper() or rest[0].isdigit())


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
        for kind in ("ends", "teasers", "lines", "sections", "topics")
    }


def without_link_runs(found: Sequence[HtmlPiece]) -> list[Piece]:
    """The pieces without runs of three and more that are nothing but links, and without the heading over such a run.

    Where such runs are over a fifth of the text, the page is a list of links, or a text with many, and keeps them.
    """
    whole = [piece for piece, _ in found]
    kept = _without_runs(found)
    return kept if _size(kept) >= (1 - _MOST_IN_RUNS) * _size(whole) else whole


def _size(pieces: Sequence[Piece]) -> int:
    return sum(len(piece.text) + sum(map(len, piece.cells)) for piece in pieces)


def _without_runs(found: Sequence[HtmlPiece]) -> list[Piece]:
    kept: list[Piece] = []
    run: list[Piece] = []
    for piece, links in (*found, HtmlPiece(Piece(kind="paragraph"))):
        if piece.kind in ("item", "paragraph") and links > _MOSTLY_LINKS:
            run.append(piece)
            continue
        if len(run) < _LINKS_IN_A_ROW:
            kept.extend(run)
        elif kept and kept[-1].kind == "heading":
            kept.pop()
        run = []
        kept.append(piece)
    return kept[:-1]
