"""The word lists of this room, read once from the TOML files beside the code."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

from tracker.wording.cues import tree
from tracker.wording.glance import Finder


@cache
def lexicon(name: str) -> dict[str, Any]:
    """The tables of `<name>.toml` beside this file."""
    return tomllib.loads((files("tracker.claims") / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def grammar(kind: str) -> frozenset[str]:
    """The words of one list of `grammar.toml`: function words, participles."""
    return frozenset(lexicon("grammar")[kind])


class WordList(Finder):
    """Words and phrases that are looked for in any case, as whole words."""

    def __init__(self, words: Iterable[str]) -> None:
        listed = tuple(words)
        super().__init__(listed, whole_words(listed, re.IGNORECASE))


def whole_words(words: Iterable[str], flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """Any of the words as whole words, the longest that fits; in any case of plain letters only, as no list has "ſ"."""
    return re.compile(rf"(?<![\w’-])(?a:{tree(words)})(?![\w-])", flags)
