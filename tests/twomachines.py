"""Two machines with a past in common that both run rounds, and come together."""

from datetime import UTC, datetime
from typing import Any

from tracker.config.remote import Remote
from tracker.store.archive import Archive
from tracker.store.replay import ReplayResult, replay

NOW = datetime(2024, 7, 1, 9, tzinfo=UTC)
"""When they come together."""


class Two:
    """Our machine and another one, with a past of one round in common."""

    def __init__(self, ours: Any, theirs: Any, copy: Remote) -> None:
        self.ours = ours
        self.theirs = theirs
        self.copy = copy

    def meet(self) -> ReplayResult:
        """The other one pushes; ours pulls with --replay."""
        self.theirs.archive.push(self.copy, declared=[])
        self.ours.archive.close()
        done = replay(self.ours.archive.folder, self.copy, now=lambda: NOW)
        self.ours.archive = Archive(self.ours.archive.folder, now=self.ours.clock)
        return done

    def texts(self) -> list[str]:
        """Number, day and sentence of each version of the page here, in order of capture."""
        archive = self.ours.archive
        return [
            f"@{one.number} {one.captured_at:%d} {archive.text(one).split(chr(10))[2]}"
            for one in archive.captured("party", "page")
        ]
