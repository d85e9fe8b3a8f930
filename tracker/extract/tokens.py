"""Recognise furniture by what an element is called: its tag, role, class, id, or that it is hidden."""

import re
import tomllib
from collections.abc import Mapping
from enum import Enum
from functools import cache, lru_cache
from importlib.resources import files


class Furniture(Enum):
    """Why an element is taken for furniture; how much prose it may hold and still go depends on it."""

    HIDDEN = "hidden"
    HARD = "hard"
    TAG = "tag"
    ROLE = "role"
    TOKEN = "token"  # noqa: S105 - a part of a class name, no secret


_TAGS = frozenset({"nav", "button", "form", "footer", "aside"})
_ROLES = frozenset(
    "navigation complementary search banner contentinfo dialog alertdialog menu menubar toolbar alert".split()
)
_HIDING = re.compile(r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden", re.IGNORECASE)
_PAGE_ITSELF = frozenset({"html", "body", "main"})
_LONGEST_NAME = 400
"""Characters of class and id that are looked at."""


def furniture_of(tag: str, attributes: Mapping[str, str]) -> Furniture | None:
    """What kind of furniture an element is by its name, or None."""
    if tag in _PAGE_ITSELF:
        return None
    if "hidden" in attributes or _HIDING.search(attributes.get("style", "")):
        return Furniture.HIDDEN
    if tag in _TAGS:
        return Furniture.TAG
    if attributes.get("role", "").lower() in _ROLES:
        return Furniture.ROLE
    return _named(f"{attributes.get('class', '')} {attributes.get('id', '')}"[:_LONGEST_NAME])


@lru_cache(maxsize=4096)
def _named(names: str) -> Furniture | None:
    patterns = _patterns()
    if names == " " or (not patterns["tokens"].search(names) and not patterns["hard"].search(names)):
        return None
    if patterns["keep"].search(names):
        return None
    return Furniture.HARD if patterns["hard"].search(names) else Furniture.TOKEN


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    lists = tomllib.loads(files("tracker.extract").joinpath("furniture.toml").read_text(encoding="utf-8"))
    return {
        kind: re.compile(rf"(?:^|[\s_-])(?:{'|'.join(lists[kind])})(?=$|[\s_-])", re.IGNORECASE)
        for kind in ("tokens", "hard", "keep")
    }
