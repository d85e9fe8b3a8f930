"""How sure it is that a commitment could be tested is a share of careful readers, told beside the kind."""

from collections.abc import Callable
from itertools import pairwise

import pytest

from tracker.claims.choose import by_weight
from tracker.claims.claim import UNSURE
from tracker.claims.explain import explain
from tracker.claims.find import find_claims
from tracker.claims.testable import pledge_share
from tracker.extract.document import Document
from tracker.render.claims import counts

Read = Callable[[str], Document]


def test_the_share_grows_with_what_speaks_for_it() -> None:
    """It is a probability, and what comes to just enough is near to even."""
    shares = [pledge_share(one / 4) for one in range(-40, 41)]
    assert all(0 <= low <= high <= 1 for low, high in pairwise(shares))
    assert UNSURE[0] < pledge_share(0) < UNSURE[1]


@pytest.mark.parametrize(
    ("text", "kind", "unsure"),
    [
        ("We will build 40 lighthouses by 2031.", "pledge", False),
        ("We will strengthen our communities.", "aspiration", False),
        ("We will recast the harbour.", "pledge", True),
    ],
)
def test_a_kind_near_the_line_is_marked(party: Read, text: str, kind: str, unsure: bool) -> None:  # noqa: FBT001
    """A pledge with a figure and a day is none of the doubtful ones."""
    (claim,) = find_claims(party(text))
    assert (claim.kind, claim.could_be_either) == (kind, unsure)
    assert claim.testable is not None
    assert any(one.field == "testable" and one.value == f"{claim.testable:.2f} of 1" for one in explain(claim))
    assert ("1 either pledge or aspiration (?)" in counts([claim])) is unsure


@pytest.mark.parametrize("text", ["We have built 40 lighthouses.", "We are building 40 lighthouses."])
def test_a_delivery_has_no_such_share(party: Read, text: str) -> None:
    """Whether it was done hangs on no later test."""
    (claim,) = find_claims(party(text))
    assert (claim.kind, claim.testable) == ("delivery", None)


def test_what_is_surely_a_pledge_comes_first(party: Read) -> None:
    """Of pledges equal in all else the one of which readers doubt the kind stands behind."""
    found = find_claims(party("We will build the lighthouse.\n\nWe will recast the harbour."))
    assert [one.text for one in by_weight(found[::-1])] == [one.text for one in found]
