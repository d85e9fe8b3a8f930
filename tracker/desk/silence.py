"""Silence: what is said of an edit that the publisher announced by neither date nor note."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from tracker.desk.dates import LONDON
from tracker.diff.change import Change

if TYPE_CHECKING:
    from tracker.diff.differences import Differences
    from tracker.extract.document import Document


SILENT = "edited; date and change note unchanged"
"""A publisher's minor change leaves both by design: the words say what is so, and no more."""
UNDATED = "this page shows no date of change"
CONSEQUENCE = "a number, date or commitment changed"


def edited_in_silence(found: "Differences") -> str:
    """What is said of an edit that neither date nor note announced; what it touched, where that is of consequence."""
    return f"{SILENT}; {CONSEQUENCE}" if any(map(_is_of_consequence, found.listed)) else SILENT


def heard_in_time(found: "Differences", new: "Document", between: tuple[datetime, datetime]) -> "Differences":
    """The same, no silent edit where the page's date is a day without a time on which the edit can have been made.

    A page that says "Updated 3 March" has announced all edits of that day, also where its note has a time of it. `between`:
    the sightings of both texts.
    """
    dates = [at.astimezone(LONDON) for at in (new.updated, new.modified, *(note.at for note in new.notes)) if at]
    latest = max(dates, default=None)
    whole_day = latest and latest.replace(hour=0, minute=0, second=0, microsecond=0)
    if not found.silent or whole_day is None or whole_day not in dates or between[0] >= whole_day + timedelta(days=1):
        return found
    return found.model_copy(update={"silent": False})


def _is_of_consequence(change: Change) -> bool:
    told = {"number", "money", "date", "modality", "negation"}
    return any(flag.name in told or flag.kind == "condition" for flag in change.flags) or any(
        reason.startswith(("a commitment", "an amount", "a number", "a deadline")) for reason in change.reasons
    )
