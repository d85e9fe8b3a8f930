"""A line of a document's history: a version, between which sightings it appeared, and how it was announced."""

from dataclasses import dataclass
from datetime import datetime

from tracker.store.record import Save
from tracker.store.version import Version


@dataclass(frozen=True, slots=True)
class LogEntry:
    """A version as its history tells it."""

    version: Version
    between: tuple[datetime, datetime] | None = None
    """Last sighting of the version before, first sighting of this one; None where there is none before."""
    notes: tuple[str, ...] = ()
    """The publisher's change notes that came with it."""
    silent: bool = False
    reverted: str | None = None
    """Address of the earlier version whose text is back."""
    saved: Save | None = None
    """Its copy at a web archive that was asked to save it."""
    link: str | None = None
    """Where the site shows what came with it, if there is one."""
