"""Differences: all that differs between two versions of one document, text and facts, and how it was announced."""

from typing import TYPE_CHECKING

from pydantic import BaseModel

from tracker.config.settings import Settings
from tracker.diff.change import Change
from tracker.diff.fact import FactChange
from tracker.later import later

if TYPE_CHECKING:
    from tracker.diff import compare as comparing
    from tracker.diff import facts as telling
    from tracker.diff import mentioned
    from tracker.extract.document import Document
else:
    comparing = later("tracker.diff.compare")
    telling = later("tracker.diff.facts")
    mentioned = later("tracker.diff.mentioned")


class Differences(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """What `differences` finds. Times of sighting are the store's and not known here."""

    changes: tuple[Change, ...] = ()
    """In reading order, noise among them. Lines that name an attachment are left to `facts` where these tell of it."""
    facts: tuple[FactChange, ...] = ()
    silent: bool = False
    """A silent edit: the text changed beyond noise; the publisher's own date and notes, which the page has, did not."""
    undated: bool = False
    """The text changed beyond noise on a page that shows no date of change and no notes: silence cannot be told there."""
    notes: tuple[str, ...] = ()
    """The publisher's change notes that came with this update, oldest first."""

    @property
    def listed(self) -> tuple[Change, ...]:
        """The changes without noise."""
        return tuple(change for change in self.changes if not change.noise)

    @property
    def score(self) -> float:
        """The highest score among what is listed; 0 where nothing is."""
        return max([*(change.score for change in self.listed), *(fact.score for fact in self.facts), 0.0])

    @property
    def unmentioned(self) -> tuple[Change, ...]:
        """Removals and changed numbers of which the publisher's notes say nothing."""
        return tuple(change for change in self.listed if change.unmentioned)


def differences(old: "Document", new: "Document", *, settings: Settings = Settings()) -> Differences:  # noqa: B008 - frozen
    """Everything that differs between two versions that follow each other."""
    told = telling.facts(old, new)
    notes = tuple(fact.new for fact in told if fact.fact == "note" and fact.kind == "added")
    titles = {(fact.kind, fact.about) for fact in told if fact.fact == "attachment"}
    changes = [change for change in comparing.compare(old, new, settings=settings) if _own(change) not in titles]
    changed = any(not change.noise for change in changes)
    return Differences(
        changes=mentioned.with_unmentioned(changes, notes),
        facts=told,
        silent=changed and unannounced(old, new),
        undated=changed and not any(one.updated or one.modified or one.notes for one in (old, new)),
        notes=notes,
    )


def _own(change: Change) -> tuple[str, str]:
    """Kind and title of the attachment that a line which came or went is about."""
    side = change.new or change.old
    return (change.kind, side.text) if side and change.part == "attachment" else ("", "")


def unannounced(old: "Document", new: "Document") -> bool:
    """Whether the page has a date of its own or notes, and neither moved."""
    dated = new.updated or new.modified or new.notes
    return bool(dated) and (old.notes, old.updated, old.modified) == (new.notes, new.updated, new.modified)
