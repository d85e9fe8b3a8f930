"""Lists: plain pages, and the rows that a page in the browser chooses from."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from selectolax.lexbor import LexborHTMLParser

from tracker.site.listing import CALL, ON_A_PAGE, Column, Facet, ListingRow, SiteList, cell, link, listing_pages, text

Handed = Callable[[bytes, str], list[object]]
COLUMNS = (Column("words", "Words", wide=True), Column("number", "Number"))
FACETS = (Facet("topic", "Topic"), Facet("year", "Year"))


def _row(at: int, words: str = "") -> ListingRow:
    found = (cell(text(words or f"Row {at}"), link("where", "x/y.html", "alsolink")), cell())
    return ListingRow(f"r-{at}", found, (("Owls", words), (str(2000 + at % 30),)), (at, ""))


def _made(rows: list[ListingRow], site: SimpleNamespace, *, reads: bool = False) -> dict[str, bytes]:
    one = SiteList("owls/index.html", "Owls", "owl", COLUMNS, FACETS, rows, reads=reads, empty="No owls yet.")
    return {each.address: each.content() for each in listing_pages(one, site=site)}


def _ids(page: bytes) -> list[str | None]:
    return [row.attributes["id"] for row in LexborHTMLParser(page).css("tbody tr")]


def test_what_is_new_changes_the_first_page_alone(site: SimpleNamespace) -> None:
    """Pages are numbered from the oldest; every row stands on one of them, and the newest stand on the first."""
    rows = [_row(at) for at in range(3 * ON_A_PAGE + 4)]

    before, after = _made(rows[:-1], site), _made(rows, site)

    pages = [name for name in after if name.endswith(".html")]
    assert pages == ["owls/index.html", "owls/page-1.html", "owls/page-2.html", "owls/page-3.html"]
    assert _ids(after["owls/index.html"]) == [row.id for row in rows[: -ON_A_PAGE - 1 : -1]]
    assert {one for name in pages for one in _ids(after[name])} == {row.id for row in rows}
    assert [name for name in pages if before[name] != after[name]] == ["owls/index.html"]


@pytest.mark.parametrize("reads", [False, True])
def test_a_page_more_leaves_the_others_as_they_are(site: SimpleNamespace, *, reads: bool) -> None:
    """Only the pages beside it lead elsewhere now: the key of no other differs, so none is made again."""
    full = [_row(at) for at in range(6 * ON_A_PAGE)]

    before, after = (
        {
            one.address: one.key
            for one in listing_pages(
                SiteList("owls/index.html", "Owls", "owl", COLUMNS, FACETS, rows, reads=reads), site=site
            )
        }
        for rows in (full, [*full, _row(len(full))])
    )

    told = [name for name in after if name.endswith(".html") and before.get(name) != after[name]]
    assert told == ["owls/index.html", "owls/page-5.html", "owls/page-6.html"]


def test_a_list_that_reads_like_a_document_begins_with_its_first_row(site: SimpleNamespace) -> None:
    """Each row stands once, in order, over all pages."""
    rows = [_row(at) for at in range(2 * ON_A_PAGE + 1)]

    made = _made(rows, site, reads=True)

    pages = [name for name in made if name.endswith(".html")]
    assert [one for name in pages for one in _ids(made[name])] == [row.id for row in rows]


def test_the_pages_lead_from_one_to_the_next(site: SimpleNamespace) -> None:
    """Without JavaScript every page is reached."""
    made = _made([_row(at) for at in range(3 * ON_A_PAGE)], site)

    links = {
        name: [one.attributes["href"] for one in LexborHTMLParser(made[name]).css("nav.near a")]
        for name in ("owls/page-1.html", "owls/page-2.html")
    }
    assert links == {"owls/page-1.html": ["page-2.html"], "owls/page-2.html": ["../owls/index.html", "page-1.html"]}


def test_what_can_be_chosen_stands_in_the_page(site: SimpleNamespace) -> None:
    """Each value once; the newest year first. Nothing has to be loaded to see it."""
    page = LexborHTMLParser(_made([_row(1, "b"), _row(2, "A"), _row(3, "b")], site)["owls/index.html"])

    told = {
        one.attributes["name"]: [option.text() for option in one.css("option")] for one in page.css("select[id^=f-]")
    }
    assert told["topic"] == ["any", "A", "b", "Owls"]
    assert told["year"] == ["any", "2003", "2002", "2001"]
    assert page.css_first("#list").attributes["data-facets"] == "topic year"


def test_an_empty_list_says_so(site: SimpleNamespace) -> None:
    """And offers nothing to choose."""
    page = _made([], site)["owls/index.html"]

    assert b"No owls yet." in page
    assert b"list-controls" not in page


def test_words_stay_words(site: SimpleNamespace, hostile_words: tuple[str, ...], handed: Handed) -> None:
    """In the page no element is theirs; the data has no tag."""
    made = _made([_row(at, words) for at, words in enumerate(hostile_words)], site)

    page = LexborHTMLParser(made["owls/index.html"])
    assert {node.tag for node in page.css("tbody *")} <= {"tr", "td", "a", "span"}
    assert len(page.css("script")) == 2
    assert b"<" not in made["owls/data-1.js"]
    assert len(handed(made["owls/data-1.js"], CALL)[0]) == len(hostile_words)  # type: ignore[arg-type]


@pytest.mark.parametrize("number", [0, 1, ON_A_PAGE, ON_A_PAGE + 1, 70 * ON_A_PAGE])
def test_the_first_page_links_to_few_others(site: SimpleNamespace, number: int) -> None:
    """Twenty at the most, from the newest to the oldest."""
    page = LexborHTMLParser(_made([_row(at) for at in range(number)], site)["owls/index.html"])

    assert len(page.css(".pages a")) <= 20
