"""Recognise furniture by what an element is called: its tag, role, class, id, or that it is hidden."""

import re
import tomllib
from collections.abc import Mapping
from enum import Enum
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from tracker.patterns import deferred


class Furniture(Enum):
    """Why an element is taken for furniture; how much prose it may hold and still go depends on it."""

    HIDDEN = "hidden"
    HARD = "hard"
    TAG = "tag"
    ROLE = "role"
    TOKEN = "token"  # noqa: S105 - a part of a class name, no secret


class Named(NamedTuple):
    """What an element is called, by the kind of name and the word itself."""

    kind: Furniture
    word: str


_TAGS = frozenset({"nav", "button", "form", "footer", "aside"})
_ROLES = frozenset(
    "navigation complementary search banner contentinfo dialog alertdialog menu menubar toolbar alert".split()
)
_HIDING = deferred(r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden", re.IGNORECASE)
_BUTTON = deferred(r"(?:^|[\s_-])(?:button|btn|cta)(?=$|[\s_-])", re.IGNORECASE)
_PAGE_ITSELF = frozenset({"html", "body", "main"})
_LONGEST_NAME = 400
"""Characters of class and id that are looked at."""
_STATE = deferred(r"(?:with|without|has|have|no|not|js|is|data|theme|page|template|layout)[-_]|.*[:\[]")
"""Classes that say how something is set, not what it is: `has-sidebar`, `lg:hidden`."""
_SHOWN_WIDER = deferred(
    r"(?:[a-z0-9]{2,6}:|d-[a-z]{2,3}-)(?:block|flex|grid|inline|table|inline-block|inline-flex|contents)"
)
"""Hidden on narrow screens, shown on wider ones."""


def furniture_of(tag: str, attributes: Mapping[str, str | None]) -> Named | None:
    """What kind of furniture an element is by its name, and by which word; or None."""
    if tag in _PAGE_ITSELF:
        return None
    style, role = attributes.get("style"), attributes.get("role")
    if "hidden" in attributes or (style and _hides(style)):
        return Named(Furniture.HIDDEN, "hidden")
    if tag in _TAGS or (tag == "a" and _BUTTON.search(attributes.get("class") or "")):
        return Named(Furniture.TAG, tag)
    if role and (role := role.lower()) in _ROLES:
        return Named(Furniture.ROLE, role)
    return called(attributes)


def _hides(style: str) -> bool:
    folded = style.lower()
    return ("none" in folded or "hidden" in folded) and _HIDING.search(style) is not None


def called(attributes: Mapping[str, str | None]) -> Named | None:
    """What kind of furniture an element is by its class and id alone, or None."""
    return _named(f"{attributes.get('class') or ''} {attributes.get('id') or ''}"[:_LONGEST_NAME])


@lru_cache(maxsize=4096)
def _named(names: str) -> Named | None:
    patterns, folded = _patterns(), names.lower()
    if names == " " or not (patterns["tokens"].search(folded) or patterns["hard"].search(folded) or "hidden" in names):
        return None
    if patterns["keep"].search(folded):
        return None
    classes = names.split()
    if "hidden" in classes and not any(map(_SHOWN_WIDER.fullmatch, classes)):
        return Named(Furniture.HIDDEN, "hidden")
    told = " ".join(name for name in folded.split() if not _STATE.match(name))
    for kind, pattern in ((Furniture.HARD, patterns["hard"]), (Furniture.TOKEN, patterns["tokens"])):
        if found := pattern.search(told):
            return Named(kind, found[0].strip(" _-"))
    return None


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """For names in lower case: a pattern that asks no case tries a word only where its first letter stands."""
    lists = tomllib.loads(files("tracker.extract").joinpath("furniture.toml").read_text(encoding="utf-8"))
    return {
        kind: re.compile(rf"(?:^|[\s_-])(?:{'|'.join(lists[kind])})(?=$|[\s_-])") for kind in ("tokens", "hard", "keep")
    }
