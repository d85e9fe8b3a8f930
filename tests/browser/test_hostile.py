"""The site of a store that wishes us ill (`tests/hostile.py`), in a browser that would obey it."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hostile import MARK
from kinds import pages
from lxml import etree
from scan import ATTRIBUTES, EXTERNAL, TAGS, faults
from scanfiles import file_faults

if TYPE_CHECKING:
    from browsing import Chromium

STRANGERS = """([tags, attributes, protocols]) => [...document.querySelectorAll('*')].flatMap((one) => [
  ...(tags.includes(one.localName.toLowerCase()) ? [] : [`<${one.localName}>`]),
  ...one.getAttributeNames().map((name) => name.toLowerCase())
    .filter((name) => !attributes.includes(name) && !/^(aria|data)-[a-z-]+$/.test(name))
    .map((name) => `<${one.localName} ${name}>`),
  ...(one.href && !protocols.includes(new URL(one.href, location).protocol) ? [`${one.href}`.slice(0, 80)] : []),
])"""
KNOWN = (sorted(TAGS), sorted(ATTRIBUTES), ["file:", *(f"{one}:" for one in sorted(EXTERNAL))])
"""What is in the page after its scripts have run, and no template or script of ours would put there."""


def test_no_file_holds_what_no_template_wrote(hostile_site: Path) -> None:
    """Not an element, attribute, kind of address, control or bidirectional character more than ours."""
    assert list(faults(hostile_site, words=(MARK, "evil.example", "onerror"))) == []
    assert list(file_faults(hostile_site)) == []


PARTS = 4
"""Processes may share the pages out among them; each page is opened once, in two widths."""


@pytest.mark.parametrize("part", range(PARTS))
def test_nothing_runs_is_added_or_breaks_a_page(chromium: "Chromium", hostile_site: Path, part: int) -> None:
    """Every page opens without a dialog, an error or a request outside; its scripts add nothing of another making.

    A word of a million letters is broken into lines: no page scrolls sideways.
    """
    found, wide = {}, []
    with chromium.visit(hostile_site.as_uri() + "/") as tab:
        for page in pages(hostile_site)[part::PARTS]:
            tab.page.set_viewport_size({"width": 1280, "height": 844})
            found[page] = tab.open(page).page.evaluate(STRANGERS, KNOWN)
            for width in (1280, 320):
                tab.page.set_viewport_size({"width": width, "height": 844})
                wide += [(page, width)] if tab.overflow() > 0 else []

    assert {page: strangers for page, strangers in found.items() if strangers} == {}
    assert wide == []


def test_titles_are_the_words_themselves(chromium: "Chromium", hostile_site: Path) -> None:
    """What looks like markup in a title stands in the page's title and heading as words."""
    with chromium.visit(hostile_site.as_uri() + "/") as tab:
        tab.open("sources/owls/page/v1.html")

        assert f"<script>alert('{MARK}')</script>" in tab.page.title()
        assert f"<script>alert('{MARK}')</script>" in tab.page.locator("h1").inner_text()


def test_feeds_hold_words_and_no_markup_of_the_store(hostile_site: Path) -> None:
    """Every feed is well-formed, and the markup in its entries is ours alone."""
    feeds = sorted((hostile_site / "feeds").rglob("*.xml"))
    entities = etree.XMLParser(resolve_entities=False, no_network=True)
    trees = [etree.parse(feed, entities) for feed in feeds]
    inside = {element.tag for tree in trees for element in tree.iter(etree.Element)}

    assert feeds
    assert {str(tag).rpartition("}")[2] for tag in inside} <= FEED_TAGS
    assert not [tree for tree in trees if tree.docinfo.internalDTD is not None]


FEED_TAGS = frozenset(
    "feed title subtitle link id updated published entry author contributor name uri email summary content category rights"
    " generator logo icon div p ins del ul ol li a dl dt dd h2 h3 h4 blockquote em strong span br".split()
)


HASHES = (
    f"<img src=x onerror=alert('{MARK}')>",
    f"a=1&b=<svg/onload=alert('{MARK}')>",
    f"javascript:alert('{MARK}')",
    f"1..2\"><script>alert('{MARK}')</script>",
    "__proto__..constructor",
    "%",
    "%E0%A4%A",
    "1...999999999999999999999",
    "q=" + "w" * 100_000,
)


@pytest.mark.parametrize("page", ["sources/wood/page/index.html", "search/index.html", "claims/index.html"])
def test_an_address_cannot_make_a_page_act(chromium: "Chromium", hostile_site: Path, page: str) -> None:
    """Whatever follows the # of an address, nothing runs and nothing is added."""
    with chromium.visit(hostile_site.as_uri() + "/") as tab:
        for said in HASHES:
            tab.open(f"{page}#{said}")
            tab.page.evaluate("(said) => { location.hash = said; }", said)
            tab.page.wait_for_timeout(50)

            assert tab.page.evaluate(STRANGERS, KNOWN) == [], said
            assert tab.page.evaluate("Object.keys(Object.prototype)") == [], said
