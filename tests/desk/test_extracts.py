"""How much is shown of what is published."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from tracker.claims.claim import Claim, Place, claim_id
from tracker.config.settings import Settings
from tracker.desk.extracts import Extracts

LONG = "We will build owl boxes in every village, " + "and in every wood, " * 20 + "by the end of the year."
RULES = Extracts(Settings(), frozenset({"free"}))


def claim(source: str) -> Claim:
    """A long claim of a page of that source."""
    place = Place(source=source, document="page", version=f"{source}@1", first_seen=datetime(2026, 1, 1, tzinfo=UTC))
    return Claim(
        id=claim_id(source, "page", LONG, 0), kind="pledge", text=LONG, start=0, end=len(LONG), strength=4, place=place
    )


@pytest.mark.parametrize("source", ["closed", "gone", None])
def test_a_source_that_allows_no_copies_is_shown_in_extracts(source: str | None) -> None:
    """So is one that is no longer declared: nothing says that its text may be handed on."""
    assert RULES.text("free", LONG) == LONG
    assert RULES.text(source, LONG).endswith("…")
    assert len(RULES.text(source, LONG)) <= 200


def test_changes_of_such_a_source_are_few_and_short(compared: Callable[..., object]) -> None:
    """The weightiest in reading order, each cut around its difference."""
    lines = [f"{LONG[:-1]}, wood {number} of them." for number in range(8)]
    old = "# Plan\n\n" + "\n".join(lines)
    one = compared(old, old.replace("villages", "village").replace("every village", "up to 40 villages"))
    changes = one.found.changes  # type: ignore[attr-defined]

    kept = RULES.changes("closed", changes)

    assert RULES.changes("free", changes) == changes
    assert (len(changes), len(kept)) == (8, 5)
    for change in kept:
        told = change.model_dump_json()
        assert sum(len(word.text) for word in change.words) <= 200
        assert "up to 40 villages" in told
        assert LONG not in told
        assert "and in every wood, " * 12 not in told


def test_a_claim_of_such_a_source_shows_no_words_beyond_its_cut() -> None:
    """Neither in its text nor in its parts, such as a condition that stands at its end."""
    long = claim("closed").model_copy(update={"conditions": ("by the end of the year",), "scope": ("every",)})

    cut = RULES.claim(long)

    assert cut.text.endswith("…")
    assert (cut.conditions, cut.scope, cut.id) == ((), ("every",), long.id)
    assert RULES.claim(claim("free")) == claim("free")
