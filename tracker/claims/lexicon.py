"""The word lists of this room, read once from the TOML files beside the code."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from tracker.wording.cues import tree
from tracker.wording.glance import tokens, tokens_of


@cache
def lexicon(name: str) -> dict[str, Any]:
    """The tables of `<name>.toml` beside this file."""
    return tomllib.loads((files("tracker.claims") / f"{name}.toml").read_text(encoding="utf-8"))


class WordList:
    """Words and phrases that are looked for in any case, as whole words."""

    def __init__(self, words: Iterable[str]) -> None:
        listed = tuple(words)
        self._tokens = tokens_of(listed)
        self._pattern = whole_words(listed, re.IGNORECASE)

    def search(self, text: str) -> re.Match[str] | None:
        """The first of them in the text; where no word of theirs stands, the pattern is not tried."""
        return self._pattern.search(text) if self.may_stand_in(text) else None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """All of them in order."""
        return self._pattern.finditer(text) if self.may_stand_in(text) else iter(())

    def may_stand_in(self, text: str) -> bool:
        """Whether a word of theirs stands in the text; else none of them does."""
        return not self._tokens.isdisjoint(tokens(text))


def whole_words(words: Iterable[str], flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """Any of the words as whole words, the longest that fits."""
    return re.compile(rf"(?<![\w’-])(?:{tree(words)})(?![\w-])", flags)
