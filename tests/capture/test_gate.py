"""Captures that are not to be trusted, and those that are."""

import pytest

from tracker.capture.gate import suspicion
from tracker.config.settings import Settings
from tracker.extract import plain

LONG = "We counted the boxes in the wood and wrote them down one by one. " * 40


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (f"# Access denied\n\n{LONG}", "its title says “Access denied”"),
        ("# Our plan\n\n" + "You should be redirected. " * 12, "it is short and says “You should be redirected”"),
        ("# Our plan\n\nWe will.", "it has only 8 characters of text"),
        (f"# Our plan\n\n{LONG[:650]}", "it has only "),
    ],
)
def test_why_a_capture_is_suspect(text: str, reason: str) -> None:
    """The reason names the words or the share that made it so."""
    found = suspicion(plain.read(text), previous=f"# Our plan\n\n{LONG}", settings=Settings())

    assert found is not None
    assert found.startswith(reason)


def test_a_long_article_may_quote_an_error_page() -> None:
    """Words of an error page inside a long article are only quoted there."""
    text = f"# Our plan\n\nThe minister read out: page not found. {LONG}"

    assert suspicion(plain.read(text), previous=None, settings=Settings()) is None
