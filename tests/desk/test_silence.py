"""What is said of how an edit was announced: on pages as GOV.UK prints them, by the days on which they were seen."""

from datetime import UTC, datetime

import pytest

from tracker.desk.silence import UNDATED, edited_in_silence, heard_in_time
from tracker.diff.differences import Differences, differences
from tracker.extract import article
from tracker.extract.document import ChangeNote, Document

_PAGE = """<html><body><main id="content"><h1>Lantern fund</h1>
<div class="gem-c-metadata"><dl><dt>Published</dt><dd>Published 4 January 2026</dd>{updated}</dl></div>
<div class="govspeak"><p>The fund pays for lanterns in every street of the old town and in the harbour.</p>
<p>{said}</p><p>Ask the harbour office how the lanterns are kept, and who fills them with oil.</p></div></main></body>
</html>"""
_BEFORE = "Each street will get £400 by May 2027."
_AFTER = "Each street will get £300 by May 2027."
_LATER = "Each street may get £300 by May 2027."
_MORNING, _EVENING = datetime(2026, 3, 3, 7, tzinfo=UTC), datetime(2026, 3, 3, 19, tzinfo=UTC)
_NEXT = datetime(2026, 3, 5, 7, tzinfo=UTC)
_LAST_WEEK = datetime(2026, 2, 27, 7, tzinfo=UTC)


def _read(said: str, updated: str | None = None) -> Document:
    shown = f"<dt>Last updated</dt><dd>Last updated {updated}</dd>" if updated else ""
    html = _PAGE.format(said=said, updated=shown)
    return article.read(html.encode(), url="https://www.gov.uk/government/publications/lantern-fund")


def _told(old: Document, new: Document, between: tuple[datetime, datetime]) -> Differences:
    return heard_in_time(differences(old, new), new, between)


def test_an_edit_behind_an_old_date_is_told_with_what_it_touched() -> None:
    """The page still says February: date and note are unchanged, and an amount is another."""
    old, new = _read(_BEFORE, "2 February 2026"), _read(_AFTER, "2 February 2026")

    found = _told(old, new, (_MORNING, _EVENING))

    assert found.silent
    assert not found.undated
    assert edited_in_silence(found) == ("edited; date and change note unchanged; a number, date or commitment changed")


def test_an_announced_edit_is_not_silent() -> None:
    """The date moved with the text."""
    found = _told(_read(_BEFORE, "2 February 2026"), _read(_AFTER, "3 March 2026"), (_LAST_WEEK, _EVENING))

    assert not found.silent
    assert [fact.said for fact in found.facts] == [
        "publisher’s date of update: 2 February 2026, 00:00 → 3 March 2026, 00:00"
    ]


def test_a_second_edit_on_an_announced_day_is_announced_too() -> None:
    """A day without a time covers all of it; two days later the same date covers nothing more."""
    second, third = _read(_AFTER, "3 March 2026"), _read(_LATER, "3 March 2026")

    assert not _told(second, third, (_MORNING, _EVENING)).silent
    assert not _told(second, third, (_EVENING, _NEXT)).silent  # it may have been made late on the 3rd
    assert _told(second, third, (datetime(2026, 3, 4, 7, tzinfo=UTC), _NEXT)).silent


def test_a_note_with_a_time_takes_nothing_from_the_day_that_the_page_shows() -> None:
    """The note came at six; the page says the 3rd, and was edited again in the course of that day."""
    note = ChangeNote(at=datetime(2026, 3, 3, 6, tzinfo=UTC), note="The sum is another.")
    second, third = (_read(said, "3 March 2026").model_copy(update={"notes": (note,)}) for said in (_AFTER, _LATER))

    assert not _told(second, third, (_MORNING, _EVENING)).silent
    assert _told(second, third, (datetime(2026, 3, 4, 7, tzinfo=UTC), _NEXT)).silent


def test_a_date_with_a_time_covers_nothing_after_it() -> None:
    """What stood there at seven with a date of six was edited again behind it."""
    at = datetime(2026, 3, 3, 6, tzinfo=UTC)
    second, third = (_read(said).model_copy(update={"updated": at}) for said in (_AFTER, _LATER))

    assert _told(second, third, (_MORNING, _EVENING)).silent


@pytest.mark.parametrize(("updated", "undated"), [(None, True), ("2 February 2026", False)])
def test_a_page_without_a_date_says_so(updated: str | None, *, undated: bool) -> None:
    """Whether an edit was announced cannot be asked of a page that shows no date of change."""
    found = _told(_read(_BEFORE, updated), _read(_AFTER, updated), (_MORNING, _EVENING))

    assert found.undated is undated
    assert found.silent is not undated
    assert UNDATED == "this page shows no date of change"
