"""Every compiled pattern of tracker, and how it is used: found by walking the modules, so that none is forgotten."""

import ast
import importlib
import inspect
import pkgutil
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import _lru_cache_wrapper
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest.mock import MagicMock, patch

import tracker
from tracker.patterns import DeferredPattern

_WAYS = {
    "finditer": "finditer",
    "findall": "finditer",
    "sub": "finditer",
    "subn": "finditer",
    "split": "finditer",
    "search": "search",
    "match": "match",
    "fullmatch": "match",
}
_OF_EXTRAS = {"playwright": ("playwright", "playwright.sync_api")}
"""Libraries of an extra that are imported at the heads of modules, with what is imported of them."""
_WINDOW = 100
"""Characters that a pattern with an end of its own is given at each place: as many as the widest of them takes."""


@dataclass(frozen=True, slots=True)
class Living:
    """A pattern of tracker with its name and the ways in which it is used."""

    name: str
    pattern: re.Pattern[Any]
    ways: tuple[str, ...]


def living() -> list[Living]:
    """All patterns, by name: those of modules, of what modules keep, of cached functions, and those written in a call."""
    modules = list(_modules())
    used, written = {}, {}
    for module in modules:
        nodes = list(ast.walk(ast.parse(Path(str(module.__file__)).read_text("utf-8"))))
        used[module.__name__], written[module.__name__] = _uses(nodes), _written(nodes)
    found: dict[str, Living] = {}
    seen: dict[int, str] = {}
    for module in modules:
        for name, pattern in _held(module):
            if id(pattern) in seen:
                continue
            seen[id(pattern)] = name
            base = re.split(r"[\[(.]", name, maxsplit=1)[0]
            same = [other for other in modules if getattr(other, base, None) is getattr(module, base)]
            ways = (
                {way for other in same for way in used[other.__name__].get(base, ())}
                if base == name.removesuffix("()")
                else set()
            )
            full = f"{module.__name__}:{name}"
            found[full] = Living(full, pattern, tuple(sorted(ways)) or ("finditer", "match", "search"))
        for line, way, text, flags in written[module.__name__]:
            full = f"{module.__name__}:line {line}"
            found[full] = Living(full, re.compile(text, flags), (way,))
    return list(found.values())


def run(way: str, pattern: re.Pattern[Any]) -> Callable[[str], Any]:
    """The pattern put to a text in one of its ways."""

    def given(text: str) -> Any:
        return text.encode() if isinstance(pattern.pattern, bytes) else text

    match way:
        case "finditer":
            return lambda text: sum(1 for _ in pattern.finditer(given(text)))
        case "search":
            return lambda text: pattern.search(given(text))
        case "match":
            return lambda text: (pattern.match(given(text)), pattern.fullmatch(given(text)))
        case _:
            return lambda text: _at_each_place(pattern, given(text))


def _at_each_place(pattern: re.Pattern[Any], text: Any) -> list[Any]:
    return [pattern.match(text, at, at + _WINDOW) for at in range(0, len(text), _WINDOW // 4)]


def _modules() -> Iterator[ModuleType]:
    for info in pkgutil.walk_packages(tracker.__path__, "tracker."):
        if info.name != "tracker.__main__":
            yield _loaded(info.name)


def _loaded(name: str) -> ModuleType:
    """A module; of an extra that is not installed its own patterns all the same."""
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] not in _OF_EXTRAS:
            raise
        with patch.dict(sys.modules, dict.fromkeys(_OF_EXTRAS[error.name.partition(".")[0]], MagicMock())):
            return importlib.import_module(name)


def _held(module: ModuleType) -> Iterator[tuple[str, re.Pattern[Any]]]:
    for name, value in sorted(vars(module).items()):
        if name.startswith("__"):
            continue
        if isinstance(value, _lru_cache_wrapper):
            if value.__module__ == module.__name__ and _gives_patterns(value):
                yield from _inside(f"{name}()", value(), 0)
        else:
            yield from _inside(name, value, 0)


def _gives_patterns(function: Any) -> bool:
    signature = inspect.signature(function)
    return not signature.parameters and "Pattern" in str(signature.return_annotation)


def _inside(name: str, value: Any, depth: int) -> Iterator[tuple[str, re.Pattern[Any]]]:
    if isinstance(value, DeferredPattern):
        yield name, value.compiled
    elif isinstance(value, re.Pattern):
        yield name, value
    elif depth > 2:
        return
    elif isinstance(value, Mapping):
        for key, one in value.items():
            yield from _inside(f"{name}[{key}]", one, depth + 1)
    elif isinstance(value, tuple | list | frozenset):
        for at, one in enumerate(value):
            yield from _inside(f"{name}[{at}]", one, depth + 1)


def _uses(nodes: Sequence[ast.AST]) -> dict[str, set[str]]:
    """For each name that a method of patterns is called on, or handed on of, the ways."""
    found: dict[str, set[str]] = {}
    placed = {id(node.func) for node in nodes if isinstance(node, ast.Call) and len(node.args) > 1}
    for node in nodes:
        if isinstance(node, ast.Attribute) and node.attr in _WAYS:
            owner = node.value.func if isinstance(node.value, ast.Call) else node.value
            if isinstance(owner, ast.Name) and owner.id != "re":
                way = _WAYS[node.attr]
                found.setdefault(owner.id, set()).add("at each place" if way == "match" and id(node) in placed else way)
    return found


def _written(nodes: Sequence[ast.AST]) -> list[tuple[int, str, str | bytes, int]]:
    """Patterns that stand in a call of re's own functions."""
    found = []
    for node in nodes:
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id == "re"
            and node.func.attr in _WAYS
            and isinstance(node.args[0], ast.Constant)
        ):
            flags = " ".join(ast.unparse(arg) for arg in (*node.args[2:], *(word.value for word in node.keywords)))
            kept = [getattr(re, name) for name in re.findall(r"re\.([A-Z]+)\b", flags)]
            found.append((node.lineno, _WAYS[node.func.attr], node.args[0].value, sum(map(int, kept))))
    return found
