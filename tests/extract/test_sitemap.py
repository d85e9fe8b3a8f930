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
        (b"<html>", "it is a web page"),
        (b"", "empty"),
        (b"<rss2/>", "neither urlset nor sitemapindex"),
        (b"Hello\nhttps://nests.example/a\nthere", "neither urlset nor sitemapindex"),
        (b"\x1f\x8bnothing", "damaged"),
        (gzip.compress(b" " * (sitemap.LARGEST + 10)), "larger"),
    ],
)
def test_what_is_no_sitemap_is_refused(body: bytes, why: str) -> None:
    """Nothing is unpacked beyond the protocol's own bound."""
    with pytest.raises(ExtractError, match=why):
        sitemap.read(body)


@pytest.mark.parametrize(
    "declared",
    [f"<!DOCTYPE urlset [<!ENTITY l0 'l'>{BOMB}]>", '<!DOCTYPE urlset SYSTEM "http://127.0.0.1/x.dtd">'],
    ids=["entities", "elsewhere"],
)
def test_a_dtd_is_not_read(declared: str) -> None:
    """Nothing is fetched and nothing expanded; what stands beside it is read."""
    rows = "<url><loc>https://nests.example/a</loc></url><url><loc>https://nests.example/&l8;</loc></url>"

    found = sitemap.read(f"{declared}<urlset>{rows}</urlset>".encode())

    assert [one.url for one in found.entries] == ["https://nests.example/a", "https://nests.example/&l8;"]


@pytest.mark.parametrize("packed", [1, 2])
def test_members_in_a_row_and_layers_are_unpacked(packed: int) -> None:
    """As gzip itself does; what is packed twice, too."""
    whole = urls("<url><loc>https://nests.example/a</loc></url>")
    body = gzip.compress(whole[:40]) + gzip.compress(whole[40:])

    found = sitemap.read(gzip.compress(body) if packed == 2 else body)

    assert (len(found.entries), found.losses) == (1, ())


def test_cdata_and_signs_are_read_as_they_are_meant() -> None:
    """An & is one however it is written."""
    rows = [
        f"<url><loc>{one}</loc></url>"
        for one in ("<![CDATA[https://a.example/?x=1&y=2]]>", "https://a.example/?x=1&amp;z=2")
    ]

    found = sitemap.read(urls(*rows, "<url><loc>https://a.example/?x=1&#38;w&v</loc></url>"))

    assert [one.url.partition("?")[2] for one in found.entries] == ["x=1&y=2", "x=1&z=2", "x=1&w&v"]


def test_broken_tags_cost_only_their_entry() -> None:
    """What stands before and behind is read, and the entry that cannot be is counted."""
    bad = "<url><lc>https://a.example/b</loc></url>"

    found = sitemap.read(
        urls("<url><loc>https://a.example/a</loc></url>", bad, "<url><loc>https://a.example/c</loc></url>")
    )

    assert [one.url[-1] for one in found.entries] == ["a", "c"]
    assert found.losses == ("has 1 entry that cannot be read",)


def test_no_more_addresses_than_the_protocol_allows() -> None:
    """The rest is left out, and said to be."""
    rows = "".join(f"<url><loc>https://a.example/{n}</loc></url>" for n in range(sitemap.MOST + 5))

    found = sitemap.read(urls(rows))

    assert len(found.entries) == sitemap.MOST
    assert found.losses == ("names more than the 50,000 addresses that a sitemap may name",)
