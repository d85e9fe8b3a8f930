"""How sure a claim is, why, and what becomes of what is doubtful."""

from collections.abc import Callable

import pytest

from tracker.claims.claim import SURE
from tracker.claims.find import find_claims
from tracker.config.settings import Settings
from tracker.extract.document import Document
from tracker.links.thread import threads

Read = Callable[[str], Document]


def test_the_floor_is_that_of_the_settings() -> None:
    """Who calls find_claims without a floor gets what the settings show."""
    assert Settings().claim_confidence == SURE


def test_an_unknown_subject_with_a_firm_verb_is_less_sure_than_the_party_itself(party: Read) -> None:
    """Unknown is not no: both are found, the stranger's with the lower confidence."""
    (known,) = find_claims(party("We will open 40 owl hubs by 2028."))
    (stranger,) = find_claims(party("Gribbles of every kind will hatch 40 owls by 2028."), floor=0.0)

    assert 0 < stranger.confidence < known.confidence < 1
    assert "no rule puts in the publisher’s hands" in stranger.confidence_why


def test_what_a_critic_foretells_is_only_given_on_request(press: Read) -> None:
    """By default nothing; with a floor of 0 the words, doubtful, and the reason."""
    document = press("Critics warned that the move will leave schools short of staff.")

    (doubtful,) = find_claims(document, floor=0.0)

    assert find_claims(document) == ()
    assert doubtful.confidence < 0.2
    assert "a forecast" in doubtful.confidence_why


def test_a_lower_floor_changes_nothing_of_what_is_sure(party: Read) -> None:
    """Same claims, same ids; what is doubtful stands between them."""
    document = party("We will open 40 owl hubs.\n\nThe weather will be fine.\n\nThey will stay open until 2030.")

    sure, every = find_claims(document), find_claims(document, floor=0.0)

    assert [one for one in every if one.confidence >= SURE] == list(sure)
    assert len(every) > len(sure)


def test_what_is_doubtful_enters_no_thread(press: Read) -> None:
    """Also where somebody hands it over."""
    claims = find_claims(press("Critics warned that the move will leave schools short of staff."), floor=0.0)

    assert threads(claims) == ()
    assert len(threads(claims, settings=Settings(claim_confidence=0.0))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Schools should have more freedom over how they teach.",
        "There should be a choice of nursery in every town.",
        "We must also stand with rural schools.",
    ],
)
def test_what_a_party_says_should_be_is_its_aim(party: Read, text: str) -> None:
    """A demand in the party's own paper commits it, as an aspiration; in a newspaper it commits nobody."""
    found = find_claims(party(text), floor=0.3)

    assert [one.kind for one in found] == ["aspiration"]


@pytest.mark.parametrize(
    "text",
    [
        "It is wrong that schools should beg for books.",
        "Ministers should have acted years ago.",
        "No child should go hungry at school.",
        "Our country faces the need to retrain.",
    ],
)
def test_what_is_deplored_is_no_demand(party: Read, text: str) -> None:
    """What should have been, or should not be so, plans nothing."""
    assert find_claims(party(text)) == ()


@pytest.mark.parametrize(
    "text",
    [
        "We must lower the toll.",
        "We must mend the harbour wall and its lamps.",
    ],
)
def test_what_a_party_says_that_it_must_do_is_its_own(party: Read, text: str) -> None:
    """In its own paper what it must do is more likely a claim than not; what others must is a demand on them."""
    (claim,) = find_claims(party(text))
    assert claim.confidence >= SURE
    assert find_claims(party(text.replace("We", "The ferrymen"))) == ()


def test_what_a_party_will_not_tolerate_is_refused(party: Read) -> None:
    """Readers of manifestos called nine in ten such refusals claims; a vow that refuses nothing adorns."""
    (refusal,) = find_claims(party("We will not tolerate foreign boats in the harbour."))

    assert refusal.polarity == "not"
    assert find_claims(party("We will always stand up for sailors.")) == ()
