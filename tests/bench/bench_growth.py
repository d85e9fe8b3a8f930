"""How time grows with the length of one text, from 1,000 to 32,000 characters: the patterns, the analyses, the readers.

`scripts/bench.py --long growth`; without --long two sizes and fewer texts, as the gate has them. Only what is steeper
than 1.2 is listed, and the steepest of each analysis and reader.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parents[1] / "growth"))

from made import party
from pace import Growth, growth
from patterns import living
from patterns import run as put
from pumps import Pump, common, pumps
from works import Work, works

LENGTHS = (1_000, 2_000, 4_000, 8_000, 16_000, 32_000)
SHORT = (1_000, 4_000)
STEEPEST = 1.2
MOST = 15.0
"""Seconds after which a run is broken off: 32,000 characters in figures take two on a busy machine, and grow linearly."""
SENTENCES = (125, 250, 500, 1_000, 2_000)


def run(long: bool) -> Iterator[str]:  # noqa: FBT001 - the convention of benches
    """The steepest of each, then the comparison by number of sentences."""
    lengths = LENGTHS if long else SHORT
    yield "| what | texts | steepest exponent | of the text | seconds for the longest |"
    yield "|---|--:|--:|---|--:|"
    yield from _patterns(lengths, pairs=long)
    for work in works():
        units = work.units if long else work.units[::5]
        pumped = list(dict.fromkeys((*common(), *(Pump("", unit) for unit in units))))
        yield _row(work.name, [(pump, _of_work(work, pump, lengths)) for pump in pumped], lengths[-1])
    yield from _comparing(SENTENCES if long else SENTENCES[:3])


def _patterns(lengths: tuple[int, ...], *, pairs: bool) -> Iterator[str]:
    every = []
    for one in living():
        found = [
            (
                pump,
                growth(
                    put(way, one.pattern), pump.text, lengths, quick=lengths[-1] / 8e6, steepest=STEEPEST, most=MOST
                ),
            )
            for way in one.ways
            for pump in pumps(one.pattern, pairs=pairs)
        ]
        every += found
        if any(grown and grown.exponent > STEEPEST for _, grown in found):
            yield _row(one.name, found, lengths[-1])
    yield _row("all patterns", every, lengths[-1])


def _of_work(work: Work, pump: Pump, lengths: tuple[int, ...]) -> Growth | None:
    return growth(
        work.done,
        lambda length: work.shape(pump.text(length)),
        lengths,
        quick=lengths[-1] / 1e6,
        steepest=STEEPEST,
        most=MOST,
    )


def _row(name: str, found: list[tuple[Pump, Growth | None]], longest: int) -> str:
    looked = [(grown.exponent, pump, grown.seconds[longest]) for pump, grown in found if grown]
    if not looked:
        return f"| {name} | {len(found)} | quick | – | – |"
    exponent, pump, seconds = max(looked)
    shown = f"{pump.start}·{pump.unit}" if pump.start else pump.unit
    return f"| {name} | {len(found)} | {exponent:.2f} | `{shown!r}` | {seconds:.3f} |"


def _comparing(sizes: tuple[int, ...]) -> Iterator[str]:
    """Documents of so many sentences: each edited, all alike, all of the same words, in another order."""
    from tracker.diff.compare import compare

    shapes = {
        "each edited": ("We will open # schools in town #.", "We may open # schools in city #."),
        "all alike": ("We will act.", "We may act."),
        "other numbers": ("We will open # schools.", "We will open # schools in May."),
        "nothing shared": ("Aa# bb# cc# dd#.", "Ee# ff# gg# hh#."),
    }
    for name, (old, new) in shapes.items():

        def documents(count: int, old: str = old, new: str = new) -> tuple[object, object]:
            return tuple(party("\n\n".join(one.replace("#", str(at)) for at in range(count))) for one in (old, new))

        found = growth(lambda two: compare(*two), documents, sizes, quick=0, steepest=1.3, most=MOST)
        if found:
            seconds = found.seconds[sizes[-1]]
            yield f"| compare, sentences {name} | 1 | {found.exponent:.2f} | {sizes[-1]:,} sentences | {seconds:.3f} |"
