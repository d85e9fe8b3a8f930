"""Quantities: what the numbers count."""

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.wording.quantities import find_quantities
from tracker.wording.quantity import QuantityKind

_TABLE: list[tuple[str, list[tuple[QuantityKind, float]]]] = [
    ("We would hire 3,200 extra mentors for key subjects.", [("count", 3200)]),
    ("The offer costs £2.4 billion over four years.", [("money", 2.4e9), ("duration", 4)]),
    ("Between £5 million and £7 million will be spent.", [("money", 5e6), ("money", 7e6)]),
    ("A fund of £5–7 million opens.", [("money", 5e6), ("money", 7e6)]),
    ("Grants of £1.2m to 1.5m are open.", [("money", 1.2e6), ("money", 1.5e6)]),
    ("Parents pay 60p a day.", [("money", 0.6)]),
    ("It costs 2 million pounds.", [("money", 2e6)]),
    ("Nearly 30 per cent of heads agree; 5% do not.", [("percent", 30), ("percent", 5)]),
    ("A rise of 5 to 10 per cent is planned.", [("percent", 5), ("percent", 10)]),
    ("One in five pupils is absent.", [("fraction", 0.2)]),
    ("Two thirds of trusts and half of all nurseries replied.", [("fraction", 0.666667), ("fraction", 0.5)]),
    ("Pupils get 15 hours’ free care a week.", [("duration", 15)]),
    ("Teams visit for five to ten days.", [("duration", 5), ("duration", 10)]),
    ("A ten-year plan for three and four-year-olds.", [("duration", 10), ("age", 3), ("age", 4)]),
    ("Children aged 5 to 11 may join.", [("age", 5), ("age", 11)]),
    ("Children aged nine months to four years may join.", [("duration", 9), ("duration", 4)]),
    ("Six hundred thousand places were promised.", [("count", 600_000)]),
    ("Half a million meals.", [("count", 500_000)]),
]

_NOT_QUANTITIES = [
    "Pupils in Year 7 and key stage 2 sit the test.",
    "Years 7 to 11 and Years 12 and 13 return.",
    "No. 10 did not answer.",
    "Under the Education Act 1996 it is lawful.",
    "Covid-19 closed schools.",
    "Most 11 to 18 schools and 4–11 primary schools agree.",
    "Funding for 16–19 providers and 16 to 19 colleges rises.",
    "The office opens at 9.30am and closes at 11:59pm.",
    "It begins on 1 September 2026, in autumn 2027 or by 2028–29.",
    "One of the best schools, one-to-one.",
    "See section 31, step 2 and annex 4.",
]


@pytest.mark.parametrize(("text", "expected"), _TABLE)
def test_kind_and_value(text: str, expected: list[tuple[QuantityKind, float]]) -> None:
    """A number is named by the words beside it."""
    found = [(quantity.kind, quantity.value) for quantity in find_quantities(text)]

    assert found == expected


@pytest.mark.parametrize("text", _NOT_QUANTITIES)
def test_labels_and_dates_are_not_quantities(text: str) -> None:
    """A number that names a thing, a day or an hour counts nothing."""
    assert find_quantities(text) == ()


@pytest.mark.parametrize(
    ("text", "unit", "comparator", "per"),
    [
        ("at least 6,500 new expert teachers", "teachers", "at least", None),
        ("up to £450m a year", "GBP", "up to", "year"),
        ("£1,480 per primary pupil", "GBP", None, "pupil"),
        ("30 hours of free childcare a week", "hour", None, "week"),
        ("more than 40 per cent", None, "more than", None),
        ("an extra £740 million", "GBP", "an extra", None),
        ("groups of ten or more", None, "or more", None),
        ("600,000 more poor children", "children", None, None),
        ("over three years", "year", None, None),
        ("£30 weekly", "GBP", None, "week"),
    ],
)
def test_unit_comparator_and_period(text: str, unit: str | None, comparator: str | None, per: str | None) -> None:
    """A quantity knows its unit, the words that bound it and what it is counted by."""
    (quantity,) = find_quantities(text)

    assert (quantity.unit, quantity.comparator, quantity.per) == (unit, comparator, per)


@given(
    st.lists(
        st.sampled_from(
            ["£5bn", "20%", "by 2026", "one in four", "Year 7", "ten", "teachers", "to", "–", ",", "aged", "a week"]
        )
    )
)
@settings(max_examples=50, deadline=None)
def test_every_quantity_points_at_its_words(pieces: list[str]) -> None:
    """Spans are in order, do not overlap, and are the text they claim to be."""
    text = " ".join(pieces)

    found = find_quantities(text)

    assert all(text[one.start : one.end] == one.text for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@pytest.mark.parametrize(
    ("text", "per"),
    [
        ("£200 extra for every pupil", "pupil"),
        ("£5,000 in well-known part-time low-cost one-off top-up a year", "year"),
        ("£5,000 one two three four five six seven a year", None),
        ("£5,000 tax-free-and-top-up-money-paid-out per pupil", "pupil"),
        ("£5,000, paid a year later", None),
    ],
)
def test_a_rate_stands_within_seven_words(text: str, per: str | None) -> None:
    """A word with hyphens is one word, however many it has, up to 20 letters; a comma ends the search."""
    assert find_quantities(text)[0].per == per


@pytest.mark.parametrize(
    "piece", ["1", "1,", "one ", "£", "£1 to ", "five and ", "aged 5 to ", "half of ", "16-19 ", "1-", "1-a-"]
)
def test_hostile_text_takes_linear_time(piece: str) -> None:
    """Twenty thousand hostile characters take seconds at most."""
    text = piece * (20_000 // len(piece))
    began = time.process_time()

    find_quantities(text)

    assert time.process_time() - began < 5
