"""Stopping: SIGINT, SIGTERM and SIGHUP end a command as KeyboardInterrupt, wherever it is, and nothing keeps them."""

import atexit
import os
import signal
import sys
from collections.abc import Callable, Iterator
from time import monotonic
from types import FrameType
from typing import Any

STOPPED = "interrupted; what was recorded stays"
INTERRUPTED = 130
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_SAME_WISH = 1.0
"""Seconds in which another signal says what the first has said (a closing terminal sends two): the record is being made."""
_AGAIN = 0.02
"""Seconds after which an interruption that got lost comes again: by then whatever lost it is through."""


class StopSignals:
    """What the signals do from now on. One that whoever started us ignores (nohup) stays ignored.

    Python cannot raise an exception out of `__del__` or a callback, and tells `sys.unraisablehook` of it instead: then
    the interruption is raised again a moment later.
    """

    def __init__(self) -> None:
        self.heard = False
        """One has come."""
        self._since = float("-inf")
        self._heard = [number for number in SIGNALS if signal.getsignal(number) is not signal.SIG_IGN]
        for number in self._heard:
            signal.signal(number, self._interrupt)
        signal.signal(signal.SIGALRM, signal.default_int_handler)
        sys.unraisablehook = self._lost
        atexit.register(self._turn_deaf)  # the first to be registered is the last to be called

    def leave(self, code: int) -> None:
        """All is said and done: what still holds up the end of the process is broken off by a signal, with this code."""
        for number in self._heard:
            signal.signal(number, lambda *_: os._exit(code))

    def _turn_deaf(self) -> None:
        """Python gives signals their own meaning back while it takes itself apart: one would end us as if killed."""
        for number in self._heard:
            signal.signal(number, signal.SIG_IGN)

    def _interrupt(self, _number: int, _frame: FrameType | None) -> None:
        if monotonic() - self._since < _SAME_WISH:
            return
        self.heard, self._since = True, monotonic()
        raise KeyboardInterrupt

    def _lost(self, told: Any) -> None:
        if issubclass(told.exc_type, KeyboardInterrupt):
            signal.setitimer(signal.ITIMER_REAL, _AGAIN)
        else:
            sys.__unraisablehook__(told)


def is_interruption(error: BaseException, *, heard: bool = False) -> bool:
    """Whether it is one, or was made of one.

    Python 3.11 wraps what comes while a class is made in a RuntimeError; pydantic turns what comes while it builds a model
    into a SchemaError and does not say of what. So after a signal (`heard`) whatever comes up is its doing, but for what
    comes up while the interruption is dealt with, which is a bug.
    """
    causes = list(_chain(error, lambda one: one.__cause__))
    if any(isinstance(one, KeyboardInterrupt) for one in causes):
        return True
    met = _chain(error, lambda one: one.__cause__ or one.__context__)
    return heard and not any(isinstance(one, KeyboardInterrupt) for one in met)


def _chain(
    error: BaseException | None, step: Callable[[BaseException], BaseException | None]
) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = step(error)
