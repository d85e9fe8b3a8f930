"""Addresses from other people's lists."""

import pytest

from tracker.extract.webaddress import joined, tidy


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ("https://Nests.example/A?x=1&utm_source=rss&fbclid=2#top", "https://nests.example/A?x=1"),
        ("https://nests.example", "https://nests.example/"),
        ("https://nests.example/a b/ü", "https://nests.example/a%20b/%C3%BC"),
        ("https://nests.example/a?q=1&q=2&empty=", "https://nests.example/a?q=1&q=2&empty="),
        ("ftp://nests.example/a", None),
        ("https://user:word@nests.example/a", None),
        ("https://a:0/", None),
        ("https://x y/", None),
        ("http://[::1", None),
        ("https://nests.example/" + "a" * 2000, None),
    ],
)
def test_an_address_is_made_tidy_or_left_out(given: str, found: str | None) -> None:
    """Without fragment and visitor counting; a query without such is left exactly as it was."""
    assert tidy(given) == found


def test_a_link_is_read_where_it_stands() -> None:
    """Relative to the page that holds it; what cannot be read is none."""
    assert joined("https://nests.example/x/feed", "../a") == "https://nests.example/a"
    assert joined("https://nests.example/x", "http://[::1") is None
