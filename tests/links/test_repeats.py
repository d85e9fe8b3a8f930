"""What one version promises twice."""

from collections.abc import Callable

from tracker.claims.claim import Claim
from tracker.config.verdict import LinkVerdict
from tracker.links.search import search
from tracker.links.thread import by_id, threads

Make = Callable[..., Claim]

SHORT = "We will fit 2,000 solar panels to lighthouse roofs."
FULLER = "For our coasts we will fit 2,000 solar panels to lighthouse roofs by the spring of 2029."
LATER = "We will fit 500 solar panels to lighthouse roofs."
NEIGHBOUR = "We will fit 2,000 solar panels to windmill sails."


def test_said_twice_is_one_stage(claim: Make) -> None:
    """One thread of two stages; the second place stands in `also`, its id still leads there, no search finds it loose."""
    short = claim(SHORT, "2024-03-01", document="plan")
    fuller = claim(FULLER, "2024-03-01", document="plan", start=300)
    later = claim(LATER, "2025-03-01")

    (thread,) = threads([fuller, later, short])

    assert [one.text for one in thread.claims] == [SHORT, LATER]
    assert [(one.text, one.start) for one in thread.claims[0].also] == [(FULLER, 300)]
    assert by_id([thread], f"t-{fuller.id[2:]}") == thread
    assert [hit.claim.id for hit in search("solar lighthouse", [thread], [short, fuller, later])] == [short.id]


def test_the_one_that_stands_on_is_kept(claim: Make) -> None:
    """Of two that say the same the later version keeps one: that is the stage, so that nothing is told as gone."""
    first = [
        claim(SHORT, document="plan", seen="2024-03-01"),
        claim(FULLER, document="plan", seen="2024-03-01", start=300),
    ]
    second = claim(FULLER, document="plan", version=2, seen="2024-09-01", start=200)

    (thread,) = threads([*first, second])

    assert [one.text for one in thread.claims] == [FULLER]
    assert by_id([thread], f"t-{first[0].id[2:]}") == thread


def test_neighbours_and_other_numbers_stay_apart(claim: Make) -> None:
    """Another object, another number, or a person's word makes two of them."""
    pair = claim(SHORT, "2024-03-01", document="plan"), claim(FULLER, "2024-03-01", document="plan", start=300)
    different = LinkVerdict.model_validate(
        {"by": "Ada", "earlier": pair[0].id, "later": pair[1].id, "relation": "different"}
    )

    for other in (LATER, NEIGHBOUR):
        assert len(threads([pair[0], claim(other, "2024-03-01", document="plan", start=90)])) == 2
    assert len(threads(pair, verdicts=[different])) == 2
