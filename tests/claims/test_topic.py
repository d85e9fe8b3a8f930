"""What a claim is about, and what of many a reader wants first."""

from collections.abc import Callable

import pytest

from tracker.claims.choose import ClaimFilter, by_weight, choose
from tracker.claims.find import find_claims
from tracker.claims.topic import known_topics, topic_name, topics, topics_in, topics_of
from tracker.errors import UsageError
from tracker.extract.document import Document

Read = Callable[[str], Document]
PLAN = (
    "## Teachers\n\nWe will recruit 900 by 2028.\n\n## Health\n\nWe aim to support every hospital.\n\n"
    "We will spend £2 million on Ofsted inspectors and their training."
)


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("We will recruit 6,500 teachers.", ("teachers",)),
        ("We will end Ofsted inspections of nurseries.", ("early-years", "inspection")),
        ("We will cut the gap between towns.", ()),
        ("We will send every pupil home early.", ()),
        ("We will fund SEND units so that pupils benefit from them at home.", ("send",)),
        ("We will build 900 new homes.", ("housing",)),
    ],
)
def test_topics_are_told_by_words(party: Read, text: str, about: tuple[str, ...]) -> None:
    """By whole words with their endings; a claim can have several topics, or none."""
    (claim,) = find_claims(party(text))

    assert topics_of(claim) == about


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("We will give 900 halls to towns such as those with a hospital.", ()),
        ("We will mend 900 halls, including theatres, GP surgeries and barns.", ()),
        ("We will work like hospitals, and mend 900 halls.", ()),
        ("We will provide 900 lamps to schools, colleges, academy trusts and halls.", ()),
        ("We will light 900 halls except in the case of a public health emergency.", ()),
        ("We will mend 900 halls unless hospitals close.", ()),
        ("When we leave the EU, we will mend 900 halls.", ()),
        ("We will mend halls when Britain has left the EU.", ()),
        ("Further words on the scheme will be given through the British Academy.", ()),
        ("We will set up a National Security Council.", ()),
        ("We will deport 900 foreign nationals.", ()),
        ("Teaching facilities will be extended for 900 adults.", ()),
        ("You will be teaching a future minister.", ()),
        ("We will encourage local councils to mend 900 halls.", ()),
        ("Lamps will cost the price agreed between the shop and the employer.", ()),
        ("We will renew 900 lessons in arithmetic skills.", ()),
        ("We will mend halls together with the Department for Housing, Health and Towns.", ()),
        ("The Police and Prisons Committee will meet weekly.", ()),
        ("We will repeal section 40 of the Hospitals and Courts Act 2004.", ()),
        ("We will mend 900 halls in the first session of a new parliament.", ()),
        ("Lamps will be lit by the Court of Cassation.", ()),
        ("We will raise grants in line with inflation.", ()),
        ("We will create a level playing field for coders.", ()),
        ("Tests will be held in school or college.", ()),
        ("We will tackle the behaviour of supermarkets.", ()),
        ("We will back the adoption of 40 measures.", ()),
        ("We will foster invention.", ()),
        ("We will create a climate that helps coders.", ()),
    ],
)
def test_what_only_stands_around_tells_no_topic(text: str, about: tuple[str, ...]) -> None:
    """Examples, recipients, exceptions and cases, an institution’s name, who is asked, a verb, a longer phrase."""
    assert topics_in(text) == about


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("We will help families by expanding childcare.", ("early-years",)),
        ("If your mother falls ill, she will depend on our hospitals.", ("health",)),
        ("If you fall ill, we will make sure that you reach a hospital.", ("health",)),
        ("We will make sure that if you fall ill, you reach a hospital.", ("health",)),
        ("We will mend 900 halls, including by asking the police.", ("crime",)),
        ("We will encourage local councils to build more social housing.", ("housing",)),
        ("We will build a new hospital for veterans.", ("health",)),
        ("We will give 900 lamps to places for which the police care.", ("crime",)),
        ("We will extend the powers of the Scottish Parliament.", ("democracy",)),
        ("As part of the plan, 22 universities will open 100 halls.", ("universities",)),
        ("We will mend halls instead of prisons for more childcare.", ("early-years",)),
        ("We will fund lamps for schools such as those with landlords and tenants.", ("housing",)),
        ("Only foreign nationals who paid tax will have NHS care.", ("health",)),
        ("We will take further steps to support victims of fraud.", ("crime",)),
        ("We will back the National Skills Fund.", ("further-education",)),
        ("We will require train companies to pay when trains are late.", ("transport",)),
        ("We will set up a new Department for Housing.", ("housing",)),
        ("We will improve behaviour in class.", ("attendance",)),
        ("We will scrap the Uniform Business Rate.", ("economy",)),
        ("We will widen the network of buses with money saved by leaving the EU and its EU fees.", ("transport",)),
        ("Pupils with an education, health and care plan will have a lamp.", ("send",)),
    ],
)
def test_what_is_done_and_what_for_tells_it(text: str, about: tuple[str, ...]) -> None:
    """The object, what it is for, a purpose or means; behind a case the sentence goes on; two words agree, or one twice."""
    assert topics_in(text) == about


def test_people_are_told_names_and_type_keys() -> None:
    """The error for a key that is none tells both, where the name is another word."""
    assert topic_name("world") == "Foreign affairs and the EU"
    assert known_topics(["world", "send"]) == ("world", "send")
    with pytest.raises(UsageError, match=r"teachers, send, .*further-education \(Further education and skills\)"):
        known_topics(["world", "owls"])


def test_an_example_tells_it_where_a_heading_agrees(party: Read) -> None:
    """“Such as GP surgeries” below “Health and care in towns”."""
    (claim,) = find_claims(party("## Health and care in towns\n\nWe will mend 900 halls such as GP surgeries."))

    assert topics_of(claim) == ("health",)


def test_a_heading_tells_where_the_words_do_not(party: Read) -> None:
    """“We will recruit 900” below “Teachers”."""
    first, *_ = find_claims(party(PLAN))

    assert topics_of(first) == ("teachers",)
    assert topics()[0] == "teachers"


def test_who_is_meant_tells_none_from_a_heading(party: Read) -> None:
    """Below “Carers” anything may stand; below “Hospitals” it is about hospitals."""
    claims = find_claims(party("## Carers\n\nWe will recruit 900.\n\n## Hospitals\n\nWe will open 40 by 2028."))

    assert [topics_of(one) for one in claims] == [(), ("health",)]


@pytest.mark.parametrize(
    ("choice", "number"),
    [
        (ClaimFilter(topics=("inspection", "teachers")), 2),
        (ClaimFilter(section="heal"), 2),
        (ClaimFilter(about="trains inspector"), 1),
        (ClaimFilter(about="inspector hospital"), 0),
    ],
)
def test_claims_are_chosen_by_topic_section_and_words(party: Read, choice: ClaimFilter, number: int) -> None:
    """Any of the topics, part of a heading, all of the words in whatever form."""
    assert len(choose(find_claims(party(PLAN)), choice)) == number


def test_firm_pledges_with_sums_and_dates_come_first(party: Read) -> None:
    """An aim without either comes last."""
    claims = by_weight(find_claims(party(PLAN)))

    assert [one.kind for one in claims][-1] == "aspiration"
    assert any(one.kind == "money" for one in claims[0].quantities)
