"""Which address to ask for a source's machine-readable form."""

from urllib.parse import parse_qs, urlsplit

import pytest

from tracker.config.source import GovukSource, WordpressSource
from tracker.fetch.address import content_item, listing, post

COMMON = {"id": "a", "publisher": "p", "publisher_type": "party"}


@pytest.mark.parametrize("base", ["https://www.gov.uk", "https://www.gov.uk/", "http://127.0.0.1:8000"])
def test_content_item_of_a_page(base: str) -> None:
    """A page of GOV.UK has its item under /api/content."""
    source = GovukSource(**COMMON, kind="govuk", path="/government/news/plan", base_url=base)

    assert content_item(source) == f"{base.rstrip('/')}/api/content/government/news/plan"


def test_listing_brings_new_and_edited_posts() -> None:
    """The latest edits come first, as many as the source looks at, without the posts' texts."""
    source = WordpressSource(**COMMON, kind="wordpress", url="https://party.example/blog/", max_items=7)

    parts = urlsplit(listing(source))

    assert (parts.netloc, parts.path) == ("party.example", "/blog/wp-json/wp/v2/posts")
    assert parse_qs(parts.query) == {
        "per_page": ["7"],
        "orderby": ["modified"],
        "order": ["desc"],
        "_fields": ["id,slug,link,date_gmt,modified_gmt,title"],
    }


def test_listing_can_be_narrowed() -> None:
    """Categories and a search are handed on; signs with a meaning in an address stay words."""
    source = WordpressSource(
        **COMMON,
        kind="wordpress",
        url="https://party.example",
        post_type="news",
        categories=(4, 9),
        search="SEND & “RISE”",
    )

    query = parse_qs(urlsplit(listing(source)).query)

    assert (query["categories"], query["search"]) == (["4,9"], ["SEND & “RISE”"])


def test_post_is_asked_for_with_its_text() -> None:
    """One post has an address of its own, and its text is asked for."""
    source = WordpressSource(**COMMON, kind="wordpress", url="https://party.example", post_type="news")

    parts = urlsplit(post(source, 417))

    assert parts.path == "/wp-json/wp/v2/news/417"
    assert "content" in parse_qs(parts.query)["_fields"][0].split(",")
