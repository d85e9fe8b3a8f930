"""One commitment, one claim: what a reader would cut, and what he would leave whole."""

from collections.abc import Callable

import pytest

from tracker.claims.find import find_claims
from tracker.extract.document import Document

Read = Callable[[str], Document]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "We will extend the right to buy, build 200,000 homes and provide 30 hours of childcare.",
            ["We will extend the right to buy", "build 200,000 homes", "provide 30 hours of childcare."],
        ),
        (
            "We will not raise VAT but will raise the threshold to £50,000.",
            ["We will not raise VAT", "will raise the threshold to £50,000."],
        ),
        (
            "We will not raise VAT but raise the threshold to £50,000.",
            ["We will not raise VAT", "raise the threshold to £50,000."],
        ),
        (
            "We will seek to reverse the cut in grants and oppose the closure of libraries.",
            ["We will seek to reverse the cut in grants", "oppose the closure of libraries."],
        ),
        (
            "Scrap the resit rule, restore the maintenance grant and recruit 900 tutors.",
            ["Scrap the resit rule", "restore the maintenance grant", "recruit 900 tutors."],
        ),
        (
            "We will give every school a nurse, and make sure that no pupil waits for help.",
            ["We will give every school a nurse", "make sure that no pupil waits for help."],
        ),
        ("We will not cut the grant or close a library.", ["We will not cut the grant", "close a library."]),
        (
            "By 2030 we will open 40 hubs and, in the meantime, we will fund 12 buses.",
            ["By 2030 we will open 40 hubs", "we will fund 12 buses."],
        ),
    ],
)
def test_verbs_that_share_a_will_are_claims_of_their_own(party: Read, text: str, parts: list[str]) -> None:
    """Each with its own words, as they stand in the document."""
    document = party(text)

    found = find_claims(document)

    assert [one.text for one in found] == parts
    assert all(document.text[one.start : one.end] == one.text for one in found)


@pytest.mark.parametrize(
    "text",
    [
        "We will work with councils to improve buses and raise standards.",
        "We will support teachers and parents in every town.",
        "We will introduce a plan that helps schools hire staff and train them.",
        "We will build and open 40 hubs.",
        "We will fund sports, arts and drama clubs.",
        "We will help families (feed children and heat homes) through the winter.",
        "We will cut waste by closing offices and selling cars.",
    ],
)
def test_what_only_sounds_like_two_stays_one(party: Read, text: str) -> None:
    """A purpose, a clause of its own, a shared object, a list of things."""
    assert [one.text for one in find_claims(party(text))] == [text]


def test_each_part_has_its_own_amounts_dates_and_polarity(party: Read) -> None:
    """Nothing of a neighbour's; the words before the first verb lead the later ones in."""
    first, second = find_claims(party("We will not raise VAT but raise the threshold to £50,000 by 2028."))

    assert (first.polarity, second.polarity) == ("not", "do")
    assert (first.quantities, first.deadline) == ((), None)
    assert [one.text for one in second.quantities] == ["£50,000"]
    assert second.deadline is not None
    assert (first.lead_in, second.lead_in) == (None, "We will not")
    assert first.part_of == second.part_of != first.text


def test_a_later_verb_sets_its_own_firmness(party: Read) -> None:
    """“will … consult on” binds less than “will build”, “legislate for” more."""
    found = find_claims(party("We will build 40 hubs, consult on a levy and legislate for a right to appeal."))

    assert [one.strength for one in found] == [4, 0, 6]


def test_what_a_document_says_again_is_one_claim_with_two_places(party: Read) -> None:
    """A summary and its chapter, also as a list's item; what is said of another thing stays."""
    document = party(
        "We will open 40 owl hubs by 2030.\n\nMore.\n\nWe will:\n\n- open 40 owl hubs by 2030\n- open 40 bat hubs by 2030"
    )

    first, other = find_claims(document)

    assert other.text == "open 40 bat hubs by 2030"
    (again,) = first.also
    assert document.text[again.start : again.end] == again.text == "open 40 owl hubs by 2030"
    assert len(first.former) == 1


def test_a_refusal_is_no_restatement(party: Read) -> None:
    """The same words with and without “not” are two."""
    assert len(find_claims(party("We will open 40 owl hubs.\n\nWe will not open 40 owl hubs."))) == 2
