"""Comparison: two texts of one document and all that differs, as every output shows it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self, overload

from tracker.desk.address import change_ids
from tracker.desk.dates import between
from tracker.desk.notes import Notebook, PersonNote
from tracker.desk.silence import UNDATED, edited_in_silence
from tracker.diff.change import Change
from tracker.diff.differences import Differences
from tracker.diff.fact import FactChange
from tracker.extract.document import Document
from tracker.store.version import HISTORY, Revision


class TextsOnDemand(Sequence[Document]):
    """Two documents that are read when somebody looks at them: who lists changes alone, does not."""

    def __init__(self, read: Callable[[], tuple[Document, Document]]) -> None:
        self._read = read
        self._texts: tuple[Document, Document] | None = None

    def unread(self) -> Self:
        """The same, of which nothing is in memory: a list of many holds no text that was only read to compare it."""
        return type(self)(self._read)

    def __len__(self) -> int:
        return 2

    @overload
    def __getitem__(self, at: int) -> Document: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Document, ...]: ...
    def __getitem__(self, at: int | slice) -> Document | tuple[Document, ...]:
        if self._texts is None:
            self._texts = self._read()
        return self._texts[at]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions, or two files. Its text comes from the web: every output escapes it in its own way."""

    name: str
    """`source[/document]`, or the name of the new file."""
    old: str
    """Address of the version, or the path of the file."""
    new: str
    title: str
    found: Differences
    texts: Sequence[Document]
    """The old one and the new one."""
    revision: Revision | None = None
    """None where two files are compared: nobody saw them at any time."""
    mixed: bool = False
    """The two texts were read by different readers, and one could not be read anew."""
    reverted: str | None = None
    """Address of the earlier version whose text is back."""
    again: int = 0
    """How often before the document went from this very text to the other: a page that alternates says nothing new."""
    link: str | None = None
    """Where the site shows it, if there is one."""
    left_out: int = 0
    """Changes and facts that the reader's filters left out."""
    written: tuple[tuple[Change, tuple[PersonNote, ...]], ...] = ()
    """What persons wrote on its changes."""

    def written_on(self, change: Change) -> tuple[PersonNote, ...]:
        """What persons wrote on one of them, a headline first."""
        return next((notes for one, notes in self.written if one == change), ())

    @property
    def between(self) -> tuple[datetime, datetime] | None:
        """Last sighting of the old text, first sighting of the new one."""
        return self.revision.between if self.revision else None

    @property
    def numbers(self) -> str:
        """`@3 → @4`, or both paths."""
        if self.revision:
            return f"@{self.revision.old.number} → @{self.revision.new.number}"
        return f"{self.old} → {self.new}"

    def changes(self, *, everything: bool = False) -> tuple[Change, ...]:
        """In reading order; noise only where asked for."""
        return self.found.changes if everything else self.found.listed

    @property
    def facts(self) -> tuple[FactChange, ...]:
        """Without the notes that came with the update: they are told as such."""
        return tuple(fact for fact in self.found.facts if (fact.fact, fact.kind) != ("note", "added"))

    @property
    def noise(self) -> int:
        """How many changes say nothing new."""
        return len(self.found.changes) - len(self.found.listed)

    @property
    def size(self) -> int:
        """How many changes that say something new, and facts."""
        return len(self.found.listed) + len(self.found.facts)

    def only(self, found: Differences) -> "Comparison":
        """The same with fewer differences."""
        fewer = len(found.listed) + len(found.facts)
        return replace(self, found=found, left_out=self.left_out + self.size - fewer)

    def is_news(self, *, everything: bool = False) -> bool:
        """Whether anything is to be listed."""
        return bool(self.found.facts or self.changes(everything=everything))


def with_notes(one: Comparison, notes: Notebook) -> Comparison:
    """The same with what persons wrote on its changes."""
    found = notes.came_with(one.new)
    if not found:
        return one
    told = zip(change_ids(one.found.changes), one.found.changes, strict=True)
    return replace(one, written=tuple((change, found[name]) for name, change in told if name in found))


def when(one: Comparison) -> str | None:
    """Between which sightings it changed, and that the page itself shows no date of it, where it shows none."""
    said = seen(one)
    return f"{said}; {UNDATED}" if said and one.found.undated and one.between else said


def seen(one: Comparison) -> str | None:
    """Between which sightings it changed; that nothing differs; None where nobody saw it at any time."""
    if one.texts[0] == one.texts[1]:
        return "no difference"
    if not one.between:
        return None
    return f"changed {between(one.between)}" + (", from an archive" if is_imported(one) else "")


def is_imported(one: Comparison) -> bool:
    """Whether the newer text was captured by others and imported."""
    return one.revision is not None and one.revision.new.kind in HISTORY


def warnings(one: Comparison) -> Iterator[str]:
    """What a reader must know of the whole before its parts, the gravest first."""
    if one.found.silent:
        yield edited_in_silence(one.found)
    if one.reverted:
        yield f"reverted: the text is again that of {one.reverted}"
    if count := len(one.found.unmentioned):
        what = "1 removal or changed figure" if count == 1 else f"{count} removals or changed figures"
        yield f"the publisher’s note does not mention {what}, marked below"
    if one.mixed:
        yield MIXED


MIXED = (
    "read by two versions of tracker, or from two formats (an archive’s HTML, a site’s data): differences may come from "
    "that, not from the publisher"
)
UNMENTIONED = "the publisher’s note does not mention this"


def whereabouts(change: Change) -> str | None:
    """Where a sentence that moved stood, and in which columns a row differs."""
    return "; ".join(filter(None, (_moved_from(change), _columns(change)))) or None


def _columns(change: Change) -> str:
    heads = ", ".join(f"“{head}”" for head in change.columns)
    return f"in the column{'s' if len(change.columns) > 1 else ''} {heads}" if heads else ""


def _moved_from(change: Change) -> str | None:
    """Where a sentence that moved stood, if that was under another heading."""
    if not change.moved or change.old is None or change.new is None:
        return None
    if change.old.heading == change.new.heading:
        return "moved within its section"
    return f"moved from under “{change.old.heading}”" if change.old.heading else "moved from the top"
