"""The text that a page carries as data: what its own script would print, for pages whose markup holds none of it.

Frameworks ship the page as JSON (`__NEXT_DATA__`, `application/json`) and print it in the reader's browser; publishers
state the article's body, a product's description or a thread's posts in JSON-LD (schema.org). All of it is hostile: what
is looked at is bounded, and nothing of it raises.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from selectolax.lexbor import LexborHTMLParser

from tracker.errors import ExtractError
from tracker.extract import blocks, clean, page, richtext
from tracker.extract.piece import Piece
from tracker.extract.weight import ends_sentence
from tracker.patterns import deferred

_STATED = ("articleBody", "text", "reviewBody", "description")
"""What holds prose in JSON-LD, most telling first."""
_TITLES = ("headline", "title", "heading", "name")
_STANDFIRSTS = ("standfirst", "subtitle", "strapline", "deck", "lead", "summary", "excerpt", "intro", "description")
_ASIDE = frozenset(
    "nav navigation menu menus header footer imprint breadcrumbs related relatedposts relatedarticles recommended latest "
    "morestories readnext cookies cookie banner sidebar seo meta metadata metatags translations messages i18n labels "
    "sitesettings settings config comments newsletter".split()
)
"""Names of what stands beside a page's text, in small letters, without marks between words."""
_LARGEST = 4_000_000
"""Characters of data that are read, of all scripts of a page."""
_MOST_VALUES = 50_000
_SHORTEST = 60
_FEWEST_WORDS = 8
_LONGEST = 400_000
_LOOKED_AT = 4_000
"""Characters of a text that tell whether it is prose."""
_TAG = deferred(r"<[^<>]{1,400}>")
_LONGEST_TITLE = 300
_LONGEST_STANDFIRST = 600
_ABOVE = 3
"""Objects round the text in which its title is looked for."""
_ENOUGH = 600
"""Characters in JSON-LD; less is the description of a page, not its text."""


class EmbeddedText(NamedTuple):
    """The prose of a page's data, each text once and in order, and what the data call it."""

    pieces: list[Piece]
    title: str | None = None


class _EmbeddedValue(NamedTuple):
    said: str | list[Piece]
    around: tuple[dict[str, Any], ...]
    """The objects that hold it, innermost first."""


def read(tree: LexborHTMLParser) -> EmbeddedText:
    """What a page's data say: JSON-LD's text, or that of a framework's data if it holds more."""
    stated = _text(_found(tree, "script[type='application/ld+json']", _STATED))
    if _size(stated.pieces) >= _ENOUGH:
        return stated
    shipped = _text(_found(tree, "script#__NEXT_DATA__, script[type='application/json']", ()))
    return max(stated, shipped, key=lambda one: _size(one.pieces))


def _size(found: Iterable[Piece]) -> int:
    return sum(len(piece.text) for piece in found)


def _found(tree: LexborHTMLParser, selector: str, names: tuple[str, ...]) -> Iterator[_EmbeddedValue]:
    left = _LARGEST
    for script in tree.css(selector):
        text = script.text(deep=True) or ""
        left -= len(text)
        if left < 0:
            return
        try:
            value = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _values(value, names)


def _values(value: object, names: tuple[str, ...]) -> Iterator[_EmbeddedValue]:
    """Every text in lists and objects, in order; in objects only those of some names, if names are given.

    Of a framework's data what is named as standing beside the text is left out.
    """
    waiting: list[tuple[object, tuple[dict[str, Any], ...]]] = [(value, ())]
    for _ in range(_MOST_VALUES):
        if not waiting:
            return
        found, around = waiting.pop()
        if isinstance(found, str):
            yield _EmbeddedValue(found, around)
        elif isinstance(found, list):
            if not names and (lines := richtext.pieces(found)):
                yield _EmbeddedValue(lines, around)
                continue
            kept = [one for one in found if isinstance(one, dict | list) or not names]
            waiting.extend((one, around) for one in reversed(kept))
        elif isinstance(found, dict):
            inside = (found, *around)[:_ABOVE]
            said = next((found[name] for name in names if isinstance(found.get(name), str)), None)
            inner = [
                one
                for name, one in found.items()
                if isinstance(one, dict | list) or not names
                if names or _folded(name) not in _ASIDE
            ]
            waiting.extend((one, inside) for one in reversed(inner if said is None else [said, *inner]))


def _folded(name: str) -> str:
    return "".join(filter(str.isalnum, name[:_LONGEST_TITLE])).lower()


def _text(found: Iterable[_EmbeddedValue]) -> EmbeddedText:
    pieces: list[Piece] = []
    seen: set[str] = set()
    largest = 0
    holders: tuple[dict[str, Any], ...] = ()
    for one in found:
        read_there = one.said if isinstance(one.said, list) else _prose(one.said)
        new = []
        for piece in read_there:
            line = clean.line(piece.text) or " | ".join(piece.cells)
            if line and (line not in seen or piece.kind == "row"):
                seen.add(line)
                new.append(piece)
        pieces += new
        if _size(new) > largest:
            largest, holders = _size(new), one.around
    title, standfirst = _called(holders)
    if standfirst and standfirst not in seen:
        pieces.insert(0, Piece(kind="paragraph", text=standfirst))
    return EmbeddedText([piece for piece in pieces if clean.line(piece.text) != title], title)


def _called(holders: Sequence[dict[str, Any]]) -> tuple[str | None, str | None]:
    """The title and standfirst beside the text, of the nearest object that has a title."""
    for holder in holders:
        title = _line(holder, _TITLES, _LONGEST_TITLE)
        if title:
            standfirst = _line(holder, _STANDFIRSTS, _LONGEST_STANDFIRST)
            return title, standfirst if standfirst and ends_sentence(standfirst) else None
    return None, None


def _line(holder: dict[str, Any], names: Sequence[str], longest: int) -> str | None:
    for name in names:
        said = holder.get(name)
        if isinstance(said, str) and 0 < len(said) <= longest and (line := clean.line(_plain(said))):
            return line
    return None


def _plain(text: str) -> str:
    return " ".join(piece.text for piece in _read(text)) if "<" in text else text


def _prose(text: str) -> list[Piece]:
    if not _SHORTEST <= len(text) <= _LONGEST or not _is_prose(text):
        return []
    return _read(text)


def _is_prose(text: str) -> bool:
    start = text[:_LOOKED_AT]
    said = _TAG.sub(" ", start) if "<" in start else start
    return len(said.split()) >= _FEWEST_WORDS and ends_sentence(said) and text.lstrip()[:1] not in ("{", "[", "(", "!")


def _read(text: str) -> list[Piece]:
    """The pieces of a text, which may be HTML; none of HTML that is not to be parsed."""
    if "<" not in text:
        return [Piece(kind="paragraph", text=line) for line in text.splitlines() if line.strip()]
    try:
        body = page.parse(f"<body>{text}</body>").body
    except ExtractError:
        return []
    return [piece for piece, _ in blocks.pieces(body)] if body is not None else []
