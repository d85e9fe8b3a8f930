"""Cutting sentences into claims."""

import pytest

from tracker.claims.clause import spans
from tracker.claims.group import find_groups

CUTS = [
    ("We will open hubs and we will close none.", ["We will open hubs", "we will close none."]),
    ("We will open hubs; they will serve towns.", ["We will open hubs", "they will serve towns."]),
    (
        "The hubs, which will answer to councils, will open in June.",
        ["The hubs, which will answer to councils, will open in June."],
    ),
    (
        "They will “write new cards”, which will replace grades.",
        ["They will “write new cards”, which will replace grades."],
    ),
    (
        "They will “mend gaps shown in new report cards”, which will replace grades.",
        ["They will “mend gaps shown in new report cards”", "which will replace grades."],
    ),
    ("We will open hubs, nurseries and labs.", ["We will open hubs, nurseries and labs."]),
    ("We will open hubs, although it would cost more.", ["We will open hubs", "although it would cost more."]),
]


@pytest.mark.parametrize(("text", "expected"), CUTS)
def test_each_commitment_gets_its_clause(text: str, expected: list[str]) -> None:
    """Clauses with a verb group of their own are cut; lists stay whole; a relative clause keeps its noun."""
    found = spans(text, find_groups(text, reported=False))

    assert sorted(text[a:b] for _, a, b in found) == sorted(expected)
