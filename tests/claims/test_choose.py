"""Choosing among claims."""

from datetime import date

import pytest

from tracker.claims.choose import Choice, choose
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
    (Choice(), [0, 1, 2, 3]),
    (Choice(speaker="green"), [0, 1, 2, 3]),
    (Choice(speaker="labour"), []),
    (Choice(kinds=("delivery",)), [2]),
    (Choice(kinds=("delivery", "pledge"), weakest=5), [3]),
    (Choice(firmest=2), [1]),
    (Choice(money=0), [1]),
    (Choice(money=2.5e6), [1]),
    (Choice(money=3e6), []),
    (Choice(dated=True), [0, 3]),
    (Choice(dated=False), [1, 2]),
    (Choice(deadline=date(2027, 12, 31)), [3]),
    (Choice(deadline=date(2028, 12, 31)), [0, 3]),
]


@pytest.mark.parametrize(("choice", "places"), CHOICES)
def test_a_claim_is_chosen_when_it_fits_every_part(
    claims: tuple[Claim, ...], choice: Choice, places: list[int]
) -> None:
    """By speaker or actor, kind, firmness, sum and the day by which it is over."""
    assert choose(claims, choice) == tuple(claims[place] for place in places)
