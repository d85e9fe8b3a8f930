"""The text that a page carries as data: what its own script would print, for pages whose markup holds none of it.

Frameworks ship the page as JSON (`__NEXT_DATA__`, `application/json`) and print it in the reader's browser; publishers
state the article's body, a product's description or a thread's posts in JSON-LD (schema.org).
"""

import json
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser

from tracker.extract import blocks, clean, page
from tracker.extract.piece import Piece
from tracker.extract.weight import ends_sentence

_STATED = ("articleBody", "text", "reviewBody", "description")
"""What holds prose in JSON-LD, most telling first."""
_LARGEST = 4_000_000
"""Characters of data that are read."""
_MOST_VALUES = 50_000
_SHORTEST = 60
_FEWEST_WORDS = 8
_LONGEST = 400_000
_ENOUGH = 600
"""Characters in JSON-LD; less is the description of a page, not its text."""


def pieces(tree: LexborHTMLParser) -> list[Piece]:
    """The prose in a page's data, in order, each text once: that of JSON-LD, or of a framework's data if it holds more."""
    stated = _prose(_strings(tree, "script[type='application/ld+json']", _STATED))
    if _size(stated) >= _ENOUGH:
        return stated
    return max(stated, _prose(_strings(tree, "script#__NEXT_DATA__, script[type='application/json']", ())), key=_size)


def _size(found: list[Piece]) -> int:
    return sum(len(piece.text) for piece in found)


def _strings(tree: LexborHTMLParser, selector: str, names: tuple[str, ...]) -> Iterator[str]:
    for script in tree.css(selector):
        text = script.text(deep=True) or ""
        if len(text) <= _LARGEST:
            try:
                value = json.loads(text, strict=False)
            except (ValueError, RecursionError):
                continue
            yield from _values(value, names)


def _values(value: object, names: tuple[str, ...]) -> Iterator[str]:
    """Every string in lists and objects, in order; in objects only those of some names, if names are given."""
    waiting: list[object] = [value]
    for _ in range(_MOST_VALUES):
        if not waiting:
            return
        found = waiting.pop()
        if isinstance(found, str):
            yield found
        elif isinstance(found, list):
            waiting.extend(reversed([one for one in found if isinstance(one, dict | list) or not names]))
        elif isinstance(found, dict):
            said = next((found[name] for name in names if isinstance(found.get(name), str)), None)
            inner = [one for one in found.values() if isinstance(one, dict | list) or not names]
            waiting.extend(reversed(inner if said is None else [said, *inner]))


def _prose(texts: Iterator[str]) -> list[Piece]:
    found: list[Piece] = []
    seen: set[str] = set()
    for text in texts:
        if not _SHORTEST <= len(text) <= _LONGEST or not _is_prose(text):
            continue
        for piece in _read(text):
            if (line := clean.line(piece.text)) and line not in seen:
                seen.add(line)
                found.append(piece)
    return found


def _is_prose(text: str) -> bool:
    return len(text.split()) >= _FEWEST_WORDS and ends_sentence(text) and text.lstrip()[:1] not in ("{", "[", "(", "!")


def _read(text: str) -> list[Piece]:
    """The pieces of a text, which may be HTML."""
    if "<" not in text:
        return [Piece(kind="paragraph", text=line) for line in text.splitlines() if line.strip()]
    body = page.parse(f"<body>{text}</body>").body
    return [piece for piece, _ in blocks.pieces(body)] if body is not None else []
