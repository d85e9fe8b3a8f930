"""Bench: what an import, or reading anew, is given. Nothing of the network: how captures are come by is the caller's."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from tracker.capture.elsewhere import Readers, read_here
from tracker.capture.warden import Caller, here
from tracker.config.person import People
from tracker.config.settings import Settings
from tracker.store.archive import Archive


@dataclass(frozen=True, slots=True)
class Bench:
    """The store, the settings, the people, the clock, and who reads bodies."""

    archive: Archive
    settings: Settings
    people: People
    now: Callable[[], datetime]
    readers: Readers = read_here
    apart: Caller = here
    """Who looks at what they read."""
