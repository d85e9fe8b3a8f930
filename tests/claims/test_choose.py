"""Choosing among claims."""

from datetime import date

import pytest

from tracker.claims.choose import ClaimFilter, choose
from tracker.claims.claim import Claim
from tracker.claims.find import find_claims
from tracker.extract import plain

TEXT = """# Plan

We will open 40 hubs by 2028.

We aim to spend £2.5 million on books.

We have already recruited 140 mentors.

We will legislate for a right to read next spring.
"""


@pytest.fixture
def claims() -> tuple[Claim, ...]:
    """Four claims of the Greens, two of them dated."""
    return find_claims(plain.read(TEXT, publisher="Green Party", publisher_type="party", published="2026-11-25"))


CHOICES = [
    (ClaimFilter(), [0, 1, 2, 3]),
    (ClaimFilter(speaker="green"), [0, 1, 2, 3]),
    (ClaimFilter(speaker="labour"), []),
    (ClaimFilter(kinds=("delivery",)), [2]),
    (ClaimFilter(kinds=("delivery", "pledge"), weakest=5), [3]),
    (ClaimFilter(firmest=2), [1]),
    (ClaimFilter(money=0), [1]),
    (ClaimFilter(money=2.5e6), [1]),
    (ClaimFilter(money=3e6), []),
    (ClaimFilter(dated=True), [0, 3]),
    (ClaimFilter(dated=False), [1, 2]),
    (ClaimFilter(deadline=date(2027, 12, 31)), [3]),
    (ClaimFilter(deadline=date(2028, 12, 31)), [0, 3]),
]


@pytest.mark.parametrize(("choice", "places"), CHOICES)
def test_a_claim_is_chosen_when_it_fits_every_part(
    claims: tuple[Claim, ...], choice: ClaimFilter, places: list[int]
) -> None:
    """By speaker or actor, kind, firmness, sum and the day by which it is over."""
    assert choose(claims, choice) == tuple(claims[place] for place in places)
