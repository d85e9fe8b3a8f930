"""Who acts, by when, what is cut and what is no claim, as two readers judged the fields of claims (all texts invented)."""

from collections.abc import Callable

import pytest

from tracker.claims.find import find_claims
from tracker.extract import plain
from tracker.extract.document import Document

Read = Callable[[str], Document]


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Exam boards will publish the sample papers in May 2027.", "exam boards"),
        ("The Moor Park Group will run the trial in 40 towns.", "Moor Park Group"),
        ("The trial will be run by the Moor Park Agency in 40 towns.", "Moor Park Agency"),
        ("The government intends to open four colleges next year.", "government"),
        ("Ofqual will publish the rules in May 2027.", "Ofqual"),
        ("Schools will receive £40 for each pupil.", "DfE"),
        ("The DfE will fund 40 places.", "DfE"),
        ("The grant will be paid by cheque in May 2027.", "DfE"),
    ],
)
def test_a_department_binds_only_whom_it_names(department: Read, text: str, actor: str) -> None:
    """Another body that acts is the actor; who gets something gets it from the department."""
    (found,) = find_claims(department(text))

    assert (found.speaker, found.actor) == ("DfE", actor)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Autumn 2027: the rules on uniform will be replaced.", "Autumn 2027"),
        ("By May 2027 – the rules on uniform will be replaced.", "By May 2027"),
        ("We have replaced the form to reflect the closure of the old scheme on 3 May 2027.", None),
        ("We will publish new rules following the end of the trial in 2027.", None),
        ("We will publish new rules by the end of 2027.", "by the end of 2027"),
        ("We will free cars over 25 years old from the new charge.", None),
        ("We will publish a book on the last 70 years and over the last 70 years.", None),
    ],
)
def test_a_label_dates_what_follows_and_a_time_gone_by_does_not(department: Read, text: str, words: str | None) -> None:
    """A date before a colon is the deadline; the time of something that the words only go back to is none."""
    (found,) = find_claims(department(text))

    assert (found.deadline and found.deadline.text) == words


def test_an_item_that_is_a_date_is_its_own_deadline(department: Read) -> None:
    """Payments on two days are two claims with a day each."""
    found = find_claims(department("Grants will be paid to schools on:\n\n- 10 May 2027\n- 11 June 2027"))

    assert [one.deadline and one.deadline.by for one in found] == ["2027-05-10", "2027-06-11"]


def test_a_time_before_the_first_verb_holds_for_all(party: Read) -> None:
    """What shares a "will" shares the words before it."""
    found = find_claims(party("Within 40 days, we will scrap the bus levy and build 90 stations."))

    assert [one.deadline and one.deadline.text for one in found] == ["Within 40 days", "Within 40 days"]


def test_who_encourages_one_thing_and_enforces_another_binds_himself_to_the_second(party: Read) -> None:
    """Only the "will" is shared."""
    _, second = find_claims(party("We will encourage firms to plant trees, and enforce the law on litter."))

    assert (second.lead_in, second.strength, second.strength_words) == ("We will", 4, "will")


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("Oppose compulsory identity papers", "not"),
        ("We will close the old coal pits.", "stop"),
        ("We will close the attainment gap by 2030.", "do"),
        ("We will ensure no library is sold.", "not"),
    ],
)
def test_what_is_done_by_closing_and_opposing(party: Read, text: str, polarity: str) -> None:
    """To close a gap stops nothing."""
    (found,) = find_claims(party(text))

    assert found.polarity == polarity


def test_a_party_that_names_itself_speaks_for_itself(party: Read) -> None:
    """Whoever “is committed to” something in its own paper retells nobody."""
    (found,) = find_claims(party("The Liberal Democrats are committed to building 900 homes."))

    assert found.told == "own"


def test_a_heading_that_vows_is_a_promise(party: Read) -> None:
    """The word that vows sets the firmness, not the name of the paper."""
    found = find_claims(party("2031 Manifesto pledges to:\n\n- Build 900 homes in the valley\n- Plant 40 forests"))

    assert {(one.strength, one.strength_words) for one in found} == {(5, "pledges to")}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Close the old coal pits We do not think that digging helps anybody.",
            "Close the old coal pits",
        ),
        ("I want to be clear that we will build 900 homes.", "we will build 900 homes."),
        ("We will publish a form by May 2031 and must be sent two copies.", "We will publish a form by May 2031"),
    ],
)
def test_a_claim_ends_where_its_own_words_end(party: Read, text: str, words: str) -> None:
    """A heading ends before the prose, a preamble is none of it, and a duty of others is left out."""
    assert find_claims(party(text))[0].text == words


def test_dashes_left_in_a_line_part_its_orders(party: Read) -> None:
    """Each is a claim of its own."""
    found = find_claims(
        party("Build 900 homes in the valley - Not allow quarries near schools - Scrap the toll on bikes")
    )

    assert [(one.text, one.polarity) for one in found] == [
        ("Build 900 homes in the valley", "do"),
        ("Not allow quarries near schools", "not"),
        ("Scrap the toll on bikes", "stop"),
    ]


def test_schools_that_will_do_two_things_stay_one(party: Read) -> None:
    """A clause that says which schools is not cut in two."""
    (found,) = find_claims(party("We plan to open 40 schools that will serve poor towns and will be near a station."))

    assert found.text.endswith("a station.")


@pytest.mark.parametrize(
    "text",
    [
        "We anticipate that the refunds will cover the costs.",
        "Many will be able to teach all pupils in their own halls.",
        "As we have set out, councils run the buses.",
        "In some ways we have benefited.",
        "The programme requires courage from everybody.",
        "I want each of you to know how much we owe you.",
        "The new halls will help teachers to do more.",
        "I am confident that these rules will allow pupils to show what they know.",
    ],
)
def test_a_forecast_a_look_back_and_thanks_are_no_claims(department: Read, text: str) -> None:
    """Nobody could be held to them."""
    assert find_claims(department(text)) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Set to cost us £4 billion by 2040, this law has failed.",
        "Combat stress has taken its toll.",
        "Our debt has been doubled by the Conservatives.",
        "When thieves are caught they should be told off properly.",
        "We will scrap the toll and ensure no",
    ],
)
def test_attacks_and_opinions_of_a_party_are_no_claims(party: Read, text: str) -> None:
    """A participle, a compound noun, a rival's deed, an opinion, a stump; the toll alone is a pledge."""
    assert [one.text for one in find_claims(party(text))] in ([], ["We will scrap the toll"])


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("We will give people more control over their lives.", "aspiration"),
        ("We will invest in training.", "aspiration"),
        ("We will invest £4 million in training.", "pledge"),
        ("We will greatly tackle the growing crisis.", "aspiration"),
        ("The inspectors’ role will continue.", "pledge"),
        ("We will develop forest committees in each valley.", "pledge"),
    ],
)
def test_what_could_be_checked_is_a_pledge(party: Read, text: str, kind: str) -> None:
    """A sum, a thing in each place, what goes on; not more of what nobody can see."""
    (found,) = find_claims(party(text))

    assert found.kind == kind


def test_what_guidance_says_will_be_done_binds_the_department() -> None:
    """What “will be sent” is the publisher's doing; what providers will do is how things go."""
    read = plain.read(
        "# Grants\n\nGrants will be sent to schools in May.\n\nProviders will close their books first.\n",
        publisher="DfE",
        publisher_type="department",
    )
    found = find_claims(read.model_copy(update={"document_type": "guidance"}))

    assert [one.kind for one in found] == ["pledge", "procedure"]
