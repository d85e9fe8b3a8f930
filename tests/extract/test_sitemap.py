"""Sitemaps as sites write them, and as nobody should."""

import gzip
from datetime import UTC, datetime

import pytest

from tracker.errors import ExtractError
from tracker.extract import sitemap

NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def urls(*rows: str, name: str = "urlset") -> bytes:
    """A sitemap."""
    return f'<?xml version="1.0" encoding="UTF-8"?><{name} {NAMESPACE}>{"".join(rows)}</{name}>'.encode()


@pytest.mark.parametrize("packed", [False, True])
def test_a_sitemap_names_pages_and_when_they_changed(packed: bool) -> None:  # noqa: FBT001
    """A date that is none is no date, an address that is none is left out, and each stands once."""
    body = urls(
        "<url><loc> https://nests.example/a </loc><lastmod>2024-05-01T09:00:00+01:00</lastmod></url>",
        "<url><loc>https://nests.example/b#x</loc><lastmod>soon</lastmod></url>",
        "<url><loc>file:///etc/passwd</loc></url><url/><other><loc>https://nests.example/c</loc></other>",
        "<url><loc>https://nests.example/b</loc></url>",
    )

    found = sitemap.read(gzip.compress(body) if packed else body)

    assert not found.is_index
    assert [(one.url, one.modified) for one in found.entries] == [
        ("https://nests.example/a", datetime(2024, 5, 1, 8, tzinfo=UTC)),
        ("https://nests.example/b", None),
    ]


def test_an_index_is_told_from_a_sitemap() -> None:
    """It names sitemaps, not pages."""
    found = sitemap.read(urls("<sitemap><loc>https://nests.example/1.xml</loc></sitemap>", name="sitemapindex"))

    assert (found.is_index, len(found.entries)) == (True, 1)


BOMB = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"<html>", "not well-formed"),
        (b"", "not well-formed"),
        (b"<rss version='2.0'/>", "neither urlset nor sitemapindex"),
        (f'<!DOCTYPE urlset [<!ENTITY l0 "l">{BOMB}]><urlset>&l8;</urlset>'.encode(), "DTD|well-formed"),
        (b'<!DOCTYPE urlset SYSTEM "http://127.0.0.1/x.dtd"><urlset/>', "DTD"),
        (b"\x1f\x8bnothing", "damaged"),
        (gzip.compress(b" " * (sitemap.LARGEST + 10)), "larger"),
    ],
)
def test_what_is_no_sitemap_or_harmful_is_refused(body: bytes, why: str) -> None:
    """Nothing is fetched, nothing is expanded, nothing is unpacked beyond the protocol's own bound."""
    with pytest.raises(ExtractError, match=why):
        sitemap.read(body)


def test_no_more_addresses_than_the_protocol_allows() -> None:
    """The rest is left out."""
    rows = "".join(f"<url><loc>https://a.example/{n}</loc></url>" for n in range(sitemap.MOST + 5))

    assert len(sitemap.read(urls(rows)).entries) == sitemap.MOST
