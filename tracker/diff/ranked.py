"""Ranked: the changes of a page by their weight, each in view of all the others and of both whole texts.

A sum that came or went in one sentence may stand on the page as before, or be told twice; a sentence that went with half
the page went with a page that was written anew.
"""

from collections.abc import Sequence

from tracker.diff.change import Change
from tracker.diff.rank import changed_share, is_carried_on, rank
from tracker.extract.document import Document
from tracker.wording.quantities import find_quantities

_SIGNS = ("£", "$", "€", "pound")
_SHORT = 20
_LITTLE = 0.35
"""Share of the words, old and new, that stand on one side only."""
_Sum = tuple[float, str | None]


def ranked(changes: Sequence[Change], old: Document, new: Document) -> tuple[Change, ...]:
    """The changes in their order, with score, reasons and churn; those whose sums are no news marked."""
    churn = _churn(changes, old, new)
    spent = 1.0 if is_carried_on(changes) else churn  # what was for last year goes with last year
    found = [
        scored(change.model_copy(update={"churn": spent if change.kind == "removed" else churn})) for change in changes
    ]
    if not any(sign in side.text for change in found for side in (change.old, change.new) if side for sign in _SIGNS):
        return tuple(found)
    before, after = _sums(old.text), _sums(new.text)
    told: set[tuple[str, str]] = set()
    for at in sorted(range(len(found)), key=lambda at: -found[at].score):
        change = found[at]
        pairs = {(flag.old, flag.new) for flag in change.flags if flag.name == "money" and flag.old and flag.new}
        if (pairs and pairs <= told) or (not (pairs and _is_close(change)) and _stands(change, before, after)):
            found[at] = scored(change.model_copy(update={"restated": True}))
        told |= pairs
    return tuple(found)


def _churn(changes: Sequence[Change], old: Document, new: Document) -> float:
    """The share of the page's sentences that changed; a short page counts as one of twenty."""
    size = max(len(old.sentences), len(new.sentences), _SHORT)
    return round(min(1.0, sum(not change.noise for change in changes) / size), 2)


def _stands(change: Change, before: frozenset[_Sum], after: frozenset[_Sum]) -> bool:
    """Whether all sums that came with it stood on the page before, or all that went stand there now."""
    came, went = (_sums(side.text) if side else frozenset() for side in (change.new, change.old))
    fresh, gone = came - went, went - came
    return bool(fresh or gone) and fresh <= before and gone <= after


def _is_close(change: Change) -> bool:
    """Whether little else changed: a sum in another's place is news there, wherever else on the page it stands."""
    return changed_share(change) <= _LITTLE


def _sums(text: str) -> frozenset[_Sum]:
    return frozenset((one.value, one.unit) for one in find_quantities(text) if one.kind == "money")


def scored(change: Change) -> Change:
    """The change with its score and reasons."""
    score, reasons = rank(change)
    return change.model_copy(update={"score": score, "reasons": reasons})
