"""The page of a change."""

from collections.abc import Callable
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from tracker.config.config import Config
from tracker.config.person import People
from tracker.config.settings import Settings
from tracker.config.source import HtmlSource
from tracker.config.verdict import Verdicts
from tracker.config.watches import Watches
from tracker.desk import address
from tracker.desk.comparison import Comparison
from tracker.desk.published import Published
from tracker.extract.document import Document
from tracker.site.changed import NeighbourPages, changed
from tracker.site.frame import Site
from tracker.site.subject import Subject, subject
from tracker.site.summary import Summary

Compared = Callable[..., Comparison]
OLD = "# Plan\n\n## Boxes\n\nThe wood is shut.\n\nWe will build 40 boxes in the wood.\n\nHedgehogs sleep all winter.\n"
NEW = (
    "# Plan\n\n## Boxes\n\nThe wood is shut.\n\nWe aim to build 40 boxes in the wood.\n\nJays bury acorns in autumn.\n"
)


def _page(
    one: Comparison, *, licence: str | None = "OGL-UK-3.0", base: str | None = None, **near: Any
) -> tuple[LexborHTMLParser, Summary]:
    source = HtmlSource(
        id="plan", kind="html", url="https://example.org/plan", publisher="owls", publisher_type="party", licence=licence
    )  # fmt: skip
    config = Config((source,), Settings(extract_characters=40, extract_changes=2), People(), Verdicts(), Watches())
    page, short = changed(
        one, _about(one, source), Published.of(config), site=Site(base=base), near=NeighbourPages(**near)
    )
    return LexborHTMLParser(page), short


def _about(one: Comparison, source: HtmlSource) -> Subject:
    assert one.revision
    return subject(one.revision.new, source, "Owls")


def _said(page: LexborHTMLParser, selector: str) -> list[str]:
    return [" ".join(node.text(separator=" ").split()) for node in page.css(selector)]


def test_words_are_marked_in_one_text_and_on_both_sides(compared: Compared) -> None:
    """Old and new words, the flag in words below them, unchanged sentences around, under the heading."""
    page, _ = _page(compared(OLD, NEW))

    assert _said(page, ".change .inline")[0] == "We will aim to build 40 boxes in the wood."
    assert _said(page, ".side del, .side ins")[:2] == ["will", "aim to"]
    assert _said(page, ".flags")[0] == "firmness “will” → “aim to”"
    assert "The wood is shut." in _said(page, ".context")
    assert "Boxes" in _said(page, "h2")
    assert any("changed between 3 Jan 2026, 06:00 and 1 Feb 2026, 06:00" in one for one in _said(page, ".when"))


def test_each_change_has_its_address(compared: Compared) -> None:
    """The ids on the page are those by which the change is known everywhere, and each links to itself."""
    one = compared(OLD, NEW)

    page, short = _page(one)

    wanted = list(address.change_ids(one.found.changes))
    assert [node.attributes["id"] for node in page.css("article.change")] == wanted
    assert [node.attributes["href"] for node in page.css(".change .kind a")] == [f"#{name}" for name in wanted]
    assert sorted(short.ids) == sorted(wanted)


def test_neighbours_are_a_link_away(compared: Compared) -> None:
    """What came with the versions before and after, where there is such."""
    page, _ = _page(compared(OLD, NEW), before=None, after=3)

    links = [node.attributes["href"] for node in page.css(".near a")]
    assert links == ["../../../changes/plan/page/3.html", "../../../sources/plan/page/index.html"]


def test_the_change_that_matters_most_comes_first(compared: Compared) -> None:
    """By weight, before all others and with a link to its place; a page with one change needs none."""
    one = compared(OLD, NEW)
    ids = dict(zip(address.change_ids(one.found.changes), one.found.changes, strict=True))
    heaviest = max(ids, key=lambda name: ids[name].score)

    page, _ = _page(one)
    alone, _ = _page(compared("# Plan\n\nWe will build.\n", "# Plan\n\nWe aim to build.\n"))

    assert [node.attributes["href"] for node in page.css(".best a")] == [f"#{heaviest}"]
    assert _said(page, ".best .inline") == ["We will aim to build 40 boxes in the wood."]
    assert page.html.index('class="best"') < page.html.index('class="edits"')  # type: ignore[union-attr]
    assert not alone.css(".best")


def test_many_changes_are_folded_after_the_first_ten(compared: Compared) -> None:
    """All are on the page, in reading order and each with its id; what more there are is said."""
    old = [f"Jay number {at} buries {at + 3} acorns in the wood." for at in range(25)]
    texts = [
        "# Plan\n"
        + "".join(f"\n## Part {at // 4}\n\n{line}\n" if at % 4 == 0 else f"\n{line}\n" for at, line in enumerate(lines))
        for lines in (old, [line.replace("buries", "may bury") for line in old])
    ]
    one = compared(*texts)

    page, _ = _page(one)

    ids = [node.attributes["id"] for node in page.css("article.change")]
    assert ids == list(address.change_ids(one.found.changes))
    assert len(page.css("details.rest article.change")) == len(ids) - 10
    assert _said(page, "details.rest > summary") == [f"{len(ids) - 10} more changes"]
    assert sum("Part 2" in one for one in _said(page, ".edits h2")) == 2


def test_a_row_is_shown_as_a_table_with_the_heads_of_its_columns(compared: Compared) -> None:
    """Before and after, cell by cell, the words that differ marked; no pipe is left."""
    head = "# Plan\n\n| Wood | Boxes | Year |\n| --- | --- | --- |\n"

    page, _ = _page(
        compared(f"{head}| North | 40 | 2026 |\n", f"{head}| North | 60 | 2026 |\n| West | a \\| b | 2027 |\n")
    )

    tables = [[_said(row, "th, td") for row in table.css("tr")] for table in page.css(".edits table")]  # type: ignore[arg-type]
    heads = ["", "Wood", "Boxes", "Year"]
    assert tables == [
        [heads, ["Before", "North", "40", "2026"], ["After", "North", "60", "2026"]],
        [heads, ["After", "West", "a | b", "2027"]],
    ]
    assert _said(page, ".edits table :is(del, ins)") == ["40", "60", "West", "a | b", "2027"]
    assert [node.attributes.get("data-label") for node in page.css(".edits tbody tr:first-child td")][:3] == heads[1:]


def test_a_change_can_be_quoted_and_embedded(compared: Compared) -> None:
    """Words, whose, when and the address, ready to be copied; the piece to embed holds no script."""
    page, _ = _page(
        compared("# Plan\n\nWe will build.\n", "# Plan\n\nWe aim to build.\n"), base="https://example.org/w/"
    )
    (change,) = (node.attributes["id"] for node in page.css("article.change"))

    quote, piece = (node.text() for node in page.css(".copied pre"))

    link = f"https://example.org/w/changes/plan/page/2.html#{change}"
    when = "between 3 Jan 2026, 06:00 and 1 Feb 2026, 06:00"
    assert quote == f"Owls, “Plan”, changed {when}. Before: “We will build.” After: “We aim to build.” {link}"
    told = LexborHTMLParser(piece)
    assert [node.attributes for node in told.css("a")] == [{"href": link}]
    assert told.css_first("blockquote").attributes["data-as-of"] == "1 Feb 2026"
    assert f"plan@2#{change}, edition " in told.css_first("small").text()
    assert not told.css("script, style, iframe, img")


def test_extracts_only_where_text_may_not_be_handed_on(compared: Compared) -> None:
    """Two changes of three, each cut, without what stands around; the third is counted."""
    page, short = _page(compared(OLD, NEW), licence=None)

    assert len(page.css("article.change")) == len(short.changes) == 2
    assert not page.css(".context")
    assert all(len(text) <= 40 + len(" …") for text in _said(page, ".side p:last-child"))
    assert "1 more is counted, not shown" in (page.body.text() if page.body else "")


def test_small_changes_are_folded_away(compared: Compared) -> None:
    """A change of quotes is counted, and shown only to who opens it."""
    page, short = _page(compared("# Plan\n\nThe 'big' wood.\n", "# Plan\n\nThe ‘big’ wood.\n"))

    assert short.noise == 1
    assert not short.is_news
    assert _said(page, "details summary") == ["1 small change: punctuation, spelling, numbering"]


def test_a_page_that_wishes_ill_changes_nothing(compared: Compared, hostile: tuple[Document, Document]) -> None:
    """Notes, attachments, headings and sentences are shown; none is markup."""
    page, _ = _page(compared(*hostile))

    assert not page.css("img, iframe, [onerror], [style], script:not([src]), a[href^='javascript:']")
    assert "<script>alert(1)</script>" in (page.body.text() if page.body else "")
