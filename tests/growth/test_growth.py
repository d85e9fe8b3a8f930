"""No text makes a pattern, an analysis or a reader take time that grows faster than the text; here two sizes of each.

`scripts/bench.py --long growth` looks at more texts, up to 32,000 characters.
"""

import re
from functools import partial

import pytest
from pace import Growth, growth
from patterns import Living, living, run
from pumps import Pump, common, pumps
from works import Work, works

SHORT, LONG = 750, 3_000
STEEPEST = 1.2
"""Exponent: what is linear is about 1, and what begins again at each place is 2."""
COMPARING = 1.3
QUICK = 0.001
"""Processor seconds that a pattern may take for the longest text without a further look: the square would take more."""
QUICK_WORK = 0.006
EVERY = 12
"""Of a work's own texts every twelfth one is looked at here."""


def test_every_pattern_of_the_house_is_linear() -> None:
    """Whatever is repeated, of a pattern's own letters or of others: four times the text takes four times as long."""
    slow = {f"{one.name} {pump}": found for one in living() for pump, found in _steep(one).items()}

    assert slow == {}


@pytest.mark.parametrize("work", works(), ids=lambda work: work.name)
def test_every_analysis_and_reader_is_linear(work: Work) -> None:
    """A page, paper, feed, sentence or pair of sentences that says one thing over and over is read in linear time."""
    steepest = COMPARING if work.name.startswith(("compare", "differences")) else STEEPEST
    units = dict.fromkeys(pump.unit for pump in (*common()[:6], *(Pump("", unit) for unit in work.units[::EVERY])))

    slow = {}
    for unit in units:
        found = _steepest(work, Pump("", unit), steepest, (SHORT, LONG))
        if found and _steepest(work, Pump("", unit), steepest, (LONG, 4 * LONG)):
            slow[unit] = found

    assert slow == {}


def _steepest(work: Work, pump: Pump, steepest: float, lengths: tuple[int, int]) -> Growth | None:
    """The growth, if it is too steep. Parts of an analysis first begin at some length: what counts is how it goes on."""
    found = growth(
        work.done, lambda length: work.shape(pump.text(length)), lengths, quick=QUICK_WORK, steepest=steepest
    )
    return found if found and found.exponent > steepest else None


@pytest.mark.parametrize(
    ("way", "written"),
    [
        ("search", r"[\w’'-]+(?: [\w’'-]+){0,3}(?:, [\w’'-]+){2,9} and [\w’'-]+"),
        ("search", r"\b(?:[\w’'-]+\s){0,2}(?:schools|pupils)\b"),
        ("finditer", r"([^\W\d_]+)\u00ad\s?([^\W\d_]+)"),
        ("search", r"([^\W\d_]+)[-\u00ad]\Z"),
        ("finditer", r"(?m)^\s*<!ENTITY"),
        ("at each place", r"(?:[ -][\w’'-]{1,20}){0,6}?[ -](?:per|each) (?:pupil|school)\b"),
    ],
)
def test_a_pattern_that_grows_is_found(way: str, written: str) -> None:
    """The kinds that once held a round for minutes: each is found by the texts that its own classes give."""
    short = 125 if way == "at each place" else 500  # a pattern is given a hundred characters at a place

    assert _steep(Living("one of ours, once", re.compile(written), (way,)), short, 4 * short)


def _steep(one: Living, short: int = SHORT, long: int = LONG) -> dict[Pump, float]:
    """The first text that a pattern is too slow on in each of its ways, and how steeply its time grows."""
    pace = partial(growth, quick=QUICK, steepest=STEEPEST, before=lambda: None)  # a pattern remembers nothing
    found = {}
    for way in one.ways:
        for pump in pumps(one.pattern, pairs=False):
            grown = pace(run(way, one.pattern), pump.text, (short, long))
            if grown and grown.exponent > STEEPEST:
                further = pace(run(way, one.pattern), pump.text, (long, 4 * long))
                if further and further.exponent > STEEPEST:
                    found[pump] = further.exponent
                    break
    return found
