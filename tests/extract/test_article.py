"""A news page: everything the article says, nothing that only stands beside it."""

import difflib
import re
from datetime import UTC, datetime

import newspage
import pytest

from tracker.errors import ExtractError
from tracker.extract import article, canonical
from tracker.extract.document import Document

_BARE = (b'content="WordPress', b'content="'), (b"single-post", b"")
"""Without these, nothing gives the publishing system away: the article is found by the weight of its prose."""


def _text(page: bytes, url: str = newspage.URL) -> str:
    return article.read(page, url=url).text


def _bare(page: bytes) -> bytes:
    for mark, instead in _BARE:
        page = page.replace(mark, instead)
    return page


def _changed_lines(old: str, new: str) -> int:
    lines = list(difflib.unified_diff(old.split("\n"), new.split("\n"), n=0, lineterm=""))[2:]
    return max(sum(line.startswith(sign) for line in lines) for sign in "+-")


@pytest.mark.parametrize("variant", newspage.NOISE)
def test_furniture_that_moves_is_no_change(variant: str) -> None:
    """When only adverts, jobs, comments, counters or markup move, the text stays the same to the letter."""
    changed = newspage.NOISE[variant]

    assert newspage.build(**changed) != newspage.build()
    assert _text(newspage.build(**changed)) == _text(newspage.build())
    assert _text(_bare(newspage.build(**changed))) == _text(_bare(newspage.build()))


def test_all_furniture_at_once_is_no_change() -> None:
    """Also when everything around the article moves between two captures."""
    assert _text(newspage.build(**newspage.NOISE_AT_ONCE)) == _text(newspage.build())


@pytest.mark.parametrize("variant", newspage.EDITS)
def test_every_edit_is_seen(variant: str) -> None:
    """A changed verb, year, sum, quotation, headline, standfirst, caption or list item changes the text."""
    changed = newspage.build(**newspage.EDITS[variant])

    assert _text(changed) != _text(newspage.build())
    assert _text(_bare(changed)) != _text(_bare(newspage.build()))
    assert _changed_lines(_text(newspage.build()), _text(changed)) <= 3


def test_there_are_enough_variants() -> None:
    """27 furniture variations and 9 edits are the least that we ask of ourselves."""
    assert len(newspage.NOISE) >= 27
    assert len(newspage.EDITS) >= 9


def test_a_redesign_changes_two_lines_at_most() -> None:
    """A new theme with other containers, heading levels and class names leaves the text as it was."""
    assert _changed_lines(_text(newspage.build()), _text(newspage.redesigned())) <= 2


def test_title_and_standfirst_come_first() -> None:
    """The headline is the title line, the standfirst the first paragraph, and neither stands twice."""
    document = article.read(newspage.build(), url=newspage.URL)

    assert document.title == newspage.TITLE
    assert document.text.startswith(f"# {newspage.TITLE}\n\n{newspage.STANDFIRST}\n\nFree breakfast clubs would")
    assert document.text.count(newspage.STANDFIRST) == 1


def test_a_page_says_who_and_when() -> None:
    """Publication and modification time come with their zone, the author from the page's own data."""
    document = article.read(newspage.build(), url=newspage.URL, publisher="The Paper", publisher_type="press")

    assert document.published == datetime(2024, 6, 12, 5, 0, tzinfo=UTC)
    assert document.precision == "second"
    assert document.modified == datetime(2024, 6, 12, 5, 0, tzinfo=UTC)
    assert (document.author, document.publisher) == ("Ben Okoro", "The Paper")


def test_what_the_caller_knows_outranks_the_page() -> None:
    """A date that a person gave is taken before the page's, and a bare day is midnight in London."""
    document = article.read(newspage.build(), url=newspage.URL, published="2024-06-13")

    assert document.published == datetime(2024, 6, 12, 23, 0, tzinfo=UTC)
    assert document.precision == "day"


def test_blocks_know_heading_lead_in_and_kind() -> None:
    """A list item knows the line that introduces it and the heading above; a picture's line is a caption."""
    document = article.read(newspage.build(), url=newspage.URL)

    items = [block for block in document.blocks if block.kind == "item"]
    leads = {block.lead_in for block in items}
    captions = [document.text[block.start : block.end] for block in document.blocks if block.kind == "caption"]
    assert [document.text[block.start : block.end] for block in items] == list(newspage.LIST)
    assert {document.blocks[lead].kind for lead in leads if lead is not None} == {"paragraph"}
    assert len(leads) == 1
    assert {block.path for block in items} == {("What it would cost",)}
    assert captions == [newspage.FIGURE[1]]


def test_it_is_recorded_how_much_was_kept() -> None:
    """The share of the visible text that was kept is between nothing and all, and falls with more furniture."""
    usual = article.read(newspage.build(), url=newspage.URL)
    quiet = article.read(newspage.build(comments=(), sponsored=(), jobs=()), url=newspage.URL)

    assert usual.kept is not None
    assert quiet.kept is not None
    assert 0.3 < usual.kept < quiet.kept < 1


def test_a_drop_selector_that_takes_the_article_is_refused_by_name() -> None:
    """A selector over more than 30 % of the text is a mistake that looks like stability: it is named."""
    with pytest.raises(ExtractError, match=r"drop '\.entry-content > p' takes out \d\d% of the text"):
        article.read(newspage.build(), url=newspage.URL, drop=(".share-buttons", ".entry-content > p"))


@pytest.mark.parametrize("around", ["main", "#content", "body > div", "article"])
def test_dropping_what_holds_the_article_is_refused(around: str) -> None:
    """Also a selector of an element around the chosen one takes all of it."""
    with pytest.raises(ExtractError, match="takes out 100% of the text"):
        article.read(newspage.build(), url=newspage.URL, select=".entry-content", drop=(around,))


def _boxed() -> bytes:
    """The article in a box that a shipped profile leaves out."""
    return re.sub(rb'(<div class="entry-content[^>]*>)', rb'\1<div class="promo-box">', newspage.build())


def test_a_shipped_drop_selector_that_misfits_is_not_followed_and_says_so() -> None:
    """A paper that puts its article into a box of a known name keeps its text; the box is named for who looks after it."""
    boxed = _boxed()
    url = "https://schoolsweek.co.uk/breakfast/"
    found = article.read(boxed, url=url)

    assert newspage.PARAGRAPHS[0] in found.text
    (warning,) = found.warnings
    assert "drop '.promo-box' of the shipped profile schoolsweek would take out" in warning
    assert "was not followed" in warning
    assert article.read(newspage.build(), url=url).warnings == ()
    with pytest.raises(ExtractError, match=r"drop '\.promo-box' takes out"):
        article.read(boxed, url=url, drop=(".promo-box",))


def test_a_warning_is_no_reason_for_a_version() -> None:
    """What tracker warns of is ours: it is recorded with a version, and makes none."""
    boxed = _boxed()
    found = article.read(boxed, url="https://schoolsweek.co.uk/breakfast/")
    silent = found.model_copy(update={"warnings": ()})

    assert b"promo-box" in canonical.meta(found)
    assert canonical.substance(canonical.meta(found)) == canonical.substance(canonical.meta(silent))


def test_dropping_beside_the_article_costs_nothing() -> None:
    """However much stands in the sidebar, leaving it out takes nothing from the article."""
    dropped = article.read(newspage.build(), url=newspage.URL, drop=("#secondary", "#comments", ".more-theme"))

    assert dropped.text == _text(newspage.build())


def test_an_element_without_prose_that_holds_the_article_stays() -> None:
    """A page of a few words under a selector that would be dropped gives those words."""
    page = b"<h1>Plan</h1><div class='box'><div id='a'>We will.</div></div>"

    assert _text(page, "https://example.org/") == "# Plan\n\nWe will.\n"
    assert article.read(page, url="https://example.org/", select="#a", drop=(".box",)).text.endswith("We will.\n")


@pytest.mark.parametrize(
    ("setting", "complaint"),
    [
        ({"select": ".gone"}, "select '.gone' matches nothing"),
        ({"select": "p >"}, "select 'p >' is not a CSS selector"),
        ({"drop": ("[",)}, r"drop '\[' is not a CSS selector"),
        ({"ignore_lines": ("(",)}, r"ignore_lines '\(' is not a regular expression"),
    ],
)
def test_a_setting_that_does_not_fit_is_named(setting: dict[str, str], complaint: str) -> None:
    """A selector or expression that is wrong, or matches nothing any more, is an error that names it."""
    with pytest.raises(ExtractError, match=complaint):
        article.read(newspage.build(), url=newspage.URL, **setting)


def test_selected_dropped_and_ignored_parts() -> None:
    """A source may say what holds the article, and what to leave out of it."""
    page = b"<h1>Plan</h1><div id=a><p>One thing.</p><p class=x>Two things.</p><p>Updated daily.</p></div><p>Else.</p>"

    found = article.read(page, url="https://e.org/", select="#a", ignore_lines=("^Updated",))
    assert found.text == "# Plan\n\nOne thing.\n\nTwo things.\n"


def _page(body: str) -> Document:
    return article.read(f"<title>T</title><main><h1>T</h1>{body}</main>".encode(), url="https://example.org/")


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>One.<br>Two.</p>", "One.\nTwo.\n"),
        ("<p>One<br><br>Two</p>", "One\n\nTwo\n"),
        ("<ul><li>a;<ul><li>b</li></ul></li><li>c</li></ul>", "- a;\n  - b\n- c\n"),
        ("<ol><li>a</li><li>b</li></ol>", "1. a\n1. b\n"),
        ("<blockquote><p>We must. We will.</p></blockquote>", "> We must.\n> We will.\n"),
        (
            "<table><tr><th>a|b</th><th>c</th></tr><tr><td>1</td><td></td></tr></table>",
            "| a\\|b | c |\n| --- | --- |\n| 1 |  |\n",
        ),
        ("<p>Fact<sup><a href='#1'>1</a></sup> holds.</p>", "Fact[^1] holds.\n"),
        ("<p>x<sup>2</sup> and H<sub>2</sub>O</p>", "x² and H2O\n"),
        ("<h2>Head <a class=anchor href=#h>#</a></h2><p>Text.</p>", "## Head\n\nText.\n"),
        ("<p>He said <q>we will</q>.</p>", "He said “we will”.\n"),
        ("<dl><dt>Term</dt><dd>What it means.</dd></dl>", "Term: What it means.\n"),
        ("<p># not a title</p><p>- no item</p>", "\\# not a title\n\n\\- no item\n"),
        ("<div>bare text<p>Then this.</p>and bare</div>", "bare text\n\nThen this.\n\nand bare\n"),
        ("<p>a<b>b</b>c <i>d</i></p>", "abc d\n"),
        ("<details><summary>More</summary><p>Hidden text counts.</p></details>", "More\n\nHidden text counts.\n"),
        ("<table><tr><td><p>Only a layout.</p></td></tr></table>", "Only a layout.\n"),
        ("<pre>one\n  two</pre>", "one two\n"),
        ("<figure><img><figcaption>Cap.</figcaption></figure><p>P.</p>", "[caption] Cap.\n\nP.\n"),
    ],
)
def test_each_element_has_one_form(body: str, text: str) -> None:
    """Lists, quotations, tables, footnotes and breaks are written in one way, a sentence a line."""
    assert _page(body).text == f"# T\n\n{text}"


def test_a_wordpress_post_without_its_site_name() -> None:
    """Where no headline is printed, the window's title stands in, without the name of the site."""
    page = b"<title>We will build it | The Party</title><meta property=og:site_name content='The Party'><p>Text.</p>"

    assert article.read(page, url="https://example.org/").title == "We will build it"


def _listed(terms: str) -> list[str]:
    found = article.read(f"<h1>Plan</h1><p>We will plant a hedge.</p>{terms}".encode(), url="https://example.org/")
    return found.text.split("\n\n")[2:]


@pytest.mark.parametrize(
    ("terms", "said"),
    [
        ("<dl><dt>Delivered on:</dt><dd>24 May 2022</dd></dl>", ["Delivered on: 24 May 2022"]),
        ("<dl><dt>Laid on: <dd>4 May<dt>Subject:<dd><p>A.</p><p>B.</p></dl>", ["Laid on: 4 May", "Subject: A.", "B."]),
        ("<dl><dt>Hedge</dt><dd>A row of bushes.</dd></dl>", ["Hedge: A row of bushes."]),
        ("<dl><dt>One:</dt><dt>Two:</dt><dd>Both.</dd></dl><p>After.</p>", ["One:", "Two: Both.", "After."]),
        ("<dl><dt>Nothing:</dt></dl><h2>After</h2><p>More.</p>", ["Nothing:", "## After", "More."]),
        ("<dl><dt>Last:</dt>", ["Last:"]),
        ("<dl><dt>Costs:<dd><table><tr><td>a<td>1</table></dl>", ["Costs:", "| a | 1 |"]),
    ],
)
def test_a_term_stands_before_what_is_said_of_it(terms: str, said: list[str]) -> None:
    """“Delivered on:” and its date are one line, as GOV.UK prints them; nothing of a list of terms is lost."""
    assert [line.strip() for line in _listed(terms)] == said
