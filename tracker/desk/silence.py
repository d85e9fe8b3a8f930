"""Silence: what is said of an edit that the publisher announced by neither date nor note."""

from tracker.diff.change import Change
from tracker.diff.differences import Differences

SILENT = "edited; date and change note unchanged"
"""A publisher's minor change leaves both by design: the words say what is so, and no more."""
CONSEQUENCE = "a number, date or commitment changed"


def edited_in_silence(found: Differences) -> str:
    """What is said of an edit that neither date nor note announced; what it touched, where that is of consequence."""
    return f"{SILENT}; {CONSEQUENCE}" if any(map(_is_of_consequence, found.listed)) else SILENT


def _is_of_consequence(change: Change) -> bool:
    told = {"number", "money", "date", "modality", "negation"}
    return any(flag.name in told or flag.kind == "condition" for flag in change.flags) or any(
        reason.startswith(("a commitment", "an amount", "a number", "a deadline")) for reason in change.reasons
    )
