"""Clean one line of text from the web: the same words always as the same characters."""

import re
import unicodedata

from tracker.patterns import deferred

_UNSEEN = deferred(
    "[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|↩[\ufe0e\ufe0f]?"
)
"""Soft hyphen, zero-width space, direction marks, word joiner, byte order mark: editors paste them unseen. And the
arrow that leads back from a footnote."""
_JOINERS = deferred(
    "(?<=[!-\u024f\u0300-\u036f])[\u200c\u200d]++|(?<![\u200c\u200d])[\u200c\u200d]++(?=[!-\u024f\u0300-\u036f])"
)
"""Zero-width joiners beside Latin letters; in Persian and between emoji they mean something and stay."""
_THIN = deferred("[\u2007-\u2009\u202f\u00a0]")
_MAYBE_GROUPED = deferred("[\u2007-\u2009\u202f\u00a0][0-9]{3}")
_GROUPED = deferred(
    "(?<![\\d,.])[1-9]\\d{0,2}(?:[\u2007-\u2009\u202f]\\d{3})+(?![\\d])|(?<=[£$€])[1-9]\\d{0,2}(?:\u00a0\\d{3})+(?!\\d)"
)
"""A non-breaking space groups sums of money alone: a telephone number may have one, too."""
_CONTROL = deferred(r"[\x00-\x1f\x7f-\x9f]")
_CROWD = deferred(r"[^\w\s\x00-\xff]{31,}")
_MOST_MARKS = 30
"""Accents on one letter: Unicode's own limit for streams (UAX #15, D4); putting a million in order takes hours."""
_SURROGATE = deferred("[\ud800-\udfff]")


def line(text: str) -> str:
    """The text as one line: NFC, single spaces, none at the ends, nothing invisible. Cleaning twice changes nothing.

    Every kind of space and line end is a space, also U+2028 and U+0085, at which `str.splitlines` would cut.
    """
    if _is_clean(text):
        return text
    if not text.isascii():
        text = grouped(_SURROGATE.sub("\ufffd", _UNSEEN.sub("", text)))
        text = _composed(text)
        if "\u200c" in text or "\u200d" in text:
            text = _composed(text)  # a letter that was only now composed may stand beside a joiner
    text = " ".join(text.split())
    return text if text.isprintable() else " ".join(_CONTROL.sub(" ", text).split())


def grouped(text: str) -> str:
    """The text with thousands that a thin space groups as 6,500; a plain space may stand between two figures."""
    return _GROUPED.sub(lambda found: _THIN.sub(",", found[0]), text) if _MAYBE_GROUPED.search(text) else text


def _composed(text: str) -> str:
    """NFC, without joiners beside Latin letters and crowds of accents: what a joiner parted may be a crowd without it."""
    if "\u200c" in text or "\u200d" in text:
        text = _JOINERS.sub("", text)
    return _uncrowded(unicodedata.normalize("NFC", _uncrowded(text)))


def _uncrowded(text: str) -> str:
    return _CROWD.sub(_thinned, text) if _has_crowd(text) else text


def _is_clean(text: str) -> bool:
    """The quick answer for most of a page, which is cleaned at every step; no invisible character is printable."""
    return (
        text.isprintable()
        and "  " not in text
        and text.strip(" ") == text
        and (text.isascii() or ("↩" not in text and not _has_crowd(text) and unicodedata.is_normalized("NFC", text)))
    )


def _has_crowd(text: str) -> bool:
    """Whether accents may have to be thinned; few lines have as many characters beyond Latin-1 as one crowd."""
    beyond = len(text) - len(text.encode("latin-1", "ignore"))
    return beyond > _MOST_MARKS and _CROWD.search(text) is not None


def _thinned(crowd: re.Match[str]) -> str:
    """A run of characters that are no letters, with at most `_MOST_MARKS` accents after each one that is no accent."""
    kept: list[str] = []
    marks = 0
    for character in crowd[0]:
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks <= _MOST_MARKS:
            kept.append(character)
    return "".join(kept)
