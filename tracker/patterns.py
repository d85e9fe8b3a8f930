"""Patterns that are compiled when they are first used: of the hundreds that modules write down, a command uses few."""

import re
from collections.abc import Callable
from functools import cached_property
from operator import attrgetter
from typing import Any, AnyStr, Final, cast

_METHODS: Final = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split")


def deferred(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """What `re.compile` gives, compiled at its first use; then comes `re.error`, too.

    It answers as a pattern does. That it is none of re's own shows in `isinstance` and in re's functions: they take its
    `.pattern`.
    """
    return cast("re.Pattern[AnyStr]", DeferredPattern(pattern, flags))


class DeferredPattern:
    """A pattern by its words. Its methods give way to the compiled one's, so that the second use costs what re's costs."""

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self.pattern = pattern
        self._asked = flags

    @cached_property
    def compiled(self) -> re.Pattern[Any]:
        """The pattern itself."""
        found: re.Pattern[Any] = re.compile(self.pattern, self._asked)
        self.__dict__.update({name: getattr(found, name) for name in _METHODS})
        return found

    flags = property(attrgetter("compiled.flags"))
    groups = property(attrgetter("compiled.groups"))
    groupindex = property(attrgetter("compiled.groupindex"))

    def __reduce__(self) -> tuple[object, ...]:
        """A copy, and what another process is sent, is the pattern itself."""
        return re.compile, (self.pattern, self._asked)


def _at_first(method: str) -> Callable[..., Any]:
    def use(self: DeferredPattern, *given: Any, **named: Any) -> Any:
        return getattr(self.compiled, method)(*given, **named)

    return use


for _method in _METHODS:
    setattr(DeferredPattern, _method, _at_first(_method))
