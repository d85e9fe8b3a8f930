"""Links that lead out of the site."""

import pytest

from tracker.site.link import outward


@pytest.mark.parametrize("url", ["https://example.org/a?b=c#d", "http://example.org"])
def test_addresses_of_the_web_are_linked(url: str) -> None:
    """They stay as they are."""
    assert outward(url) == url


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", " javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//x", "", None,
            "https://[broken", " https://example.org"],
)  # fmt: skip
def test_nothing_else_is(url: str | None) -> None:
    """Scripts, files, addresses without a scheme and broken ones are shown, if at all, as text."""
    assert outward(url) is None
