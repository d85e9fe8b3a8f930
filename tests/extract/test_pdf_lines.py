"""What is done with the lines of a PDF: heads, bullets, hyphens, ligatures, titles."""

from collections.abc import Sequence

import pytest

from tracker.extract import pdf, reflow
from tracker.extract.body_text import BodyText
from tracker.extract.pdf_lines import Line, PdfPage
from tracker.extract.piece import Piece

_BODY = (
    "We will open nurseries in the towns that have none, and",
    "pay for them from the levy on homes that stand empty all",
    "year. Councils will choose the places, with the parents.",
)


def _line(text: str, y: float, page: int, *, size: float = 10.0) -> Line:
    return Line(text, 50.0, 50.0 + 4.6 * len(text), y, y, size, bold=False, page=page)


def _page(number: int, *, head: str = "", foot: str = "", body: Sequence[str] = _BODY) -> PdfPage:
    lines = [_line(head, 780, number, size=8)] if head else []
    lines += [_line(text, 700 - 12 * index, number) for index, text in enumerate(body)]
    lines += [_line(foot, 40, number)] if foot else []
    return PdfPage(842.0, tuple(lines), pictures=False)


def _texts(pages: Sequence[PdfPage]) -> str:
    return " ".join(piece.text for piece in reflow.pieces(pages))


def test_heads_that_change_by_section_and_count_the_pages_are_gone() -> None:
    """What stands beside a page's number is a head, whatever it says."""
    names = ("A fair start", "A fair start", "Homes for all", "What it costs")
    pages = [_page(number, head=f"{number + 2} | {name}") for number, name in enumerate(names, start=1)]

    assert not any(name in _texts(pages) for name in names)


def test_a_title_of_each_page_stays() -> None:
    """Another text on every page, at the same place and without a number, is no running head."""
    names = ("A fair start", "Homes", "Costs", "Timetable")
    text = _texts([_page(number, head=name) for number, name in enumerate(names, start=1)])

    assert all(name in text for name in names)


def test_heads_that_repeat_the_headings_of_the_text_are_gone() -> None:
    """Each page may have another one: its section's, whose heading stands in the text, larger."""
    names = ("A fair start", "Homes for all", "What it costs", "When it begins")
    pages = []
    for number, name in enumerate(names, start=1):
        page = _page(number, head=name)
        pages.append(page._replace(lines=(*page.lines, _line(name, 600, number, size=15))))

    assert [piece.text for piece in reflow.pieces(pages) if piece.text in names] == list(names)
    assert [piece.kind for piece in reflow.pieces(pages) if piece.text in names] == ["heading"] * len(names)


@pytest.mark.parametrize(
    "printed",
    ["11/29/26, 11:07 AM The fair plan", "29.11.2026, 11:07 The fair plan", "https://plan.example.org/all 1/2"],
)
def test_what_a_browser_prints_around_a_page_is_gone(printed: str) -> None:
    """Its time, title and address, also on a paper of one page."""
    assert printed not in _texts([_page(1, head=printed)])


def test_notes_that_end_alike_are_whole() -> None:
    """What is said at the foot of several pages belongs to the note above it."""
    pages = []
    for number, said in enumerate(("Counted in spring", "Asked by post", "Seen by the auditors", "Weighed"), start=1):
        page = _page(number)
        note = _line(f"{7 * number % 10} {said} for the councils, and not", 52, number, size=8)
        pages.append(page._replace(lines=(*page.lines, note, _line("checked by others.", 42, number, size=8))))

    assert _texts(pages).count("for the councils, and not checked by others.") == len(pages)


def test_a_pledge_at_the_foot_of_every_page_is_said_once() -> None:
    """A whole sentence is a text, however often it is printed."""
    said = "We will never close a nursery without a vote."

    assert _texts([_page(number, foot=said) for number in range(1, 6)]).count(said) == 1


def test_a_letter_of_a_symbol_font_that_opens_lines_is_a_bullet() -> None:
    """A letter that opens line after line and stands nowhere else is a sign of a list; one that stands in texts is none."""
    items = [f"w {verb} the nurseries of the town" for verb in ("Open", "Mend", "Paint", "Heat", "Staff")]
    pieces = reflow.pieces([_page(1, body=("We will:", *items))])

    assert [piece.text for piece in pieces if piece.kind == "item"] == [item[2:] for item in items]


@pytest.mark.parametrize(
    ("cut", "more", "whole"),
    [
        ("a ten-", "year fund", "a ten-year fund"),
        ("in 2025-", "26 and after", "in 2025-26 and after"),
        ("for admini-", "strative work", "for administrative work"),
        ("for admini\u2010", "strative work", "for administrative work"),
        ("the price of", "bread", "the price of bread"),
    ],
)
def test_words_and_ranges_that_a_line_cuts_are_whole(cut: str, more: str, whole: str) -> None:
    """A hyphen of a compound or a range stays, one that only parts a word goes."""
    known = BodyText([_line("administrative", 700, 1)])

    assert "".join(known.joint(cut, more, cut)) == whole


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("fi ghting for a roof", "fighting for a roof"),
        ("we are fi ghting", "we are fighting"),
        ("the bene fi ts of it", "the benefits of it"),
        ("a fl exible week", "a flexible week"),
    ],
)
def test_a_gap_behind_a_ligature_is_closed(text: str, whole: str) -> None:
    """“fi ghting” is one word, and the word before it another."""
    known = BodyText([_line(word, 700, 1) for word in ("nurseries", "roof")])

    assert known.uncut(text) == whole


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("PHE_nursery_guidance_v2", "A fair start"),
        ("Nurseries final", "A fair start"),
        ("Template for letters", "A fair start"),
        ("A fair start for nurseries", "A fair start for nurseries"),
        ("", "A fair start"),
    ],
)
def test_the_headline_stands_for_a_title_that_is_none(said: str, title: str) -> None:
    """A file's name or another paper's title is not the paper's, nor is “Contents”."""
    pieces = [
        Piece(kind="heading", text="Contents", level=2, page=1),
        Piece(kind="heading", text="A fair start", level=2, page=1),
        Piece(kind="paragraph", text="We will open nurseries.", page=1),
    ]

    assert pdf._titled(pieces, said)[0] == title
