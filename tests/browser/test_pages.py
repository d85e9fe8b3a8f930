"""Every kind of page: accessible, in bounds, silent, and content with its own folder."""

from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import pytest
from kinds import KINDS, kind_of, pages, richest
from scan import faults
from scanfiles import file_faults

if TYPE_CHECKING:
    from browsing import Chromium, Tab

SCHEMES = ("light", "dark")
NARROW = (320, 390, 640, 700, 1280)
"""320 is WCAG's reflow width (1.4.10), 390 a phone, 640 a laptop's window at 200 % (1.4.4), 700 a tablet."""


def test_nothing_in_any_file_is_of_another_making(demo_site: Path) -> None:
    """Only our elements, attributes and kinds of address; every link leads somewhere; no script or style of its own."""
    assert list(faults(demo_site)) == []
    assert list(file_faults(demo_site)) == []


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("kind", KINDS)
def test_no_violation_of_wcag(chromium: "Chromium", axe: ModuleType, demo_site: Path, kind: str, *, width: int) -> None:
    """axe-core finds nothing of WCAG 2.0, 2.1 and 2.2, levels A and AA, in light and in dark."""
    with chromium.visit(demo_site.as_uri() + "/", width=width) as tab:
        axe.load(tab)
        tab.open(richest(demo_site, kind))
        found = {}
        for scheme in SCHEMES:
            tab.page.emulate_media(color_scheme=scheme)
            found[scheme] = axe.violations(tab)

    assert found == {"light": [], "dark": []}


def test_every_page_is_silent_and_stays_inside(chromium: "Chromium", demo_site: Path, demo_base: str) -> None:
    """No error, no breach of the policy and no request outside the folder, from disk and from a server, on any page.

    From a server one page of each kind and folder: what differs there is how scripts and links are reached.
    """
    found = pages(demo_site)
    if demo_base.startswith("http"):
        found = list({(kind_of(page), page.rpartition("/")[0]): page for page in found}.values())
    with chromium.visit(demo_base) as tab:
        wide = [one for page in found for one in _wide(tab, page)]

    assert wide == []
    assert {kind_of(page) for page in found} >= set(KINDS)
    assert all(url.startswith(demo_base) for url in tab.asked)


def test_no_page_scrolls_sideways_without_javascript(chromium: "Chromium", demo_site: Path) -> None:
    """On a phone, at 320 pixels and at twice the size all text is read by scrolling down alone."""
    with chromium.visit(demo_site.as_uri() + "/", javascript=False) as tab:
        wide = [one for page in pages(demo_site) for one in _wide(tab, page)]

    assert wide == []


def _wide(tab: "Tab", page: str) -> list[tuple[str, int, int]]:
    """The widths in which that page would have to be scrolled sideways; it is opened once."""
    tab.page.set_viewport_size({"width": NARROW[0], "height": 844})
    tab.open(page)
    found = []
    for width in NARROW:
        tab.page.set_viewport_size({"width": width, "height": 844})
        if (over := tab.overflow()) > 0:
            found.append((page, width, over))
    return found


def test_a_reader_may_space_text_out(chromium: "Chromium", demo_site: Path) -> None:
    """WCAG 1.4.12: with wider lines, letters and words nothing is cut off and no page scrolls sideways."""
    faulty = {}
    with chromium.visit(demo_site.as_uri() + "/", width=390, bypass_csp=True) as tab:
        for kind in KINDS:
            tab.open(richest(demo_site, kind)).page.add_style_tag(content=SPACING)
            if tab.overflow() > 0 or (cut := tab.page.evaluate(CUT_OFF)):
                faulty[kind] = tab.overflow() or cut

    assert faulty == {}


SPACING = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
p { margin-bottom: 2em !important }"""
CUT_OFF = """() => [...document.querySelectorAll('main *, header *, footer *')].filter((one) => {
  const style = getComputedStyle(one);
  const hidden = ['hidden', 'clip'].includes(style.overflowX) || ['hidden', 'clip'].includes(style.overflowY);
  const seen = one.getClientRects().length && one.clientWidth > 1 && style.clipPath === 'none';
  return seen && hidden && (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1);
}).map((one) => one.outerHTML.slice(0, 80))"""
