"""The posts of a WordPress site: what is asked for."""

from urllib.parse import parse_qs, urlsplit

from tracker.capture.kinds.wordpress import listing, post
from tracker.config.source import WordpressSource

COMMON = {"id": "a", "publisher": "p", "publisher_type": "party"}


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
