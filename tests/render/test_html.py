"""Changes as an HTML file of its own."""

import base64
import hashlib
import re
from collections.abc import Callable

from selectolax.lexbor import LexborHTMLParser

from tracker.desk.comparison import Comparison
from tracker.desk.news import News
from tracker.extract.document import Document
from tracker.render.html import comparison_page, news_page

Compared = Callable[..., Comparison]
OURS = set("html head meta title style body h1 h2 h3 article p span a ul li div dl dt dd del ins footer".split())
OLD = "# Plan\n\n## Boxes\n\nThe wood is shut.\n\nWe will build 40 boxes in the wood.\n\nHedgehogs sleep all winter.\n"
NEW = (
    "# Plan\n\n## Boxes\n\nThe wood is shut.\n\nWe aim to build 40 boxes in the wood.\n\nJays bury acorns in autumn.\n"
)


def _tree(*parts: str) -> LexborHTMLParser:
    return LexborHTMLParser("".join(parts))


def test_old_and_new_stand_side_by_side_with_their_words_marked(compared: Compared) -> None:
    """Before and after, under the heading, between which sightings, with the flag below."""
    page = _tree(*comparison_page(compared(OLD, NEW), context=1))

    assert [node.text() for node in page.css(".side del, .side ins")] == ["will", "aim to"]
    assert [node.text() for node in page.css(".whole")] == [
        "Hedgehogs sleep all winter.",
        "Jays bury acorns in autumn.",
    ]
    assert [node.text() for node in page.css("h3")] == ["Boxes"]
    assert "changed between 3 Jan 2026, 06:00 and 1 Feb 2026, 06:00" in page.css_first(".faint").text()
    assert page.css_first("dl").text(deep=True).strip() == "firmness“will” → “aim to”"
    assert [node.text() for node in page.css(".context")] == ["The wood is shut."]


def test_nothing_on_a_page_becomes_markup(compared: Compared, hostile: tuple[Document, Document]) -> None:
    """Whatever the page holds, the file has only elements of ours, no script, no image, no link to a javascript:."""
    one = compared(*hostile)
    firsts = (one.revision.new,) if one.revision else ()

    for parts in (comparison_page(one, everything=True, context=2), news_page(News((one,), firsts=firsts))):
        page = _tree(*parts)
        assert {node.tag for node in page.css("*")} <= OURS
        assert not page.css("a, [src], [style], [onerror]")
        assert "<script>alert(1)</script>" in page.body.text()  # type: ignore[union-attr]


def test_nothing_is_fetched_and_only_our_style_may_be(compared: Compared) -> None:
    """The policy forbids everything but the very style in the file, whose hash it names; no address is in the style."""
    page = _tree(*comparison_page(compared(OLD, NEW)))
    style = page.css_first("style").text()
    policy = page.css_first("meta[http-equiv]").attributes["content"] or ""

    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}';")
    assert not re.search(r"url\(|@import|http", style)
    assert "prefers-color-scheme: dark" in style
    assert "@media print" in style


def test_a_web_address_can_be_followed(compared: Compared) -> None:
    """The page itself is one click away, and is not told where the reader comes from."""
    one = compared(OLD, NEW)
    texts = one.texts[0], one.texts[1].model_copy(update={"url": "https://example.org/a?b=1&c=2"})

    page = _tree(*comparison_page(compared(*texts)))

    link = page.css_first("a")
    assert link.attributes["href"] == "https://example.org/a?b=1&c=2"
    assert "noreferrer" in (link.attributes["rel"] or "")


def test_the_same_input_gives_the_same_bytes(compared: Compared) -> None:
    """Two runs write the same file."""
    one = compared(OLD, NEW)

    assert list(comparison_page(one)) == list(comparison_page(one))
