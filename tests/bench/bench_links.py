"""How long linking takes with the size of the record: `python tests/bench/bench_links.py`, `--long` for 100,000 claims.

Claims are made from the words of the shipped background table, as often as they stand there, so that common and rare
words are met as in real policy; every tenth rewords an earlier one. Processor seconds of this process.
"""

import random
import resource
import sys
import time
from collections.abc import Callable, Iterator
from typing import TypeVar

from tracker.links import scale
from tracker.links.background import background
from tracker.links.candidates import nearest
from tracker.links.index import SimilarityIndex, StemWeights, Terms
from tracker.links.names import Names

Result = TypeVar("Result")
ASKED = 300
"""Queries timed; also the claims that one round adds."""
WORDS = 14
"""Words of a claim that carry meaning; twice the stems of real ones, which have 12 with stop words."""


def run(long: bool) -> Iterator[str]:  # noqa: FBT001 - the convention of benches
    """A row for each size: terms, index, one round's 300 new claims, one query; then all against all."""
    yield "| claims | terms | index | a round's 300 added and asked | a query | peak |"
    yield "|--:|--:|--:|--:|--:|--:|"
    for size in (1_000, 10_000, 20_000, 100_000) if long else (1_000, 10_000, 20_000):
        yield _row(made(size + ASKED), size)
    yield ""
    yield "| claims, all against all, the best 20 | with `scale` | plain | peak |"
    yield "|--:|--:|--:|--:|"
    for size in (10_000, 100_000) if long else (10_000,):
        yield _against(made(size), plain=size <= 10_000)


def made(number: int, seed: int = 8) -> list[str]:
    """So many claims, the same on every run."""
    draw = random.Random(seed)
    table = background()
    words, counts = [*table.counts], [*table.counts.values()]
    claims: list[str] = []
    while len(claims) < number:
        fresh = draw.choices(words, counts, k=WORDS)
        if claims and draw.random() < 0.1:
            fresh[: WORDS // 2] = draw.choice(claims).split()[2 : 2 + WORDS // 2]
        amount = f" {draw.choice((300, 750, 6500, 2000))}" if draw.random() < 0.3 else ""
        claims.append(f"We will{amount} {' '.join(fresh)}.")
    return claims


def _row(claims: list[str], size: int) -> str:
    names = Names.of()
    reading, terms = _timed(lambda: [names.terms(claim) for claim in claims])
    weights = StemWeights(terms[:size])
    building, index = _timed(lambda: _index(weights, terms[:size]))
    asking, _ = _timed(lambda: [index.nearest(query, limit=20) for query in terms[size:]])
    adding, _ = _timed(lambda: [index.add(text) for text in terms[size:]])
    return (
        f"| {size:,} | {reading:.2f} s | {building:.2f} s | {asking + adding:.2f} s | {asking / ASKED * 1000:.2f} ms "
        f"| {_peak():.0f} MB |"
    )


def _index(weights: StemWeights, terms: list[Terms]) -> SimilarityIndex:
    index = SimilarityIndex(weights)
    for text in terms:
        index.add(text)
    return index


def _against(claims: list[str], *, plain: bool) -> str:
    asked, worth = scale.is_worth_it(len(claims), len(claims)), scale.is_worth_it
    quick = f"{_timed(lambda: nearest(claims, claims))[0]:.1f} s" if asked else "not installed"
    slow = "not run"
    if plain:
        try:
            scale.is_worth_it = lambda queries, pool: False  # noqa: ARG005 - the plain way
            slow = f"{_timed(lambda: nearest(claims, claims))[0]:.1f} s"
        finally:
            scale.is_worth_it = worth
    return f"| {len(claims):,} | {quick} | {slow} | {_peak():.0f} MB |"


def _timed(work: Callable[[], Result]) -> tuple[float, Result]:
    started = time.process_time()
    result = work()
    return time.process_time() - started, result


def _peak() -> float:
    """Megabytes that this process has had at the most so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    for row in run("--long" in sys.argv):
        print(row, flush=True)
