"""Text from the web is hostile: what it may not do to a terminal or a CI log."""

import re
import unicodedata

_JOINER = "\u2060"
_BAD = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
_KEPT = {"\u00ad", "\u200d"}


def safe(text: str) -> str:
    """The text on one line, without control, bidirectional or private characters, and without CI commands.

    An escape sequence becomes visible as `␛`; a GitHub workflow command (`::error::`, `##[group]`) is broken by an
    invisible joiner, because a log that printed it would obey it.
    """
    # Nearly all text is letters and spaces: a site shows millions of characters.
    shown = text if text.isprintable() else "".join(_visible(one) for one in text)
    shown = shown.replace("::", f":{_JOINER}:").replace("##[", f"#{_JOINER}#[")
    return re.sub(r" {2,}", " ", shown) if "  " in shown else shown


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
