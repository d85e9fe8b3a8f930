"""The frame of every page of a whole site, and long lists as several pages."""

import re
from pathlib import Path
from typing import Protocol
from xml.etree import ElementTree as ET

import pytest
from selectolax.lexbor import LexborHTMLParser

from tracker.site.sitemap import SCHEMA


class Folder(Protocol):
    """As of conftest.py."""

    root: Path

    def round(self, day: int, texts: dict[str, str], **facts: object) -> None:
        """A round."""

    def report(self, name: str = "site", *options: str) -> Path:
        """A build."""

    def page(self, address: str) -> LexborHTMLParser:
        """A page."""

    def told(self, address: str = "index.html", within: str = "main") -> str:
        """Its text."""

    def tree(self, name: str = "site") -> dict[str, bytes]:
        """Its files."""


BASE = "https://example.org/watch/"


def meta(folder: Folder, address: str) -> dict[str, str]:
    """What a messenger or a search engine is told of it."""
    nodes = folder.page(address).css("head meta[content]")
    return {
        str(node.attributes.get("property") or node.attributes.get("name")): str(node.attributes["content"])
        for node in nodes
    }


@pytest.mark.parametrize("base", [None, BASE])
def test_a_shared_link_tells_title_and_sentence(folder: Folder, base: str | None) -> None:
    """On every page; its own address and the canonical one only where the site has one, and a picture only where it is."""
    folder.report("site", *(("--base", base) if base else ()))

    for address in folder.tree():
        if not address.endswith(".html"):
            continue
        told, found = meta(folder, address), folder.page(address)
        title = found.css_first("title").text()
        assert title.startswith(told["og:title"]), address
        assert 0 < len(told["description"]) <= 200, address
        assert told["og:description"] == told["description"], address
        assert told.get("og:url") == (f"{base}{address}" if base else None), address
        links = found.css('link[rel="canonical"]')
        assert [node.attributes["href"] for node in links] == ([f"{base}{address}"] if base else []), address
        assert ("og:image" in told) == (told["twitter:card"] == "summary_large_image"), address
        assert len(found.css('link[rel="icon"]')) == 2, address
        assert found.css('link[rel="alternate"][title="All changes"]'), address


def test_each_source_has_its_feed_in_its_head(folder: Folder) -> None:
    """Also on the pages of its documents, so that a reader's program finds it."""
    folder.report()
    for address in ("sources/wood/index.html", "sources/wood/owls/index.html"):
        link = folder.page(address).css_first('link[title="This source"]').attributes["href"]
        assert str(link).endswith("feeds/sources/wood.xml")


def test_the_sitemap_has_every_page_that_stays(folder: Folder) -> None:
    """All pages but those that lead to another; and none of it where nobody has said where the site is."""
    folder.report("site", "--base", BASE)
    files = folder.tree()
    found = {one.text for one in ET.fromstring(files["sitemap.xml"]).iter(f"{{{SCHEMA}}}loc")}  # noqa: S314 - ours

    assert found == {BASE + name for name in files if name.endswith(".html")}
    folder.report("none")
    assert not {"sitemap.xml", "robots.txt"} & set(folder.tree("none"))


def test_long_histories_go_on_at_pages_that_stay(empty: Folder) -> None:
    """What was cited on the first page is led on from it; a new version changes none of the older pages but the last."""
    for day in range(40):
        empty.round(day, {"pond/page": f"# Pond\n\nWe will dig {day} ponds.\n"})
    site = empty.report()
    folder = site / "sources/pond/page"
    older = sorted(one.name for one in folder.glob("page-*.html"))
    before = {name: (folder / name).read_bytes() for name in older}

    assert older == ["page-1.html", "page-2.html", "page-3.html"]
    for address in ("sources/pond/page/index.html", "sources/pond/index.html"):
        ids = [node.attributes["id"] for node in empty.page(address).css('[id^="v"]')]
        assert ids == [f"v{number}" for number in range(40, 0, -1)]
        moved = empty.page(address).css_first(".moved #v3")
        target = (site / address).parent / str(moved.attributes["href"]).partition("#")[0]
        assert LexborHTMLParser(target.read_text(encoding="utf-8")).css("li#v3")
    empty.round(41, {"pond/page": "# Pond\n\nWe will dig 41 ponds.\n"})
    empty.report()
    assert {name for name in older if (folder / name).read_bytes() != before[name]} <= {"page-3.html"}


def test_every_change_ever_seen_stands_in_the_list(empty: Folder) -> None:
    """On the first page or on one of those from the oldest, with its words."""
    for day in range(25):
        empty.round(day, {"pond/page": f"# Pond\n\nWe will dig {day} ponds.\n"})
    empty.report()
    pages = [name for name in empty.tree() if re.fullmatch(r"changes/(index|page-\d+)\.html", name)]

    told = " ".join(empty.told(name) for name in pages)

    assert len(pages) > 3
    assert all(f"changes/pond/page/{number}.html#" in "".join(
        str(node.attributes["href"]) for name in pages for node in empty.page(name).css("a[href]")
    ) for number in range(2, 26))  # fmt: skip
    assert told.count("changed between") == 24


def test_many_sources_and_documents_go_on_several_pages(empty: Folder) -> None:
    """No source and no document is left out, and the addresses of the first pages are what they were."""
    names = [f"wood/paper-{number:02}" for number in range(70)]
    empty.round(0, {name: f"# Paper {name}\n\nOaks.\n" for name in names})
    site = empty.report()
    pages = sorted(one.name for one in (site / "sources/wood").glob("*.html"))

    linked = [
        str(node.attributes["href"]) for name in pages for node in empty.page(f"sources/wood/{name}").css("tbody a")
    ]

    assert pages == ["index.html", "page-2.html", "page-3.html"]
    assert sorted(linked) == [f"../../sources/{name}/index.html" for name in names]


def test_pictures_of_the_frame_are_ours_and_small(folder: Folder) -> None:
    """An icon that scales, and one for browsers that show no other; both inside the site."""
    folder.report()
    files = {name: data for name, data in folder.tree().items() if name.startswith("assets/icon")}

    assert set(files) == {"assets/icon.svg", "assets/icon.png"}
    assert files["assets/icon.png"].startswith(b"\x89PNG\r\n\x1a\n")
    assert all(len(data) < 2_000 for data in files.values())
    tree = ET.fromstring(files["assets/icon.svg"])  # noqa: S314 - our own bytes
    assert {one.tag.rpartition("}")[2] for one in tree.iter()} == {"svg", "rect", "path"}
