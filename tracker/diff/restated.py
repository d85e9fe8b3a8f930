"""Restated: changes of which the sums came or went in one sentence and stand on the page as before, or are told twice."""

from collections.abc import Sequence

from tracker.diff.change import Change
from tracker.diff.rank import rank
from tracker.extract.document import Document
from tracker.wording.quantities import find_quantities

_SIGNS = ("£", "$", "€", "pound")
_Sum = tuple[float, str | None]


def with_restated(changes: Sequence[Change], old: Document, new: Document) -> tuple[Change, ...]:
    """The changes, ranked; those whose sums are no news marked and ranked with that."""
    found = [_ranked(change) for change in changes]
    if not any(sign in side.text for change in found for side in (change.old, change.new) if side for sign in _SIGNS):
        return tuple(found)
    before, after = _sums(old.text), _sums(new.text)
    told: set[tuple[str, str]] = set()
    for at in sorted(range(len(found)), key=lambda at: -found[at].score):
        change = found[at]
        pairs = {(flag.old, flag.new) for flag in change.flags if flag.name == "money" and flag.old and flag.new}
        if (pairs and pairs <= told) or _stands(change, before, after):
            found[at] = _ranked(change.model_copy(update={"restated": True}))
        told |= pairs
    return tuple(found)


def _stands(change: Change, before: frozenset[_Sum], after: frozenset[_Sum]) -> bool:
    """Whether all sums that came with it stood on the page before, or all that went stand there now."""
    came, went = (_sums(side.text) if side else frozenset() for side in (change.new, change.old))
    fresh, gone = came - went, went - came
    return bool(fresh or gone) and fresh <= before and gone <= after


def _sums(text: str) -> frozenset[_Sum]:
    return frozenset((one.value, one.unit) for one in find_quantities(text) if one.kind == "money")


def _ranked(change: Change) -> Change:
    score, reasons = rank(change)
    return change.model_copy(update={"score": score, "reasons": reasons})
