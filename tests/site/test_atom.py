"""Feeds as bytes."""

from datetime import UTC, datetime

import feedparser
import pytest
from feedcheck import faults
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.site.atom import AtomEntry, AtomFeed, identity, weblink, written

AT = datetime(2026, 3, 1, 6, tzinfo=UTC)


def feed(*entries: AtomEntry, base: str | None = None) -> bytes:
    """A feed of those entries."""
    return written(
        AtomFeed("feeds/changes.xml", "All", "What was seen", "index.html", "tracker", AT, entries=entries, base=base)
    )


def entry(text: str = "words", name: str = "one") -> AtomEntry:
    """An entry that holds a text everywhere."""
    return AtomEntry(
        identity("x", name), text, AT, f"<p>{text}</p>", "a/b.html", via=text, contributor=text, terms=(text,), rights=text
    )  # fmt: skip


def test_a_feed_is_valid_with_and_without_entries() -> None:
    """By the grammar of RFC 4287 and for feedparser; an empty one was updated when the record began."""
    assert faults(feed()) == []
    assert faults(feed(entry(), entry(name="two"))) == []
    assert feedparser.parse(feed()).feed.updated == "2026-03-01T06:00:00Z"


def test_the_checks_find_what_is_wrong() -> None:
    """A feed without an update, with two ids alike, or with an element that Atom does not know there, is faulty."""
    good = feed(entry())

    assert faults(good.replace(b"<updated>2026-03-01T06:00:00Z</updated>", b"", 1))
    assert faults(feed(entry(), entry()))
    assert faults(good.replace(b"<subtitle>", b"<subtitel>").replace(b"</subtitle>", b"</subtitel>"))
    assert faults(good.replace(b"2026-03-01T", b"yesterday "))
    assert faults(good.replace(b"author>", b"creator>"))


def test_links_are_absolute_only_where_the_site_is_known() -> None:
    """Else they are relative to the feed, and the feed does not say where it is."""
    local, there = feedparser.parse(feed(entry())), feedparser.parse(feed(entry(), base="https://example.org/watch"))

    assert [(one.rel, one.href) for one in local.feed.links] == [("alternate", "../index.html")]
    assert local.entries[0].link == "../a/b.html"
    assert {one.rel: one.href for one in there.feed.links} == {
        "alternate": "https://example.org/watch/index.html",
        "self": "https://example.org/watch/feeds/changes.xml",
    }
    assert there.entries[0].link == "https://example.org/watch/a/b.html"
    assert faults(feed(entry(), base="https://example.org/watch/")) == []


def test_ids_do_not_tell_where_the_site_is() -> None:
    """A site that moves house does not send everybody its whole feed anew."""
    local, there = feedparser.parse(feed(entry())), feedparser.parse(feed(entry(), base="https://example.org/watch"))

    assert local.feed.id == there.feed.id
    assert local.entries[0].id == there.entries[0].id
    assert local.feed.id.startswith("urn:uuid:")


@settings(max_examples=30, deadline=None)
@given(st.text(st.characters(exclude_categories=()), max_size=40))
def test_no_text_makes_a_feed_invalid(text: str) -> None:
    """Not with control characters, halves of characters, or what XML forbids in any form."""
    hostile = entry(f"x{text}")._replace(content="<p>x</p>" + text.replace("<", "&lt;"))

    assert faults(feed(hostile)) == []


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://example.org/a?b=c&d=e#f", "https://example.org/a?b=c&d=e#f"),
        ("https://example.org/a b\"<\x1b>'ü", "https://example.org/a%20b%22%3C%1B%3E'%C3%BC"),
        ("https://example.org/%20", "https://example.org/%20"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("https://[bad", None),
        ("https:///nohost", None),
        ("", None),
        (None, None),
    ],
)
def test_a_reader_is_led_only_to_the_web(url: str | None, link: str | None) -> None:
    """And what no address may hold is encoded."""
    assert weblink(url) == link
