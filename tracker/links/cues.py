"""Cues: the word lists of this room, read once from cues.toml."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any


@cache
def cues() -> dict[str, Any]:
    """Its tables."""
    return tomllib.loads(Path(__file__).with_name("cues.toml").read_text("utf-8"))


@cache
def scope_keys(name: str) -> frozenset[str]:
    """One list of scope keys."""
    return frozenset(cues()["scope"][name])


def phrases(names: Iterable[str]) -> str:
    """A pattern for any of the phrases, the longest first; the caller puts the word boundaries."""
    return "|".join(re.escape(name).replace(r"\ ", r"\s") for name in sorted(names, key=lambda one: (-len(one), one)))
