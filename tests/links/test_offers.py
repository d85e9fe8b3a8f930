"""Which possible links a person is asked about."""

from collections.abc import Callable

from tracker.claims.claim import Claim
from tracker.config.settings import Settings
from tracker.links.offers import has_turn, offers
from tracker.links.score import RIGHT, share_right
from tracker.links.thread import threads

Make = Callable[..., Claim]

BOATS = "We will lend every harbour school a rowing boat."
BOATS_MAYBE = "Rowing could begin in more schools of the harbour."
ALL_OFFERED = Settings(likely=0.9, review=0.2)
BOATS_FOUR = "Four boats go to schools by the harbour."


def test_one_offer_a_thread_and_the_turn_first(claim: Make) -> None:
    """Of two possible successors the one with a number is asked about; a claim is offered to one thread only."""
    first = claim(BOATS, "2024-03-01", publisher="owls")
    plain = claim(BOATS_MAYBE, "2024-05-01", publisher="owls")
    number = claim(BOATS_FOUR, "2024-06-01", publisher="owls")
    found = threads([first, plain, number], settings=ALL_OFFERED)

    assert [len(thread.claims) for thread in found] == [1, 1, 1]
    assert len([link for thread in found for link in thread.candidates]) >= 2
    asked = offers(found)
    assert (asked[0].earlier, asked[0].later) in {(first.id, number.id), (plain.id, number.id)}
    assert len({link.later for link in asked}) == len({link.earlier for link in asked}) == len(asked)


def test_its_own_publisher_first(claim: Make) -> None:
    """However near another voice is, the publisher's own words are asked about before."""
    first = claim(BOATS, "2024-03-01", publisher="owls")
    other = claim(BOATS_FOUR, "2024-05-01", publisher="gulls")
    own = claim(BOATS_MAYBE, "2024-06-01", publisher="owls")

    asked = offers(threads([first, other, own], settings=ALL_OFFERED))

    assert (asked[0].earlier, asked[0].later) == (first.id, own.id)


def test_a_turn(claim: Make) -> None:
    """A number or a firmness that differs is one; other words for the same are none."""
    one = claim(BOATS)

    assert has_turn(one, claim(BOATS_FOUR))
    assert has_turn(one, one.model_copy(update={"strength": 2}))
    assert not has_turn(one, claim(BOATS.replace("lend", "give")))


def test_the_share_right_rises() -> None:
    """A higher score is never told as less sure, and every score has a share."""
    shares = [share_right(score / 100) for score in range(130)]

    assert shares == sorted(shares)
    assert shares[0] > 0.0
    assert max(shares) < 1.0
    assert RIGHT[-1][0] == 0.0
