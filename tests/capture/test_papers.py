"""PDF, DOCX and ODT files are recorded the way pages are."""

from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from tracker.capture.outcome import Recorded, Suspect, Unchanged
from tracker.config.source import Source

PAPERS = Path(__file__).parents[1] / "data" / "papers"


def declared(desk: Any, kind: str) -> Source:
    """The source of a paper on the desk's site."""
    facts = {
        "id": "plan", "kind": kind, "publisher": "owls", "publisher_type": "party",
        "url": desk.site.url(f"/plan.{kind}"), "allow_hosts": desk.site.hosts,
    }  # fmt: skip
    return TypeAdapter[Source](Source).validate_python(facts)


@pytest.mark.parametrize("kind", ["pdf", "docx", "odt"])
def test_a_paper_is_recorded_once(desk: Any, kind: str) -> None:
    """The first round records the paper's text, the second finds it unchanged."""
    desk.site.page(f"/plan.{kind}", (PAPERS / f"one.{kind}").read_bytes())

    (first,) = desk.round(declared(desk, kind))
    (second,) = desk.round(declared(desk, kind))

    assert isinstance(first, Recorded)
    assert isinstance(second, Unchanged)
    assert first.title == "A fair start for every classroom"
    text = desk.archive.text(desk.archive.latest("plan", "page"))
    assert "We will not raise the basic rate of income tax." in text


def test_an_error_page_in_place_of_a_pdf_is_suspect(desk: Any) -> None:
    """A server that answers with a web page where a PDF was does not make history."""
    desk.site.page("/plan.pdf", "<html>Service unavailable</html>")

    (found,) = desk.round(declared(desk, "pdf"))

    assert isinstance(found, Suspect)
    assert "not a PDF" in found.reason
