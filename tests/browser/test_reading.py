"""How pages are read otherwise: by keyboard, on paper, without motion, in the reader's own colours."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from kinds import KINDS, richest

if TYPE_CHECKING:
    from browsing import Chromium, Tab

STOPS = """() => [...document.querySelectorAll(
  'a[href], button, input, select, textarea, summary, [tabindex]:not([tabindex="-1"])')]
  .filter((one) => !one.disabled && one.checkVisibility({visibilityProperty: true}) && !one.closest('[inert]'))
  .filter((one) => one.type !== 'radio' || one.checked || !document.querySelector(`[name="${one.name}"]:checked`))
  .map((one, at) => { one.dataset.stop = at; return at; })"""
HERE = """() => {
  const one = document.activeElement;
  const style = getComputedStyle(one), box = one.getBoundingClientRect();
  const at = document.elementFromPoint(box.x + Math.min(box.width, innerWidth) / 2, box.y + Math.min(box.height, 20) / 2);
  return {
    stop: one.dataset.stop === undefined ? null : Number(one.dataset.stop),
    text: one.outerHTML.slice(0, 100),
    outline: style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth),
    inView: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    covered: at !== null && !one.contains(at) && !at.contains(one) && ['sticky', 'fixed'].some((p) =>
      at.closest('*') && getComputedStyle(at).position === p),
  };
}"""


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("kind", KINDS)
def test_the_keyboard_reaches_everything_in_order(chromium: "Chromium", demo_site: Path, kind: str, width: int) -> None:
    """Tab goes through every link and control once, in the order of the page, each in view and with a visible ring."""
    with chromium.visit(demo_site.as_uri() + "/", width=width, reduced_motion="reduce") as tab:
        tab.open(richest(demo_site, kind))
        stops = tab.page.evaluate(STOPS)
        went = [_tab(tab) for _ in stops]

    assert [one["stop"] for one in went] == stops
    assert [one["text"] for one in went if one["outline"] < 2 or not one["inView"] or one["covered"]] == []


def _tab(tab: "Tab") -> dict[str, Any]:
    tab.page.keyboard.press("Tab")
    here: dict[str, Any] = tab.page.evaluate(HERE)
    return here


def test_the_first_stop_skips_to_the_page(chromium: "Chromium", demo_site: Path) -> None:
    """The skip link shows itself when it is reached, and leads past the menu."""
    with chromium.visit(demo_site.as_uri() + "/", width=390, reduced_motion="reduce") as tab:
        for kind in KINDS:
            tab.open(richest(demo_site, kind)).page.keyboard.press("Tab")
            box = tab.page.locator(":focus").bounding_box()
            tab.page.keyboard.press("Enter")

            assert box, kind
            assert min(box["x"], box["y"]) >= 0, kind
            assert tab.page.evaluate("document.activeElement.id") == "main", kind


INK = """() => {
  const luminance = (colour) => {
    const [r, g, b] = colour.match(/[\\d.]+/g).slice(0, 3).map((v) => v / 255)
      .map((v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const texts = [...document.querySelectorAll('main *')].filter((one) => one.getClientRects().length
    && [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim()));
  return texts.filter((one) => luminance(getComputedStyle(one).color) > 0.3).map((one) => one.outerHTML.slice(0, 90));
}"""


@pytest.mark.parametrize("chosen", ["automatic", "dark"])
def test_on_paper_text_is_dark_and_the_menu_is_gone(chromium: "Chromium", demo_site: Path, chosen: str) -> None:
    """Also when the reader's screen is dark, or a dark theme was chosen: white paper, dark ink, no menu, no buttons."""
    with chromium.visit(demo_site.as_uri() + "/", width=700, scheme="dark") as tab:
        tab.open("index.html").page.get_by_label("Theme").select_option(chosen)
        for kind in KINDS:
            tab.open(richest(demo_site, kind)).page.emulate_media(media="print")

            assert tab.page.evaluate(INK) == [], kind
            assert tab.page.evaluate("getComputedStyle(document.body).backgroundColor") in PAPER, kind
            assert not tab.page.locator("header.top nav").is_visible(), kind
            assert tab.page.locator("button:visible, select:visible, input:visible").count() == 0, kind
            assert tab.overflow() <= 0, f"{kind}: a line would be cut off at the margin"


PAPER = {"rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"}


def test_nothing_moves_for_who_asked_for_stillness(chromium: "Chromium", demo_site: Path) -> None:
    """With reduced motion no transition, no animation and no gliding is left."""
    with chromium.visit(demo_site.as_uri() + "/", reduced_motion="reduce") as tab:
        moving = {kind: tab.open(richest(demo_site, kind)).page.evaluate(MOVING) for kind in KINDS}

    assert {kind: found for kind, found in moving.items() if found} == {}


MOVING = """() => [document.documentElement, ...document.querySelectorAll('body *')].filter((one) => {
  const style = getComputedStyle(one);
  const lasts = (value) => value.split(',').some((part) => parseFloat(part) > 0.01);
  return style.scrollBehavior !== 'auto' || lasts(style.transitionDuration) || lasts(style.animationDuration);
}).map((one) => one.outerHTML.slice(0, 80))"""


@pytest.mark.parametrize("kind", ["change", "pledge"])
def test_differences_show_in_the_readers_own_colours(chromium: "Chromium", demo_site: Path, kind: str) -> None:
    """With forced colours old and new words are told apart by lines, not by colours."""
    with chromium.visit(demo_site.as_uri() + "/", forced_colors="active") as tab:
        tab.open(richest(demo_site, kind))

        assert _lines(tab, "del") == {"line-through"}
        assert _lines(tab, "ins") == {"underline"}


def _lines(tab: "Tab", name: str) -> set[str]:
    return set(
        tab.page.evaluate(
            "(name) => [...document.querySelectorAll(name)].map((one) => getComputedStyle(one).textDecorationLine)",
            name,
        )
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_picture_shows_in_the_readers_own_colours(chromium: "Chromium", demo_site: Path, scheme: str) -> None:
    """With forced colours no line or word of a pledge's picture has the colour of the page behind it."""
    with chromium.visit(demo_site.as_uri() + "/", forced_colors="active", scheme=scheme) as tab:
        tab.open(richest(demo_site, "pledge"))
        unseen = tab.page.evaluate(UNSEEN)

        assert tab.page.locator("svg").count() > 0
        assert unseen == []


UNSEEN = """() => {
  const back = getComputedStyle(document.body).backgroundColor;
  const vanishes = (paint) => paint === 'none' || paint === back || /^rgba.*, 0\\)$/.test(paint);
  return [...document.querySelectorAll('svg :is(path, line, polyline, circle, text)')].filter((one) => {
    const style = getComputedStyle(one);
    return vanishes(style.stroke) && vanishes(style.fill);
  }).map((one) => one.outerHTML.slice(0, 90));
}"""
