"""Words that turn a sentence round."""

import pytest

from tracker.wording.negation import find_negation


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("We will not, won’t and cannot", ["not", "not", "not"]),
        ("They never did and no longer do", ["never", "no longer"]),
        ("No new money, without support", ["no", "without"]),
        ("Not only this but that", []),
        ("No. 10 had no doubt, and no more than 5", []),
        ("whether or not it works", []),
        ("a notable note", []),
    ],
)
def test_negating_words(text: str, keys: list[str]) -> None:
    """Contracted and full forms share a key; what only looks negative is none."""
    assert [mark.key for mark in find_negation(text)] == keys
