"""What a claim is about, and what of many a reader wants first."""

from collections.abc import Callable

import pytest

from tracker.claims.choose import ClaimFilter, by_weight, choose
from tracker.claims.find import find_claims
from tracker.claims.topic import topics, topics_of
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


def test_a_heading_tells_where_the_words_do_not(party: Read) -> None:
    """“We will recruit 900” below “Teachers”."""
    first, *_ = find_claims(party(PLAN))

    assert topics_of(first) == ("teachers",)
    assert topics()[0] == "teachers"


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
