"""Cue words: the .toml lists that stand beside this code, read once."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def cues(name: str) -> dict[str, Any]:
    """The tables of `name`.toml in this room."""
    return tomllib.loads(files("tracker.wording").joinpath(f"{name}.toml").read_text(encoding="utf-8"))


def any_of(phrases: Iterable[str]) -> str:
    """A regular expression for any of the phrases as whole words, the longest first.

    Any blank and either apostrophe will do; a phrase that begins with an apostrophe ('ll) hangs on the word before.
    """
    ordered = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    hanging = [_shape(phrase) for phrase in ordered if phrase.startswith("'")]
    standing = "|".join(_shape(phrase) for phrase in ordered if not phrase.startswith("'"))
    return "|".join(rf"{shape}(?![\w-])" for shape in [*hanging, rf"(?<![\w’'-])(?:{standing})"])


def _shape(phrase: str) -> str:
    stem = re.escape(phrase.removesuffix("*")).replace(r"\ ", r"\s").replace("'", "['’]")
    return f"{stem}(?:s|es|ed|d|ing)?" if phrase.endswith("*") else stem
