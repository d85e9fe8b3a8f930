"""Edit: one change as the pages of the site show it."""

from collections.abc import Iterable
from typing import NamedTuple

from tracker.desk.comparison import UNMENTIONED, whereabouts
from tracker.desk.notes import PersonNote
from tracker.diff.change import Change, Word
from tracker.render.notes import NoteTold, told
from tracker.render.safe import safe
from tracker.render.words import Run, flag_words, one_side, runs, small
from tracker.site.edit_table import EditTable, as_line

KINDS = {
    "added": "added",
    "removed": "removed",
    "reworded": "reworded",
    "moved": "moved",
    "split": "split in two or more",
    "merged": "merged into one",
}


class Edit(NamedTuple):
    """Text of the web in it is safe to look at; the template escapes it."""

    id: str
    kind: str
    inline: tuple[Run, ...]
    """One text with the words of both sides."""
    old: tuple[Run, ...]
    new: tuple[Run, ...]
    """Each side with its own words marked; empty where it does not exist."""
    whole: bool
    """A sentence that only came or went: its mark is no word difference."""
    flags: tuple[tuple[str, str], ...]
    """What changed, in words, and the words that show it."""
    moved: str | None
    unmentioned: str | None
    noise: str | None
    """What kind of small change it is."""
    written: tuple[NoteTold, ...] = ()
    """What persons wrote on it and released, a headline first."""
    table: EditTable | None = None
    """Of a row of a table: its cells."""
    quote: str | None = None
    """A text to be copied: the words, whose, when, and where they stand."""


def edit(change: Change, name: str, written: Iterable[PersonNote] = ()) -> Edit:
    """The change under its id, with what persons wrote on it."""
    moved = whereabouts(change)
    return Edit(
        id=name,
        kind=KINDS[change.kind] + (" and moved" if change.moved and change.kind != "moved" else ""),
        inline=_shown(change, inline(change)),
        old=_shown(change, _side(change, "old")),
        new=_shown(change, _side(change, "new")),
        whole=not (change.old and change.new),
        flags=tuple((safe(what), safe(told)) for what, told in map(flag_words, change.flags)),
        moved=safe(moved) if moved else None,
        unmentioned=UNMENTIONED if change.unmentioned else None,
        noise=small(change) if change.noise else None,
        written=tuple(map(told, written)),
    )


def inline(change: Change) -> tuple[Word, ...]:
    """The words of both sides, one after the other where too few survived to read them as one sentence."""
    if change.kind == "moved" and change.new:
        return (Word(mark="same", text=change.new.text),)
    if any(word.mark == "same" for word in change.words):
        return change.words
    sides = (("old", change.old), ("new", change.new))
    parts = [Word(mark=mark, text=side.text) for mark, side in sides if side]
    return (parts[0], Word(mark="same", text=" "), parts[1]) if len(parts) > 1 else tuple(parts)


def _side(change: Change, mark: str) -> tuple[Word, ...]:
    side = change.old if mark == "old" else change.new
    if side and not (change.old and change.new):
        return (Word(mark="old" if mark == "old" else "new", text=side.text),)
    return one_side(change, mark)


def _shown(change: Change, words: tuple[Word, ...]) -> tuple[Run, ...]:
    found = runs(as_line(change, words))
    return tuple(Run(safe(run.before), safe(run.words), safe(run.after), run.mark) for run in found)
