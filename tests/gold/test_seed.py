"""The real article that this project began with, and the 27 of its sentences that were labelled; none is copied here.

Labels are known by their place in the list (0–26). All 27 are right: 1 to 5 are claims and are found, with their
speakers; 0 and 6 to 26 (critics, quotations, context, sponsored posts, related stories, the comment) give none. Of label 5
only its first half is shown: the rest is no commitment.
"""

import json

import pytest
from shareddata import ARTICLE, SHARED

from tracker.claims.claim import Claim
from tracker.claims.find import find_claims
from tracker.claims.quotes import find_quotes
from tracker.extract import plain

LABELS = "data/seed-labels.json"
CLAIMS = frozenset({1, 2, 3, 4, 5})
"""The labels that are claims; all others must give none."""

pytestmark = pytest.mark.shared_data(ARTICLE, LABELS)


@pytest.fixture(scope="module")
def seed() -> tuple[list[dict[str, object]], tuple[Claim, ...]]:
    """The labels and the claims that are found."""
    found = find_claims(plain.read((SHARED / ARTICLE).read_text(encoding="utf-8")))
    return json.loads((SHARED / LABELS).read_text(encoding="utf-8")), tuple(found)


def _in(claim: Claim, label: dict[str, object]) -> bool:
    return claim.text in str(label["sentence"])


def test_which_labels_are_right(seed: tuple[list[dict[str, object]], tuple[Claim, ...]]) -> None:
    """All 27 labels: the five claims are found, the other 22 sentences give none."""
    labels, claims = seed

    found = {place for place, label in enumerate(labels) if any(_in(claim, label) for claim in claims)}

    assert len(labels) == 27
    assert {place for place, label in enumerate(labels) if label["is_claim"]} == CLAIMS
    assert found == CLAIMS


def test_who_speaks(seed: tuple[list[dict[str, object]], tuple[Claim, ...]]) -> None:
    """Every claim of the five labels has the speaker of its label."""
    labels, claims = seed

    heard = {place: {claim.speaker for claim in claims if _in(claim, labels[place])} for place in CLAIMS}

    assert heard == {place: {labels[place]["speaker"]} for place in CLAIMS}


def test_the_embedded_pledge_is_a_claim_of_its_own(seed: tuple[list[dict[str, object]], tuple[Claim, ...]]) -> None:
    """In one sentence stand two claims: how the teams work, and, in its last clause, what replaces graded judgments."""
    _, claims = seed

    second = next(place for place, claim in enumerate(claims) if claim.text.startswith("which will replace"))

    assert (claims[second].kind, claims[second].actor, claims[second].strength) == ("pledge", "Labour", 4)
    assert claims[second].lead_in == "new school report cards"
    assert claims[second - 1].text.startswith("These teams")
    assert claims[second - 1].end < claims[second].start


def test_those_who_are_asked_about_it_pledge_nothing(
    seed: tuple[list[dict[str, object]], tuple[Claim, ...]],
) -> None:
    """Carter, Rollett and Canning are quoted, four times each, by their full names, and bind nobody."""
    _, claims = seed

    quotes = find_quotes(plain.read((SHARED / ARTICLE).read_text(encoding="utf-8")))

    direct = [quote.speaker for quote in quotes if quote.direct]
    for name in ("Sir David Carter", "Steve Rollett", "Anne-Marie Canning"):
        assert direct.count(name) == 4
        assert name not in {claim.speaker for claim in claims} | {claim.actor for claim in claims}


def test_nothing_comes_from_around_the_article(seed: tuple[list[dict[str, object]], tuple[Claim, ...]]) -> None:
    """No claim comes from adverts, sponsored posts, related stories or the comment: each stands in a labelled claim."""
    labels, claims = seed

    strays = [claim.id for claim in claims if not any(_in(claim, labels[place]) for place in CLAIMS)]

    assert strays == []


def test_claims_are_whole(seed: tuple[list[dict[str, object]], tuple[Claim, ...]]) -> None:
    """No claim has half a pair of quotation marks, and none is a part of another one."""
    _, claims = seed

    for claim in claims:
        assert claim.text.count("“") == claim.text.count("”")
        assert not [one for one in claims if one is not claim and claim.start <= one.start and one.end <= claim.end]
