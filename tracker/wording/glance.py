"""Glance: whether a text can hold what a pattern looks for, told before the pattern is tried.

A glance never says no where the pattern would find something: whatever the pattern fits has one of its letters. Most
sentences hold nothing of most kinds, and looking for a few letters takes a tenth of the time that a pattern takes.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from tracker.patterns import deferred

_SAME = str.maketrans({"ı": "i", "İ": "i", "ſ": "s", "\u212a": "k"})
"""Letters that a pattern without regard to case takes for another one."""


SENTENCES = 4096
"""Sentences of which is remembered what their own words tell: those of one version of a page stand in the next one, too.

What is told by anything but the arguments, such as what the document said before, must not be remembered so.
"""
_TOKEN = deferred(r"\w+")
_APOSTROPHES = frozenset("'’")


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


class Finder:
    """A pattern of phrases that is tried only where a phrase may begin; by itself it would try every letter.

    `pattern` fits the phrases as whole words, in any case and with either apostrophe.
    """

    def __init__(self, phrases: Iterable[str], pattern: re.Pattern[str]) -> None:
        self._pattern = pattern
        self._openings: dict[str, set[str]] = {}
        for phrase in phrases:
            (token,) = tokens_of([phrase])
            opens = _TOKEN.match(plain(phrase))
            self._openings.setdefault(token, set()).update({opens.group(0)} if opens else _APOSTROPHES)
        self._tokens = frozenset(self._openings)

    def may_stand_in(self, text: str) -> bool:
        """Whether a word of theirs stands in the text; else none of them does."""
        return not self._tokens.isdisjoint(tokens(text))

    def search(self, text: str) -> re.Match[str] | None:
        """The first of them in the text."""
        return next(self.finditer(text), None)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """All of them in order, none inside another: what the pattern's own `finditer` gives."""
        here = self._tokens & tokens(text)
        if not here:
            return
        low = plain(text)
        if len(low) != len(text):  # a letter that has no small one of its own length
            yield from self._pattern.finditer(text)
            return
        end = 0
        for at in sorted({at for token in here for opening in self._openings[token] for at in _places(low, opening)}):
            found = self._pattern.match(text, at) if at >= end else None
            if found:
                yield found
                end = found.end()


def _places(low: str, opening: str) -> Iterator[int]:
    at = low.find(opening)
    while at >= 0:
        yield at
        at = low.find(opening, at + 1)
