"""Pictures of pages: where a real browser has the text, how the site shows two of them, and a round that keeps one."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest
from picturedstore import FREE, OLD, QUOTED, page, pictured_store
from scan import faults
from scanfiles import file_faults
from sites import once, tracker

from tracker.desk.pictured import crop_of, lines_with
from tracker.fetch.picture import lines_of, script, size_of, with_lines
from tracker.store.archive import Archive

if TYPE_CHECKING:
    from browsing import Chromium

CHANGES = (f"changes/{FREE}/page/2.html", f"changes/{QUOTED}/page/2.html")
COMPLETE = "() => [...document.images].every((one) => one.complete && one.naturalWidth > 0)"
SHADOW = """<div id="host"></div><script>document.querySelector('#host').attachShadow({mode: 'open'}).innerHTML =
  '<p>What stands in a shadow tree is read as well.</p>'</script>"""


@pytest.fixture(scope="session")
def taken(chromium: "Chromium") -> Callable[[str], bytes]:
    """A picture of HTML with the places of its text."""

    def picture(html: str) -> bytes:
        with chromium._browser.new_context(viewport={"width": 1280, "height": 800}) as context:
            tab = context.new_page()
            tab.set_content(html)
            return with_lines(tab.screenshot(full_page=True), tab.evaluate(script()))

    return picture


@pytest.fixture(scope="session")
def site(shared_folder: Path, taken: Callable[[str], bytes]) -> Path:
    """The site of a store with pictures."""

    def make(folder: Path) -> None:
        pictured_store(folder / "store", taken)
        tracker("report", str(folder / "site"), "--jobs", "1", folder=folder / "store")

    return once(shared_folder, "pictured", make) / "site"


def test_lines_are_where_the_browser_has_them(chromium: "Chromium", taken: Callable[[str], bytes]) -> None:
    """Of a sentence over two lines: the box of its lines is the box of its paragraph's text, to a pixel's rounding."""
    html = page("woods", 0)[1]
    with chromium._browser.new_context(viewport={"width": 1280, "height": 800}) as context:
        tab = context.new_page()
        tab.set_content(html)
        box = tab.evaluate(
            "() => { const range = document.createRange(); range.selectNodeContents(document.querySelectorAll('main p')[1]);"
            " const box = range.getBoundingClientRect(); return [box.left, box.top, box.right, box.bottom]; }"
        )

    found = lines_with(lines_of(taken(html)), OLD)

    assert len(found) == 2
    mine = [
        min(line.x for line in found),
        min(line.y for line in found),
        max(line.x + line.width for line in found),
        max(line.y + line.height for line in found),
    ]
    assert all(abs(one - other) <= 1 for one, other in zip(mine, box, strict=True))


def test_what_a_reader_does_not_see_is_no_line(taken: Callable[[str], bytes]) -> None:
    """Hidden text, scripts and styles are not; links within a line, shadow trees and capitals by style are."""
    html = (
        "<style>.up { text-transform: uppercase }</style><p>We <b>will</b> build <a href='#'>owl boxes</a> here.</p>"
        "<p hidden>Hidden.</p><p style='display: none'>None.</p><p style='visibility: hidden'>Invisible.</p>"
        f"<p class='up'>Loud words of ours</p>{SHADOW}"
    )

    assert [line.text for line in lines_of(taken(html))] == [
        "We will build owl boxes here.",
        "Loud words of ours",
        "What stands in a shadow tree is read as well.",
    ]


def test_nothing_on_the_site_is_of_another_making(site: Path) -> None:
    """Elements, attributes and files are those of our templates."""
    assert list(faults(site)) == []
    assert list(file_faults(site)) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("change", CHANGES)
def test_two_pictures_of_a_change(
    chromium: "Chromium", axe: ModuleType, site: Path, *, change: str, width: int, scheme: str
) -> None:
    """Side by side, on a phone one above the other; letters large enough to read."""
    with chromium.visit(site.as_uri() + "/", width=width, scheme=scheme) as tab:
        axe.load(tab)
        tab.open(change)
        tab.page.locator(".shots").scroll_into_view_if_needed()
        tab.page.wait_for_function(COMPLETE)
        before, after = (one.bounding_box() for one in tab.page.locator(".shot").all())
        shown = tab.page.locator(".shots img").first.bounding_box()
        natural = tab.page.locator(".shots img").first.evaluate("(one) => one.naturalWidth")
        found = axe.violations(tab)
        over = tab.overflow()

    assert before
    assert after
    assert shown
    assert (before["y"] == after["y"]) == (width == 1280)
    assert shown["width"] / natural > 0.7  # letters of 19 pixels are 13 or more
    assert (found, over) == ([], 0)


@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_moves_when_pictures_come(chromium: "Chromium", site: Path, *, width: int) -> None:
    """Their places have their size before any of them is there."""
    with chromium._browser.new_context(viewport={"width": width, "height": 844}) as context:
        tab = context.new_page()
        waiting: list[Any] = []
        tab.route("**/changes/**/*.png", lambda one: waiting.append(one))  # noqa: PLW0108 - it is given a mark
        tab.goto(f"{site.as_uri()}/{CHANGES[0]}", wait_until="domcontentloaded")
        tab.locator(".shots").scroll_into_view_if_needed()
        tab.wait_for_function("() => document.images.length === 2")
        empty = [one.bounding_box() for one in tab.locator(".shot").all()]
        assert not tab.evaluate(COMPLETE)
        for one in waiting:
            one.continue_()
        tab.wait_for_function(COMPLETE)

        assert [one.bounding_box() for one in tab.locator(".shot").all()] == empty


def test_printed_pictures_stay_on_the_paper(chromium: "Chromium", site: Path) -> None:
    """On A4 with margins: no wider than the text, and whole."""
    with chromium.visit(site.as_uri() + "/", width=700) as tab:
        tab.page.emulate_media(media="print")
        for change in CHANGES:
            tab.open(change)
            tab.page.locator(".shots").scroll_into_view_if_needed()
            tab.page.wait_for_function(COMPLETE)
            assert tab.overflow() == 0
            boxes = [one.bounding_box() for one in tab.page.locator(".shots img").all()]
            assert all(box and box["x"] >= 0 and box["x"] + box["width"] <= 700 for box in boxes)


def test_a_round_keeps_what_the_browser_showed(tmp_path: Path, loopback: Any, chromium: "Chromium") -> None:
    """`evidence_picture = true`: the picture of a page whose text a script writes, with the place of the sentence."""
    loopback.page(
        "/plan",
        "<title>Plan</title><main><h1>Our plan for owls</h1><p id='said'></p></main>"
        f"<script>setTimeout(() => {{ document.querySelector('#said').textContent = '{OLD}'; }}, 300)</script>",
    )
    (tmp_path / "config").mkdir()
    (tmp_path / "config/sources.toml").write_text(
        f'[[source]]\nid = "plan"\nkind = "html"\nurl = "{loopback.url("/plan")}"\npublisher = "dfe"\n'
        'publisher_type = "department"\nallow_hosts = ["127.0.0.1"]\nfetch = "browser"\nevidence_picture = true\n',
        encoding="utf-8",
    )
    (tmp_path / "config/settings.toml").write_text("delay = 0.0\nbrowser_sandbox = false\n", encoding="utf-8")

    Archive.create(tmp_path / "snapshots").close()
    tracker("snapshot", folder=tmp_path)
    tracker("show", "plan@1", "--picture", str(tmp_path / "plan.png"), folder=tmp_path)

    picture = (tmp_path / "plan.png").read_bytes()
    size = size_of(picture)
    assert size is not None
    assert size.width == 1280
    assert crop_of(picture, OLD, free=False, letters=200) is not None
    assert "1 picture with" in tracker("verify", "--deep", folder=tmp_path)
