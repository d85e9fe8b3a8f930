"""Edit group: the same edit made in several places, told once."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pydantic import BaseModel

from tracker.diff.change import Change, Word
from tracker.later import later

if TYPE_CHECKING:
    from tracker.wording import fold as folding
else:
    folding = later("tracker.wording.fold")


TELLING = 2
"""Stems on each side that differs from which an edit is recognised whatever sentence it stands in."""


class EditGroup(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """Changes that are the same edit. `places` are indices into the changes that were given, in their order."""

    change: Change
    """The one with the highest score; of equals the first."""
    places: tuple[int, ...]


def grouped(changes: Sequence[Change]) -> tuple[EditGroup, ...]:
    """The changes with those that are identical put together, in the order of their first places.

    Two changes are identical when their kind and their words, before and after, are the same but for typography. The
    same words replaced inside sentences that differ are one edit too ("Covid Recovery Fund → National Tutoring Fund" on
    nine pages), if they are enough to tell what it is about: a lone "will → may" or "£10 → £12" is not.
    """
    rooms: dict[tuple[object, ...], list[int]] = {}
    for index, change in enumerate(changes):
        rooms.setdefault(edit_of(change), []).append(index)
    return tuple(
        EditGroup(change=_best([changes[at] for at in places]), places=tuple(places)) for places in rooms.values()
    )


def _best(changes: Sequence[Change]) -> Change:
    return max(changes, key=lambda change: change.score)


def edit_of(change: Change) -> tuple[object, ...]:
    """What two changes have in common that are the same edit (`grouped`), and no others."""
    edited = _edits(change.words) if change.kind == "reworded" else ()
    if edited:
        return change.kind, change.noise, edited, tuple((flag.name, flag.old, flag.new) for flag in change.flags)
    sides = tuple(_said(side.text) if side else None for side in (change.old, change.new))
    return change.kind, change.noise, sides


def _edits(runs: Sequence[Word]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The words that differ, in order, each with its side; none where they are too few, or all, to be an edit alone."""
    kept = any(run.mark == "same" and folding.words(run.text) for run in runs)
    edited = [run for run in runs if run.mark != "same"]
    if not kept or any(len(folding.stems(run.text)) < TELLING for run in edited):
        return ()
    return tuple((run.mark, _said(run.text)) for run in edited)


def _said(text: str) -> tuple[str, ...]:
    return folding.words(text) or (text.strip(),)
