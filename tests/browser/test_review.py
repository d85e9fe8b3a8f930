"""The queue of decisions in a real browser: by single keys, by Tab and Enter without any script, and on hostile text."""

import os
import re
import shutil
import signal
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import pytest
from browsing import ROOT, SCHEMES, WIDTHS

if TYPE_CHECKING:
    from browsing import Chromium, Tab

Serving = Callable[[str], AbstractContextManager[tuple[str, Path]]]
VIEWS = ("changes", "links", "claims", "captures", "nobody")
BELOW = "document.querySelector('button.first').getBoundingClientRect().bottom > innerHeight"
NARROW = (320, 390, 640, 1280)


@pytest.fixture
def serving(tmp_path: Path, demo_site: Path, hostile_site: Path) -> Serving:
    """While a block runs: the review of a copy of the demo's or the hostile record, its address and its folder."""

    @contextmanager
    def served(name: str) -> Iterator[tuple[str, Path]]:
        site = demo_site if name == "demo" else hostile_site
        folder = shutil.copytree(site.parent / "store", tmp_path / name, symlinks=True)
        words = [sys.executable, "-m", "tracker", "-C", str(folder), "review", "--web", "--by", "Ada"]
        program = subprocess.Popen(
            words, stdout=subprocess.PIPE, text=True, env=os.environ | {"COLUMNS": "200"}, cwd=ROOT
        )
        with program:
            try:
                assert program.stdout
                found = re.search(r"http://\S+/", program.stdout.readline())
                assert found
                yield found[0], folder
            finally:
                program.send_signal(signal.SIGINT)
        assert program.returncode == 0

    return served


def question(tab: "Tab") -> str:
    """What is asked."""
    return str(tab.page.locator("h1").inner_text())


def item(tab: "Tab") -> str:
    """Which item it is."""
    return str(tab.page.locator('input[name="item"]').first.get_attribute("value"))


def press(tab: "Tab", key: str) -> None:
    """Press a key that leads to another page."""
    with tab.page.expect_navigation():
        tab.page.keyboard.press(key)


def only(tab: "Tab", wanted: str) -> None:
    """Narrow the queue, by keys alone."""
    tab.page.keyboard.press("f")
    tab.page.keyboard.type(wanted)
    tab.page.keyboard.press("Tab")
    press(tab, "Enter")


def kept(folder: Path) -> dict[str, list[dict[str, object]]]:
    """What Ada's file says."""
    return tomllib.loads((folder / "config" / "verdicts" / "ada.toml").read_text("utf-8"))


def test_a_review_by_single_keys(chromium: "Chromium", serving: Serving) -> None:
    """One key a decision; a reason is typed and Enter in it decides nothing; written at the end."""
    with serving("demo") as (base, folder), chromium.visit(base) as tab:
        tab.open("")
        only(tab, "links")
        first = item(tab)
        tab.page.keyboard.press("t")
        tab.page.keyboard.type("one bill, y and n")
        tab.page.keyboard.press("Enter")
        assert item(tab) == first
        tab.page.keyboard.press("Escape")
        press(tab, "y")
        second = item(tab)
        assert second != first
        press(tab, "n")
        press(tab, "u")
        assert item(tab) == second
        press(tab, "r")
        press(tab, "a")
        assert " of “" in question(tab)
        press(tab, "Escape")
        press(tab, "c")
        assert question(tab) == "What stands around it"
        press(tab, "Escape")
        press(tab, "q")

        assert "2 decisions kept in" in tab.page.get_by_role("status").inner_text()
        links = kept(folder)["link"]
        assert [one["relation"] for one in links] == ["same", "related"]
        assert [one.get("why") for one in links] == ["one bill, y and n", None]


def test_a_review_without_any_script(chromium: "Chromium", serving: Serving) -> None:
    """Tab and Enter alone decide, and no key is named that does nothing."""
    with serving("demo") as (base, folder), chromium.visit(base, javascript=False) as tab:
        tab.open("")
        tab.page.locator("summary").first.press("Enter")
        tab.page.get_by_label("Only a publisher").fill("links")
        with tab.page.expect_navigation():
            tab.page.get_by_role("button", name="Show only these").press("Enter")
        reached: list[str] = []
        for _ in range(12):
            tab.page.keyboard.press("Tab")
            reached.append(tab.page.locator(":focus").inner_text())
            if reached[-1].startswith("Different"):
                break
        with tab.page.expect_navigation():
            tab.page.keyboard.press("Enter")
        tab.page.get_by_role("button", name="Write what was decided").press("Enter")

        assert reached[0].startswith("The same pledge")
        assert "1 decision kept in" in tab.page.get_by_role("status").inner_text()
        assert [one["relation"] for one in kept(folder)["link"]] == ["different"]


def test_single_keys_can_be_switched_off(chromium: "Chromium", serving: Serving) -> None:
    """Who speaks to the machine decides nothing by a word (WCAG 2.1.4); what is held down decides once."""
    with serving("demo") as (base, _), chromium.visit(base) as tab:
        tab.open("")
        with tab.page.expect_navigation():
            tab.page.get_by_role("button", name="Switch single keys off").click()
        asked = item(tab)
        tab.page.keyboard.press("y")
        assert item(tab) == asked
        assert tab.page.locator("kbd").count() == 0
        with tab.page.expect_navigation():
            tab.page.get_by_role("button", name="Switch single keys on").click()
        with tab.page.expect_navigation():
            tab.page.keyboard.down("y")
            tab.page.keyboard.down("y")
        tab.page.keyboard.up("y")
        tab.page.wait_for_load_state("networkidle")
        assert "1 not written yet" in tab.page.locator("header").inner_text()


def test_all_are_decided_only_once_every_wording_was_on_screen(chromium: "Chromium", serving: Serving) -> None:
    """In a low window the key first goes down the page."""
    with serving("demo") as (base, _), chromium.visit(base, height=240) as tab:
        tab.open("")
        only(tab, "links")
        tab.open("all")
        times = 0
        while tab.page.evaluate(BELOW):
            at = tab.page.evaluate("scrollY")
            tab.page.keyboard.press("y")
            assert tab.page.evaluate("scrollY") > at
            times += 1
        press(tab, "y")

        assert times > 0
        assert tab.page.url == base
        assert "0 not written yet" not in tab.page.locator("header").inner_text()


@pytest.mark.parametrize("name", ["demo", "hostile"])
def test_every_queue_is_accessible_and_in_bounds(
    chromium: "Chromium", axe: ModuleType, serving: Serving, name: str
) -> None:
    """axe-core finds nothing in light and dark, on wide screens and phones; nothing scrolls sideways, nothing breaks out."""
    found: dict[tuple[str, int, str], list[str]] = {}
    wide: list[tuple[str, int]] = []
    with serving(name) as (base, _), chromium.visit(base) as tab:
        axe.load(tab)
        for view in VIEWS:
            tab.open("")
            only(tab, view)
            names = ("", *(one for one in ("all", "context") if tab.page.locator(f'a[href="{one}"]').count()))
            for address in names:
                tab.open(address)
                for width in NARROW:
                    tab.page.set_viewport_size({"width": width, "height": 844})
                    wide += [(f"{view}/{address}", width)] if tab.overflow() > 0 else []
                for width in WIDTHS:
                    tab.page.set_viewport_size({"width": width, "height": 844})
                    for scheme in SCHEMES:
                        tab.page.emulate_media(color_scheme=scheme)
                        found[f"{view}/{address}", width, scheme] = axe.violations(tab)

    assert {place: told for place, told in found.items() if told} == {}
    assert wide == []
    assert len(found) >= 4 * (len(VIEWS) + 2)


def test_hostile_text_stays_text(chromium: "Chromium", serving: Serving) -> None:
    """Whatever was recorded: no script of it runs, nothing is asked of elsewhere, over many items of each queue."""
    with serving("hostile") as (base, _), chromium.visit(base) as tab:
        tab.open("")
        for _ in range(25):
            if question(tab).startswith("Nothing"):
                break
            press(tab, "s")

        assert all(url.startswith(base) for url in tab.asked)
