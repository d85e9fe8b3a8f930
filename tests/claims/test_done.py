"""What a text says has been done is a delivery, whatever the clauses behind it tell of the thing."""

from collections.abc import Callable

import pytest

from tracker.claims.find import find_claims
from tracker.extract.document import Document

Read = Callable[[str], Document]


@pytest.mark.parametrize(
    "text",
    [
        "We have already legislated to introduce a tram levy in the next Parliament.",
        "We have legislated to ensure that lamps and lanterns are given equal priority.",
        "We have enabled anyone who owns a boat to pass it on, so that heirs will pay no tax on it.",
        "We have made sure that 4,000 sailors will now receive support, with harbours paid by results.",
        "We have delivered on our promise to meet the target and to enshrine it in law.",
        "We cut the harbour tax from 28 to 20 per cent.",
        "We reformed the pilots’ school so that every pilot will learn to swim.",
        "We are supporting the creation of a college of bell-ringers.",
        "We are also supporting plans to build a concert hall for the port.",
    ],
)
def test_a_deed_is_a_delivery(party: Read, text: str) -> None:
    """Its firmness is that of a delivery, and it has no deadline."""
    (claim,) = find_claims(party(text))
    assert (claim.kind, claim.strength, claim.deadline) == ("delivery", 4, None)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("We capped the ferry fares and will cap the tram fares at £2.", ["delivery", "pledge"]),
        ("We set up the harbour board, and we will extend its life to 2031.", ["delivery", "pledge"]),
        ("We have re-introduced exit checks, passed a Harbour Act and doubled the fines.", ["delivery"] * 3),
        ("We have committed to build 40 lamps.", ["pledge"]),
        ("We are supporting the ferry over the next three years.", ["pledge"]),
        ("We will support the creation of a college of bell-ringers.", ["pledge"]),
    ],
)
def test_what_is_promised_beside_a_deed_is_a_claim_of_its_own(party: Read, text: str, kinds: list[str]) -> None:
    """What stands behind “and we will” is promised; a time to come makes a plan of what is under way."""
    assert [claim.kind for claim in find_claims(party(text))] == kinds


@pytest.mark.parametrize(
    "text",
    [
        "Pass rates for higher exams have reached record levels, with 40 sailors sitting one.",
        "Help lines are open until 31 May 2026.",
        "Support staff have been given £40 million.",
        "Cut flowers are sold at 40 kiosks.",
    ],
)
def test_a_noun_with_a_verb_of_its_own_is_no_order(party: Read, text: str) -> None:
    """What reads as a verb at first is part of a subject."""
    assert find_claims(party(text)) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Ensure pupils are taught to sail.",
        "Build homes where they are needed.",
        "Fund clinics that will be open by 2031.",
        "Radically increase the sums that sailors on half pay can earn.",
        "Almost double spending on lamps.",
    ],
)
def test_an_order_keeps_the_clauses_behind_it(party: Read, text: str) -> None:
    """A verb in a clause of the object makes no subject of the order."""
    assert [claim.kind for claim in find_claims(party(text))] == ["pledge"]
