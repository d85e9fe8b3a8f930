"""Faults that strangers found in drawn outputs, by class: what is no claim, which kind, how firm, where words end."""

from collections.abc import Callable

import pytest

from tracker.claims.claim import Claim
from tracker.claims.find import find_claims
from tracker.extract import plain
from tracker.extract.document import Document

Read = Callable[[str], Document]


def _guidance(text: str) -> Document:
    return plain.read(
        f"# Funding\n\n{text}\n",
        publisher="dfe",
        publisher_type="department",
        url="https://www.gov.uk/guidance/funding",
    )


def _claims(document: Document) -> list[Claim]:
    return [claim for claim in find_claims(document) if claim.is_claim]


@pytest.mark.parametrize(
    "text",
    [
        "Providers who are successful in the first round will progress to the second stage.",
        "Funding will increase access to reading schemes in schools.",
        "The subject content we require for lessons in law.",
        "Our reform plans require a local response.",
        "In May we brought ministers together to pledge action on rivers.",
        "The old ferry, which is set to retire in 2031.",
        "I would like to set out my thanks to all who took part.",
        "We would like to hear as many views as possible.",
        "We are not required to have due regard to impacts on those who are married.",
        "This should reassure pupils that they will have the best possible chance.",
        "They are expected to spend the grant on a summer school.",
        "If a pupil were unhappy, their school would submit an appeal.",
        "We need courses that they will complete.",
        "I know more must be done.",
        "It is likely that the toll will continue to affect traders.",
        "It should be noted, the size of the saving will be decided by the timing.",
        "In many cases the pupil will already be known to the council.",
        "Schools must adjust their lessons, except where we have specified otherwise.",
    ],
)
def test_what_commits_nobody_is_no_claim(department: Read, text: str) -> None:
    """A rule for whoever it fits, an effect, what is only mentioned, thanks, and duties of others."""
    assert _claims(department(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Providers who are accredited will receive £400 a place.",
        "Pupils who are eligible will be given a laptop.",
        "The Bill will increase fines for fly-tipping.",
        "Funding will increase by £4 million.",
        "Pupils who move away will be paid their grant.",
    ],
)
def test_what_somebody_has_decided_stays_one(department: Read, text: str) -> None:
    """A figure, what is done to whoever fits, and a law's own deed."""
    assert [claim.kind for claim in _claims(department(text))] == ["pledge"]


def test_what_goes_back_to_what_the_reader_was_asked_is_a_procedure() -> None:
    """In guidance: "You must tell us at once. We will add this to your file"; elsewhere it is what is done."""
    found = find_claims(_guidance("You must tell us at once. We will incorporate this into our model."))

    assert {claim.kind for claim in found} == {"procedure"}


def test_examples_of_a_lead_in_are_its_own_claim_with_it(department: Read) -> None:
    """“Such as:” and “with the:” lead in examples and partners; an item with a verb is a deed of its own."""
    text = "We will run pilot projects, such as:\n\n- new boilers\n- introducing a levy on waste"

    assert [claim.text for claim in _claims(department(text))] == [
        "We will run pilot projects",
        "introducing a levy on waste",
    ]


@pytest.mark.parametrize(
    ("text", "strength", "words"),
    [
        ("We will never sell the harbour.", 5, "will never"),
        ("We will investigate how ferries could be cheaper.", 0, "will investigate"),
        ("We are consulting on whether clubs should have four more weeks.", 4, "are consulting on"),
        ("We will do this by supporting local orchards.", 1, "will … by supporting"),
        ("Centrally set targets for ferries will be abolished.", 4, "will"),
        ("We will take steps to lift the standing of teaching.", 3, "will … take steps"),
    ],
)
def test_firmness_is_that_of_the_verb_that_matters(party: Read, text: str, strength: int, words: str) -> None:
    """Never is firm, to look into is not; what is under way is as firm as a deed, a consultation too."""
    (found,) = find_claims(party(text))

    assert (found.strength, found.strength_words) == (strength, words)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("We will work to reform the league by abolishing all permanent seats.", "pledge"),
        ("We will tackle the impact of strikes by introducing a threshold.", "pledge"),
        ("We will measure and publish take-up in every town.", "pledge"),
        ("We will establish an online register that lets parents take action.", "pledge"),
        ("We will pay particular attention to coastal towns.", "aspiration"),
        ("We will build a country where everybody thrives.", "aspiration"),
        ("We will build on the success of the fair.", "aspiration"),
        ("We will put this right.", "aspiration"),
        ("We will design the scheme with fairness at its heart.", "aspiration"),
    ],
)
def test_what_can_be_checked_is_a_pledge(party: Read, text: str, kind: str) -> None:
    """What it is done by decides; vague words count where they are the main ones."""
    (found,) = find_claims(party(text))

    assert found.kind == kind


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        (
            "Our aim is to help employers and apprentices start, continue and complete their courses.",
            ["Our aim is to help employers and apprentices start, continue and complete their courses."],
        ),
        (
            "We will appoint a warden, to stand up for walkers, monitor the paths and to hold owners to account.",
            ["We will appoint a warden, to stand up for walkers, monitor the paths and to hold owners to account."],
        ),
        (
            "We will therefore reform our constitution, reinvigorate parish councils and devolve power to towns.",
            ["We will therefore reform our constitution", "reinvigorate parish councils", "devolve power to towns."],
        ),
        (
            "A Whig government will be focused on cleaner rivers, more wardens and lower taxes.",
            ["A Whig government will be focused on cleaner rivers, more wardens and lower taxes."],
        ),
        (
            "Make the banks safer: We will cap the bonuses of all directors.",
            ["We will cap the bonuses of all directors."],
        ),
        (
            "Choice will increase, prices will fall, and we will not pay one supplier twice.",
            ["we will not pay one supplier twice."],
        ),
    ],
)
def test_words_end_where_a_reader_would_end_them(party: Read, text: str, cut: list[str]) -> None:
    """Verbs that share an object or a purpose stay together; a clause that commits nobody is left out."""
    assert [claim.text for claim in find_claims(party(text))] == cut


def test_a_list_left_in_its_line_is_parted_at_small_letters(party: Read) -> None:
    """Each dash of “We will: - cap fares - plant trees” opens an order."""
    found = find_claims(party("We will: - cap bus fares in towns - plant 40,000 trees - scrap the toll on the bridge."))

    assert [claim.text for claim in found][1:] == ["plant 40,000 trees", "scrap the toll on the bridge."]


def test_a_lead_in_takes_no_other_item_with_it(party: Read) -> None:
    """Of "Our pledges: - cap fares" the lead-in of what follows is "Our pledges:"."""
    found = find_claims(party("We will: - cap bus fares\n\n- plant 40,000 trees"))

    assert all("cap" not in (claim.lead_in or "") for claim in found)


def test_the_date_of_a_lead_in_holds_for_an_item_with_its_own_verb(department: Read) -> None:
    """“By 2031:” stands above “we will open 40 clinics”."""
    (found,) = find_claims(department("By 2031:\n\n- we will open 40 clinics"))

    assert (found.deadline and found.deadline.text, found.strength_words) == ("By 2031", "will")


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("We will remove foreign criminals from the county.", "do"),
        ("We will remove those who overstay.", "do"),
        ("We will remove VAT from ferry fares.", "stop"),
        ("We will remove barriers to walking.", "stop"),
        ("Centrally set targets for ferries will be abolished.", "stop"),
        ("We do not want or need to become a province of the league.", "not"),
    ],
)
def test_who_is_removed_stops_nothing(party: Read, text: str, polarity: str) -> None:
    """People are moved; a rule, a tax or a barrier ends."""
    (found,) = find_claims(party(text))

    assert found.polarity == polarity


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        (
            "The Moor Care Commission’s (MCC) rules are old. The MCC will publish a new code by 2031.",
            "Moor Care Commission",
        ),
        ("The Office for Tides will lead a review of piers.", "Office for Tides"),
        ("The Home Office will fund a survey of piers. It will open 40 centres.", "Home Office"),
    ],
)
def test_who_acts_is_whom_the_text_names(department: Read, text: str, actor: str) -> None:
    """A short form explained behind a possessive, an office by its whole name, and whoever "it" goes on with."""
    assert [claim.actor for claim in find_claims(department(text))][-1] == actor


def test_may_2031_is_no_permission(department: Read) -> None:
    """An item that is only a month keeps the firmness of its lead-in."""
    found = find_claims(department("Payments will be made in:\n\n- January 2031\n- May 2031"))

    assert [(claim.text, claim.strength_words) for claim in found] == [("January 2031", "will"), ("May 2031", "will")]


def test_a_list_of_sources_is_not_led_by_a_lead_in_that_asks_for_a_verb(department: Read) -> None:
    """A name below “We will seek to:” says nothing that is done."""
    found = find_claims(department("We will seek to:\n\n- open 40 clinics\n- Ministry of Tides and Piers (2019)."))

    assert [claim.text for claim in found] == ["open 40 clinics"]


def test_an_item_that_says_itself_what_will_be_needs_no_lead_in(department: Read) -> None:
    """It is as firm as its own verb."""
    text = "We will continually seek to widen access:\n\n- by 2031, new courses in boat building will be funded"

    found = find_claims(department(text))

    assert [(claim.text, claim.strength) for claim in found] == [
        ("by 2031, new courses in boat building will be funded", 4)
    ]


def test_a_name_with_the_government_in_it_is_no_time(department: Read) -> None:
    """“In the Government Food Strategy” sets no term."""
    (found,) = find_claims(department("We will fund the clubs named in the Government Food Strategy."))

    assert found.when == ()
