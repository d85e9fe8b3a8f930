"""The search page finds what `tracker find` finds (tests/data/searches.toml), and says what it took a slip for."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from searching import CASES, SAYS

if TYPE_CHECKING:
    from browsing import Chromium, Tab

PRESS = "Reporters were told of a marmalade shortage that nobody in the whole department had ever heard of"
FIRST_QUERY = 300_000  # bytes


def asks(tab: "Tab", words: str) -> None:
    """Type it and wait for the answer."""
    tab.page.get_by_role("searchbox").fill(words)
    tab.page.evaluate("document.getElementById('search-status').textContent = ''")
    tab.page.keyboard.press("Enter")
    tab.page.locator("#search-status", has_text=" found").wait_for()


def found(tab: "Tab") -> list[str]:
    """The sentences that are shown."""
    return tab.page.locator("#search-results li li > p:first-child").all_inner_texts()


def test_the_page_finds_what_the_command_finds(chromium: "Chromium", searched_site: Path) -> None:
    """Each case of the table: the same sentences, and the same word in the place of a slip."""
    wrong = {}
    with chromium.visit(searched_site.as_uri() + "/") as tab:
        tab.open("search/index.html")
        for case in CASES:
            asks(tab, case["ask"])
            instead = tab.page.locator("#search-hint").inner_text()
            part = "No sentence has all of this" in tab.page.locator("#search-status").inner_text()
            told = [] if part else sorted(map(SAYS.index, set(found(tab)) & set(SAYS)))
            if told != case["found"] or any(
                f"searched for {one}" not in instead for one in case.get("instead", {}).values()
            ):
                wrong[case["ask"]] = told, instead

    assert wrong == {}


def test_what_was_asked_is_marked(chromium: "Chromium", searched_site: Path) -> None:
    """Words in any form and numbers however they are written, and nothing else."""
    with chromium.visit(searched_site.as_uri() + "/") as tab:
        tab.open("search/index.html")
        for words, marks in (("6500 teacher", ["6,500", "teachers"]), ("1.2bn club", ["£1.2 billion", "clubs"])):
            asks(tab, words)
            shown = tab.page.locator("#search-results li li > p", has_text=marks[0]).first

            assert shown.locator("mark").all_inner_texts() == marks


def test_small_words_that_are_passed_over_are_named(chromium: "Chromium", searched_site: Path) -> None:
    """As `find` says it: they count in quotation marks, and there nothing is said."""
    with chromium.visit(searched_site.as_uri() + "/") as tab:
        tab.open("search/index.html")
        asks(tab, "we will recruit")
        assert "“we”, “will” count only in quotation marks." in tab.page.locator("#search-hint").inner_text()
        asks(tab, '"we will" recruit')
        assert "quotation marks" not in tab.page.locator("#search-hint").inner_text()


def test_a_search_is_narrowed_and_its_address_says_so(chromium: "Chromium", searched_site: Path) -> None:
    """By publisher, kind and year; the address gives the same again; an old address still works."""
    with chromium.visit(searched_site.as_uri() + "/") as tab:
        tab.open("search/index.html#breakfast%20clubs")
        tab.page.locator("#search-results li li").nth(1).wait_for()
        tab.page.get_by_label("Publisher").select_option("dfe")
        tab.page.wait_for_url("**/index.html#q=breakfast%20clubs&who=dfe")
        tab.page.locator("#search-status", has_text="1 sentence found").wait_for()
        assert found(tab) == [SAYS[5]]
        address = tab.page.url
        tab.open("index.html")
        tab.page.goto(f"{address}&from=2024&to=2024&kind=sentence")
        tab.page.locator("#search-status", has_text="1 sentence found").wait_for()
        assert found(tab) == [SAYS[5]]
        assert tab.page.locator("#search-results h2").all_inner_texts() == ["Sentences, by document"]
        tab.page.get_by_label("Show").select_option("document")
        tab.page.locator("#search-status", has_text="0 documents found").wait_for()
        tab.page.get_by_label("Show").select_option("sentence")
        tab.page.goto(f"{address}&from=2025")
        tab.page.locator("#search-status", has_text="found").wait_for()


def test_what_may_only_be_quoted_leads_to_its_publisher(chromium: "Chromium", searched_site: Path) -> None:
    """A sentence found in a source of which extracts alone are shown: its first words, and where to read it."""
    with chromium.visit(searched_site.as_uri() + "/") as tab:
        tab.open("search/index.html")
        asks(tab, "marmalade")
        told = tab.page.locator("#search-results li li")
        shown = told.filter(has_text="Its beginning")

        assert told.count() == 3
        assert "more sentences of this document" in tab.page.locator("#search-results").inner_text()
        tab.page.get_by_role("button", name="more sentences of this document").click()
        shown.first.wait_for()
        assert shown.first.locator("p").first.inner_text().startswith("Reporters were told")
        assert (
            shown.first.get_by_role("link", name="Read it at the publisher").get_attribute("href")
            == "https://example.org/gossip"
        )
        assert PRESS[60:] not in shown.first.inner_text()


@pytest.mark.parametrize("words", ["teachers", '"RISE teams" schools', "hit sqads"])
def test_a_first_search_is_small(chromium: "Chromium", demo_site: Path, words: str) -> None:
    """All that the page and its first answer load, counted file by file."""
    with chromium.visit(demo_site.as_uri() + "/") as tab:
        tab.open("search/index.html")
        asks(tab, words)
        loaded = {url.partition("#")[0].removeprefix(tab.base) for url in tab.asked}

    assert sum((demo_site / name).stat().st_size for name in loaded) < FIRST_QUERY
