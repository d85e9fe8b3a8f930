"""A rule for whoever or whatever it fits is no claim of the department that tells it."""

from collections.abc import Callable
from time import process_time

import pytest

from tracker.claims.find import find_claims
from tracker.extract import plain
from tracker.extract.document import Document

Read = Callable[[str], Document]


def guidance(text: str, document_type: str = "guidance") -> Document:
    """A page of a department that explains a scheme."""
    document = plain.read(f"# Ferries\n\n{text}\n", publisher="DfE", publisher_type="department")
    return document.model_copy(update={"document_type": document_type})


@pytest.mark.parametrize(
    "text",
    [
        "Where a harbour does not agree, a keeper can ask for a hearing. The harbour will submit the log to the board.",
        "Anyone living on the quay will also be consulted.",
        "A junior keeper will still require a lamp licence to finish the course.",
        "Those who live near the ferry will also be able to provide meals to crews.",
        "Where it is reasonable to believe that a lamp is out, these cases will be reviewed by a keeper.",
        "Ofsted will review the log if they receive any complaints.",
        "Ferries will only be stopped by the port where the master names a fault.",
        "Membership will be determined by the crew.",
        "It is to be logged and shared with the harbour.",
        "Keepers who are recorded under code 321 will count as crew.",
        "The survey report will include a table of lamps.",
    ],
)
@pytest.mark.parametrize("document_type", ["guidance", "open_consultation"])
def test_what_a_paper_that_explains_says_of_whoever_it_fits_is_no_claim(text: str, document_type: str) -> None:
    """A case, a status, anybody's step, or what those do for whom the paper is."""
    assert [one.text for one in find_claims(guidance(text, document_type)) if one.kind != "procedure"] == []


@pytest.mark.parametrize(
    "text",
    [
        "Each child on the island will receive a lamp.",
        "If a port does not send its log, we will recover the grant.",
        "A new lamp fund will be opened in June 2023.",
        "We will only move to the next step when it is safe.",
        "We will build 40 ferries.",
        "Crews will be supplied with test kits once a week.",
    ],
)
def test_what_the_department_gives_or_does_itself_stays_a_claim(text: str) -> None:
    """What is given to all, a condition of its own, a day, and a new thing."""
    assert len(find_claims(guidance(text))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Harbours will be expected to test their crews.",
        "It would be a breach of paragraph 2.9 of the Code to turn a crew away.",
        "While it would be better to sail, we believe it would be acceptable in these circumstances to row.",
        "We reserve the right to change the timetable and the department will reserve the right to stop it.",
        "The fleet will be a vital part of the Department of Ports.",
        "Rising tides will make it harder for us to sail.",
        "We want to understand how crews sleep.",
        "We want them to be proud of their ferry.",
        "This will build on the lamp scheme that we launched in April.",
        "Lamps are how we will light the coast for crews.",
        "This means that wherever crews live, they’ll be able to learn what they love.",
    ],
)
def test_judgements_feelings_and_what_others_are_expected_to_do_are_no_claims(department: Read, text: str) -> None:
    """On any page of a department."""
    assert find_claims(department(text)) == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("All crews will have access to tests for use at home, building on the tests that ports have.", "pledge"),
        ("We are proposing that ports should offer a choice of ferries to crews.", "pledge"),
        ("We will continue working with crews to discuss how we can go further.", "aspiration"),
        ("We have recently launched a lamp fund.", "delivery"),
        ("The Department has also launched a consultation on the formula that will set the fees.", "delivery"),
        ("The Government has recently launched a website which brings government support together.", "delivery"),
    ],
)
def test_kinds_of_what_is_appended_proposed_continued_and_just_done(department: Read, text: str, kind: str) -> None:
    """An appended remark makes nothing vaguer; a proposal is of one thing; working on with somebody has no test."""
    assert [one.kind for one in find_claims(department(text))] == [kind]


@pytest.mark.parametrize("piece", ["if a port, where any ", "will only be that only ", "it would be a case of "])
def test_long_texts_of_one_phrase_take_no_longer_than_their_length(piece: str) -> None:
    """Text from the web is hostile: ten times the length takes no hundred times the time."""

    def taken(times: int) -> float:
        start = process_time()
        find_claims(guidance(f"The port will close {piece * times}."))
        return process_time() - start

    taken(20)
    assert taken(2000) < 40 * max(taken(200), 0.005)
