"""Captures with much less text than is held."""

from typing import Any

import pytest

from tracker.capture.gate.shorter import shorter
from tracker.extract.document import ChangeNote, Document

BOXES = [f"Box {number} hangs in the old oak by the river, and is counted each spring." for number in range(120)]


@pytest.fixture
def read(look: Any, page: Any) -> Any:
    """Documents of our own."""

    def made(*paragraphs: str, title: str = "Our plan") -> Document:
        document: Document = look(page(title, *paragraphs)).document
        return document

    return made


def test_a_text_cut_off_is_suspect(read: Any) -> None:
    """The beginning alone of a long page is what comes when the rest got lost, however long it is."""
    found = shorter(read(*BOXES[:30]), read(*BOXES), min_share=0.4)

    assert found is not None
    assert found.startswith("it has only 24 % of the text that we hold")
    assert "min_share in settings.toml" in found


def test_a_long_page_from_which_parts_were_taken_is_an_edit(read: Any) -> None:
    """Here and there something went, the title is the same, and much is left: a person did that."""
    assert shorter(read(*BOXES[::3]), read(*BOXES), min_share=0.4) is None


def test_another_title_or_little_text_is_no_edit(read: Any) -> None:
    """An error page has a title of its own, and is short."""
    assert shorter(read(*BOXES[::3], title="Oh dear"), read(*BOXES), min_share=0.4) is not None
    assert shorter(read(*BOXES[::12]), read(*BOXES), min_share=0.4) is not None


def test_what_the_publisher_notes_is_an_edit(read: Any) -> None:
    """A short page with a new change note says itself that it was changed."""
    noted = read(BOXES[0]).model_copy(update={"notes": (ChangeNote(at=None, note="Replaced by the guide."),)})

    assert shorter(noted, read(*BOXES), min_share=0.4) is None
    assert shorter(noted, read(*BOXES).model_copy(update={"notes": noted.notes}), min_share=0.4) is not None


def test_enough_text_is_enough(read: Any) -> None:
    """Above the share in the settings nothing is asked."""
    assert shorter(read(*BOXES[:60]), read(*BOXES), min_share=0.4) is None
    assert shorter(read(*BOXES[:30]), read(*BOXES), min_share=0.2) is None
