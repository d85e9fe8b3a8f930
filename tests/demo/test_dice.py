"""Choices that a seed decides."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.demo.dice import Dice


@settings(max_examples=50, deadline=None)
@given(st.text(), st.integers(-50, 50), st.integers(0, 50))
def test_a_number_lies_between_its_ends(seed: str, low: int, span: int) -> None:
    """Both ends are included, and the same seed throws the same number."""
    number = Dice(seed).number(low, low + span)

    assert low <= number <= low + span
    assert number == Dice(seed).number(low, low + span)


@settings(max_examples=50, deadline=None)
@given(st.text(), st.sets(st.integers(), max_size=8), st.integers(0, 10))
def test_picked_items_are_different_ones(seed: str, items: set[int], count: int) -> None:
    """As many as asked for, or all of them."""
    picked = Dice(seed).pick(sorted(items), count)

    assert len(picked) == len(set(picked)) == min(count, len(items))
    assert set(picked) <= items


def test_throws_are_the_same_on_every_machine() -> None:
    """The rule is SHA-256, so this number may stand in a test."""
    assert Dice("labour-schools 2024-06-14").hex(8) == "020eddc6"
