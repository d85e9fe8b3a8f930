"""Parts: which elements of a page are in its document and which were left out, for a person who tries a source."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from tracker.extract import clean, page, selector
from tracker.extract.decode import decode
from tracker.extract.document import Document

_SURE = 20
"""Characters from which a text found anywhere in the document is that text; shorter ones must be a whole sentence."""
_HOLDS = 0.8
"""Share of the kept text that the element must hold which is suggested as the article's; headline and standfirst often
stand above it."""
_EXCERPT = 160
_DEEPEST = 60
"""Elements above a line that are told apart; hostile pages nest thousands."""


class Part(NamedTuple):
    """An element that was left out whole."""

    name: str
    characters: int
    excerpt: str


class Parts(NamedTuple):
    """What was left out, largest first, and a lasting selector of what holds the article, if there is one."""

    dropped: tuple[Part, ...]
    kept: int
    """Characters of the page that are in the document."""
    select: str | None


class _Sum:
    """What an element holds, in characters."""

    __slots__ = ("dropped", "kept", "node")

    def __init__(self, node: LexborNode) -> None:
        self.node = node
        self.kept = self.dropped = 0


def parts(html: bytes, document: Document, *, charset: str | None = None) -> Parts:
    """The parts of the page that a document was read from."""
    body = page.parse(decode(html, charset)).body
    if body is None:
        return Parts((), 0, None)
    sums = _sums(body, document)
    dropped = sorted(_dropped(body, sums), key=lambda part: -part.characters)
    return Parts(tuple(dropped), sums[body.mem_id].kept, _holder(body, sums))


def _sums(body: LexborNode, document: Document) -> dict[int, _Sum]:
    """What each element holds, summed up from the lines of text in it."""
    sums = {body.mem_id: _Sum(body)}
    lines = _lines(document)
    for path, text in _texts(body):
        kept = text in lines or (len(text) >= _SURE and text in lines.whole)
        for node in path:
            found = sums.setdefault(node.mem_id, _Sum(node))
            found.kept += len(text) if kept else 0
            found.dropped += 0 if kept else len(text)
    return sums


class _Lines(frozenset[str]):
    """The sentences and blocks of a document, and all of it as one line."""

    whole: str


def _lines(document: Document) -> _Lines:
    blocks = [
        " ".join(one.text for one in document.sentences if one.block == index) for index in range(len(document.blocks))
    ]
    cells = [cell.strip() for block in blocks if block.startswith("| ") for cell in block.strip("| ").split(" | ")]
    found = _Lines([*blocks, *cells, *(one.text for one in document.sentences)])
    found.whole = " ".join(blocks)
    return found


def _texts(body: LexborNode) -> Iterator[tuple[list[LexborNode], str]]:
    """Each line of visible text with the block elements that hold it, outermost first."""
    path: list[LexborNode] = [body]
    above: list[LexborNode] = []
    waiting: list[str] = []
    node = body.child
    while node is not None or above:
        if node is None:
            node = above.pop()
            if node.tag in page.BLOCKS:
                yield from _line(path, waiting)
                path.pop()
        elif node.tag == page.TEXT:
            waiting.append(node.text_content or "")
        elif node.tag == "br":
            waiting.append(" ")
        elif node.tag in ("a", "sup") and (mark := page.inline_mark(node, waiting)) is not None:
            waiting.append(mark)
        elif node.tag not in page.UNREAD:
            if node.tag in page.BLOCKS:
                yield from _line(path, waiting)
                path.append(node)
            above.append(node)
            node = node.child
            continue
        node = node.next
    yield from _line(path, waiting)


def _line(path: Sequence[LexborNode], waiting: list[str]) -> Iterator[tuple[list[LexborNode], str]]:
    text = clean.line("".join(waiting))
    waiting.clear()
    if text:
        yield [path[0], *path[1:][-_DEEPEST:]], text


def _dropped(body: LexborNode, sums: dict[int, _Sum]) -> Iterator[Part]:
    """The outermost elements of which nothing was kept."""
    waiting = [body]
    while waiting:
        node = waiting.pop()
        found = sums.get(node.mem_id)
        if found is not None and not found.kept and found.dropped:
            yield Part(selector.label(node), found.dropped, page.text(node)[:_EXCERPT])
        elif found is None or found.dropped:
            waiting.extend(_children(node))


def _children(node: LexborNode) -> Iterator[LexborNode]:
    child = node.child
    while child is not None:
        if child.tag != page.TEXT and child.tag not in page.UNREAD:
            yield child
        child = child.next


def _holder(body: LexborNode, sums: dict[int, _Sum]) -> str | None:
    """The selector of the smallest element that holds the article and has a lasting name of its own."""
    least = _HOLDS * sums[body.mem_id].kept
    holders = [found for found in sums.values() if found.kept >= least and found.node.tag not in ("body", "html")]
    for found in sorted(holders, key=lambda found: (found.kept + found.dropped, found.dropped)):
        own = selector.name(found.node)
        if own and selector.holds_alone(body, own):
            return own
    return None
