"""Whether a department's words are a claim at all, and whose: facts, remarks, cases, named bodies, quotations."""

from collections.abc import Callable

import pytest

from tracker.claims.find import find_claims
from tracker.extract import plain
from tracker.extract.document import Document

Read = Callable[[str], Document]


def guidance(text: str) -> Document:
    """A paper that explains how a scheme works."""
    document = plain.read(f"# Ferries\n\n{text}\n", publisher="DfE", publisher_type="department")
    return document.model_copy(update={"document_type": "guidance"})


@pytest.mark.parametrize(
    "text",
    [
        "However, there will be some keepers who have no lamp of their own.",
        "Under the scheme there will be no need to ask a harbour master.",
        "It will be as easy to hire a boat as it is to buy one.",
        "It will be no harder for a keeper to pass than last year.",
        "A licence from the harbour court will no longer be needed in every port.",
        "The advantages will also be experienced by crews on the coast.",
        "For example, the lamp will be lit by the keeper of the next tower.",
        "Ferries will not be available at all ports.",
        "It means that our boats will be the best in the world.",
        "It is quite likely we will see many small ports playing a part.",
        "Providers not registered with Ofsted will be subject to a fee of £6,935.",
        "This should help crews to whom the levy will not apply.",
        "We have ferries at which tea is due to be provided for crews.",
    ],
)
def test_what_is_told_as_a_fact_is_no_claim(department: Read, text: str) -> None:
    """Facts about what there will be, judgements, examples, and what only tells which are meant."""
    assert find_claims(department(text)) == ()


@pytest.mark.parametrize(
    "text",
    [
        "I just want to spend a few minutes talking about the sea.",
        "I would like to take this opportunity to give my thanks to all keepers.",
        "I have seen fine work on the coast, and I wanted to celebrate the crews.",
        "The point I am making is that there is no single way to a harbour.",
        "The department would like to know what risks keepers see.",
        "We will not give in to despair.",
    ],
)
def test_what_a_speaker_says_of_his_speech_is_no_claim(department: Read, text: str) -> None:
    """Thanks, the course of the speech, and what he wished once."""
    assert find_claims(department(text)) == ()


def test_what_a_party_takes_the_opportunity_to_do_is_a_pledge() -> None:
    """Only who would like to take it speaks of his speech."""
    text = "We will take the opportunity to bring back the blue lamp in 2029."
    (claim,) = find_claims(plain.read(f"# Lamps\n\n{text}\n", publisher="Labour", publisher_type="party"))

    assert claim.kind == "pledge"


@pytest.mark.parametrize(
    "text",
    [
        "We will intervene where the harbour is found to be unsafe.",
        "We will only agree a day once a pier has been found.",
        "We'll calculate any overpayment and reclaim it from the port.",
        "DfE will review a request to merge on a case-by-case basis.",
        "Refunds will be made by invoice.",
        "Books and records relating to the grant shall be open to the harbour master.",
        "The top-up would only fund the places taken up after the census.",
        "In most cases, the keeper will be asked before the lamp is lit.",
    ],
)
def test_how_guidance_says_that_a_case_is_handled_is_no_claim(text: str) -> None:
    """The publisher's own doing too, where the case stands behind the verb; it is a procedure or doubtful."""
    assert [one for one in find_claims(guidance(text)) if one.kind != "procedure"] == []


@pytest.mark.parametrize(
    "text",
    [
        "We will publish this data to help ports once the current target ends.",
        "DfE will publish a list of participating ports.",
        "If a port closes for the summer, we will not release the money.",
        "DfE has introduced a formula to calculate what ports are paid.",
        "We will pay 75% of the costs if the port is open.",
    ],
)
def test_what_the_department_itself_does_for_all_stays_a_claim(text: str) -> None:
    """A condition before the verb, a sum, a deed or a time makes no case of it."""
    assert [one for one in find_claims(guidance(text)) if one.kind != "procedure"]


@pytest.mark.parametrize(
    "text",
    [
        "Harbour funding will rise by £4 billion in 2027.",
        "By 2030 at least four ports and 12 piers will have been built by the department.",
        "We do not therefore propose to offer a second ferry.",
    ],
)
def test_sums_that_are_allotted_and_what_will_have_been_built_are_no_forecasts(department: Read, text: str) -> None:
    """A refusal to propose has its subject, too."""
    assert len(find_claims(department(text))) == 1


def test_what_one_does_not_need_to_do_is_no_aim() -> None:
    """It refuses nothing."""
    text = "We do not need to attract sailors to do the work of keepers."

    assert find_claims(plain.read(f"# Lamps\n\n{text}\n", publisher="Labour", publisher_type="party")) == ()


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("The Harbour Commissioner for Moor will commence a review in April 2027.", "Harbour Commissioner for Moor"),
        ("Ferries International (FI) will convene all captains in May.", "Ferries International"),
        ("Government will streamline the licence for boats by 2027.", "government"),
        ("Crews that sign on after May will not be paid by the Skills Funding Agency (SFA).", "Skills Funding Agency"),
    ],
)
def test_a_body_that_the_text_says_will_act_is_bound(department: Read, text: str, actor: str) -> None:
    """By the head noun of its name, by its short form, or as the government calls itself."""
    (claim,) = find_claims(department(text))

    assert claim.actor == actor


def test_a_quotation_in_a_block_without_marks_keeps_its_first_letter(department: Read) -> None:
    """The subject is "We", and the minister who says so can commit."""
    text = "Chief Secretary to the Treasury, Odo Marsh said:\n\n> We are committed to mending the quays."
    (claim,) = find_claims(department(text))

    assert (claim.speaker, claim.actor, claim.kind) == ("Odo Marsh", "Treasury", "pledge")


def test_what_has_been_done_together_is_the_departments_own(department: Read) -> None:
    """The Agency that it works with is only named beside it."""
    (claim,) = find_claims(department("Working with the Harbour Association (HA) we have opened over 60 piers."))

    assert (claim.kind, claim.actor) == ("delivery", "DfE")
