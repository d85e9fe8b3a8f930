"""What the site does with JavaScript, used as a reader uses it; and what it says without."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from kinds import pages, richest

if TYPE_CHECKING:
    from browsing import Chromium, Tab

DFE = "sources/dfe-rise/page/index.html"


def _search(tab: "Tab", words: str) -> Any:
    tab.open("search/index.html")
    tab.page.get_by_role("searchbox").fill(words)
    tab.page.keyboard.press("Enter")
    tab.page.locator("#search-status", has_text="found").wait_for()
    return tab.page.locator("#search-results")


def test_search_finds_a_pledge_by_another_name(chromium: "Chromium", demo_base: str) -> None:
    """“hit squads”, the press's name, leads to the pledge that the department calls RISE teams."""
    with chromium.visit(demo_base) as tab:
        found = _search(tab, "hit squads")

        found.get_by_role("heading", name="Pledges").wait_for()
        found.locator('a[href*="pledges/t-"]').first.click()
        tab.page.wait_for_url("**/pledges/t-*.html")
        assert "RISE" in tab.page.locator("main").inner_text()


def test_search_finds_a_sentence_of_an_old_version(chromium: "Chromium", demo_base: str) -> None:
    """A sentence that has gone from the page is found, with the versions between which it stood, and leads there."""
    with chromium.visit(demo_base) as tab:
        found = _search(tab, '"not improved for several years"').locator("li").first
        told = found.inner_text()

        assert "The teams will support schools that have not improved for several years." in told
        assert "last in version 1" in told
        found.get_by_role("link").last.click()
        tab.page.wait_for_url("**/sources/dfe-rise/page/v1.html*")
        assert "have not improved for several years" in tab.page.locator("main").inner_text()


def test_search_can_be_linked_and_says_when_there_is_nothing(chromium: "Chromium", demo_site: Path) -> None:
    """The words stand in the address; words that stand nowhere find nothing and say so."""
    with chromium.visit(demo_site.as_uri() + "/") as tab:
        _search(tab, "consider universal")
        address = tab.page.url
        tab.page.goto("about:blank")
        tab.page.goto(address)
        tab.page.locator("#search-results li").first.wait_for()

        assert "universal RISE" in tab.page.locator("#search-results").inner_text()
        assert tab.page.get_by_role("searchbox").input_value() == "consider universal"
        _search(tab, "zyzzyva")
        assert tab.page.locator("#search-status").inner_text().startswith("0 sentences")


def test_claims_are_filtered_and_sorted(chromium: "Chromium", demo_base: str) -> None:
    """Words and choices narrow the table, which says how many are left; a heading sorts it, both ways, and says so."""
    with chromium.visit(demo_base) as tab:
        tab.open("claims/index.html")
        count, rows = tab.page.locator("#claims-count"), tab.page.locator("#claims tbody tr")
        count.filter(has_text="claims").wait_for()
        all_of_them = rows.count()
        tab.page.get_by_label("Words").fill("6,500")
        tab.page.wait_for_function(
            "(all) => document.querySelectorAll('#claims tbody tr').length < all", arg=all_of_them
        )
        few = rows.all_inner_texts()
        tab.page.get_by_label("Publisher").select_option(label="DfE")
        tab.page.wait_for_function("(few) => document.querySelectorAll('#claims tbody tr').length < few", arg=len(few))

        assert all("6,500" in row for row in few)
        assert all("DfE" in row for row in rows.all_inner_texts())
        assert count.inner_text().startswith(f"{rows.count()} of ")
        tab.page.get_by_label("Publisher").select_option("")
        tab.page.get_by_label("Words").fill("")
        tab.page.wait_for_function(
            "(all) => document.querySelectorAll('#claims tbody tr').length === all", arg=all_of_them
        )
        assert _sorted_by(tab, "Firmness", 4) == "ascending"
        assert _sorted_by(tab, "Firmness", 4, down=True) == "descending"


def test_what_is_chosen_of_a_list_can_be_sent(chromium: "Chromium", demo_site: Path) -> None:
    """The choice stands in the address; opened anew it shows the same rows. Another fragment chooses otherwise."""
    with chromium.visit(demo_site.as_uri() + "/") as tab:
        tab.open("changed/index.html")
        rows = tab.page.locator("#list tbody tr")
        tab.page.get_by_label("Publisher").select_option(label="Labour")
        tab.page.get_by_label("Order").select_option(label="Seen, rising")
        tab.page.wait_for_url("**#publisher=Labour&sort=when")
        tab.page.locator("#list-count", has_text=" of ").wait_for()
        chosen, address = rows.all_inner_texts(), tab.page.url
        tab.page.goto("about:blank")
        tab.page.goto(address)
        tab.page.locator("#list-count", has_text=" of ").wait_for()

        assert chosen
        assert rows.all_inner_texts() == chosen
        assert tab.page.get_by_label("Publisher").input_value() == "Labour"
        tab.page.evaluate("location.hash = '#words=zyzzyva'")
        tab.page.locator("#list-count", has_text="0 of ").wait_for()
        assert rows.count() == 0


@pytest.mark.parametrize("kind", ["pledges", "claims", "changed", "money"])
def test_each_column_stands_below_its_heading(chromium: "Chromium", demo_site: Path, kind: str) -> None:
    """On a wide screen, whatever other lists of the site look like."""
    edges = "(row) => [...row.children].map((cell) => Math.round(cell.getBoundingClientRect().left))"
    with chromium.visit(demo_site.as_uri() + "/", width=1280) as tab:
        tab.open(richest(demo_site, kind))
        head, first = (tab.page.locator(f"table.listed {part} tr").first.evaluate(edges) for part in ("thead", "tbody"))

        assert len(head) > 3
        assert head == first


def test_no_list_is_long_on_a_phone(chromium: "Chromium", demo_site: Path) -> None:
    """6,000 pixels at the most, at a phone's width; a row is a card there, without what it does not state."""
    kinds = ("pledges", "claims", "changed", "money", "edited", "publishers", "publisher", "topics", "topic", "person")
    with chromium.visit(demo_site.as_uri() + "/", width=390) as tab:
        for kind in kinds:
            tab.open(richest(demo_site, kind))
            assert tab.page.evaluate("document.documentElement.scrollHeight") <= 6000, kind


def _sorted_by(tab: "Tab", heading: str, column: int, *, down: bool = False) -> str | None:
    """Press a heading; the column is then in order. What the heading tells a screen reader."""
    head = tab.page.get_by_role("columnheader", name=heading)
    head.get_by_role("button").click()
    cells = tab.page.locator(f"#claims tbody td:nth-child({column + 1})").all_inner_texts()
    values = [int(cell) for cell in cells if cell.isdigit()]
    assert values
    assert values == sorted(values, reverse=down)
    return head.get_attribute("aria-sort")


@pytest.mark.parametrize("width", [1280, 390])
def test_any_two_versions_are_compared(chromium: "Chromium", demo_base: str, width: int) -> None:
    """By address or by choice, side by side or in one text; old words are struck out, new ones underlined."""
    with chromium.visit(demo_base, width=width) as tab:
        tab.open(f"{DFE}#1..7")
        compared, said = tab.page.locator(".compared"), tab.page.locator("#compare [role=status]")

        assert "Version 1 against version 7" in said.inner_text()
        tab.page.get_by_label("Show").select_option("sides")
        assert compared.locator(".sides").count() > 0
        assert "Regional improvement" in " ".join(compared.locator("del").all_inner_texts())
        assert "RISE" in " ".join(compared.locator("ins").all_inner_texts())
        tab.page.get_by_label("Show").select_option("inline")
        assert compared.locator(".sides").count() == 0
        assert compared.locator("del").count() > 0
        tab.page.get_by_label("Before").select_option("2")
        assert "Version 2 against version 7" in said.inner_text()
        assert tab.page.url.endswith("#2..7")
        tab.page.get_by_role("button", name="Swap").click()
        assert "Version 7 against version 2" in said.inner_text()
        tab.page.evaluate("location.hash = '#3..4'")
        said.filter(has_text="Version 3 against version 4").wait_for()


def test_a_version_against_itself_has_no_difference(chromium: "Chromium", demo_site: Path) -> None:
    """Nothing is struck out and nothing is new."""
    with chromium.visit(demo_site.as_uri() + "/") as tab:
        tab.open(f"{DFE}#3..3")

        assert tab.page.locator(".compared :is(del, ins)").count() == 0


def test_the_theme_is_kept(chromium: "Chromium", demo_base: str) -> None:
    """Dark stays dark after a reload and on other pages, and automatic gives the reader's own setting back."""
    with chromium.visit(demo_base, scheme="light") as tab:
        tab.open("index.html")
        light = _paper(tab)
        tab.page.get_by_label("Theme").select_option("dark")
        dark = _paper(tab)
        tab.page.reload()

        assert light != dark
        assert _paper(tab) == dark
        tab.open(DFE)
        assert _paper(tab) == dark
        tab.page.get_by_label("Theme").select_option("automatic")
        assert _paper(tab) == light


def _paper(tab: "Tab") -> str:
    return str(tab.page.evaluate("getComputedStyle(document.body).backgroundColor"))


def test_a_change_is_shown_side_by_side_without_javascript(chromium: "Chromium", demo_site: Path) -> None:
    """The switch is of HTML and CSS alone."""
    with chromium.visit(demo_site.as_uri() + "/", javascript=False) as tab:
        tab.open("changes/dfe-rise/page/2.html")
        inline, sides = tab.page.locator(".change .inline").first, tab.page.locator(".change .sides").first

        assert (inline.is_visible(), sides.is_visible()) == (True, False)
        tab.page.get_by_label("side by side").check()
        assert (inline.is_visible(), sides.is_visible()) == (False, True)
        assert tab.page.locator(".sides del").first.is_visible()
        assert tab.page.locator(".sides ins").first.is_visible()


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("index.html", ["Search every sentence", "not yet read by a person", "6,500 additional teachers"]),
        ("changes/index.html", ["RISE teams", "the publisher’s note does not mention", "more of its changes", "6,500"]),
        (DFE, ["Added information about universal RISE.", "Comparing any two versions needs JavaScript", "Version 1"]),
        ("sources/dfe-rise/page/v7.html", ["since version 2", "An initial £20 million backs the work."]),
        ("changes/dfe-rise/page/2.html", ["The teams will support schools that have not improved for several years."]),
        ("claims/index.html", ["Filtering and sorting need JavaScript", "6,500"]),
        ("search/index.html", ["needs JavaScript", "table of claims"]),
        ("pledges/index.html", ["hit squads"]),
    ],
)
def test_without_javascript_everything_is_read_or_explained(
    chromium: "Chromium", demo_site: Path, page: str, words: list[str]
) -> None:
    """History, redlines, origins and claims are there; where a page needs JavaScript it says so and leads elsewhere."""
    with chromium.visit(demo_site.as_uri() + "/", javascript=False) as tab:
        told = tab.open(page).page.locator("body").inner_text()

    assert [one for one in words if one not in told] == []


def test_without_javascript_a_pledge_is_read_turn_by_turn(chromium: "Chromium", demo_site: Path) -> None:
    """Its life line, what changed, and its stages, which unfold; a stage that was cited is shown when it is led to."""
    with chromium.visit(demo_site.as_uri() + "/", javascript=False) as tab:
        at = richest(demo_site, "pledge")
        page = tab.open(at).page

        assert page.locator(".life > svg:visible").count() == 1
        assert page.locator(".turns ins").first.is_visible()
        stages = page.locator("ol.timeline > li")
        assert stages.count() > 2
        assert not stages.first.is_visible()
        tab.open(f"{at}#{stages.last.get_attribute('id')}")
        assert page.locator("ol.timeline > li").last.is_visible()


def test_a_text_to_be_quoted_is_copied(chromium: "Chromium", demo_base: str) -> None:
    """A button beside it, where a script may run; it says that it was done."""
    with chromium.visit(demo_base) as tab:
        tab.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        tab.open("changes/dfe-rise/page/2.html")
        tab.page.get_by_text("Quote this").first.click()
        tab.page.get_by_role("button", name="Copy").first.click()
        tab.page.get_by_text("Copied.").first.wait_for()

        told = tab.page.evaluate("navigator.clipboard.readText()")
        assert told == tab.page.locator(".copied pre").first.inner_text()
        assert "changed between" in told


def test_labels_of_the_life_line_do_not_overlap_in_a_browsers_letters(chromium: "Chromium", demo_site: Path) -> None:
    """Whatever letters it has: each line of words is measured as it is drawn, wide and on a phone."""
    measure = """() => [...document.querySelectorAll(".life > svg text")].map((one) => one.getBoundingClientRect())
        .filter((one) => one.width).map((one) => [one.left, one.top + 4, one.right, one.bottom - 4])"""
    for width in (1280, 390):
        with chromium.visit(demo_site.as_uri() + "/", width=width) as tab:
            boxes = tab.open(richest(demo_site, "pledge")).page.evaluate(measure)

            assert len(boxes) > 5
            assert [
                (one, other)
                for at, one in enumerate(boxes)
                for other in boxes[at + 1 :]
                if one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
            ] == []
            assert max(box[2] for box in boxes) <= width


def test_what_is_typed_on_the_front_is_looked_for(chromium: "Chromium", demo_base: str) -> None:
    """The box leads to the search with the words, as they were typed; nothing is sent anywhere."""
    with chromium.visit(demo_base) as tab:
        tab.open("index.html").page.get_by_label("Search every sentence").fill("hit & squads #1")
        tab.page.keyboard.press("Enter")
        tab.page.wait_for_url("**/search/index.html#*")

        assert tab.page.get_by_role("searchbox").input_value() == "hit & squads #1"


def test_a_hundred_of_anything_are_read_on_pages_of_a_phones_length(chromium: "Chromium", long_site: Path) -> None:
    """No list is longer than 6,000 pixels; a version that moved on is led to, a long comparison is begun."""
    lists = [page for page in pages(long_site) if re.fullmatch(LISTS, page)]
    with chromium.visit(long_site.as_uri() + "/", width=390) as tab:
        tall = {page: tab.open(page).page.evaluate("document.documentElement.scrollHeight") for page in lists}
        tab.open("sources/many/paper-000/index.html#v3")
        tab.page.wait_for_url("**/page-1.html#v3")
        compared = tab.open("sources/many/paper-000/index.html").page.locator(".compared .row")
        begun = compared.count()
        tab.page.get_by_role("button", name="Show the other").click()
        whole = compared.count()

    assert len(lists) > 30
    assert begun < 30
    assert whole >= 100
    assert {page: height for page, height in tall.items() if height > TALLEST} == {}


LISTS = r"index\.html|about/index\.html|(changes|sources|sources/many|sources/many/paper-000)/(index|page-\d+)\.html"
TALLEST = 6_000


def test_no_control_without_effect_is_shown_without_javascript(chromium: "Chromium", demo_site: Path) -> None:
    """What only JavaScript can work is not there without it."""
    with chromium.visit(demo_site.as_uri() + "/", javascript=False) as tab:
        for page in ("index.html", "claims/index.html", "search/index.html", DFE):
            shown = tab.open(page).page.locator("button:visible, select:visible, input:visible")

            assert shown.count() == 0, page
