"""The sitemap, and what robots are told."""

from xml.etree import ElementTree as ET

from tracker.site.sitemap import SCHEMA, sitemap

BASE = "https://example.org/watch/"


def _places(data: bytes) -> list[str]:
    return [one.text or "" for one in ET.fromstring(data).iter(f"{{{SCHEMA}}}loc")]  # noqa: S314 - our own bytes


def test_every_page_stands_in_it_by_its_whole_address() -> None:
    """In one order whatever the order they came in, in a file that XML allows."""
    files = {one.address: one.make() for one in sitemap(["sources/b.html", "index.html", "a&<b>.html"], BASE)}

    assert _places(files["sitemap.xml"]) == [
        f"{BASE}a%26%3Cb%3E.html", f"{BASE}index.html", f"{BASE}sources/b.html",
    ]  # fmt: skip
    assert files["robots.txt"].decode() == f"User-agent: *\nAllow: /\nSitemap: {BASE}sitemap.xml\n"


def test_more_pages_than_one_file_may_hold_stand_in_several() -> None:
    """The first file then lists the others, which together hold every page once."""
    pages = [f"sources/{number:02}.html" for number in range(25)]

    files = {one.address: one.make() for one in sitemap(pages, BASE, most=10)}

    assert b"<sitemapindex " in files["sitemap.xml"]
    assert _places(files["sitemap.xml"]) == [f"{BASE}sitemap-{at}.xml" for at in (1, 2, 3)]
    parts = [_places(files[f"sitemap-{at}.xml"]) for at in (1, 2, 3)]
    assert [len(part) for part in parts] == [10, 10, 5]
    assert [one for part in parts for one in part] == [BASE + page for page in pages]
