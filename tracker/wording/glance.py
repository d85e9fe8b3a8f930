"""Glance: whether a text can hold what a pattern looks for, told before the pattern is tried.

A glance never says no where the pattern would find something: whatever the pattern fits has one of its letters. Most
sentences hold nothing of most kinds, and looking for a few letters takes a tenth of the time that a pattern takes.
"""

from collections.abc import Iterable
from functools import lru_cache

from tracker.patterns import deferred

_SAME = str.maketrans({"ı": "i", "İ": "i", "ſ": "s", "\u212a": "k"})
"""Letters that a pattern without regard to case takes for another one."""


_TOKEN = deferred(r"\w+")


@lru_cache(maxsize=64)
def plain(text: str) -> str:
    """The text in small letters, as a pattern without regard to case reads them; kept for a moment, as many ask for it."""
    return text.lower() if text.isascii() else text.translate(_SAME).lower()


@lru_cache(maxsize=64)
def tokens(text: str) -> frozenset[str]:
    """The words of the text in small letters, an apostrophe or hyphen between two; kept for a moment."""
    return frozenset(_TOKEN.findall(plain(text)))


def tokens_of(phrases: Iterable[str]) -> frozenset[str]:
    """Of each phrase the longest word: a text that has none of these words has none of the phrases as whole words."""
    return frozenset(max(tokens(phrase), key=lambda one: (len(one), one)) for phrase in phrases)


def letters_of(phrases: Iterable[str]) -> tuple[str, ...]:
    """The fewest letters of which some stand in any of the phrases: what holds another phrase need not be looked for."""
    kept: list[str] = []
    for phrase in sorted({plain(phrase) for phrase in phrases}, key=lambda one: (len(one), one)):
        if not any(letters in phrase for letters in kept):
            kept.append(phrase)
    return tuple(kept)


def may_hold(text: str, needs: Iterable[str]) -> bool:
    """Whether one of these letters, in lower case, stands in the text."""
    low = plain(text)
    for letters in needs:  # noqa: SIM110 - a generator takes twice as long, and this is asked of every sentence
        if letters in low:
            return True
    return False
