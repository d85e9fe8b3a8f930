"""How firmly, which way and how much: the verb that matters, what goes on or is lifted, amounts and what bounds them."""

from collections.abc import Callable

import pytest

from tracker.claims.evidence import amounts_of
from tracker.claims.find import find_claims
from tracker.extract.document import Document

Read = Callable[[str], Document]


@pytest.mark.parametrize(
    ("text", "strength", "words"),
    [
        ("We will consult on and publish new rules for ferries.", 4, "will consult on … publish"),
        ("The plan will be reviewed and updated every year.", 4, "will be reviewed … updated"),
        ("We will review and, in time, think again about ferries.", 0, "will review"),
        ("We will encourage and support sailors.", 1, "will encourage and support"),
        ("We will re-evaluate our place in the league.", 0, "will re-evaluate"),
        ("We will also seek the views of sailors and crews.", 0, "will also seek the views"),
        ("We will work with sailors and owners to explore a shared toll.", 0, "will … explore"),
        ("We will promote boating by allowing clubs to keep half of the toll.", 4, "will promote … by allowing"),
        ("The duties of the harbour master will be set out in new regulations.", 6, "will … regulations"),
        ("The temporary regulations will freeze ferry fares.", 6, "regulations will"),
        ("We will protect sailors better, with a new Sailors’ Rights Act that bans night shifts.", 6, "will … Act"),
        ("It is our firm intention that ferries will sail every day in 2027.", 3, "intention"),
        ("It is our hope that ferries will sail every day in 2027.", 2, "hope"),
        ("The plan has two aims: that we will sail every day in 2027 and that fares fall.", 2, "aims"),
        ("We will bring forward a Ferries and Harbours Bill in the next session.", 6, "will … Bill"),
        ("We will bring forward a number of additional bills on harbours.", 6, "will … bills"),
        ("We will pass hybrid Acts of Parliament to move 40 harbours.", 6, "will … acts of parliament"),
        ("We will create a ferry commissioner in law.", 6, "will … in law"),
        ("We will sell ferries in law and order zones.", 4, "will"),
        ("The list of harbours will be kept under regular review.", 0, "will … under regular review"),
        ("We will push ahead with 40 new ferries.", 4, "will"),
        ("We will not support the toll of 40 pence.", 4, "will not support"),
        ("We will support a fairer deal: we will cap the toll at 40 pence.", 4, "will support … will"),
        ("I also want to spell out that I am committed to opening 40 harbours.", 4, "committed to"),
        ("Provided sailors commit to staying for five years, we will pay their fees.", 4, "will"),
    ],
)
def test_the_verb_that_matters_sets_the_firmness(party: Read, text: str, strength: int, words: str) -> None:
    """A deed done besides, a law that does it, a noun that governs the “will”, and who only explores with others."""
    assert [(one.strength, one.strength_words) for one in find_claims(party(text), floor=0.0)] == [(strength, words)]


def test_an_item_asks_no_more_firmly_than_a_sentence(party: Read) -> None:
    """“Press for”, “encourage” below “we will:” are 1, “and” before them or not."""
    found = find_claims(party("We will do this:\n\n- press for a ban on night ferries\n- and, encourage 40 sailors\n"))

    assert [one.strength for one in found] == [1, 1]


def test_a_book_that_looks_at_something_is_about_it(department: Read) -> None:
    """It considers nothing; a review does."""
    texts = ("The book will look at 40 famous boats.", "The review will look at 40 famous boats.")

    assert [[one.strength for one in find_claims(department(text), floor=0.0)] for text in texts] == [[4], [0]]


def test_items_under_aims_are_aimed_at(party: Read) -> None:
    """“Through the following aims:” lends its items no “will”."""
    found = find_claims(party("We will do this through the following aims:\n\n- building 40 boats a year"))

    assert [(one.strength, one.strength_words) for one in found] == [(2, "aims")]


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("We will ensure that the band continues to play in the park.", "keep"),
        ("We will ensure that our ferries remain the fastest in the world.", "keep"),
        ("Old tickets will be retained.", "keep"),
        ("The ferry grant of £40 will be protected.", "keep"),
        ("We will press for the retention of 40 ferries.", "keep"),
        ("We will protect our sailors from claims.", "do"),
        ("We will protect disabled passengers.", "do"),
        ("We will protect passengers and their 40 ferries.", "keep"),
        ("We will vote for the abolition of the ferry toll.", "stop"),
        ("We will work to end the shortage of 40 ferries.", "do"),
        ("We want an end to the ferry toll.", "stop"),
        ("A permit of 40 pages will no longer be needed.", "stop"),
        ("The notice will temporarily disapply the duty on harbours to hold 40 boats.", "stop"),
        ("We will commit to no increases in the toll.", "not"),
        ("We will waste no time in building 40 ferries.", "do"),
        ("We will do this without adding a penny to the toll.", "not"),
        ("We propose that notice of 40 days should not be given.", "not"),
        ("We will firmly oppose a toll of 40 pence.", "not"),
        ("We propose that these rules are carried forward to 2027.", "keep"),
        ("The grant will enable the club to continue to train 40 sailors.", "keep"),
        ("Night ferries will not be lost.", "keep"),
        ("We will allow clubs to keep half of the toll.", "do"),
        ("We will keep the owners informed of every change.", "do"),
        ("We will lift the ban on night ferries.", "stop"),
        ("The ban on night ferries will be lifted.", "stop"),
        ("The night ferry ban will be lifted.", "stop"),
        ("We will lift the cap on crews from 40 to 60.", "do"),
        ("We will lift standards in ferry kitchens.", "do"),
        ("Old boats will have their licence withdrawn.", "stop"),
        ("We will ensure no sailor is left out by paying for 40 lifeboats.", "do"),
        ("We will ensure no sailor is left out.", "not"),
        ("No picture that shows a sailor will be published.", "not"),
    ],
)
def test_which_way_it_goes(party: Read, text: str, polarity: str) -> None:
    """What is ensured or proposed to go on is kept, a lifted ban stops, and who is informed keeps nothing."""
    assert [one.polarity for one in find_claims(party(text), floor=0.0)] == [polarity]


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("the grant will reach an estimated half a million sailors", [("an estimated", "half a million")]),
        ("we aim for a crew that does not exceed 40 people", [("does not exceed", "40")]),
        ("we will cut accidents to zero by 2030", [(None, "zero")]),
        ("we will cut ships to zero carbon", []),
        ("we will let 16- and 17-year-olds sail", []),
        ("we will oppose a sixth Harbour Bridge", []),
        ("we will cut the toll by a sixth in May", [(None, "a sixth")]),
        ("up to £1000,000 in total", [("up to", "£1000,000")]),
        ("we will build four piers and one lighthouse", [(None, "four"), (None, "one")]),
        ("we will mend two piers and one of the boats", [(None, "two")]),
        ("we will mend the pier so that one day all can sail", []),
        ("the dates will be set with one week’s notice", []),
        ("after a successful first six months, the club will get £40", [(None, "£40")]),
        ("as chapter two explains, we will mend the pier", []),
        ("we will let sailors join at other ages as well as eleven", []),
        ("we will cut the toll on boats, piers and 78", []),
        ("we will cut the toll from 20 to 15", [(None, "20"), (None, "15")]),
        ("we will pay for Whig Manifesto 2019 35 new boats", []),
    ],
)
def test_amounts_with_what_bounds_them(text: str, amounts: list[tuple[str | None, str]]) -> None:
    """Estimates, ceilings and zero are amounts; chapters, pages, notice and “one day” are none."""
    assert [(one.comparator, one.text) for one in amounts_of(text)] == amounts
