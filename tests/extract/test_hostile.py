"""Hostile and broken pages: a document, or one clear error; never a crash, and never for long."""

import time

import pytest

from tracker.errors import ExtractError
from tracker.extract import article

_P = "<p>We will recruit 6,500 teachers by 2029, the party said in its plan.</p><p>It will cost £450 million.</p>"
_TWENTY = "".join(f"<p>Promise {index} is that we will open {index} more schools by 2030.</p>" for index in range(20))
_LONGEST_SECONDS = 10
"""Far above what any takes here: only a cost that grows with the square of the page would reach it."""


@pytest.mark.parametrize("url", ["https://example.org/", "https://www.gov.uk/x"])
@pytest.mark.parametrize(
    "opening",
    [
        "<div>", "<em>", "<ul><li>", "<blockquote>", "<table><tr><td>a<td>", "<span class=share>", "<a href=x>",
        "<figure>", "<aside class=related>", "<h2>", "<sup><a>", "<section class=attachment>", "<div hidden>", "<q>",
        "<div class=entry-content>", "<details><summary>", "<ol>", "<b><p>",
    ],
)  # fmt: skip
def test_3000_nested_elements_are_only_long(opening: str, url: str) -> None:
    """A page nested 3,000 deep is read without recursion, and its text is found."""
    started = time.process_time()
    found = article.read(f"<h1>T</h1>{opening * (3000 // opening.count('<'))}{_P}".encode(), url=url)

    assert "6,500 teachers" in found.text
    assert time.process_time() - started < _LONGEST_SECONDS


@pytest.mark.parametrize("element", ["iframe", "noscript", "textarea", "noembed", "template", "xmp"])
@pytest.mark.parametrize("url", ["https://example.org/", "https://www.gov.uk/x"])
def test_an_unclosed_element_does_not_swallow_the_page(element: str, url: str) -> None:
    """A page that parsers see as empty, because it left an iframe open, is still read."""
    page = f"<html><head><title>T</title></head><body><{element}><h1>T</h1>{_TWENTY}</body></html>"

    assert len(article.read(page.encode(), url=url).sentences) == 21


@pytest.mark.parametrize(
    ("page", "complaint"),
    [
        (b"", "empty"),
        (b" \n ", "empty"),
        (b"<html><body></body></html>", "empty"),
        (b"<frameset><frame src=a></frameset>", "frames|empty"),
        (b"<script>" + _TWENTY.encode(), "empty"),
        (b"<!-- " + _TWENTY.encode(), "empty"),
        (b"%PDF-1.7 \x00\xff" * 50, "a PDF"),
        (b"PK\x03\x04" + b"\x00" * 50, "ZIP, DOCX or ODT"),
        (b"\x1f\x8b\x08" + b"\x00" * 50, "gzip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 50, r"an Office file that is old \(\.doc\) or locked"),
    ],
)
def test_what_is_no_page_is_one_clear_error(page: bytes, complaint: str) -> None:
    """Nothing to read is said in a sentence; a file of another kind is called what it is."""
    with pytest.raises(ExtractError, match=complaint):
        article.read(page, url="https://example.org/")


@pytest.mark.parametrize(
    "page",
    [
        f"<h1>T</h1>\0{_P}\0".encode(),
        f"<h1>T</h1><p class='{'share ' * 170_000}'>x</p>{_P}".encode(),
        f"<h1>T</h1><p style='{'display' * 150_000}'>x</p>{_P}".encode(),
        f"<script type='application/ld+json'>{'[' * 100_000}</script><h1>T</h1>{_P}".encode(),
        f'<script type="application/ld+json">{{"@type":"Article","author":[{{}},3],"datePublished":7}}</script>'
        f"<h1>T</h1>{_P}".encode(),
        f"<h1>T</h1>{'&#0;&#x1F;&#xD800;&#x110000;' * 500}{_P}".encode(),
        f"<h1>T</h1>{_P}".encode("utf-16"),
        f"<h1>T</h1>{_P}".encode("utf-16-le"),
        f"<h1>T</h1>{_P}".encode("utf-16-be"),
        f"<h1>T</h1>{_P}<p>".encode() + b"\xff\xfe\x80\x81",
        f"<meta charset=no-such-charset><h1>T</h1>{_P}".encode(),
        f"<base href='http://[bad'><h1>T</h1><a href='http://[bad'>x</a>{_P}".encode(),
    ],
)
def test_odd_bytes_do_not_hide_the_text(page: bytes) -> None:
    """NUL bytes, attributes of a megabyte, wrong charsets and broken data leave the article readable."""
    assert "We will recruit 6,500 teachers" in article.read(page, url="https://example.org/").text


@pytest.mark.parametrize("letters", ["a", ".", "“", "1. ", " ", "x y<br>", "&amp;", "- ", "\\", "|", "a.b "])
def test_long_runs_cost_no_more_than_their_length(letters: str) -> None:
    """A hundred thousand of anything in one paragraph is read in time that grows with its length only."""
    started = time.process_time()
    article.read(f"<h1>T</h1><p>{letters * 100_000}</p>{_P}".encode(), url="https://example.org/")

    assert time.process_time() - started < _LONGEST_SECONDS


def test_five_megabytes_of_furniture_and_text() -> None:
    """A page of 5 MB is read, and every sentence of it kept."""
    page = "".join(
        f"<div class='menu'><a href='/{index}'>Item {index}</a></div><p>Promise {index} will cost £{index} more.</p>"
        for index in range(20_000)
    )
    page += f"<!-- {'x' * 3_200_000} -->"
    started = time.process_time()
    found = article.read(f"<h1>T</h1><main>{page}</main>".encode(), url="https://example.org/")

    assert len(page) >= 5_000_000
    assert len(found.sentences) == 20_001
    assert time.process_time() - started < _LONGEST_SECONDS


def test_ten_thousand_heads_of_furniture_are_not_weighed_against_each_other() -> None:
    """A page of nothing but “Most read” heads is read in time that grows with its length only."""
    heads = "<p>Most read</p><p>We will.</p>" * 10_000
    started = time.process_time()
    found = article.read(f"<h1>T</h1>{_P}{heads}{_TWENTY * 500}".encode(), url="https://example.org/")

    assert "Most read" not in found.text
    assert len(found.sentences) > 10_000
    assert time.process_time() - started < _LONGEST_SECONDS
