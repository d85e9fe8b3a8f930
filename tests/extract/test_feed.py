"""Feeds as sites write them, and as nobody should."""

import pytest

from tracker.errors import ExtractError
from tracker.extract import feed

ATOM = """<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Nests</title>
<entry><id>tag:example.org,2005:/a</id><title>A &amp; “b”</title><updated>2024-05-01T09:00:00Z</updated>
<link rel="alternate" type="text/html" href="/a?utm_medium=feed&amp;x=1"/></entry>
<entry><id>https://nests.example/b#2024</id><title/></entry>
<entry><title>No address</title></entry>
<entry><link href="/a?x=1"/><title>Again</title></entry>
</feed>"""


def test_an_atom_feed_names_each_page_once() -> None:
    """Relative addresses are made whole; what counts visitors goes; an id that is an address will do as one."""
    found = feed.read(ATOM.encode(), url="https://nests.example/feed.atom")

    assert found.title == "Nests"
    assert [(entry.url, entry.title) for entry in found.entries] == [
        ("https://nests.example/a?x=1", "A & “b”"),
        ("https://nests.example/b", None),
    ]
    assert found.losses == ("has 1 entry without an address (“No address”)",)


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"", "empty"),
        (b"<html><body>Hello</body></html>", "not an Atom or RSS feed"),
        (b"{}", "not an Atom or RSS feed"),
        (b'{"version": "1", "items": []}', "not an Atom or RSS feed"),
        (b"<rss>" + b" " * feed.LARGEST, "larger"),
    ],
)
def test_what_is_no_feed_or_harmful_is_refused(body: bytes, why: str) -> None:
    """In a few words that fit into a sentence."""
    with pytest.raises(ExtractError, match=why):
        feed.read(body, url="https://nests.example/feed")


def test_a_feed_is_never_taken_for_an_address_or_a_file_name() -> None:
    """The parser would fetch the one and open the other; it gets a stream."""
    with pytest.raises(ExtractError):
        feed.read(b"/etc/passwd", url="https://nests.example/feed")


def test_entities_of_a_dtd_stand_for_nothing() -> None:
    """Neither a file nor an expansion comes of them; the feed is read."""
    declared = b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    body = declared + b'<rss version="2.0"><channel><title>&x;</title></channel></rss>'

    found = feed.read(body, url="https://nests.example/feed")

    assert (found.title, found.entries) == ("&x;", ())
