"""Modules that are loaded when something of them is first asked for: a round in which nothing changed reads no page."""

from importlib import import_module
from typing import Any


def later(name: str) -> Any:
    """What stands for the module of that name until it is used; a type checker is given the import itself beside it."""
    return DeferredModule(name)


class DeferredModule:
    """A module by its name. Whatever is asked of it, the module answers; one that cannot be loaded says so then."""

    def __init__(self, name: str) -> None:
        self.__name__ = name

    def __getattr__(self, attribute: str) -> Any:
        return getattr(import_module(self.__name__), attribute)
