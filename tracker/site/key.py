"""Keys: digests of what a page is made from. Two builds with the same key make the same bytes."""

import hashlib
import json
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable

LENGTH = 20
"""Hexadecimal digits kept: 80 bits, so that no two inputs of any site will ever have one key."""
_SHAPING = ("jinja2", "rapidfuzz", "selectolax", "lxml")
"""Libraries whose next release may read, compare or write otherwise."""


def digest(*parts: object) -> str:
    """A name for these values; anything that JSON can write."""
    told = json.dumps(parts, ensure_ascii=True, separators=(",", ":"), default=str)
    return hashlib.sha256(told.encode("ascii")).hexdigest()[:LENGTH]


@cache
def making() -> str:
    """A name for what makes the pages: every file of tracker, and the libraries that shape its pages."""
    seed = hashlib.sha256("".join(f"{name} {version(name)}\n" for name in _SHAPING).encode())
    _take(files("tracker"), "", seed)
    return seed.hexdigest()[:LENGTH]


def _take(folder: Traversable, name: str, seed: "hashlib._Hash") -> None:
    for one in sorted(folder.iterdir(), key=lambda found: found.name):
        if one.is_dir() and one.name not in {"__pycache__", "shipped"}:
            _take(one, f"{name}{one.name}/", seed)
        elif one.is_file():
            seed.update(f"{name}{one.name}\0".encode() + one.read_bytes())
