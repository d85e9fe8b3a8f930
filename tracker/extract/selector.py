"""Selectors that name an element of a page, and what makes a selector brittle."""

import re

from selectolax.lexbor import LexborNode

from tracker.extract import page
from tracker.patterns import deferred

_NAME = deferred(r"-?[A-Za-z_][\w-]*")
_GENERATED = deferred(
    r"(?:css|sc|jsx|jss|svelte|style|emotion)-(?=[\w-]*\d)[\w-]{3,}"
    r"|(?=[A-Za-z0-9]*[A-Za-z]\d[A-Za-z])[A-Za-z0-9]{6,}|[\w-](?:[^\W_]|-)*+_(?:(?:[^\W_]|-)*+_)++[A-Za-z0-9]{5,}"
)
"""Class names that a build makes anew: css-1abc9z, sc-a8f2k, Article_body__x9K2a."""
_NUMBERED = deferred(r"(?>[\w-]*?\d{3})[\w-]*|(?:post|page|node|entry|article|item|id)[_-]?(?:id[_-]?)?\d+")
_POSITION = deferred(r":(?:nth|first|last|only)-", re.IGNORECASE)
_STEPS = deferred(r"\s*[>+~]\s*|\s+")
_MOST_STEPS = 3
_LONGEST_NAME = 60
_HIGHEST = 12
"""Ancestors looked at for a name."""


def brittle(selector: str) -> str | None:
    """Why a selector will stop matching before the page's text changes; None when nothing speaks against it."""
    bare = re.sub(r"\[[^\]]*+(?:\]|\Z)|\([^)]*+(?:\)|\Z)", "", selector)
    names = re.findall(r"[.#](-?[\w-]+)", bare)
    if _POSITION.search(selector):
        return "it counts elements, which move when anything is put before them"
    if found := next((name for name in names if _GENERATED.fullmatch(name)), None):
        return f"'{found}' looks like a name that changes with each build of the site"
    if found := next((name for name in names if _NUMBERED.fullmatch(name)), None):
        return f"'{found}' holds a number that belongs to one page"
    if len([step for step in _STEPS.split(bare.strip()) if step]) > _MOST_STEPS:
        return f"it goes through more than {_MOST_STEPS} elements, any of which may go"
    return None


def name(node: LexborNode) -> str | None:
    """A short, lasting selector of an element by its id, class or tag; None when it has none of its own."""
    return next((found for found in _names(node) if not brittle(found)), None)


def label(node: LexborNode) -> str:
    """What to call an element, lasting or not: its own selector, else that of what holds it, else its tag."""
    above: LexborNode | None = node
    for _ in range(_HIGHEST):
        if above is None or above.tag in ("body", "html"):
            break
        if found := next(iter(_names(above)), None):
            tag = node.tag or "element"
            return found if above.mem_id == node.mem_id else f"{found} {tag}"
        above = above.parent
    return node.tag or "element"


def _names(node: LexborNode) -> list[str]:
    """Selectors of an element from the best to the worst."""
    attributes = node.attributes
    found = []
    if (own := attributes.get("id")) and _usable(own):
        found.append(f"#{own}")
    if prop := attributes.get("itemprop"):
        found.extend([f"[itemprop={prop}]"] if _usable(prop) else [])
    found.extend(f".{one}" for one in (attributes.get("class") or "").split() if _usable(one))
    if node.tag in ("article", "main", "nav", "aside", "header", "footer", "form", "figure"):
        found.append(node.tag)
    found.sort(key=lambda one: brittle(one) is not None)
    return found


def _usable(text: str) -> bool:
    return len(text) <= _LONGEST_NAME and bool(_NAME.fullmatch(text))


def holds_alone(body: LexborNode, selector: str) -> bool:
    """Whether a selector matches exactly one element of a page."""
    return len(page.select(body, selector, where="select")) == 1
