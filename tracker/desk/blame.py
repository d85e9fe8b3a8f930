"""The origin of each sentence of a version: with which version it came, and between which sightings that one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tracker.diff.blame import Origin
from tracker.extract.document import Document
from tracker.store.version import Version


@dataclass(frozen=True, slots=True)
class Appearance:
    """A version, between which sightings it came, and what the publisher said of it."""

    version: Version
    between: tuple[datetime, datetime] | None
    """None for the first version: what it has was there already."""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BlameReport:
    """One version, and of each of its sentences the versions with which it came; `origins` point into `since`."""

    version: Version
    document: Document
    origins: tuple[Origin, ...]
    since: Sequence[Appearance]
    mixed: bool = False
