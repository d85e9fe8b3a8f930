"""Cue words: the .toml lists that stand beside this code, read once."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import groupby
from pathlib import Path
from types import MappingProxyType
from typing import Any

_ENDINGS = ("", "s", "es", "ed", "d", "ing")
_HANGS = "'"
_EITHER = {" ": r"\s", "'": "['’]"}


@cache
def cues(name: str) -> dict[str, Any]:
    """The tables of `name`.toml in this room."""
    return tomllib.loads(Path(__file__).with_name(f"{name}.toml").read_text("utf-8"))


def any_of(phrases: Iterable[str]) -> str:
    """A regular expression for any of the phrases as whole words, the longest that fits.

    Any blank and either apostrophe will do; a phrase that begins with an apostrophe ('ll) hangs on the word before.
    """
    every = [form for phrase in phrases for form in forms(phrase)]
    standing = rf"(?<![\w’'-])(?:{tree((form for form in every if form[0] != _HANGS), _EITHER)})(?![\w-])"
    hanging = tree((form for form in every if form[0] == _HANGS), _EITHER)
    return rf"(?:{standing}|{hanging}(?![\w-]))" if hanging else standing


def forms(phrase: str) -> tuple[str, ...]:
    """The phrase, and with its endings one that has a star behind it."""
    stem = phrase.removesuffix("*")
    return tuple(f"{stem}{ending}" for ending in _ENDINGS) if stem != phrase else (phrase,)


def tree(words: Iterable[str], shapes: Mapping[str, str] = MappingProxyType({})) -> str:
    """A pattern for any of the words, the longest that fits; empty for no words. `shapes` tells what stands for a sign.

    Words that begin alike share their beginning: a sign that begins none is passed over at once. Linear: no repetition.
    """
    return _branches(sorted(set(words)), shapes)


def _branches(words: list[str], shapes: Mapping[str, str]) -> str:
    """A pattern for words in order: by first letter, then the rest of each."""
    branches = []
    for first, group in groupby((word for word in words if word), key=lambda word: word[0]):
        rest = [word[1:] for word in group]
        branches.append(shapes.get(first, re.escape(first)) + (_branches(rest, shapes) if rest != [""] else ""))
    optional = "?" if "" in words else ""
    return f"(?:{'|'.join(branches)}){optional}" if len(branches) > 1 or optional else "".join(branches)
