"""Words that widen or narrow."""

import pytest

from tracker.wording.scope import find_scope


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Every child, each school and all nurseries", ["every", "every", "every"]),
        ("up to 750 schools", ["up to"]),
        ("at least 20 additional and new places", ["at least", "extra", "new"]),
        ("new or expanded nurseries in England", ["new or expanded", "in England"]),
        ("where possible, subject to consultation, in due course", ["where possible", "subject to", "in due course"]),
        ("key expert staff, as resources allow", ["key", "expert", "where possible"]),
        ("That all children read", ["every"]),
        ("Feel free to ask at all times of the new year", []),
        ("It was renewed freely by the keyholder", []),
    ],
)
def test_scope_words(text: str, keys: list[str]) -> None:
    """Synonyms share a key, the longest phrase wins, and idle uses are none."""
    expected = keys
    found = [mark.key for mark in find_scope(text)]

    assert found == expected
    assert all(text[mark.start : mark.end] == mark.text for mark in find_scope(text))
