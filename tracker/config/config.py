"""Config: everything a working folder declares."""

from dataclasses import dataclass, field

from tracker.config.correction import Corrections
from tracker.config.notify import Notifications
from tracker.config.person import People
from tracker.config.pledge import OwnPledge
from tracker.config.redaction import Redactions
from tracker.config.settings import Settings
from tracker.config.source import Source
from tracker.config.verdict import Verdicts
from tracker.config.watches import Watches


@dataclass(frozen=True, slots=True)
class Config:
    """What we watch, how, who speaks there; what people decided, corrected, took out, keep and want to hear of."""

    sources: tuple[Source, ...]
    settings: Settings
    people: People
    verdicts: Verdicts
    watches: Watches
    corrections: Corrections = field(default_factory=Corrections)
    notify: Notifications = field(default_factory=Notifications)
    redactions: Redactions = field(default_factory=Redactions)
    own: tuple[OwnPledge, ...] = ()
    shared: Verdicts = field(default_factory=Verdicts)
    """Those of `verdicts` that stand in verdicts.toml itself: older tracker did not note which of them were published."""
