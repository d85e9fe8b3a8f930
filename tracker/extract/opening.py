"""The opening of an article that stands outside it: what is said between the headline and the element that was chosen.

Themes print a page's first sentence under its headline, in a box of its own beside the rest; so do front pages, whose
first sentence is often the only one that says what a party would do.
"""

from collections.abc import Iterator, Sequence

from selectolax.lexbor import LexborNode

from tracker.extract import page
from tracker.extract.piece import Piece
from tracker.extract.tokens import furniture_of
from tracker.patterns import deferred

_HEADLINES = "h1, h2, h3"
_MOST_HEADLINES = 8
_FARTHEST = 400
"""Elements between headline and article that are looked at."""
_MOST = 3
"""Paragraphs; where there are more, the article was not chosen well, and a source should name it."""
_SHORTEST = 30
_MOST_LINKS = 0.4
_SENTENCE = deferred(r".*[.!?…][\"'”’)]*\Z")
_SUBHEADS = frozenset({"h2", "h3"})
_FEWEST_WORDS = 6
_MOST_ITEMS = 8
_SHORTEST_ITEM = 20
_PASSED_OVER = frozenset("ul ol dl table figure blockquote h1 h2 h3 h4 h5 h6".split())


def opening(body: LexborNode, chosen: Sequence[LexborNode], title: str | None) -> list[Piece]:
    """The sentences between the headline and the first of the chosen elements; none where the headline is in them."""
    headlines = body.css(_HEADLINES)[:_MOST_HEADLINES] if title else []
    headline = next((node for node in headlines if page.text(node) == title), None)
    keys = {element.mem_id for element in chosen}
    if headline is None or _is_inside(headline, keys):
        return []
    texts: list[Piece] = []
    for node in _following(headline):
        if node.mem_id in keys:
            return texts if sum(text.kind == "paragraph" for text in texts) <= _MOST else []
        if node.tag in _SUBHEADS and _is_within_header(node, headline) and _is_standfirst(node):
            texts.append(Piece(kind="paragraph", text=page.text(node)))
        elif node.tag == "ul" and (items := _summary(node)):
            texts.extend(Piece(kind="item", text=item) for item in items)
        elif _is_line(node) and _says_something(node):
            texts.append(Piece(kind="paragraph", text=page.text(node)))
    return []


def _is_inside(node: LexborNode, keys: set[int]) -> bool:
    above: LexborNode | None = node
    while above is not None and above.mem_id not in keys:
        above = above.parent
    return above is not None


def _following(node: LexborNode) -> Iterator[LexborNode]:
    """The elements after one in document order, without those in furniture, lists and other headings."""
    following = _after(node)
    for _ in range(_FARTHEST):
        if following is None:
            return
        yield following
        inner = None if _is_line(following) or _is_passed_over(following) else following.child
        following = inner or _after(following)


def _after(node: LexborNode) -> LexborNode | None:
    above: LexborNode | None = node
    while above is not None and above.next is None:
        above = above.parent
    return above.next if above is not None else None


def _is_within_header(node: LexborNode, headline: LexborNode) -> bool:
    """Whether a heading stands in one header with the headline: it says more, and begins no part of the text."""
    above = headline.parent
    while above is not None and above.tag != "header":
        above = above.parent
    inside: LexborNode | None = node
    while inside is not None and above is not None and inside.mem_id != above.mem_id:
        inside = inside.parent
    return inside is not None and above is not None


def _is_standfirst(heading: LexborNode) -> bool:
    text = page.text(heading)
    return len(text) >= _SHORTEST and len(text.split()) >= _FEWEST_WORDS and heading.css_first("a") is None


def _summary(node: LexborNode) -> list[str]:
    """The items of a list that sums an article up above its text; none of one that leads elsewhere."""
    items = node.css("li")[: _MOST_ITEMS + 1]
    texts = [page.text(item) for item in items]
    says = all(len(text) >= _SHORTEST_ITEM and len(text.split()) >= _FEWEST_WORDS for text in texts)
    return texts if 1 < len(texts) <= _MOST_ITEMS and says and node.css_first("a") is None else []


def _is_line(node: LexborNode) -> bool:
    """A paragraph, or another element that holds text and no other block: themes print a standfirst in a bare one."""
    if node.tag != "div":
        return node.tag == "p"
    child = node.child
    while child is not None and child.tag not in page.BLOCKS:
        child = child.next
    return child is None


def _is_passed_over(node: LexborNode) -> bool:
    tag = node.tag or ""
    return (
        tag == page.TEXT or tag in page.UNREAD or tag in _PASSED_OVER or furniture_of(tag, node.attributes) is not None
    )


def _says_something(paragraph: LexborNode) -> bool:
    """A sentence of some length that is no link and no furniture."""
    text = page.text(paragraph)
    links = sum(len(page.text(link)) for link in paragraph.css("a"))
    return (
        len(text) >= _SHORTEST
        and _SENTENCE.match(text) is not None
        and links <= _MOST_LINKS * len(text)
        and not _is_passed_over(paragraph)
    )
