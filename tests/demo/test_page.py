"""Pages and their edits."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from pydantic import ValidationError

from tracker.demo.page import DemoPage

FACTS: dict[str, Any] = {
    "source": "labour-buses",
    "kind": "govuk",
    "template": "govuk",
    "publisher": "dfe",
    "publisher_type": "department",
    "evidence": "guidance",
    "path": "/government/publications/buses",
    "since": date(2024, 1, 1),
    "published": datetime(2023, 12, 31, 9, tzinfo=UTC),
    "title": "Buses",
    "standfirst": "Late ones.",
    "body": "The council will run late buses.\n",
}


def test_a_page_is_not_there_before_its_first_day() -> None:
    """No edition before `since`, the first one on the day itself."""
    page = DemoPage.model_validate(FACTS)

    assert page.on(date(2023, 12, 31)) is None
    assert page.on(date(2024, 1, 1)) is not None


def test_an_edit_counts_from_its_day() -> None:
    """The words change on the day of the edit and stay changed."""
    edit = {"on": date(2024, 2, 1), "why": "softened", "replace": [["will run", "aims to run"]]}
    page = DemoPage.model_validate(FACTS | {"edit": [edit]})

    bodies = [edition.body for day in (31, 32, 99) if (edition := page.on(date.fromordinal(738885 + day)))]

    assert bodies == [
        "The council will run late buses.",
        "The council aims to run late buses.",
        "The council aims to run late buses.",
    ]


def test_an_edit_without_a_note_is_silent() -> None:
    """Change notes and their dates stay as they were."""
    silent = {"on": date(2024, 2, 1), "why": "silent", "replace": [["late ", ""]]}
    noted = {"on": date(2024, 3, 1), "why": "noted", "note": "Added rates.", "at": datetime(2024, 2, 28, tzinfo=UTC)}
    page = DemoPage.model_validate(FACTS | {"edit": [silent, noted]})

    counts = [len(edition.notes) for month in (1, 2, 3) if (edition := page.on(date(2024, month, 1)))]

    assert counts == [1, 1, 2]


def test_an_edit_of_the_design_changes_no_word() -> None:
    """It is furniture only, and the day of the last real edit stays."""
    page = DemoPage.model_validate(FACTS | {"edit": [{"on": date(2024, 2, 1), "why": "new look", "design": 2}]})

    before, after = page.on(date(2024, 1, 1)), page.on(date(2024, 2, 1))

    assert before is not None
    assert after == before.model_copy(update={"design": 2})


@pytest.mark.parametrize("old", ["trains", "e"])
def test_words_to_replace_stand_exactly_once(old: str) -> None:
    """An edit that would miss or hit twice is refused when the page is loaded."""
    edit = {"on": date(2024, 2, 1), "why": "x", "replace": [[old, "trams"]]}

    with pytest.raises(ValidationError, match="exactly once"):
        DemoPage.model_validate(FACTS | {"edit": [edit]})


def test_edits_stand_in_order_of_time() -> None:
    """Two edits of one day, or one before the page exists, are refused."""
    edit = {"on": date(2024, 1, 1), "why": "too early"}

    with pytest.raises(ValidationError, match="in order of time"):
        DemoPage.model_validate(FACTS | {"edit": [edit]})
