"""Parse HTML: a tree that can be asked, and the text of its nodes. Nothing here recurses, however deep the page."""

import re
from collections import Counter
from collections.abc import Sequence

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from tracker.errors import ExtractError
from tracker.extract import clean, raised
from tracker.patterns import deferred

TEXT = "-text"
UNREAD = frozenset(
    "script style noscript template svg iframe head link meta select textarea button input object embed canvas audio "
    "video dialog option datalist map title xmp noembed noframes del s strike -comment".split()
)
"""Elements whose text nobody reads as part of the page; what is struck out does not stand."""
BLOCKS = frozenset(
    (
        "p li h1 h2 h3 h4 h5 h6 blockquote pre td th dd dt figcaption caption summary address div section article main "
        "ul ol dl table thead tbody tfoot tr figure header footer nav aside details body html center fieldset form "
        "hgroup hr"
    ).split()
)
"""Elements that begin and end a line of their own."""
TRAPS = "iframe, noscript, template, textarea, xmp, noembed, noframes"
_TRAPPED_CHARS = 500
_DEEPEST = 4000
"""Elements open at once; pages for people have less than 200. The parser's time grows with depth times size."""
_SHAPES = frozenset("path polygon polyline circle ellipse rect line use stop image animate".split())
"""Elements of drawings that close themselves there, and nowhere else; which it is only a parser could tell."""
_MOST_SHAPES = 25_000_000_000
"""Shapes times characters: a real page has 11,942 in 2 million, and is parsed in a second. At worst it takes seven."""
_TAG = deferred(r"<(/?)([A-Za-z][A-Za-z0-9-]{0,30})")
_MOST_ATTRIBUTES = 2000
"""Names of attributes in one tag; a page for people has less than 50. The parser's time grows with their square."""
_ATTRIBUTES = deferred(
    # A tag as the standard reads it: a quotation mark opens a value behind = and nowhere else.
    r"<[A-Za-z][^\s/>]*+((?:[\s/]++|[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:\"[^\"]*+\"?|'[^']*+'?|[^\s>\"'][^\s>]*+|))?)*+)"
)
_ATTRIBUTE = deferred(r"[\s/]++|([^\s/>][^\s/>=]*+)(?:\s*+=\s*+(?:\"[^\"]*+\"?|'[^']*+'?|[^\s>\"'][^\s>]*+|))?")
_NEVER_DEEP = frozenset(
    "p li dd dt tr td th thead tbody tfoot option optgroup rp rt area base br col embed hr img input link meta param source "
    "track wbr".split()
)
"""Elements that hold nothing, or that the next one of their kind closes."""
_PERMALINK = deferred(r"(?:#|¶|§|[↩↑⤴]\ufe0e?|\^|🔗|\[edit\])?")
_TO_A_NOTE = deferred(
    r"#[\w:.-]{0,20}?(?:ftn|fn|foot-?note|end-?note|cite[_-]?note|note|edn)(?:-?ref)?(?![a-z])[\w:.-]{0,80}",
    re.IGNORECASE,
)
"""Where the marks of notes lead in what office programs and editors save as a page."""


def parse(html: str) -> LexborHTMLParser:
    """The tree of a page. When an unclosed iframe or noscript swallowed most of it, that inner text is parsed too.

    30 of about 60 fetched pages of one publisher were like that; browsers show them, parsers see no page at all.

    Raises:
        ExtractError: its elements are nested deeper, or one has more attributes, than on any page for people; the parser
            would take hours over it.
    """
    if any(map(_is_crowded, _ATTRIBUTES.findall(html))):
        raise ExtractError(f"a tag of the page has more than {_MOST_ATTRIBUTES:,} attributes: no normal web page does")
    if _is_too_deep(html):
        raise ExtractError(f"the page nests its elements more than {_DEEPEST:,} deep: no normal web page does")
    tree = LexborHTMLParser(html)
    body = tree.body
    if body is None:
        return tree
    trapped = max(map(inside, body.css(TRAPS)), key=len, default="")
    if len(trapped) > _TRAPPED_CHARS and "<" in trapped:
        inner = LexborHTMLParser(trapped)
        held = len(text(inner.body)) if inner.body is not None else 0
        if held > _TRAPPED_CHARS and held > 2 * len(text(body)):
            return LexborHTMLParser(f"{tree.head.html if tree.head else ''}{trapped}")
    return tree


def _is_too_deep(html: str) -> bool:
    """Whether more elements are open at once than `_DEEPEST`, by counting tags: a parser could only tell too late."""
    if html.count("<") - html.count("</") <= _DEEPEST:
        return False
    opened: Counter[str] = Counter()
    depth = shapes = 0
    for tag in _TAG.finditer(html):
        name = tag[2].lower()
        if name in _SHAPES:
            shapes += -1 if tag[1] and shapes else 1
        elif not tag[1] and name not in _NEVER_DEEP:
            opened[name] += 1
            depth += 1
        elif tag[1] and opened[name]:
            opened[name] -= 1
            depth -= 1
        if depth > _DEEPEST:
            return True
    return shapes > _DEEPEST and shapes * len(html) > _MOST_SHAPES


def _is_crowded(attributes: str) -> bool:
    if len(attributes) < 2 * _MOST_ATTRIBUTES:
        return False
    return len({name[1] for name in _ATTRIBUTE.finditer(attributes)}) > _MOST_ATTRIBUTES


def inside(trap: LexborNode) -> str:
    """The markup in an element whose content browsers do not show: for some it is text, for others already a tree."""
    if trap.tag == "template":
        return (trap.html or "").partition(">")[2]
    raw = trap.text(deep=True) or ""
    return raw if "<" in raw else trap.inner_html or ""


def select(node: LexborNode, selector: str, *, where: str) -> list[LexborNode]:
    """The elements a CSS selector matches, in document order.

    Raises:
        ExtractError: it is no CSS selector; `where` says which setting it came from.
    """
    try:
        return list(node.css(selector))
    except SelectolaxError as error:
        raise ExtractError(f"{where} '{selector}' is not a CSS selector that can be read") from error


def text(root: LexborNode) -> str:
    """The text below a node as one clean line; blocks and line breaks stand apart."""
    parts: list[str] = []
    above: list[LexborNode] = []
    node = root.child
    while node is not None or above:
        if node is None:
            node = above.pop()
            parts.append(" " if node.tag in BLOCKS else "")
            node = node.next
            continue
        tag = node.tag
        if tag == TEXT:
            parts.append(node.text_content or "")
        elif tag in UNREAD:
            pass
        elif tag == "br":
            parts.append(" ")
        elif tag in ("a", "sup") and (mark := inline_mark(node, parts)) is not None:
            parts.append(mark)
        else:
            parts.append(" " if tag in BLOCKS else "")
            above.append(node)
            node = node.child
            continue
        node = node.next
    return clean.line("".join(parts))


def inline_mark(node: LexborNode, before: Sequence[str] = ()) -> str | None:
    """What stands for a link or superscript that is a mark: `[^1]` for a footnote, "" for a permalink; else None.

    `before` are the texts before it: what a raised figure stands behind tells a mark from a power.
    """
    if node.tag == "sup":
        said = next((part for part in reversed(before) if part), "")
        return raised.mark(clean.line(node.text(deep=True)), said, linked=node.css_first("a") is not None)
    attributes = node.attributes
    if attributes.get("role") == "doc-backlink":
        return ""
    named = (attributes.get("class") or "").split()
    if attributes.get("role") == "doc-noteref" or "footnote" in named or _leads_to_a_note(attributes.get("href") or ""):
        marked = raised.mark(clean.line(node.text(deep=True)), "", linked=True)
        if marked is not None:
            return marked
    if attributes.get("aria-hidden") == "true" or "anchor" in named:
        return ""
    words = node.text(deep=True).strip()
    return None if words[:1].isalnum() or not _PERMALINK.fullmatch(clean.line(words)) else ""


def _leads_to_a_note(href: str) -> bool:
    return href.startswith("#") and _TO_A_NOTE.fullmatch(href[:120]) is not None


def note_of(mark: LexborNode) -> str | None:
    """The id of the note to which a mark leads, on the page itself."""
    link = mark if mark.tag == "a" else mark.css_first("a[href^='#']")
    href = (link.attributes.get("href") or "") if link is not None else ""
    return href[1:] if href.startswith("#") else None


def classes(node: LexborNode) -> frozenset[str]:
    """The class names of an element."""
    return frozenset((node.attributes.get("class") or "").split())


def outermost(nodes: Sequence[LexborNode]) -> list[LexborNode]:
    """The nodes that stand in none of the others. Every ancestor is asked once, however deep the page."""
    keys = {node.mem_id for node in nodes}
    inside: dict[int, bool] = {}
    kept = []
    for node in nodes:
        path = []
        above = node.parent
        while above is not None and above.mem_id not in keys and above.mem_id not in inside:
            path.append(above.mem_id)
            above = above.parent
        found = above is not None and inside.get(above.mem_id, True)
        inside.update(dict.fromkeys(path, found))
        if not found:
            kept.append(node)
    return kept
