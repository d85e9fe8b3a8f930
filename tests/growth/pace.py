"""How time grows with the length of one text: the exponent e of time = c · lengthᵉ, processor time, least of some runs."""

import gc
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from math import log
from types import FrameType
from typing import Any, TypeVar

from forgetting import forget

Given = TypeVar("Given")

LONGEST = 2.0
"""Processor seconds of one run, after which it is broken off: most take milliseconds, and a busy machine counts twice."""
RUNS = 5


@dataclass(frozen=True, slots=True)
class Growth:
    """Seconds at each length; a run that was broken off has infinitely many."""

    seconds: dict[int, float]

    @property
    def exponent(self) -> float:
        """The slope of the regression line through the logarithms; infinite when a run was broken off."""
        if float("inf") in self.seconds.values():
            return float("inf")
        points = [(log(length), log(max(spent, 1e-9))) for length, spent in self.seconds.items()]
        across, up = (sum(values) / len(points) for values in zip(*points, strict=True))
        return sum((x - across) * (y - up) for x, y in points) / sum((x - across) ** 2 for x, _ in points)


def growth(
    work: Callable[[Given], Any],
    given: Callable[[int], Given],
    lengths: Sequence[int],
    *,
    quick: float,
    steepest: float,
    most: float = LONGEST,
    before: Callable[[], None] = forget,
) -> Growth | None:
    """How the work grows with the length of what it is given; None when the longest takes no more than `quick` seconds.

    A run of more than `most` seconds is broken off; if the longest is, it says enough. It is looked at again, least of
    five, when one run of each looks too steep. `before` goes before each run: by itself no sentence was read yet.
    """

    def spent(length: int) -> float:
        before()
        return _spent(work, given(length), most)

    longest = lengths[-1]
    first = spent(longest)
    if first <= quick:
        return None
    if first == float("inf"):
        return Growth({longest: first})
    seconds = {length: spent(length) for length in lengths[:-1]} | {longest: first}
    found = Growth(seconds)
    if found.exponent <= steepest or found.exponent == float("inf"):
        return found
    for _ in range(RUNS - 1):
        for length in lengths:
            seconds[length] = min(seconds[length], spent(length))
    return Growth(seconds)


def _spent(work: Callable[[Given], Any], given: Given, most: float) -> float:
    """Of this thread: a running timer makes the process's own clock coarse."""
    began = time.thread_time()
    try:
        with _limited(most):
            work(given)
    except TimeoutError:
        return float("inf")
    return time.thread_time() - began


@contextmanager
def _limited(most: float) -> Iterator[None]:
    """The regex engine asks for signals every few thousand steps, so that even it can be broken off."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGPROF, stop)
    gc.disable()  # Hypothesis hears of collections: a signal there would be raised to nobody.
    signal.setitimer(signal.ITIMER_PROF, most)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        gc.enable()
        signal.signal(signal.SIGPROF, before)
