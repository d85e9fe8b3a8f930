"""Which words are told as opposites, and which only look so."""

import pytest

from tracker.wording.shift.opposite import opposite_shifts


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("The bridge is open to lorries.", "The bridge was open to lorries.", [("is open", "was open")]),
        ("Prices are given including fuel.", "Prices are given excluding fuel.", [("including", "excluding")]),
        ("Ferry crews are asked to wear a vest.", "Ferry crews were asked to wear a vest.", []),
        ("Crews are advised not to board before noon.", "Crews were advised not to board before noon.", []),
    ],
)
def test_a_state_is_turned_a_request_is_not(old: str, new: str, told: list[tuple[str, str]]) -> None:
    """What is so, was so; but who was asked to do something was asked the same."""
    assert [(one.old, one.new) for one in opposite_shifts(old, new)] == told
