"""The frame of a page: its navigation, header, footer, asides, forms, and what is hidden or named for cookies or comments.

What stands outside it is what a reading is held against, by a count that no name of an article's parts can lower.
"""

from selectolax.lexbor import LexborHTMLParser, LexborNode

from tracker.extract import page
from tracker.extract.tokens import Furniture, furniture_of

_SET_ASIDE = (
    "nav, footer, aside, header, form, dialog, [hidden], [aria-hidden=true], [aria-modal=true], [role=navigation], "
    "[role=banner], [role=contentinfo], [role=complementary], [role=dialog], [role=alertdialog], [role=search], [role=menu]"
)
_UNREAD = ", ".join(sorted(tag for tag in page.UNREAD if tag.isalpha()))
_NAMED = "[class], [id], [style]"
_SURELY = frozenset({Furniture.HARD, Furniture.HIDDEN})
_MOST = 0.5
"""Share of all the page's text that no form holds, unless it stands around the whole page."""
LEAST_READ = 0.45
"""Share of the text outside the frame below which a reader is told. Of 121 real pages of seven types, whose text a person
had marked, one has less, and lost a third of it (docs/benchmarks.md)."""
MOST_LEFT = 1_500
"""Characters; so much of a short page may be its buttons and labels."""


def outside(tree: LexborHTMLParser) -> int:
    """Characters of text outside a page's frame, links among them. The tree is cut down for it."""
    body = tree.body
    if body is None:
        return 0
    for node in page.outermost(body.css(_UNREAD)):
        node.decompose()
    named = [node for node in body.css(_NAMED) if _is_surely_beside(node.tag or "", node.attributes)]
    most = _MOST * _length(body) if body.css_first("form") is not None else 0.0
    beside = page.outermost([*body.css(_SET_ASIDE), *named])
    while beside:
        node = beside.pop()
        if node.tag != "form" or _length(node) <= most:
            node.decompose()
        else:  # a form around the whole page is no frame, but parts of it may be
            inner = [one for one in node.css(_SET_ASIDE) if one.mem_id != node.mem_id]
            beside += page.outermost(inner)
    return _length(body)


def _length(node: LexborNode) -> int:
    """Characters of the text of a node without what nobody reads, spaces at one each."""
    return len(" ".join(node.text(separator=" ").split()))


def _is_surely_beside(tag: str, attributes: dict[str, str | None]) -> bool:
    found = furniture_of(tag, attributes)
    return found is not None and found.kind in _SURELY
