"""Negation, scope and firmness: what is refused, what is not even promised, and how firmly."""

from collections.abc import Callable

import pytest

from tracker.claims.find import find_claims
from tracker.extract.document import Document

Read = Callable[[str], Document]


@pytest.mark.parametrize(
    "text",
    [
        "We can’t guarantee that every school will get it.",
        "We do not promise a new hospital.",
        "We are no longer committed to the levy.",
        "We cannot rule out a rise in fees.",
        "We will not rule out a merger.",
        "We have a mandate for change.",
    ],
)
def test_what_is_not_promised_is_no_pledge(party: Read, text: str) -> None:
    """A refusal to promise, a promise taken back, a door left open, a noun."""
    assert find_claims(party(text)) == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("We rule out a rise in tuition fees.", "rule out"),
        ("Labour has ruled out a rise in VAT.", "has ruled out"),
        ("We refuse to cut the schools budget.", "refuse to"),
        ("Never again will a child be sent home hungry.", "Never again will"),
        ("Under no circumstances will we sell off playing fields.", "Under no circumstances will we"),
        ("On no account will we close a library.", "On no account will we"),
    ],
)
def test_a_refusal_is_a_firm_pledge_not_to(text: str, words: str) -> None:
    """Firmness 5, with the words that refuse."""
    from tracker.extract import plain

    (found,) = find_claims(plain.read(f"# Plan\n\n{text}\n", publisher="Labour", publisher_type="party"))

    assert (found.kind, found.polarity, found.strength, found.strength_words) == ("pledge", "not", 5, words)


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("We will never again close a school in term time.", "not"),
        ("We would rule out a merger of colleges.", "not"),
        ("No school will lose its library.", "not"),
        ("No more than 30 pupils will share a teacher.", "do"),
        ("Not all schools will get a nurse.", "do"),
        ("We will help remove the barriers to reading.", "do"),
        ("We will scrap the resit rule.", "stop"),
        ("We will not only fund libraries but open 12.", "do"),
    ],
)
def test_polarity_is_of_what_is_done(party: Read, text: str, polarity: str) -> None:
    """A bound or a scope is no refusal, and who helps to remove barriers stops nothing."""
    assert {one.polarity for one in find_claims(party(text))} == {polarity}


@pytest.mark.parametrize(
    ("text", "strength"),
    [
        ("We will make it illegal to sell energy drinks to children.", 6),
        ("We will legislate to require first aid lessons.", 6),
        ("We will make it compulsory to teach swimming.", 5),
        ("We will introduce a statutory ban on phones.", 4),
        ("We will fund a permanent home for the archive.", 4),
        ("We will support families by expanding childcare from 15 to 25 hours.", 4),
        ("We will strengthen our communities.", 3),
        ("We will seek to open 40 hubs.", 2),
        ("We will support families.", 1),
        ("We will commission a review of fees.", 4),
        ("We will review the fees.", 0),
    ],
)
def test_firmness_is_of_the_verb_that_matters(party: Read, text: str, strength: int) -> None:
    """Nouns and adjectives are no verbs; “will” with what nobody could find undone binds less."""
    assert [one.strength for one in find_claims(party(text))] == [strength]


@pytest.mark.parametrize(
    "text",
    [
        "The maintenance grant is to be restored.",
        "Local libraries are to be restored by 2028.",
        "Great Owl Energy will be set up in Truro.",
        "Tuition fees should be abolished.",
        "As pledged, we will build 100 roofs.",
        "We will build 100 roofs, as promised.",
    ],
)
def test_a_party_s_own_paper_decides_without_we(party: Read, text: str) -> None:
    """Agentless decisions and new bodies are pledges of the party; “as promised” gives nobody the word."""
    (found,) = find_claims(party(text))

    assert (found.kind, found.speaker, found.actor) == ("pledge", "Liberal Democrats", "Liberal Democrats")


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("We will vote against the toll.", "not"),
        ("We will continue to oppose cuts to the lamps.", "not"),
        ("We will veto the toll.", "not"),
        ("We will ensure that there is no toll on the bridge.", "not"),
        ("We will refuse permission for new tolls.", "not"),
        ("We will press for the toll to be scrapped.", "stop"),
        ("We will vote for the pier.", "do"),
        ("We will ensure that there is a lamp on the bridge.", "do"),
    ],
)
def test_what_is_opposed_is_refused(party: Read, text: str, polarity: str) -> None:
    """To vote, stand or fight against a thing refuses it; to ask that it be ended is to stop it."""
    assert [claim.polarity for claim in find_claims(party(text))] == [polarity]
