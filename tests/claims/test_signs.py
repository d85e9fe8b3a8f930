"""A pledge or an aspiration: phrases that tell whether anybody could say later that it was kept."""

from collections.abc import Callable
from time import process_time

import pytest

from tracker.claims.find import find_claims
from tracker.claims.signs import made, made_sure
from tracker.extract import plain
from tracker.extract.document import Document

Read = Callable[[str], Document]


@pytest.mark.parametrize(
    "text",
    [
        "We will ensure that weak ports are inspected more often.",
        "We will make sure that all crews are either sailing or learning.",
        "We will make wrecking a specific criminal offence.",
        "We will make relief for small boats automatic.",
        "The harbour board will make a decision once the tides are known.",
        "We will keep the crews posted on storms.",
        "We will seek the views of those who live by the sea.",
        "We will support small boats with a major harbour dues review.",
        "We will develop an occupational standard for lamp keepers.",
        "We will invest in upgrading old lamps.",
        "We will build on this record, implementing the keepers’ report.",
        "We will help coast towns by allowing councils to keep more of the dues.",
        "We will re-evaluate our position on harbour dues.",
        "Harbour masters will be required to improve outcomes for crews.",
        "We are aiming to announce the ports that we have chosen in October 2028.",
        "We will maintain the size of the fleet.",
        "We will protect the lamp budget.",
        "We will work with the crews to publish a chart.",
    ],
)
def test_what_somebody_could_see_done_is_a_pledge(party: Read, text: str) -> None:
    """Whatever the verb: done to something, made an offence, decided, asked, or done on the way."""
    assert [one.kind for one in find_claims(party(text))] == ["pledge"]


@pytest.mark.parametrize(
    "text",
    [
        "We will continue our reforms, so that every crew has the best start.",
        "We will help more people own their own boat.",
        "We will put the Lamp Office, which mends every lamp, at the heart of our offer.",
        "We will continue to work for parity among those who sail.",
        "We will act to reduce accident rates.",
        "Restore British values.",
        "The new rules will be designed to help cut the cost of sailing.",
        "We will give due regard to fairness, and mend rules as appropriate.",
        "We want as many crews as possible to benefit from the Lamp Scheme.",
        "We will share best practice.",
        "We will learn from others, in the county and beyond it.",
        "We will provide leadership and expertise to support the fleet.",
        "We will ensure that the fleet remains world-leading.",
    ],
)
def test_what_could_be_kept_by_anything_is_an_aspiration(party: Read, text: str) -> None:
    """Helping, working for, learning from, and what whoever judges it finds appropriate."""
    assert [one.kind for one in find_claims(party(text))] == ["aspiration"]


def test_items_that_only_go_on_with_their_lead_in_are_weighed_by_it() -> None:
    """To increase opportunities to walk is no walk; to plant trees is planting, whatever the lead-in."""
    document = plain.read(
        "# Our plan\n\nWe will increase opportunities for all children to:\n\n- plant 40 oaks\n"
        "- walk by the sea\n\n"
        "We will also:\n\n- plant trees by the sea\n",
        publisher="Liberal Democrats",
        publisher_type="party",
    )

    kinds = {one.text: one.kind for one in find_claims(document)}

    assert kinds["walk by the sea"] == "aspiration"
    assert kinds["plant 40 oaks"] == "pledge"
    assert kinds["plant trees by the sea"] == "pledge"


def test_what_is_made_sure_is_told_with_its_verb() -> None:
    """The participle, the words that show it, and whether it is for all; nothing of a mere adjective."""
    assert made_sure("Ensure that every lamp is inspected") == ("inspected", "is inspected", True)
    assert made_sure("Ensure that the fleet is successful") is None
    assert made_sure("Ensure that all crews are treated fairly") is None
    assert made("We will make wrecking a crime") == "make wrecking a crime"
    assert made("We will make clear that wrecking is a crime") is None


@pytest.mark.parametrize("piece", ["ensure that a ", "make a ", "seek views as many ", "as appropriate, by making "])
def test_long_texts_of_one_phrase_take_no_longer_than_their_length(piece: str) -> None:
    """Text from the web is hostile: ten times the length takes no hundred times the time."""

    def taken(times: int) -> float:
        text = piece * times
        start = process_time()
        for _ in range(3):
            made(text)
            made_sure(text)
        return process_time() - start

    taken(100)
    assert taken(4000) < 40 * max(taken(400), 0.0005)
