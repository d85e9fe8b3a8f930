"""What two readers found wrong in claims drawn anew: topic, kind, firmness, when, how much, and what is no claim."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from tracker.claims.deadline import times_of
from tracker.claims.evidence import amounts_of
from tracker.claims.find import find_claims
from tracker.claims.topic import topics_in
from tracker.extract import plain
from tracker.extract.document import Document

Read = Callable[[str], Document]
PUBLISHED = datetime(2026, 11, 25, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("We will train 40 beekeepers.", ()),
        ("We will pay for more train services.", ("transport",)),
        ("We will expand training.", ()),
        ("Our MPs will press for a lighthouse.", ()),
        ("We will give MPs longer holidays.", ("democracy",)),
        ("We will appoint an umpire to end the bullying of small dairies.", ()),
        ("We will print a guide to bullying.", ("wellbeing",)),
        ("We will mend the pier in the next parliament.", ()),
        ("We will abolish the bedroom tax.", ("welfare",)),
        ("We will keep the flood defences.", ("environment",)),
        ("The fund has been extended to cover the cost of staff absence.", ()),
        ("We will build a quay so that patients and their doctors can cross.", ("health",)),
        ("We will hire 40 teachers so that parents need no childcare.", ("teachers",)),
        ("We will write a health and safety leaflet.", ()),
    ],
)
def test_a_topic_is_told_by_what_is_done(text: str, about: tuple[str, ...]) -> None:
    """One word that means other things too tells nothing outside what is done; two words do."""
    assert topics_in(text) == about


def test_a_heading_makes_an_unsure_word_surer() -> None:
    """“Absence” below “School attendance” is what it says."""
    text = "We will send a letter to explain the new rules on absence."

    assert (topics_in(text), topics_in(text, "School attendance")) == ((), ("attendance",))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("We are also investing to support the harbour's job creators.", "delivery"),
        ("We are building 30 new barns.", "delivery"),
        ("We are scrapping the owl tax.", "pledge"),
        ("We are now scrapping the owl tax.", "delivery"),
        ("From June 2029 we are bringing in a new toll.", "pledge"),
        ("We support the county's participation in the Northern Post Treaty.", "pledge"),
        ("We will support the roll-out of the blue bins.", "pledge"),
        ("We will be tireless in our support for teachers.", "aspiration"),
        ("We will hold them to account.", "aspiration"),
        ("The rise proposed by the council will go ahead in the end.", "pledge"),
    ],
)
def test_what_is_under_way_is_no_promise(party: Read, text: str, kind: str) -> None:
    """Done now is a delivery, unless a time to come is told; support for one named measure can be checked."""
    (found,) = find_claims(party(text))

    assert found.kind == kind


def test_a_rule_in_force_is_no_promise(department: Read) -> None:
    """A department that “requires” something does so now."""
    (found,) = find_claims(department("We require exam boards to print each paper twice."))

    assert (found.kind, found.strength) == ("delivery", 4)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("over the next parliamentary term", "term"),
        ("over the course of the next parliament", "term"),
        ("over a two-year period", "period"),
        ("commencing from 4 May 2024", "start"),
        ("in 2026 to 2027", "date"),
        ("during 2027 and 2028", "date"),
    ],
)
def test_periods_and_starts_are_found(words: str, kind: str) -> None:
    """Whole, and with what they mean."""
    (found,) = times_of(f"We will mend the quay {words}.", 0, PUBLISHED).told

    assert (found.text, found.kind) == (words, kind)


@pytest.mark.parametrize(
    "text",
    [
        "We will raise the pay of nurses in the first two years of their careers.",
        "We will keep the bells as a matter for the Welsh Parliament.",
    ],
)
def test_a_time_of_somebody_s_life_and_a_body_set_no_time(text: str) -> None:
    """Neither tells when it is to be done."""
    assert times_of(text, 0, PUBLISHED).told == ()


@pytest.mark.parametrize(
    ("text", "strength", "words"),
    [
        ("We will back a new ferry.", 1, "will … back"),
        ("We will back the port by spending £2 million on cranes.", 4, "will"),
        ("We will back that with £9 million.", 4, "will"),
        ("We will keep the toll under review.", 0, "will … under review"),
        ("Save for the oldest boats, we will cease grants to owners.", 4, "will"),
    ],
)
def test_firmness_is_read_from_the_governing_verb(party: Read, text: str, strength: int, words: str) -> None:
    """Not from a word that opens the sentence."""
    (found,) = find_claims(party(text))

    assert (found.strength, found.strength_words) == (strength, words)


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("We will cease grants to owners of owls.", "stop"),
        ("Save £4 million a year by scrapping the airship.", "stop"),
        ("We intend to continue building on the success of the quay.", "keep"),
    ],
)
def test_polarity_is_that_of_what_is_done(party: Read, text: str, polarity: str) -> None:
    """A sum saved by scrapping is a scrapping."""
    (found,) = find_claims(party(text))

    assert found.polarity == polarity


def test_amounts_keep_what_bounds_them() -> None:
    """A cap and an age limit."""
    found = amounts_of("We will pay grants (capped at 100 farms) to those above the age of 18.")

    assert [(one.comparator, one.text) for one in found] == [("capped at", "100"), ("above the age of", "18")]


def test_several_verbs_keep_whom_they_ask(party: Read) -> None:
    """What others are pressed to do is not what the party itself will do."""
    _, second = find_claims(party("We will press the port authority to raise wages, and ensure that crews have beds."))

    assert (second.lead_in, second.strength) == ("We will press the port authority to", 1)


def test_two_orders_in_one_line_are_two(party: Read) -> None:
    """Also where each ends in -ing."""
    found = find_claims(party("- banning new piers, and requiring tolls for private boats\n- opening two ports\n"))

    assert [one.text for one in found[:2]] == ["banning new piers", "requiring tolls for private boats"]


def test_only_the_last_sentence_before_a_list_leads_it(department: Read) -> None:
    """What stands before it is a sentence of its own."""
    found = find_claims(
        department("The winter was hard for boats. Our aim is to:\n\n- open 40 sheds\n- mend 30 boats\n")
    )

    assert {one.lead_in for one in found} == {"Our aim is to:"}


@pytest.mark.parametrize(
    "text",
    [
        "Earlier this year my Bill on owls was passed with cross-party support.",
        "The law on bells costs a fortune and assumes we will behave badly.",
        "Outside the league, we will have control over tolls.",
        "None of this will be easy.",
    ],
)
def test_facts_and_forecasts_are_no_claims_of_a_party(party: Read, text: str) -> None:
    """What has passed, what somebody assumes, what would follow."""
    assert find_claims(party(text)) == ()


@pytest.mark.parametrize(
    "text",
    [
        "We have concluded that the two approaches require different principles.",
        "Marking has been, and will continue to be, affected.",
        "Where papers are not kept, the inspectorate would be able to take action against that school.",
        "The government acknowledged that there will be an impact on lessons.",
        "More children will have the opportunity to hear music.",
        "Pupils will also have the confidence that they are heard.",
        "In such cases, the department will then agree a suitable sum with the trust.",
        "Schools can win the Harbour Awards, which are now open for entry.",
    ],
)
def test_findings_effects_and_cases_are_no_claims_of_a_department(department: Read, text: str) -> None:
    """Nor is what another body has open."""
    assert find_claims(department(text)) == ()


def test_several_who_act_are_all_the_actor(department: Read) -> None:
    """“Schools, colleges and other settings” act, not the department."""
    (found,) = find_claims(department("Schools, colleges and other settings will conduct two checks of each paper."))

    assert found.actor == "schools, colleges and other settings"


@pytest.mark.parametrize("words", ["hoſpitals", "saıd", "promiſed", "one thırd", "inſiſted", "taxe\u017f"])
def test_letters_that_only_look_like_ours_stop_nothing(words: str) -> None:
    """Python takes "ſ" for "s" and "ı" for "i" in any case, and no table has them: a page could end a round with one."""
    text = f"The minister {words} that we will cut {words} of the cost of schools by 2030."

    assert [topics_in(claim.text) for claim in find_claims(plain.read(f"# Plan\n\n{text}\n"))]
