"""The same paper as PDF in four layouts, as DOCX and as ODT: each word of it is ours (tests/data/papers/plan.txt)."""

import re
from contextlib import suppress
from pathlib import Path

import pytest

from tracker.errors import ExtractError
from tracker.extract import canonical, paper
from tracker.extract.document import Document

PAPERS = Path(__file__).parents[1] / "data" / "papers"
PDFS = ("one.pdf", "two.pdf", "callouts.pdf", "heads.pdf")
FILES = (*PDFS, "one.docx", "one.odt")
FLOORS = dict.fromkeys(FILES, 1.0)
"""Measured, not wished for: every sentence of every file. The layouts were seen while the rules were made."""


def opened(name: str) -> Document:
    """The document of a checked-in file."""
    return paper.READERS[name.rpartition(".")[2]]((PAPERS / name).read_bytes())


def written() -> list[str]:
    """The sentences, headings, rows and notes of the paper, as plan.txt has them."""
    lines: list[str] = []
    notes = 0
    for line in filter(None, (PAPERS / "plan.txt").read_text(encoding="utf-8").split("\n")):
        found = re.findall(r"\{(.*?)\}", line)
        text = re.sub(r"^(?:#+|-|>|\|) ", "", line).removesuffix(" |")
        for _ in found:
            notes += 1
            text = re.sub(r"\{.*?\}", f"[^{notes}]", text, count=1)
        lines += [text, *found]
    return lines


@pytest.mark.parametrize("name", FILES)
def test_sentences_come_back_exactly(name: str) -> None:
    """The share of sentences recovered letter by letter is the one that was measured."""
    expected = written()

    found = {sentence.text.strip("| ") for sentence in opened(name).sentences}

    assert sum(sentence in found for sentence in expected) / len(expected) >= FLOORS[name]


@pytest.mark.parametrize("name", FILES)
def test_nothing_is_added(name: str) -> None:
    """No running head, page number or half a sentence stands in the text beside what was written."""
    found = {sentence.text.strip("| ") for sentence in opened(name).sentences}

    assert found - set(written()) == set()


@pytest.mark.parametrize("name", FILES)
def test_text_and_metadata_read_back_as_written(name: str) -> None:
    """What the store keeps of a paper gives the equal document back, pages included."""
    document = opened(name)

    assert canonical.read(document.text, canonical.meta(document)) == document


@pytest.mark.parametrize("name", FILES)
def test_kinds_are_told_apart(name: str) -> None:
    """Headings, the table's rows and the list's items are what they look like, and the list knows its lead-in."""
    document = opened(name)

    kinds = [block.kind for block in document.blocks]
    item = next(block for block in document.blocks if block.kind == "item")
    assert document.title == "A fair start for every classroom"
    assert kinds.count("row") == 4
    assert kinds.count("heading") == 9  # the title is one
    assert kinds.count("item") == 3
    assert kinds.count("note") == 2
    assert item.lead_in is not None
    assert document.published is None


def test_pages_are_locators() -> None:
    """A sentence of a PDF knows its page; where text moves to another page, no new version is made."""
    document = opened("heads.pdf")
    last = document.sentences[-1]

    meta = canonical.meta(document)
    assert document.page_of(0) == 1
    assert document.page_of(last.block) == 3
    assert b"page_starts" in meta
    assert b"page_starts" not in canonical.substance(meta)


def test_callouts_stand_beside_what_they_stand_beside() -> None:
    """A call-out that the file holds before its page comes where it is seen, and cuts no sentence in two."""
    document = opened("callouts.pdf")

    texts = [sentence.text for sentence in document.sentences]
    callout = texts.index("“Nobody told me that the paperwork would outlast the teaching.”")
    assert texts.index("Teachers and the profession") < callout < texts.index("What we will change first")
    assert {block.level for block in document.blocks[1:] if block.kind == "heading"} == {2}


def test_content_decides_the_kind() -> None:
    """A PDF or office file is known by its content, whatever it is called; other zip archives are none."""
    assert paper.kind_of("letter.txt", (PAPERS / "one.pdf").read_bytes()) == "pdf"
    assert paper.kind_of("letter", (PAPERS / "one.docx").read_bytes()) == "docx"
    assert paper.kind_of("letter", (PAPERS / "one.odt").read_bytes()) == "odt"
    assert paper.kind_of("letter.txt", b"Some text.") is None


@pytest.mark.parametrize("kind", ["pdf", "docx", "odt"])
@pytest.mark.parametrize("body", [b"", b"\0" * 100, b"<html>Not found</html>", b"PK\x03\x04", b"%PDF-1.7\n"])
def test_other_bytes_are_one_clear_error(kind: str, body: bytes) -> None:
    """What is no such file at all says so."""
    with pytest.raises(ExtractError, match=r"not an? (?:PDF|DOCX|ODT)|no text"):
        paper.READERS[kind](body)


@pytest.mark.parametrize("name", FILES)
def test_damaged_files_are_a_document_or_one_clear_error(name: str) -> None:
    """A file broken off or with a torn middle never brings tracker down."""
    body = (PAPERS / name).read_bytes()

    for cut in (2, 5, 9):
        at = len(body) * cut // 10
        for broken in (body[:at], body[:at] + b"\0" * 40 + body[at + 40 :]):
            with suppress(ExtractError):
                assert paper.READERS[name.rpartition(".")[2]](broken).title
