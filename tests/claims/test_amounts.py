"""Amounts and dates that are none, and those that are easily missed."""

from collections.abc import Callable

import pytest

from tracker.claims.find import find_claims
from tracker.extract.document import Document

Read = Callable[[str], Document]


@pytest.mark.parametrize(
    "text",
    [
        "We will ban zero-hours contracts.",
        "We will fund places for two-year-olds.",
        "We will give three and four-year-olds a free place.",
        "We will scrap the 11-plus.",
        "8) We will fund buses.",
        "We will fund a 24/7 helpline.",
        "We will restore Year 7 catch-up.",
    ],
)
def test_a_name_an_age_and_a_list_s_number_are_no_amounts(party: Read, text: str) -> None:
    """Contracts, groups by age, exams, numbering, labels."""
    assert [one.quantities for one in find_claims(party(text))] == [()]


@pytest.mark.parametrize(
    "text",
    [
        "For the first time in over 40 years we will build council homes.",
        "We will undo the damage done by this Government.",
        "We will end the worst shortage in 20 years.",
    ],
)
def test_what_looks_back_or_names_a_doer_is_no_deadline(party: Read, text: str) -> None:
    """“In over 40 years”, “by this Government”, “the worst in 20 years”."""
    assert [one.deadline for one in find_claims(party(text))] == [None]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("We will pay the grant for two years from April 2016.", "from April 2016"),
        ("Pupils will be fed from the start of the summer term.", "from the start of the summer term"),
        ("We will open 40 hubs by the end of this parliament.", "by the end of this parliament"),
        ("We will pay the grant for two years.", None),
        ("We will pay the grant for the next two years.", "for the next two years"),
    ],
)
def test_the_date_outranks_the_duration(party: Read, text: str, words: str | None) -> None:
    """A start is a date too; how long a grant is paid tells nothing of by when."""
    assert [one.said_when or None for one in find_claims(party(text))] == [words]


def test_money_is_not_cut_at_its_point(party: Read) -> None:
    """“Backed by £1.2 million” keeps its two tenths."""
    (found,) = find_claims(party("The scheme, backed by £1.2 million, will open in May."))

    assert found.funding == ("backed by £1.2 million",)


def test_a_tax_is_no_condition(party: Read) -> None:
    """“Subject to VAT” tells a rate, “subject to consultation” a condition."""
    (taxed,) = find_claims(party("We will sell tickets subject to VAT."))
    (asked,) = find_claims(party("We will sell the site subject to consultation."))

    assert (taxed.conditions, asked.conditions) == ((), ("subject to consultation",))
