"""Every page of a site, read as a browser would read it: what is there that no template of ours would write.

Of the files that are no pages see scanfiles.py.

Text of a store can show itself only in three ways: as an element that our templates do not use, as an attribute that
they do not write, or as an address of another kind. So all three are lists of what may be, not of what may not.
"""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urldefrag, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

POLICY: Final = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'"
)
TAGS: Final = frozenset(
    "html head meta title link script body a header nav aside ul ol li main h1 h2 h3 h4 p footer section article div"
    " span details summary dl dt dd table caption thead tbody tr th td time code abbr ins del mark em strong b blockquote"
    " q cite br hr pre figure figcaption form fieldset legend label input select option optgroup button output noscript"
    " kbd small sup sub dialog search hgroup colgroup col data wbr template img"
    " svg g path line polyline polygon rect circle text tspan desc defs marker use".split()
)
ATTRIBUTES: Final = frozenset(
    "charset name content http-equiv rel href type title src class id lang dir tabindex role hidden open start reversed"
    " value for checked disabled selected multiple placeholder autocomplete spellcheck min max step size scope maxlength"
    " colspan rowspan headers datetime cite alt width height defer async media inputmode enterkeyhint download property"
    " paint-order stroke-linejoin font-weight font-family"
    " viewbox x y x1 x2 y1 y2 cx cy r rx ry d points transform fill stroke text-anchor focusable xmlns dx dy"
    " preserveaspectratio markerwidth markerheight refx refy orient marker-end marker-start dominant-baseline"
    " stroke-width stroke-opacity stroke-dasharray stroke-linecap stroke-linejoin paint-order"
    " font-weight font-family vector-effect font-size span novalidate itemprop"
    " sizes loading decoding".split()
)
EXTERNAL: Final = {"http", "https", "mailto"}
LINKS: Final = {"href", "src"}
MISLEADING: Final = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
KEPT: Final = {"\n", "\t", "\u00ad", "\u200d", "\u2060"}
"""Line ends of the file itself, soft hyphens, the joiners of emoji and of a broken workflow command."""


def faults(site: Path, *, words: tuple[str, ...] = ()) -> Iterator[str]:
    """A line for each thing that should not be in that site; `words` must not stand in any attribute that acts."""
    site = site.resolve()
    there = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    trees = {page: LexborHTMLParser((site / page).read_bytes()) for page in sorted(there) if page.endswith(".html")}
    ids = {page: [node.attributes["id"] for node in tree.css("[id]")] for page, tree in trees.items()}
    for page, tree in trees.items():
        for fault in [*_head(tree), *_elements(tree), *_texts(tree), *_ids(tree, ids[page]), *_words(tree, words)]:
            yield f"{page}: {fault}"
        yield from (f"{page}: {fault}" for fault in _links(page, tree, there, ids))


def _head(tree: LexborHTMLParser) -> Iterator[str]:
    policies = [node.attributes.get("content") for node in tree.css('meta[http-equiv="Content-Security-Policy"]')]
    if policies != [POLICY]:
        yield f"its policies are {policies}"
    if len(tree.css("head > title")) != 1:
        yield "it has not exactly one title"
    if len(tree.css("main")) != 1 or len(tree.css("h1")) != 1:
        yield "it has not exactly one <main> and one <h1>"
    if not tree.css("html[lang]"):
        yield "it does not say its language"


def _elements(tree: LexborHTMLParser) -> Iterator[str]:
    for node in tree.css("*"):
        if node.tag not in TAGS:
            yield f"has <{node.tag}>"
        if node.tag == "script" and (node.text() or not node.attributes.get("src")):
            yield "has a script of its own"
        for name in node.attributes:
            if name.lower() not in ATTRIBUTES and not re.fullmatch(r"(aria|data)-[a-z-]+", name):
                yield f"has <{node.tag} {name}=…>"
        if node.tag == "meta" and node.attributes.get("http-equiv", "").lower() not in {
            "", "content-security-policy", "refresh"
        }:  # fmt: skip
            yield f"has <meta http-equiv={node.attributes['http-equiv']}>"


def _texts(tree: LexborHTMLParser) -> Iterator[str]:
    """Characters that lead a reader's eye astray, or that end a line where none ends."""
    values = [value or "" for node in tree.css("*") for value in node.attributes.values()]
    for text in [tree.root.text() if tree.root else "", *values]:
        bad = {one for one in text if unicodedata.category(one) in MISLEADING and one not in KEPT}
        if bad:
            yield f"shows {', '.join(sorted(f'U+{ord(one):04X}' for one in bad))}"


def _ids(tree: LexborHTMLParser, ids: list[str | None]) -> Iterator[str]:
    for twice in sorted({str(one) for one in ids if ids.count(one) > 1}) if len(set(ids)) < len(ids) else ():
        yield f"has the id {twice} twice"
    held = set(ids)
    for name in ("aria-labelledby", "aria-describedby", "aria-controls", "for"):
        for node in tree.css(f"[{name}]"):
            for one in (node.attributes[name] or "").split():
                if one not in held:
                    yield f"points with {name} to {one}, which is not there"


def _words(tree: LexborHTMLParser, words: tuple[str, ...]) -> Iterator[str]:
    for node in tree.css("*"):
        for name, value in node.attributes.items():
            told = (value or "").partition(":~:")[
                0
            ]  # behind it stand words to be found on the page, which lead nowhere
            if name in {"href", "src", "class", "id"} and any(word in told for word in words):
                yield f"has <{node.tag} {name}={(value or '')[:80]}>"


def _links(page: str, tree: LexborHTMLParser, there: set[str], ids: dict[str, list[str | None]]) -> Iterator[str]:
    for node in tree.css("[href], [src]"):
        for name in LINKS & set(node.attributes):
            yield from _link(page, node, (node.attributes[name] or ""), there, ids)
    for node in tree.css('meta[http-equiv="refresh"]'):
        address = (node.attributes.get("content") or "").partition("url=")[2]
        yield from _link(page, node, address, there, ids)


def _link(
    page: str, node: LexborNode, address: str, there: set[str], ids: dict[str, list[str | None]]
) -> Iterator[str]:
    address = address.strip()  # as browsers do
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        if parts.scheme not in EXTERNAL or node.tag not in {"a", "link"}:
            yield f"leads with <{node.tag}> to {address[:80]}"
        elif node.tag == "link" and node.attributes.get("rel") != "canonical":
            yield f"loads {address[:80]}"
        elif parts.scheme != "mailto" and node.tag == "a" and "noopener" not in (node.attributes.get("rel") or ""):
            yield f"hands itself to {address[:80]}"
        return
    path, fragment = urldefrag(address.partition(":~:")[0])
    target = _resolved(page, unquote(path.partition("?")[0]))
    if target not in there:
        yield f"has a dead link to {address[:80]}"
    elif "=" in fragment and {"list", "claims"} & set(ids.get(target, ())):
        pass  # what a list is asked for
    elif fragment and target in ids and unquote(fragment) not in ids[target]:
        yield f"has a link to {address[:80]}, where there is no such place"


def _resolved(page: str, path: str) -> str:
    if not path:
        return page
    parts = page.split("/")[:-1]
    for part in path.split("/"):
        if part == ".." and parts:
            parts.pop()
        elif part not in {"", "."}:
            parts.append(part)
    return "/".join(parts) + ("/index.html" if path.endswith("/") else "")
