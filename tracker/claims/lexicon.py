"""The word lists of this room, read once from the TOML files beside the code."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import Any


@cache
def lexicon(name: str) -> dict[str, Any]:
    """The tables of `<name>.toml` beside this file."""
    return tomllib.loads((files("tracker.claims") / f"{name}.toml").read_text(encoding="utf-8"))


def whole_words(words: Iterable[str], flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """Any of the words as whole words, the longest that fits; a space in them stands for one blank.

    Words that begin alike share their beginning in the pattern: a sign that begins none is passed over at once.
    Linear: no repetition.
    """
    return re.compile(rf"(?<![\w’-])(?:{_shared(sorted(set(words)))})(?![\w-])", flags)


def _shared(words: list[str]) -> str:
    """A pattern for words in order: by first letter, then the rest of each; longer ones are tried first."""
    branches = []
    for first, group in groupby((word for word in words if word), key=lambda word: word[0]):
        rest = [word[1:] for word in group]
        branches.append(re.escape(first) + (_shared(rest) if rest != [""] else ""))
    optional = "?" if "" in words else ""
    return f"(?:{'|'.join(branches)}){optional}" if len(branches) > 1 or optional else "".join(branches)
