"""PDF, DOCX and ODT files are recorded the way pages are."""

from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from tracker.capture.outcome import Recorded, Suspect, Unchanged
from tracker.config.source import Source
from tracker.extract import canonical
from tracker.extract.registry import EXTRACTOR

PAPERS = Path(__file__).parents[1] / "data" / "papers"


def declared(desk: Any, kind: str) -> Source:
    """The source of a paper on the desk's site."""
    facts = {
        "id": "plan", "kind": kind, "publisher": "owls", "publisher_type": "party",
        "url": desk.site.url(f"/plan.{kind}"), "allow_hosts": desk.site.hosts,
    }  # fmt: skip
    return TypeAdapter[Source](Source).validate_python(facts)


def saved(path: str, **more: str) -> Source:
    """The source of a file in the desk's folder."""
    facts = {"id": "plan", "kind": "file", "publisher": "owls", "publisher_type": "party", "path": path, **more}
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


@pytest.mark.parametrize("kind", ["pdf", "docx", "odt"])
def test_a_saved_paper_is_recorded_once(desk: Any, kind: str) -> None:
    """A paper that was saved by hand is read like one that was fetched, under the address and date it is declared with."""
    (desk.root / f"plan.{kind}").write_bytes((PAPERS / f"one.{kind}").read_bytes())
    source = saved(f"plan.{kind}", url="https://owls.example/plan", published="2024-05-01")

    (first,) = desk.round(source)
    (second,) = desk.round(source)

    latest = desk.archive.latest("plan", "page")
    document = canonical.read(desk.archive.text(latest), desk.archive.meta(latest))
    assert (first.kind, second.kind) == ("recorded", "unchanged")
    assert document.title == "A fair start for every classroom"
    assert (document.url, document.precision) == ("https://owls.example/plan", "day")
    assert latest.extractor == EXTRACTOR[kind]


@pytest.mark.parametrize(
    ("name", "body", "reason"),
    [
        ("plan.pdf", (PAPERS / "locked.pdf").read_bytes(), "the PDF is locked with a password"),
        ("plan.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "is locked with"),
        ("plan.txt", (PAPERS / "one.pdf").read_bytes(), "the file holds a PDF, but its name does not end in .pdf"),
        ("plan.odt", (PAPERS / "one.docx").read_bytes(), "the file holds a DOCX, but its name does not end in .docx"),
    ],
)
def test_a_saved_paper_that_cannot_be_read_is_suspect(desk: Any, name: str, body: bytes, reason: str) -> None:
    """A locked paper, or one under a wrong name, makes no history; what to do is said."""
    (desk.root / name).write_bytes(body)

    (found,) = desk.round(saved(name))

    assert isinstance(found, Suspect)
    assert reason in found.reason
    assert desk.archive.documents() == ()


def test_an_error_page_in_place_of_a_pdf_is_suspect(desk: Any) -> None:
    """A server that answers with a web page where a PDF was does not make history."""
    desk.site.page("/plan.pdf", "<html>Service unavailable</html>")

    (found,) = desk.round(declared(desk, "pdf"))

    assert isinstance(found, Suspect)
    assert "not a PDF" in found.reason
