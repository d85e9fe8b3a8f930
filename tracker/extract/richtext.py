"""Rich text that editors keep as data: a list of blocks, each with its kind and its text, whole or in marked runs.

Contentful (`nodeType`, `content`), Sanity's portable text (`_type`, `children`), ProseMirror and TipTap (`type`,
`content`), Draft.js (`type`, `text`), Editor.js (`type`, `data`) and WordPress blocks (`name`, `attributes`).
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from tracker.extract import clean
from tracker.extract.piece import Piece
from tracker.patterns import deferred

_KINDS = ("nodeType", "_type", "type", "style", "name", "listItem", "blockName")
_INNER = ("content", "children", "nodes", "blocks", "items")
_TEXTS = ("text", "value")
_HELD_IN = ("data", "attributes", "attrs", "fields")
_BLOCK = deferred(
    r"(?:core/)?(?:(?P<heading>head(?:ing|er)(?:[-_ ]?(?:\d|one|two|three|four|five|six))?|h[1-6])"
    r"|(?P<item>(?:(?:un)?ordered-)?list[-_]?item|li|bullet|number)|(?P<quote>block[-_]?quote|quote|pull[-_]?quote)|(?P<paragraph>paragraph|p|unstyled|"
    r"block|normal)|list|(?:un|bullet|ordered|number)?[-_]?(?:ordered)?[-_]?list|ul|ol|document|doc|root)",
    re.IGNORECASE,
)
_MOST_NODES = 20_000
_DEEPEST = 12
_LEAST_BLOCKS = 2
_TAG = deferred(r"<[^<>]{1,400}>")


def pieces(nodes: Sequence[object]) -> list[Piece]:
    """The pieces of a list of blocks; none where it is a list of anything else."""
    known = [one for one in nodes[:_MOST_NODES] if isinstance(one, dict) and _kind(one)]
    if len(known) < min(_LEAST_BLOCKS, len(nodes)) or not known or 2 * len(known) < len(nodes):
        return []
    return list(_pieces(known))


def _pieces(nodes: Sequence[dict[str, Any]]) -> Iterator[Piece]:
    """The pieces of blocks, lists opened; bounded in number and depth."""
    waiting = [(node, 0, "") for node in reversed(nodes)]
    for _ in range(_MOST_NODES):
        if not waiting:
            return
        node, depth, within = waiting.pop()
        kind = _kind(node) or ""
        inner = [one for name in _INNER if isinstance(node.get(name), list) for one in node[name]]
        deeper = [one for one in inner if isinstance(one, dict) and _kind(one)]
        own = "item" if "item" in (kind, within) else kind
        if deeper and depth < _DEEPEST:
            waiting.extend((one, depth + 1, own) for one in reversed(deeper))
        elif text := clean.line(_TAG.sub("", _text(node))):
            match own:
                case "heading":
                    yield Piece(kind="heading", text=text, level=2)
                case "item":
                    yield Piece(kind="item", text=text)
                case "quote":
                    yield Piece(kind="quote", text=text)
                case _:
                    yield Piece(kind="paragraph", text=text)


def _kind(node: dict[str, Any]) -> str | None:
    """What kind of block a node is: heading, item, quote, paragraph, or "list" for one that only holds others."""
    found = [
        match for name in _KINDS if isinstance(said := node.get(name), str) and (match := _BLOCK.fullmatch(said[:40]))
    ]
    if not found:
        return None
    kinds = [match.lastgroup or "list" for match in found]
    return next((kind for kind in ("heading", "item", "quote") if kind in kinds), kinds[0])


def _text(node: dict[str, Any]) -> str:
    """The text of a block: its own, or that of its runs."""
    said: list[str] = []
    waiting: list[tuple[object, int]] = [(node, 0)]
    for _ in range(_MOST_NODES):
        if not waiting:
            break
        one, depth = waiting.pop()
        if isinstance(one, str):
            said.append(one)
        elif isinstance(one, dict) and depth < _DEEPEST:
            own = next((one[name] for name in _TEXTS if isinstance(one.get(name), str)), None)
            parts: list[object] = [own] if own is not None else []
            held = [one[name] for name in _HELD_IN if isinstance(one.get(name), dict)]
            parts += [
                value for inner in held for name in (*_TEXTS, "content") if isinstance(value := inner.get(name), str)
            ]
            parts += [run for name in _INNER if isinstance(one.get(name), list) and own is None for run in one[name]]
            waiting.extend((part, depth + 1) for part in reversed(parts))
    return "".join(said)
