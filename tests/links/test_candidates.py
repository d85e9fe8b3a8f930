"""The texts of a pool that are nearest to a query."""

import json
from pathlib import Path

import pytest

from tracker.links.candidates import nearest

POOL = (
    "We will fit solar panels to every school roof.",
    "Pupils will learn to swim before they are eleven.",
    "The School Roof Renewal Programme (SRRP) will fit solar panels.",
    "Prices rise every year.",
)


def test_nearest_first() -> None:
    """The text with the rarest shared words comes first and a text that shares none is not there."""
    (found,) = nearest(["Every pupil will be able to swim."], POOL)

    assert found[0].index == 1
    assert 2 not in {candidate.index for candidate in found}


def test_an_acronym_stands_for_its_long_form() -> None:
    """A pool text explains the acronym that the query uses."""
    (found,) = nearest(["SRRP money was doubled."], POOL)

    assert found[0].index == 2


def test_limit_and_empty_sides() -> None:
    """At most `limit` are given; nothing is nearest in an empty pool."""
    assert len(nearest([POOL[0]], POOL, limit=1)[0]) == 1
    assert nearest(["swim"], ()) == ((),)
    assert nearest((), POOL) == ()


@pytest.mark.shared_data("data/pledge-threads.json")
def test_real_pledges_find_their_own_thread(shared: Path) -> None:
    """Of 58 real stages, at least 85 of 100 have another stage of their pledge as the nearest, and 95 among five."""
    threads = json.loads((shared / "pledge-threads.json").read_text(encoding="utf-8"))
    stages = [(thread["thread"], stage["claim"]) for thread in threads for stage in thread["stages"]]
    texts = [text for _, text in stages]

    first = five = 0
    for place, found in enumerate(nearest(texts, texts, limit=6)):
        others = [stages[candidate.index][0] for candidate in found if candidate.index != place]
        first += others[0] == stages[place][0]
        five += stages[place][0] in others[:5]

    assert first / len(stages) >= 0.85
    assert five / len(stages) >= 0.95
