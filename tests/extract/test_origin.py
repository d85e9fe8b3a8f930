"""Where a file was saved from, and when, as the file says it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tracker.errors import ExtractError
from tracker.extract.origin import origin_of_page, origin_of_pdf

SAVED = Path(__file__).parents[1] / "data/saved"
ADDRESS = "http://127.0.0.1:8765/plan/"


def test_singlefile_says_where_and_when() -> None:
    """In a comment at its head."""
    found = origin_of_page((SAVED / "singlefile.html").read_text("utf-8"))

    assert (found.url, found.at) == (ADDRESS, datetime(2026, 11, 29, 17, 36, 34, tzinfo=UTC))


def test_a_printed_page_says_where_in_its_foot() -> None:
    """And when in its properties."""
    found = origin_of_pdf((SAVED / "printed.pdf").read_bytes())

    assert found.url == ADDRESS
    assert found.at is not None
    assert found.at.date().isoformat() == "2026-11-29"


@pytest.mark.parametrize(
    ("page", "url"),
    [
        (f"<!-- saved from url=(0027){ADDRESS} -->", ADDRESS),
        (f"<link rel=canonical href={ADDRESS}>", ADDRESS),
        (f'<meta property="og:url" content="{ADDRESS}?a=1&amp;b=2">', f"{ADDRESS}?a=1&b=2"),
        ("<!-- Page saved with SingleFile \n url: http://a.example/ \n saved date: never -->", "http://a.example/"),
        (
            f"<!-- saved from url=(0027){ADDRESS} --><!-- Page saved with SingleFile \n url: http://a.example/ -->",
            ADDRESS,
        ),
        ("<p>nothing</p>", ""),
        (f"{'x' * 300_000}<!-- saved from url=(0027){ADDRESS} -->", ""),
    ],
)
def test_other_marks(page: str, url: str) -> None:
    """The browser's, the page's own; none far down, where a page's text could forge it."""
    assert origin_of_page(page).url == url


def test_what_is_no_pdf_is_said() -> None:
    """Damaged, or something else."""
    with pytest.raises(ExtractError, match="cannot be opened"):
        origin_of_pdf(b"%PDF-1.4 nothing")
