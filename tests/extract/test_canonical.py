"""text.md and meta.json give the document back that wrote them."""

import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import pieces, titles

from tracker.errors import ExtractError
from tracker.extract import build, canonical
from tracker.extract.document import Attachment, ChangeNote, Document, PageLink, State
from tracker.extract.piece import Piece

_RULE = re.compile(r"\|(?: --- \|)+")
"""Below the row that names a table's columns."""
_FACTS = {
    "url": "https://www.gov.uk/guidance/plan",
    "publisher": "Department for Education",
    "publisher_type": "department",
    "published": datetime(2024, 6, 12, 23, 0, tzinfo=UTC),
    "precision": "day",
    "updated": datetime(2024, 7, 1, 8, 30, 0, 123000, tzinfo=UTC),
    "modified": datetime(2024, 7, 2, tzinfo=UTC),
    "author": "A. Author",
    "organisations": ("department-for-education", "ofsted"),
    "people": ("a-person",),
    "document_type": "policy_paper",
    "identity": "0a1b:en",
    "notes": (ChangeNote(at=None, note="“First” — published."),),
    "attachments": (Attachment(title="The plan", url="https://example.org/plan.pdf", size=10, pages=2),),
    "state": State(kind="withdrawn", explanation="Out of date."),
    "government": "2019 to 2022 government",
    "history_mode": True,
    "licence": "OGL-UK-3.0",
    "kept": 0.42,
    "prose": 900,
    "hidden": 40,
    "territory": ("England", "Wales"),
    "mended": 2,
    "links": (PageLink(text="the plan", url="https://example.org/plan"),),
    "images": ("A chart of places.",),
    "warnings": ("A drop selector was not followed.",),
}


def _again(document: Document) -> Document:
    return canonical.read(document.text, canonical.meta(document))


@given(titles, st.lists(pieces, max_size=8))
def test_any_document_is_read_back_as_it_was_written(title: str, found: list[Piece]) -> None:
    """Whatever a page holds, also text that looks like Markdown, the record of it gives the equal document back."""
    document = build.document(title=title, pieces=found)

    assert _again(document) == document


@given(titles, st.lists(pieces, max_size=8))
def test_every_sentence_has_its_place_and_every_line_is_one(title: str, found: list[Piece]) -> None:
    """The text from a sentence's start to its end is the sentence, and no line of the text belongs to none."""
    document = build.document(title=title, pieces=found)

    assert all(document.text[one.start : one.end] == one.text for one in document.sentences)
    assert len(document.sentences) == sum(
        bool(line) and not _RULE.fullmatch(line) for line in document.text.split("\n")
    )
    assert all(document.blocks[one.block].start <= one.start for one in document.sentences)


@given(titles, st.lists(pieces, max_size=8))
def test_no_block_gains_or_loses_its_kind(title: str, found: list[Piece]) -> None:
    """Each piece with text is one block of its own kind, in the order of the page, or a note by the mark it begins with."""
    document = build.document(title=title, pieces=found)

    wanted = [piece.kind for piece in found if len(build.document(title="T", pieces=[piece]).blocks) > 1]
    assert len(document.blocks) == len(wanted) + 1
    assert all(block.kind in (kind, "note") for block, kind in zip(document.blocks[1:], wanted, strict=True))


def test_all_facts_come_back() -> None:
    """Dates, notes, attachments, state and the rest survive the record."""
    document = build.document(title="Plan", pieces=[Piece(kind="paragraph", text="We will.")], **_FACTS)

    assert set(_FACTS) == set(Document.model_fields) - {"title", "text", "blocks", "sentences", "page_starts", "folded"}
    assert _again(document) == document


def test_what_moves_by_itself_is_no_reason_for_a_version() -> None:
    """A technical modification time, the share of the page kept and our own repairs do not make a version."""
    facts = {
        name: value
        for name, value in _FACTS.items()
        if name not in {"modified", "kept", "prose", "hidden", "mended", "warnings"}
    }
    plain = build.document(title="Plan", pieces=[], **facts)
    moved = build.document(title="Plan", pieces=[], **_FACTS)
    noted = build.document(title="Plan", pieces=[], **facts | {"notes": ()})

    assert canonical.substance(canonical.meta(moved)) == canonical.substance(canonical.meta(plain))
    assert canonical.substance(canonical.meta(noted)) != canonical.substance(canonical.meta(plain))


@pytest.mark.parametrize(
    ("text", "meta", "complaint"),
    [
        ("no title\n", b"{}", "first line must be the title"),
        ("# Plan\n", b"{", "not JSON"),
        ("# Plan\n", b"[]", "not a JSON object"),
        ("# Plan\n", b'{"published": "soon"}', "does not hold the metadata"),
        ("# Plan\n", b'{"title": "", "state": 7}', "does not hold the metadata"),
    ],
)
def test_a_damaged_record_is_one_clear_error(text: str, meta: bytes, complaint: str) -> None:
    """A record that no document wrote is refused, with what is wrong."""
    with pytest.raises(ExtractError, match=complaint):
        canonical.read(text, meta)
