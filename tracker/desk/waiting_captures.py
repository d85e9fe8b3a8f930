"""Waiting captures: what did not look like the page, and waits for a person to say whether it is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from tracker.config.source import Source
from tracker.later import later
from tracker.store.archive import Archive
from tracker.store.failing import SuspectStreak
from tracker.store.record import KeptBody
from tracker.store.version import Version

if TYPE_CHECKING:
    from tracker.diff import compare as diff_compare
    from tracker.diff.change import Change
    from tracker.extract.document import Document
else:
    diff_compare = later("tracker.diff.compare")


@dataclass(frozen=True, slots=True)
class SuspectOffer:
    """A document of which the last rounds kept a body aside."""

    name: str
    """`source/document`."""
    publisher: str
    reason: str
    since: datetime
    rounds: int
    body: KeptBody
    held: Version | None
    """Its last good version."""

    @property
    def id(self) -> str:
        """Its name in files: another body is another question."""
        return f"{self.name} {self.body.blob}"

    @property
    def source(self) -> str:
        """The id of its source."""
        return self.name.partition("/")[0]

    @property
    def short(self) -> str:
        """The document as people name it."""
        return self.name.removesuffix("/page")


@dataclass(frozen=True, slots=True)
class SuspectLook:
    """What was kept aside, read, beside the last good version."""

    held: "Document | None"
    kept: "Document | None"
    fault: str = ""
    """Why what was kept cannot be read, so that it can only be put away."""

    @property
    def changes(self) -> "tuple[Change, ...]":
        """What differs, the weightiest first, noise left out; nothing where either is missing."""
        if self.held is None or self.kept is None:
            return ()
        listed = (one for one in diff_compare.compare(self.held, self.kept) if not one.noise)
        return tuple(sorted(listed, key=lambda one: -one.score))


def waiting_captures(archive: Archive, sources: Iterable[Source]) -> tuple[SuspectOffer, ...]:
    """Of all declared sources, those that have waited longest first."""
    publishers = {one.id: one.publisher for one in sources}
    found = [
        _offer(archive, name, publishers[name.partition("/")[0]], streak, streak.body)
        for name, streak in archive.suspects().items()
        if streak.body is not None and name.partition("/")[0] in publishers
    ]
    return tuple(sorted(found, key=lambda one: (one.since, one.name)))


def _offer(archive: Archive, name: str, publisher: str, streak: SuspectStreak, body: KeptBody) -> SuspectOffer:
    source, _, document = name.partition("/")
    held = archive.latest(source, document)
    return SuspectOffer(name, publisher, streak.reason, streak.since, streak.count, body, held)
