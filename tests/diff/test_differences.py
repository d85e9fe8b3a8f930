"""All that differs between two versions, and how it was announced."""

from collections.abc import Callable
from datetime import UTC, datetime

from tracker.diff.differences import differences
from tracker.extract.document import Attachment, ChangeNote, Document

Page = Callable[..., Document]

_MENTORS = "We will recruit 3,200 reading mentors for primary schools."
_BUSES = "Headteachers told us that buses come late in rural areas."
_MUSIC = "The music fund will be doubled over three years."
_FIRST = ChangeNote(at=datetime(2024, 6, 1, 9, tzinfo=UTC), note="First published.")


def _noted(document: Document, *notes: str) -> Document:
    added = [ChangeNote(at=datetime(2024, 7, day, 9, tzinfo=UTC), note=note) for day, note in enumerate(notes, start=1)]
    return document.model_copy(update={"notes": (_FIRST, *added)})


def test_the_same_version_has_no_differences(page: Page) -> None:
    """Nothing changed, nothing silent, no weight."""
    document = _noted(page(("paragraph", [_MENTORS])))

    found = differences(document, document)

    assert (found.changes, found.facts, found.silent, found.score) == ((), (), False, 0.0)


def test_an_edit_without_note_or_date_is_silent(page: Page) -> None:
    """Text changed, while the publisher's date and notes, which the page has, did not move."""
    old, new = page(("paragraph", [_MENTORS])), page(("paragraph", [_MENTORS.replace("3,200", "1,900")]))
    dated = {"updated": datetime(2024, 6, 1, 9, tzinfo=UTC)}

    assert differences(_noted(old), _noted(new)).silent
    assert differences(old.model_copy(update=dated), new.model_copy(update=dated)).silent
    assert not differences(_noted(old), _noted(new, "Changed the number of mentors.")).silent
    assert not differences(old, new).silent  # it states no date and no notes: there is nothing to be silent about


def test_typography_alone_is_no_silent_edit(page: Page) -> None:
    """Straightened quotes are nobody's secret."""
    old, new = page(("paragraph", ["The “late” bus stays."])), page(("paragraph", ['The "late" bus stays.']))

    assert not differences(_noted(old), _noted(new)).silent


def test_a_removal_that_the_note_leaves_out_is_pointed_out(page: Page) -> None:
    """The note tells of the mentors; that the music fund went, it does not say."""
    old = page(("paragraph", [_MENTORS, _BUSES, _MUSIC]))
    new = page(("paragraph", [_MENTORS.replace("3,200", "1,900"), _BUSES]))

    told = differences(_noted(old), _noted(new, "Updated the number of reading mentors."))

    assert [(change.kind, change.unmentioned) for change in told.changes] == [("reworded", False), ("removed", True)]
    assert told.unmentioned == (told.changes[1],)
    assert told.notes == ("Updated the number of reading mentors.",)


def test_a_changed_number_that_the_note_leaves_out_is_pointed_out(page: Page) -> None:
    """A note that speaks of something else does not cover it; one that names the new number does."""
    old, new = page(("paragraph", [_MENTORS])), page(("paragraph", [_MENTORS.replace("3,200", "1,900"), _BUSES]))

    other = differences(_noted(old), _noted(new, "Added a line on buses."))
    named = differences(_noted(old), _noted(new, "The target is now 1,900."))

    assert [change.unmentioned for change in other.changes] == [True, False]
    assert not any(change.unmentioned for change in named.changes)


def test_a_removal_that_the_note_tells_is_not_pointed_out(page: Page) -> None:
    """A note that says what was removed has said it."""
    old, new = page(("paragraph", [_MENTORS, _MUSIC])), page(("paragraph", [_MENTORS]))

    told = differences(_noted(old), _noted(new, "Removed the paragraph on music."))

    assert not told.unmentioned


def test_an_attachment_is_told_once(page: Page) -> None:
    """The line that names it is left to the fact, which knows its size."""
    plan = Attachment(title="The plan", url="/plan.pdf", size=2048)
    old = page(("paragraph", [_MENTORS]))
    new = page(("paragraph", [_MENTORS]), ("attachment", ["The plan"])).model_copy(update={"attachments": (plan,)})

    told = differences(old, new)

    assert told.changes == ()
    assert [fact.said for fact in told.facts] == ["attachment added “The plan” (2 KB)"]
