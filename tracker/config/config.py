"""Config: everything a working folder declares."""

from dataclasses import dataclass

from tracker.config.notify import Notifications
from tracker.config.person import People
from tracker.config.saved import Watches
from tracker.config.settings import Settings
from tracker.config.source import Source
from tracker.config.verdict import Verdicts


@dataclass(frozen=True, slots=True)
class Config:
    """What we watch, how, who speaks there, what people have decided and want to hear of, and who is told; checked."""

    sources: tuple[Source, ...]
    settings: Settings
    people: People
    verdicts: Verdicts
    watches: Watches
    notify: Notifications
