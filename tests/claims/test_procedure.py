"""Guidance is no manifesto: what a service does for its reader is told apart."""

from collections.abc import Callable

import pytest

from tracker.claims.find import find_claims
from tracker.extract import plain
from tracker.extract.document import Document
from tracker.links.thread import threads

Read = Callable[[str], Document]


def guidance(text: str) -> Document:
    """A page of GOV.UK that tells its reader how a thing is done."""
    found = plain.read(f"# Apply for a place\n\n{text}\n", publisher="DfE", publisher_type="department")
    return found.model_copy(update={"document_type": "guidance"})


@pytest.mark.parametrize(
    "text",
    [
        "You must apply by 31 October 2027.",
        "Our team will contact you within 5 working days.",
        "Applicants should submit two references.",
        "We will write to you by 3 May.",
        "You will need to provide evidence of your income.",
        "Schools must keep a record of every visit.",
        "Places will be allocated in June 2027.",
    ],
)
def test_what_a_service_does_or_asks_is_a_procedure(text: str) -> None:
    """No pledge, no thread, and the signs are told."""
    (found,) = find_claims(guidance(text))

    assert (found.kind, found.is_claim) == ("procedure", False)
    assert found.confidence_why.startswith("procedure “")
    assert threads([found]) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Students will be able to sit the paper again.",
        "There will often be a fee.",
        "Tell us your name and we will get back to you.",
    ],
)
def test_how_things_go_is_told_by_a_page_whose_address_says_guidance(text: str) -> None:
    """A saved page names no type; that others will do something, without a figure, is an explanation there."""
    url = "https://www.gov.uk/government/publications/late-papers-guidance-for-centres"
    page = plain.read(f"# Late papers\n\n{text}\n", publisher="DfE", publisher_type="department", url=url)
    news = page.model_copy(update={"url": "https://www.gov.uk/government/news/guidance-for-centres-published"})

    assert [one.kind for one in find_claims(page)] == ["procedure"]
    assert "procedure" not in {one.kind for one in find_claims(news)} or "you" in text


def test_a_figure_in_guidance_is_a_promise() -> None:
    """What somebody will get, with the sum, can be held against the department."""
    assert [one.kind for one in find_claims(guidance("Mentors will receive £350 a day."))] == ["pledge"]


@pytest.mark.parametrize(
    "text",
    ["We will publish a new framework in September 2028.", "We will abolish the fee for every nursery from 2028."],
)
def test_guidance_can_announce_a_policy(text: str) -> None:
    """The type of a document alone makes nothing a procedure."""
    assert [one.kind for one in find_claims(guidance(text))] == ["pledge"]


def test_a_party_that_says_you_courts_a_voter(party: Read) -> None:
    """Its “you” is everybody: a pledge."""
    (found,) = find_claims(party("We will help you with the cost of childcare, with £50 a week from 2028."))

    assert found.kind == "pledge"


def test_a_paper_that_tells_what_heads_should_do_has_no_procedure(press: Read) -> None:
    """Without a reader or a guide nothing is one."""
    assert find_claims(press("Schools should check their roofs, a governor said.")) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Our supplier will pack and deliver the kits.",
        "Running costs will be paid by the local authorities that ask for a hub.",
        "Anything larger will not be delivered.",
        "If a trainee leaves, the fee will be returned.",
        "It will include those who cannot attend the test.",
        "We will carry out due diligence checks on proposers.",
        "Users will want to look at the local rules.",
    ],
)
def test_how_a_case_is_handled_is_a_procedure(text: str) -> None:
    """Guidance on cases, by or for others, is no pledge."""
    assert [one.kind for one in find_claims(guidance(text))] == ["procedure"]


@pytest.mark.parametrize(
    "text",
    [
        "If the rooms are not ready, we will open the hub a year later.",
        "If they train to teach music, they will be paid £12,000.",
        "We will test the form once we have the system.",
    ],
)
def test_a_condition_of_its_own_leaves_a_promise_of_guidance_one(text: str) -> None:
    """What the department itself will do in a case, or a sum, can be held against it."""
    assert [one.kind for one in find_claims(guidance(text))] == ["pledge"]
