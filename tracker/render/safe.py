"""Text from the web is hostile: what it may not do to a terminal or a CI log."""

import re
import unicodedata
from collections.abc import Mapping

from tracker.patterns import deferred

RUNNERS = ("CI", "GITHUB_ACTIONS", "TF_BUILD", "GITLAB_CI", "TEAMCITY_VERSION")
"""What CI systems set in the environment of what they start."""
_JOINER = "\u2060"
_BAD = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
_KEPT = {"\u00ad", "\u200d"}
_COMMAND = deferred(r":(?=:)|#(?=#(?:\[|vso\[|teamcity\[))")
"""Begins what a runner of GitHub, Azure or TeamCity would obey."""
_OBEYED = deferred("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""What a terminal obeys. No text that our readers have made holds any of it: see `extract/clean.py`."""


def safe(text: str) -> str:
    """The text on one line, without control, bidirectional or private characters, and without CI commands.

    An escape sequence becomes visible as `␛`; a workflow command (`::error::`, `##[group]`, `##vso[…]`) is broken
    by an invisible joiner, because a log that printed it would obey it.
    """
    # Nearly all text is letters and spaces: a site shows millions of characters.
    shown = text if text.isprintable() else "".join(_visible(one) for one in text)
    shown = _COMMAND.sub(rf"\g<0>{_JOINER}", shown)
    return re.sub(r" {2,}", " ", shown) if "  " in shown else shown


def unobeyed(text: str) -> str:
    """A recorded text with all its lines, exact but for what a terminal would obey, which becomes visible."""
    return _OBEYED.sub(lambda found: _visible(found[0]), text)


def in_json(text: str) -> str:
    """JSON in which no string holds what a runner would obey; a program reads the same."""
    return text.replace("::", ":\\u003a").replace("##", "#\\u0023")


def safe_line(line: str) -> str:
    """One line of a recorded text, as `safe` but with its indent: that is how a list says which entry belongs to which."""
    inside = line.lstrip(" ")
    return " " * (len(line) - len(inside)) + safe(inside) if inside else ""


def _visible(one: str) -> str:
    if one in "\n\r\t\u2028\u2029\u0085":
        return " "
    if one < " ":
        return chr(0x2400 + ord(one))
    if unicodedata.category(one) in _BAD and one not in _KEPT:
        return "" if one in "\u200b\ufeff\u2060" else "�"
    return one


def has_runner(env: Mapping[str, str]) -> bool:
    """Whether a CI system has started us."""
    return any(env.get(name, "").strip().lower() not in {"", "0", "false"} for name in RUNNERS)
