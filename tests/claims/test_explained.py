"""What a text explains, needs, announces or titles, and is no claim."""

from collections.abc import Callable

import pytest

from tracker.claims.find import find_claims
from tracker.extract import plain
from tracker.extract.document import Document

Read = Callable[[str], Document]


@pytest.mark.parametrize(
    "text",
    [
        "Older residents will be particularly affected by the scheme.",
        "The change will also have a positive impact on carers.",
        "All keepers will be subject to the same checks, whatever their faith.",
        "The port will be responsible for all costs beyond £13.50.",
        "However, pupils aged 14 to 16 will not be eligible, because the barn is no school.",
        "Keepers will be eligible for a grant if they live on the coast.",
        "Families will be able to help the board understand what a child wants.",
        "Those who know the child will be able to tell the board about it.",
        "We are spending £3 million on lamps, meaning pupils will be able to strengthen their knowledge of the sea.",
        "It means that people with an interest in the outcome will not be able to take part.",
        "Regular testing is already in place for every crew.",
        "They set out the cases in which a keeper will be barred from the coast.",
        "Tell the harbour master, who will then warn the crews.",
        "They thought that the time needed for drills would take away from lessons.",
        "We particularly encourage applications from people who have kept bees.",
        "We anticipate that more walks by the sea, and clubs for the young, will increase the number of sailors.",
        "When comparing bids we will look at the age of each boat.",
        "Alongside the wider steps in place that we must all keep following, this test helps.",
    ],
)
def test_how_a_scheme_works_and_whom_it_touches_is_no_claim_of_a_department(department: Read, text: str) -> None:
    """Effects, rules, cases, steps, criteria and opinions; doubtful, they are given with a floor of 0."""
    assert find_claims(department(text)) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Schools will be able to bid for a share of £3 million.",
        "Pupils will be able to appeal their grade.",
        "Keepers will be entitled to two years of training.",
        "This means we will open 12 ports.",
        "As the ferry will have a huge impact on the island, the government will build a harbour wall.",
    ],
)
def test_a_right_a_sum_and_what_the_department_does_itself_stay_claims(department: Read, text: str) -> None:
    """What somebody could go and claim, or see built, is promised."""
    assert len(find_claims(department(text))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "We need to cut our emissions to face the challenge.",
        "Our schools need to be far more flexible.",
        "To mend this, we will need strong and stable ports.",
        "Trust has been replaced by suspicion.",
        "They have built for gain rather than for need.",
        "We have already demonstrated that our ports can lead the world.",
        "Our plan for the coast will strengthen the ties between towns.",
        "We will only reach the island if we have the strong leadership that it needs.",
        "The figures from the harbour board show one in six crews will not find work.",
        "This is odd: the government says it wants to help older sailors.",
        "We want all young people to feel close to the sea.",
        "We propose the following in 2027:",
        "There are two aims which we want to reach by 2030.",
        "Keepers and Crews Ports should be places of rest.",
    ],
)
def test_needs_judgements_and_what_others_did_are_no_claims_of_a_party(party: Read, text: str) -> None:
    """Nobody is bound by what is needed, felt, judged, counted or only leads to a list."""
    assert find_claims(party(text)) == ()


def test_what_something_will_mean_doing_is_a_commitment(party: Read) -> None:
    """An effect is a fact; a deed that it stands for is a plan."""
    (claim,) = find_claims(party("In the short term this will mean introducing more bands into the harbour dues."))

    assert claim.kind == "pledge"


@pytest.mark.parametrize(
    "text", ["Cut harbour waste. We will scrap 12 forms.", "Cut harbour waste: We will scrap 12 forms."]
)
def test_a_title_that_runs_into_its_paragraph_is_no_claim(party: Read, text: str) -> None:
    """The sentence behind it says what is done; the title is there, doubtful, for who asks."""
    assert [one.text for one in find_claims(party(text))] == ["We will scrap 12 forms."]

    title, _ = find_claims(party(text), floor=0.0)
    assert title.text.startswith("Cut harbour waste")
    assert "a title that runs into its paragraph" in title.confidence_why


def test_an_item_that_is_only_a_case_is_no_claim() -> None:
    """The lead-in says what is done, its items when."""
    document = plain.read(
        "# Ports\n\nA check will be made:\n\n- if concerns have been raised\n- where a crew was fined before\n",
        publisher="DfE",
        publisher_type="department",
    )

    assert find_claims(document) == ()


def test_what_a_list_says_has_been_done_is_a_delivery() -> None:
    """The lead-in looks back, whatever "will" stands in the item; to have committed is no deed."""
    document = plain.read(
        "# Ports\n\nTo date, we have:\n\n- named 62 ports that will receive £405 million\n"
        "- committed to expanding lamp clubs\n",
        publisher="DfE",
        publisher_type="department",
    )

    kinds = {one.text: one.kind for one in find_claims(document)}

    assert kinds["named 62 ports that will receive £405 million"] == "delivery"
    assert "delivery" not in {kind for text, kind in kinds.items() if text.startswith("committed")}


def test_money_that_is_being_spent_over_years_to_come_is_a_pledge(department: Read) -> None:
    """What is under way is a delivery, unless most of it is still to come."""
    (now,) = find_claims(department("We are investing £8 million in lamps."))
    (later,) = find_claims(department("We are investing £8 million across the next three years to mend lamps."))

    assert (now.kind, later.kind) == ("delivery", "pledge")
