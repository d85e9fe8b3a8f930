"""How far a sentence can be checked."""

import pytest

from tracker.claims.checkable import TAKEN, checkable


@pytest.mark.parametrize(
    "text",
    [
        "There are 40 more owl boxes.",
        "The woods are the largest in Europe.",
        "Moth numbers fell last year.",
        "Every child walks to the wood.",
        "Labour has closed the old mill.",
    ],
)
def test_a_number_a_comparison_or_what_was_done_can_be_checked(text: str) -> None:
    """Each tells why, the weightiest reason first."""
    score, reasons = checkable(text)

    assert score >= TAKEN
    assert reasons


@pytest.mark.parametrize(
    "text",
    [
        "Thank you all for coming.",
        "What if nobody comes?",
        "I think that we should be kinder.",
        "That is wrong.",
        "Read more about owls.",
    ],
)
def test_greetings_questions_and_opinions_can_hardly_be(text: str) -> None:
    """They are scored low, not thrown away: what the record holds of them is still shown."""
    assert 0.0 <= checkable(text)[0] < TAKEN


def test_a_number_makes_an_opinion_checkable() -> None:
    """No word of a list shuts anything out."""
    assert checkable("I think that 40 owl boxes were built.")[0] >= TAKEN


def test_reasons_are_told_in_words() -> None:
    """A quotation, its speaker and a claim each add to it; a sure claim more than a doubtful one."""
    score, reasons = checkable("owls come first", quoted=True, speaker="Ann Owl")

    assert {"a quotation", "said by Ann Owl"} <= set(reasons)
    assert checkable("owls come first", claim=1.0)[0] > checkable("owls come first", claim=0.3)[0]
    assert score > checkable("owls come first")[0]
