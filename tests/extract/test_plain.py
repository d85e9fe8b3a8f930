"""An article saved as text: the article, without what a web page carries round it."""

from datetime import UTC, datetime

import pytest
from shareddata import ARTICLE, SHARED

from tracker.errors import ExtractError
from tracker.extract import plain

_ARTICLE = """\
Politics

Free breakfast clubs ‘by 2027’: who will run them?

Party’s plan for clubs in every primary leaves ‘staffing’ questions open

Ben Okoro

12 Jun 2024, 5:00

Free breakfast clubs would open in every primary school in England by 2027.

No one to open the door

“We will fund a club,” said Idris Vale. He did not say how.

Ada Brook
Ada Brook, trust chief

Ada Brook, trust chief

It would cost £315 million.
"""
_ENDS = (
    "Latest education roles from us", "Sponsored posts", "More from this theme", "Your thoughts", "Leave a Reply",
    "Leave a Reply Cancel reply", "One comment", "12 comments", "Comments (3)", "You might also like", "Most read",
    "SPONSORED POST", "Related stories",
)  # fmt: skip
_FURNITURE = "\n\nTeacher of Physics\nHarbour Academy\n\nOur MIS will save you £5,000 a year.\n"


def _text(text: str) -> str:
    return plain.read(text).text


@pytest.mark.parametrize("end", [end for end in _ENDS if end != "SPONSORED POST"])
def test_the_head_of_furniture_ends_the_article(end: str) -> None:
    """Jobs, sponsored posts, related stories and comments under the article are no part of it."""
    assert _text(f"{_ARTICLE}\n{end}{_FURNITURE}") == _text(_ARTICLE)


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement", "READ MORE: Inspectors to ring on Mondays", "Listen to this article (4 minutes)",
        "4 min read", "128 shares", "3 hours ago", "Sign up to our morning briefing newsletter", "Share this article",
        "Sponsored post", "© 2024 The Paper Ltd",
    ],
)  # fmt: skip
def test_furniture_in_its_midst_is_left_out(line: str) -> None:
    """A share counter or an advert between two paragraphs changes nothing."""
    changed = _ARTICLE.replace("No one to open", f"{line}\n\nNo one to open")

    assert _text(changed) == _text(_ARTICLE)


def test_an_article_is_title_headings_paragraphs_and_captions() -> None:
    """The headline is the title; short lines are headings; a picture's two lines are one caption, said once."""
    found = plain.read(_ARTICLE)

    kinds = [(block.kind, found.text[block.start : block.end].partition("\n")[0][:30]) for block in found.blocks]
    assert found.title == "Free breakfast clubs ‘by 2027’: who will run them?"
    assert ("heading", "No one to open the door") in kinds
    assert [kind for kind, _ in kinds].count("caption") == 1
    assert found.text.count("Ada Brook, trust chief") == 1


def test_repeated_lines_collapse() -> None:
    """A paragraph that stands twice in a row stands once."""
    assert _text("Title\n\nWe will do it.\n\nWe will do it.\n\nThen this.") == (
        "# Title\n\nWe will do it.\n\nThen this.\n"
    )


def test_markdown_is_read_as_markdown() -> None:
    """Headings, lists, quotations and tables keep their kind; inline marks go."""
    text = (
        "# Plan\n\n**We** will [act](https://e.org).\n\n- one\n  - two\n1. three\n\n> said\n\n"
        "| a | b |\n|---|---|\n| 1 | 2 |\n"
    )

    assert (
        _text(text)
        == "# Plan\n\nWe will act.\n\n- one\n  - two\n1. three\n\n> said\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n"
    )


def test_canonical_text_is_read_as_it_stands() -> None:
    """What tracker wrote and a person saved reads as the same text."""
    text = "# Plan\n\nWe will.\nThen more.\n\n## Part\n\n- a;\n  - b\n\n> quoted.\n\n[caption] A head.\n"

    assert _text(text) == text


@pytest.mark.parametrize(("line_end"), ["\r\n", "\r"])
def test_line_ends_and_marks_say_nothing(line_end: str) -> None:
    """A text saved on another system is the same text."""
    assert _text("\ufeff" + _ARTICLE.replace("\n", line_end)) == _text(_ARTICLE)


def test_facts_come_from_the_caller() -> None:
    """Publisher and date are what the caller says; a month is a month."""
    found = plain.read("Title\n\nText here.", publisher="Labour", publisher_type="party", published="2024-06")

    assert (found.publisher, found.publisher_type, found.precision) == ("Labour", "party", "month")
    assert found.published == datetime(2024, 5, 31, 23, 0, tzinfo=UTC)


@pytest.mark.parametrize(("text", "published"), [("", None), (" \n\n ", None), ("Title\n\nText.", "soon")])
def test_nothing_to_read_is_one_clear_error(text: str, published: str | None) -> None:
    """An empty text, or a date that is none, is said in a sentence."""
    with pytest.raises(ExtractError, match=r"empty|not a date"):
        plain.read(text, published=published)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_file_is_text_in_whatever_encoding(encoding: str) -> None:
    """Quotes and pounds saved by an editor on another system are quotes and pounds."""
    assert (
        plain.decoded("“It would cost £315 million – a year.”".encode(encoding))
        == "“It would cost £315 million – a year.”"
    )


def test_a_picture_is_no_text() -> None:
    """A file of another kind is not read as rubbish."""
    with pytest.raises(ExtractError, match="the file holds no text"):
        plain.decoded(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")


@pytest.mark.shared_data(ARTICLE)
def test_the_seed_article_is_the_article_alone() -> None:
    """Headline, standfirst, then its 25 paragraphs, of which 2 are a picture's name, under and between 2 subheadings."""
    found = plain.read((SHARED / ARTICLE).read_text(encoding="utf-8"))

    kinds = [block.kind for block in found.blocks]
    names = [found.text[block.start : block.end] for block in found.blocks if block.kind == "caption"]
    assert kinds[:2] == ["heading", "paragraph"]
    assert kinds[2:].count("paragraph") + kinds[2:].count("caption") == 25
    assert kinds[2:].count("heading") == 2
    assert names == ["Sir David Carter", "Anne-Marie Canning"]
    assert set(kinds) == {"heading", "paragraph", "caption"}


@pytest.mark.shared_data(ARTICLE)
def test_the_seed_article_keeps_every_word_and_no_furniture() -> None:
    """From its first paragraph to its last each one is there with all its words; no advert, job, story or comment is."""
    seed = (SHARED / ARTICLE).read_text(encoding="utf-8")
    body = seed[seed.index("Labour plans for “super") : seed.index("Latest education roles from")]
    paragraphs = [part for part in body.split("\n\n") if part.strip()]

    found = plain.read(seed)
    blocks = [found.text[block.start : block.end].replace("\n", " ") for block in found.blocks[2:]]
    assert len(paragraphs) == len(blocks) == 27
    assert [part.split("\n")[0].strip() for part in paragraphs] == blocks
    assert found.text.endswith("under a Labour government.\n")


@pytest.mark.parametrize(
    ("text", "title", "said"),
    [
        ("---\ntitle: Education\n---\n\nWe will fund it. All of it.\n", "Education", ["We will fund it.", "All of it."]),
        ("Privacy Policy\n---\n\nWe keep no data.\n", "Privacy Policy", ["We keep no data."]),
        ("**Our plan**\n\nWe will do it. It will be done.\n", "Our plan", ["We will do it.", "It will be done."]),
        ("# Plan\n\nWe will hire ~~6,500~~ 5,000 teachers.\n", "Plan", ["We will hire 5,000 teachers."]),
    ],
)  # fmt: skip
def test_a_text_is_called_what_it_calls_itself(text: str, title: str, said: list[str]) -> None:
    """Front matter, an underlined heading of the second level, a bold line; what is struck out does not stand."""
    found = plain.read(text)

    assert (found.title, [one.text for one in found.sentences[1:]]) == (title, said)
