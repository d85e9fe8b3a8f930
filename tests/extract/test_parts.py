"""A person who tries a source sees what was left out of the page, and what holds the article."""

import newspage
import pytest

from tracker.extract import article, second
from tracker.extract.parts import parts


def _names(html: bytes, **settings: object) -> list[str]:
    document = article.read(html, url=newspage.URL, **settings)
    return [part.name for part in parts(html, document).dropped]


def test_each_box_that_was_left_out_is_named_once() -> None:
    """Jobs, adverts, related stories, comments and the cookie bar are listed whole, the largest first."""
    html = newspage.build(advert=True)
    found = parts(html, article.read(html, url=newspage.URL))

    names = [part.name for part in found.dropped]
    assert {".jobs-block", ".sponsored-posts", "#comments", "#cookie-law-info-bar", ".newsletter-signup"} <= set(names)
    assert len(names) == len(set(names))
    assert [part.characters for part in found.dropped] == sorted(
        (part.characters for part in found.dropped), reverse=True
    )
    assert not any(newspage.TITLE in part.excerpt for part in found.dropped)


def test_what_a_setting_left_out_is_seen() -> None:
    """A drop selector or an ignored line that takes more than was meant shows."""
    html = newspage.build()

    assert "ul" in " ".join(_names(html, drop=("ul",)))
    assert any("entry-content" in name for name in _names(html, ignore_lines=("^The Department for Education",)))


@pytest.mark.parametrize("page", [newspage.build(), newspage.build(**newspage.NOISE_AT_ONCE)])
def test_the_article_has_a_lasting_selector(page: bytes) -> None:
    """The suggested selector names the article's own element and gives the same text."""
    document = article.read(page, url=newspage.URL)
    select = parts(page, document).select

    assert select == ".entry-content"
    assert article.read(page, url=newspage.URL, select=select).text == document.text


def test_nothing_is_suggested_where_no_name_lasts() -> None:
    """Generated class names are never suggested."""
    html = b"<h1>T</h1><div class='css-1ab2cd'><p>We will build it, and we will do so by 2030.</p></div>"

    assert parts(html, article.read(html, url="https://example.org/")).select is None


def test_a_page_of_3000_nested_elements_has_its_parts() -> None:
    """Also a hostile page is told apart without recursion."""
    html = f"<h1>T</h1>{'<div>' * 3000}<p>We will build it, and soon.</p><nav>Home</nav>".encode()

    assert [part.name for part in parts(html, article.read(html, url="https://example.org/")).dropped] == ["nav"]


def test_a_second_opinion_where_it_is_installed() -> None:
    """The other extractor's disagreement is told line by line; the headline and short lines are no disagreement."""
    pytest.importorskip("trafilatura", reason="the extra `generic` is not installed", exc_type=ImportError)
    html = newspage.build()
    document = article.read(html, url=newspage.URL)

    found = second.opinion(html, document)

    assert found is not None
    assert found.by.startswith("trafilatura ")
    assert all(line in document.text for line in found.only_here)
    assert not any(line in document.text for line in found.only_there)


def test_a_paragraph_with_a_footnote_is_not_told_as_left_out() -> None:
    """The mark of a footnote is written otherwise in the text than on the page; the paragraph is kept all the same."""
    noted = "<p>Agencies must visit each provider once a year<sup><a href='#fn1'>1</a></sup>, without notice.</p>"
    page = f"<main><h1>Agencies</h1>{noted}<p>They may visit more often.</p></main><nav>Home and news</nav>".encode()
    document = article.read(page, url="https://example.org/")

    assert "once a year[^1], without notice" in document.text
    assert [part.name for part in parts(page, document).dropped] == ["nav"]
