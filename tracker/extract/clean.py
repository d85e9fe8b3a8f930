"""Clean one line of text from the web: the same words always as the same characters."""

import re
import unicodedata

_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
"""Soft hyphen, zero-width space, direction marks, word joiner, byte order mark: editors paste them unseen."""
_SPACES = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")
"""Every kind of space and line end (also U+2028 and U+0085, at which `str.splitlines` cuts) and control characters."""
_SURROGATES = re.compile("[\ud800-\udfff]")
_MARKS = re.compile("↩[\ufe0e\ufe0f]?")
"""The arrow that leads back from a footnote."""


def line(text: str) -> str:
    """The text as one line: NFC, single spaces, none at the ends, nothing invisible. Cleaning twice changes nothing."""
    text = _SURROGATES.sub("\ufffd", text)
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", _MARKS.sub("", text)))
    return _SPACES.sub(" ", text).strip(" ")
