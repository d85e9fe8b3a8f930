"""What a claim's own words tell besides its verb."""

import pytest

from tracker.claims.evidence import beneficiaries_of, conditions_of, funding_of, stage_of
from tracker.wording.quantities import find_quantities

CONDITIONS = [
    ("We will open hubs, subject to the passage of the Bill.", ("subject to the passage of the Bill",)),
    ("If resources allow, we will open hubs.", ("If resources allow",)),
    ("We will open hubs where possible.", ("where possible",)),
    ("We will open hubs.", ()),
]


@pytest.mark.parametrize(("text", "expected"), CONDITIONS)
def test_conditions_are_the_words_that_stand_there(text: str, expected: tuple[str, ...]) -> None:
    """From the first word of the condition to the end of its clause."""
    assert conditions_of(text) == expected


FUNDING = [
    ("A hub in each town, paid for by a levy on vapes.", ("paid for by a levy on vapes",)),
    ("The cost would be met by closing a loophole.", ("met by closing a loophole",)),
    ("Hubs, fully funded from existing budgets.", ("fully funded from existing budgets",)),
    ("Hubs for all.", ()),
]


@pytest.mark.parametrize(("text", "expected"), FUNDING)
def test_what_pays_for_it_is_no_condition(text: str, expected: tuple[str, ...]) -> None:
    """A source of money is kept apart from what a pledge hangs on."""
    assert funding_of(text) == expected
    assert conditions_of(text) == ()


STAGES = [
    ("We will invest £30 million in hubs.", "announced"),
    ("Hubs would cost £30 million.", "planned"),
    ("£30 million has been ringfenced for hubs.", "allocated"),
    ("We have already spent £30 million on hubs.", "spent"),
    ("We will open 30 hubs.", None),
]


@pytest.mark.parametrize(("text", "expected"), STAGES)
def test_money_is_spent_only_where_the_source_says_so(text: str, expected: str | None) -> None:
    """Announced, planned, allocated, spent, by the words beside the sum."""
    assert stage_of(text, find_quantities(text)) == expected


FOR_WHOM = [
    ("Free meals for every child in key stage 2.", ("every child in key stage 2",)),
    ("A bus pass for pupils aged 11 to 16 in coastal towns.", ("pupils aged 11 to 16", "coastal towns")),
    ("We will train 900 new teachers for rural schools.", ("900 new teachers", "rural schools")),
    ("Meals for disadvantaged pupils with SEND.", ("disadvantaged pupils with SEND",)),
    ("We will scrap the levy.", ()),
]


@pytest.mark.parametrize(("text", "expected"), FOR_WHOM)
def test_whom_it_is_for_is_told_with_what_narrows_it(text: str, expected: tuple[str, ...]) -> None:
    """Groups with the age, stage, place or need that the words give."""
    assert beneficiaries_of(text) == expected
