"""Shared weight: which texts share so much with another one that a score can follow from it."""

import math
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from importlib.util import find_spec

from tracker.links.index import CONTEXT_BONUS, HEAD_BONUS, NUMBER_BONUS, StemWeights, Terms, enough

MANY = 3_000
"""Places to be added up from which numpy, where it is installed, is quicker than a loop."""
_SPARSE = 8
"""Numbers to each place that is added up, from which they are too far apart to be counted one by one."""
_STEPS = 30
_SLACK = 1e-6
_A_STEP = 4
"""Of squared lengths, to one: with one rounded down the mark is lower, never higher."""

Places = Callable[[str], "Sequence[int]"]
"""Of a stem the numbers of the texts that have it."""


class StemPlaces:
    """Stem → numbers of the texts that have it, four bytes each."""

    def __init__(self) -> None:
        self._places: dict[str, array[int]] = defaultdict(lambda: array("I"))

    def add(self, text: int, stems: Iterable[str]) -> None:
        """Put a text in."""
        for stem in stems:
            self._places[stem].append(text)

    def __call__(self, stem: str) -> Sequence[int]:
        """The texts that have the stem."""
        return self._places.get(stem, ())

    def items(self) -> Iterable[tuple[str, "array[int]"]]:
        """All stems with their texts."""
        return self._places.items()


def sharing(asked: Terms, places: Places, weights: StemWeights, floor: float) -> dict[int, float]:
    """Every text that shares enough with the one asked about to reach the score `floor`, with the weight shared.

    A superset of those that do reach it. Texts that share nothing are absent whatever the floor.
    """
    parts = [(weight, places(stem)) for stem in asked.stems if (weight := weights.of(stem))]
    length = sum(weight for weight, _ in parts)
    most = HEAD_BONUS + CONTEXT_BONUS + (NUMBER_BONUS if asked.numbers else 0.0)
    least = _least(int(length * _A_STEP), most, floor) if length else None
    if least is None:
        return {}
    parts = [(weight, held) for weight, held in parts if held]
    if sum(len(held) for _, held in parts) >= MANY and find_spec("numpy"):
        return _by_numpy(parts, least)
    return _by_loop(parts, least)


def _by_loop(parts: Sequence[tuple[float, Sequence[int]]], least: float) -> dict[int, float]:
    if not parts:
        return {}
    # The longest row is made by one call, which takes half as long as adding it up.
    (first, most), *others = sorted(parts, key=lambda one: -len(one[1]))
    shared = dict.fromkeys(most, first)
    known = shared.get
    for weight, held in others:
        for text in held:
            shared[text] = known(text, 0.0) + weight
    return {text: weight for text, weight in shared.items() if weight >= least}


def _by_numpy(parts: Sequence[tuple[float, Sequence[int]]], least: float) -> dict[int, float]:
    import numpy as np

    texts = np.concatenate([np.asarray(held, dtype=np.uint32) for _, held in parts])
    each = np.repeat([weight for weight, _ in parts], [len(held) for _, held in parts])
    start, end = int(texts.min()), int(texts.max())
    if end - start > _SPARSE * len(texts):  # a count for each number between them would take gigabytes
        known, places = np.unique(texts, return_inverse=True)
    else:
        known, places = np.arange(start, end + 1), texts - start
    shared = np.bincount(places, weights=each)
    found = np.nonzero(shared >= least)[0]
    return dict(zip(known[found].tolist(), shared[found].tolist(), strict=True))


@lru_cache(maxsize=10_000)
def _least(squared: int, most: float, floor: float) -> float | None:
    """The least weight that a text of that squared length must share with another for the floor; None where none is enough.

    A text that shares so much has at least that squared length itself, so that their cosine is at most the root of it over
    the length; `most` is what bonuses can add.
    """
    length = math.sqrt((squared + 1) / _A_STEP), math.sqrt(max(squared, 1) / _A_STEP)

    def best(shared: float) -> float:
        return (min(1.0, math.sqrt(shared) / length[1]) + most) * enough(shared)

    low, high = 0.0, length[0] ** 2
    if best(high) < floor:
        return None
    for _ in range(_STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if best(middle) < floor else (low, middle)
    return max(0.0, low - _SLACK)


def can_reach(shared: float, one: float, other: float, most: float, floor: float) -> bool:
    """Whether two texts of these lengths that share so much can reach the floor, whatever bonuses add."""
    return (shared / (one * other) + most) * enough(shared) >= floor - _SLACK


def most_of(asked: Terms) -> float:
    """What bonuses can add to the likeness of a text and any other."""
    return HEAD_BONUS + CONTEXT_BONUS + (NUMBER_BONUS if asked.numbers else 0.0)
