"""The word lists of this room, read once from the TOML files beside the code."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def lexicon(name: str) -> dict[str, Any]:
    """The tables of `<name>.toml` beside this file."""
    return tomllib.loads((files("tracker.claims") / f"{name}.toml").read_text(encoding="utf-8"))


def whole_words(words: Iterable[str], flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """Any of the words, longest first, as whole words; a space in them stands for one blank. Linear: no repetition."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    choices = "|".join(re.escape(word) for word in ordered)
    return re.compile(rf"(?<![\w’-])(?:{choices})(?![\w-])", flags)
