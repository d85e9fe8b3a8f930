"""Whole spans: commitments that share a verb group are told apart, and none is cut in its middle."""

from collections.abc import Callable

import pytest

from tracker.claims.find import find_claims
from tracker.extract.document import Document

Read = Callable[[str], Document]


@pytest.mark.parametrize(
    "text",
    [
        "We will publish and monitor progress against a harbour plan.",
        "This work will build on and align with the guidance of the port.",
        "We will support more ports to comply with the law and develop policies that protect swimmers.",
        "We will bring law and order to the harbour.",
        "We will set targets for air quality, water, resource efficiency and waste reduction.",
        "The new rules will apply equally to all boats, save for those of the coastguard.",
        "We will focus not only on punishment, but also on teaching every young sailor.",
        "We will extend the right to moor to all boats, but only after a consultation with every port.",
        "We will let every child go as far as their talent and their hard work will allow.",
        "The clubs have been given a fund, which will be used to build new boathouses, slipways, and extend the old pier.",
    ],
)
def test_a_commitment_is_not_cut_in_its_middle(party: Read, text: str) -> None:
    """Two verbs of one object, a name of two things, "not only … but", an exception, a subject of two halves."""
    assert [one.text for one in find_claims(party(text))] == [text]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "We will mend the harbour wall and respond to the final report of the inspectors.",
            ["We will mend the harbour wall", "[We will] respond to the final report of the inspectors."],
        ),
        (
            "We seek to cut waste in the port and abolish the harbour tax.",
            ["We seek to cut waste in the port", "[We seek to] abolish the harbour tax."],
        ),
        (
            "We will work to strengthen the harbour rules and open a new pier.",
            ["We will work to strengthen the harbour rules", "[We will] open a new pier."],
        ),
        (
            "We will pilot a new 'right to moor' scheme and introduce a national register of boats.",
            ["We will pilot a new 'right to moor' scheme", "[We will] introduce a national register of boats."],
        ),
        (
            "We will give more sailors a mooring by dredging the bay and create a fund for new piers.",
            ["We will give more sailors a mooring by dredging the bay", "[We will] create a fund for new piers."],
        ),
        (
            "We will take action to reduce harbour waste and continue to publish clear rules.",
            ["We will take action to reduce harbour waste", "[We will] continue to publish clear rules."],
        ),
        (
            "We will introduce a prize for ports; encourage them to offer courses; and require every pilot to report.",
            [
                "We will introduce a prize for ports",
                "[We will] encourage them to offer courses",
                "[We will] require every pilot to report.",
            ],
        ),
        (
            "We have cut the harbour debt; kept all free moorings; and protected the budget of the coastguard.",
            [
                "We have cut the harbour debt",
                "[We have] kept all free moorings",
                "[We have] protected the budget of the coastguard.",
            ],
        ),
        (
            "We will mend every pier and, should this prove successful, by 2030 we will open 12 more.",
            ["We will mend every pier", "should this prove successful, by 2030 we will open 12 more."],
        ),
    ],
)
def test_each_commitment_of_a_sentence_is_a_claim(party: Read, text: str, parts: list[str]) -> None:
    """Behind a name in quotation marks, a semicolon or a condition, and with the "to" that it shares."""
    found = find_claims(party(text))

    assert [f"[{one.lead_in}] {one.text}" if one.lead_in else one.text for one in found] == parts


def test_a_time_between_and_and_its_verb_goes_with_that_verb(party: Read) -> None:
    """The date binds what stands behind it alone."""
    kept, dated = find_claims(party("We will mend the quay and, by 2027, close the old pier."))

    assert (kept.text, kept.deadline) == ("We will mend the quay", None)
    assert (dated.text, dated.lead_in) == ("by 2027, close the old pier.", "We will")
    assert dated.deadline is not None
    assert dated.deadline.text == "by 2027"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("OLDER we will not raise the harbour tax.", "we will not raise the harbour tax."),
        ("GET A BOAT we will open 12 moorings.", "we will open 12 moorings."),
        (
            "We will spend more on piers, to make your life easier Overall the cost has come down since the storm.",
            "We will spend more on piers, to make your life easier",
        ),
        (
            "We have opened a call for evidence and I thank sailors of all ages for their views.",
            "We have opened a call for evidence",
        ),
        (
            "The council is considering new tests for its pilots and will publish its plans by 2027.",
            "will publish its plans by 2027.",
        ),
        (
            "The port is an open place and a fair one and we will ensure that the people get the pier they voted for.",
            "we will ensure that the people get the pier they voted for.",
        ),
    ],
)
def test_what_only_stands_beside_a_commitment_is_left_out(party: Read, text: str, words: str) -> None:
    """Half a heading, the next sentence, thanks, and what is only stated before."""
    assert words in [one.text for one in find_claims(party(text))]


def test_items_that_open_in_ing_keep_the_words_before_their_list(party: Read) -> None:
    """Where a list was cut into lines without its dashes, too."""
    text = "We will open up the harbour to small boats by: dredging the bay\n\nbuilding a slipway for every club"

    found = {one.text: one.lead_in for one in find_claims(party(text))}

    assert found["building a slipway for every club"] == "We will open up the harbour to small boats by:"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "We would scrap the old lamps and not renew them all.",
            [(None, "We would scrap the old lamps", "stop"), ("We would not", "renew them all.", "not")],
        ),
        (
            "We will close the pier and never open it again to boats.",
            [(None, "We will close the pier", "stop"), ("We will never", "open it again to boats.", "not")],
        ),
        (
            "We are committed to placing dignity and respect at the heart of the harbour.",
            [(None, "We are committed to placing dignity and respect at the heart of the harbour.", "do")],
        ),
        (
            "We want the ferry to sail and, because it can, a lamp.",
            [(None, "We want the ferry to sail", "do")],
        ),
    ],
)
def test_a_not_goes_with_its_verb(party: Read, text: str, expected: list[tuple[str | None, str, str]]) -> None:
    """A refusal that stands between two verbs is never lost, and no noun behind a verb in -ing is a verb."""
    assert [(one.lead_in, one.text, one.polarity) for one in find_claims(party(text))][: len(expected)] == expected
