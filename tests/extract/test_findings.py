"""Inputs that once made a reader fail or hang, found by fuzzing and by hand, cut small."""

import json
import time
from contextlib import suppress
from typing import Any

import pytest

from tracker.errors import ExtractError
from tracker.extract import article, canonical, clean, feed, govuk, plain, reflow
from tracker.extract.document import Document
from tracker.extract.pdf_lines import Line, PdfPage

RSS = b"<rss version='2.0'><channel><title>T</title></channel></rss>"
LINEAR_SECONDS = 4.0
"""For what took from tens of seconds to hours; what is left takes a tenth of this on an idle machine."""


@pytest.mark.parametrize(
    "facts",
    [
        {"details": {"opening_date": "0001-01-01T00:00:00Z"}},
        {"schema_name": [1]},
        {"document_type": {}},
        {"details": {"body": [{"content_type": [1], "content": "x"}]}},
        {"links": {"documents": [{"content_id": [1], "title": "x"}]}},
    ],
)
def test_an_item_with_facts_of_the_wrong_shape_is_read_without_them(facts: dict[str, Any]) -> None:
    """A list where a word belongs, or a date that London never had, is no fact and no fault."""
    item = {"title": "Teachers", "description": "We will act.", **facts}

    document = govuk.read(json.dumps(item).encode())

    assert [sentence.text for sentence in document.sentences] == ["Teachers", "We will act."]


def test_metadata_nested_without_end_is_refused() -> None:
    """A meta.json of 100,000 opening brackets is told as not JSON."""
    with pytest.raises(ExtractError, match="not JSON"):
        canonical.read("# T\n", b"[" * 100_000)


def test_a_fault_in_the_metadata_is_told_in_one_line() -> None:
    """The error names the first field that does not fit, however its name is written."""
    with pytest.raises(ExtractError) as caught:
        canonical.read("# T\n", json.dumps({"a\nfield": 1, "url": 2}).encode())

    assert "\n" not in str(caught.value)
    assert "a field" in str(caught.value) or "url" in str(caught.value)


def test_a_letter_with_a_million_accents_takes_no_time() -> None:
    """Accents beyond the thirty that Unicode allows in a stream are left out before they are put in order."""
    text, seconds = _timed_text("e" + "\u0301\u0316" * 500_000)

    assert seconds < LINEAR_SECONDS
    assert len(text) <= 32
    assert clean.line(text) == text


def test_accents_that_belong_there_stay() -> None:
    """Vietnamese, Welsh and combined emoji keep all their marks."""
    text = "Việt, ŵyl, e\u0323\u0302, 👩🏽\u200d🏫, “—”" + "—" * 40

    assert clean.line(text) == "Việt, ŵyl, ệ, 👩🏽\u200d🏫, “—”" + "—" * 40


@pytest.mark.parametrize("tags", ["<div>", "<ul><li>x", "<div></x>", "<b><div>"])
def test_a_page_nested_a_hundred_thousand_deep_is_refused_at_once(tags: str) -> None:
    """The parser would take minutes over it, with time growing by the square of the depth."""
    started = time.process_time()

    with pytest.raises(ExtractError, match="deep"):
        _article(tags * 100_000)

    assert time.process_time() - started < LINEAR_SECONDS


@pytest.mark.parametrize(
    ("page", "times"),
    [
        ("<ul><li>{}", "<p>We will act.</p>"),
        ("{}", "<p>We will recruit # teachers, and they will stay.</p><h2>Title</h2>"),
        ("{}", "<p>We will act # times<p>And so # times will they<br>"),
        ("<table><tr>{}", "<td>x"),
        ("<p>{}", "<sup><a>1</a></sup>"),
    ],
)
def test_a_page_of_the_same_thing_over_and_over_is_read_in_linear_time(page: str, times: str) -> None:
    """Eight thousand paragraphs in one list item, repeated headlines, cells, footnotes: none is read twice."""
    started = time.process_time()

    document = _article(f"<h1>Title</h1>{page.format(''.join(times.replace('#', str(at)) for at in range(8_000)))}")

    assert time.process_time() - started < LINEAR_SECONDS
    assert document.title == "Title"


def test_attachments_in_attachments_are_one() -> None:
    """A thousand boxes in each other, once read a thousand times each, offer one attachment."""
    body = '<section class="attachment"><a href="/x.pdf">A plan</a>' * 1000
    started = time.process_time()

    document = govuk.read(json.dumps({"title": "T", "details": {"body": body}}).encode())

    assert time.process_time() - started < LINEAR_SECONDS
    assert [attachment.title for attachment in document.attachments] == ["A plan"]


def test_headlines_in_headlines_take_no_time() -> None:
    """A thousand nested headings of level 1 were each read to their end."""
    started = time.process_time()

    _article("<p>We will act, and so will they.</p>" + "<h1><div>" * 1000 + "<p>We will act.</p>" * 1000)

    assert time.process_time() - started < LINEAR_SECONDS


def test_a_paragraph_of_sixty_thousand_lines_takes_no_time() -> None:
    """Plain text joins the lines of a paragraph once, not line by line."""
    started = time.process_time()

    document = plain.read("# Title\n\n" + "We will act\n" * 60_000)

    assert time.process_time() - started < LINEAR_SECONDS
    assert len(document.sentences) == 2


@pytest.mark.parametrize(
    ("body", "title"),
    [
        (b"\n" * 1_000_000 + RSS, "T"),
        (b"<?xml version='1.0'?>" + b"\r\n" * 500_000 + RSS, "T"),
        (b"<?xml version='1.0'?>" + RSS.replace(b"T", b'encoding="' * 100_000), 'encoding="' * 100_000),
    ],
)
def test_a_feed_whose_beginning_holds_a_megabyte_of_one_thing_is_read(body: bytes, title: str) -> None:
    """Forty kilobytes of line ends once took the feed parser half a minute, four of `encoding=` as long."""
    started = time.process_time()

    found = feed.read(body, url="https://www.example.org/feed")

    assert time.process_time() - started < LINEAR_SECONDS
    assert found.title == title


@pytest.mark.parametrize(
    "body",
    [
        b"\n<!DOCTYPE " * 100_000 + RSS,
        b"<!-- -->" * 100_000 + RSS,
        b"<?xml " + b'encoding="' * 100_000,
        ("\ufeff<?xml version='1.0'?>" + 'encoding="' * 50_000).encode("utf-16-le"),
        ("<?xml version='1.0'?>" + 'encoding="' * 100_000).encode("cp037"),
        b"<?xml version='1.0' encoding='cp037'?>" + ("\n" * 1_000_000 + "<rss>").encode("cp037"),
    ],
)
def test_a_feed_that_hardly_begins_is_decided_at_once(body: bytes) -> None:
    """A megabyte before the first element, in whatever coding, is passed over, or the body is told as no feed."""
    started = time.process_time()

    with suppress(ExtractError):
        assert feed.read(body, url="https://www.example.org/feed").entries == ()

    assert time.process_time() - started < LINEAR_SECONDS


def test_a_tag_with_a_hundred_thousand_attributes_is_refused_at_once() -> None:
    """The parser compares each name with each: it took minutes."""
    started = time.process_time()

    with pytest.raises(ExtractError, match="attributes"):
        _article("<p" + "".join(f" a{at}='>'" for at in range(100_000)) + ">We will act.")

    assert time.process_time() - started < LINEAR_SECONDS


def test_long_values_and_many_tags_are_no_crowd_of_attributes() -> None:
    """A value of ten thousand words, a name ten thousand times, and ten thousand tags are read."""
    words = " ".join(f"w{at}=1" for at in range(10_000))

    document = _article(f'<h1>T</h1><p data-x="{words}" {"class=a " * 10_000}>We will act.{"<i a=b>now</i> " * 10_000}')

    assert document.text.startswith("# T\n\nWe will act.now")


@pytest.mark.parametrize("text", ["a" * 300_000, "a " * 150_000, "a-" * 150_000, "." * 300_000, " . " * 100_000])
def test_a_line_of_a_paper_takes_no_time_however_long_it_is(text: str) -> None:
    """A PDF of less than a kilobyte can hold a word of 20,000 letters, which took more than a minute."""
    line = Line(text=text, x0=60, x1=500, y=700, last_y=700, size=11, bold=False, page=1)
    started = time.process_time()

    reflow.pieces([PdfPage(842, (line, line._replace(y=686, last_y=686)), pictures=False)])

    assert time.process_time() - started < LINEAR_SECONDS


def test_a_paragraph_of_twenty_thousand_lines_on_one_page_takes_no_time() -> None:
    """Each line was joined by copying what stood before it, and looked at for its end from the beginning."""
    height = 600_000.0
    lines = tuple(
        Line(f"we will act {at} and-", 60, 500, height - 14 * at, height - 14 * at, 11, bold=False, page=1)
        for at in range(20_000)
    )
    started = time.process_time()

    found = reflow.pieces([PdfPage(height, lines, pictures=False)])

    assert time.process_time() - started < LINEAR_SECONDS
    assert len(found) == 1


def _article(html: str) -> Document:
    return article.read(f"<body>{html}".encode(), url="https://www.example.org/news/teams")


def _timed_text(text: str) -> tuple[str, float]:
    started = time.process_time()
    cleaned = clean.line(text)
    return cleaned, time.process_time() - started
