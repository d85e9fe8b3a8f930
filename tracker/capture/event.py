"""Event: what happens in a round, told when it happens; for logs and progress, never for the record."""

from dataclasses import dataclass
from datetime import datetime

from tracker.capture.outcome import Outcome
from tracker.capture.troubles import Notice
from tracker.store.record import RunRecord


@dataclass(frozen=True)
class Cost:
    """What an outcome has cost. All 0 where nobody was asked, as for a saved file."""

    status: int | None = None
    """Of the last answer; None where none came."""
    requests: int = 0
    """Redirects, retries and the host's robots.txt included."""
    bytes: int = 0
    """Of bodies, packed as they came."""
    milliseconds: int = 0
    """From sending to the end of the answer, all requests together; the pauses of politeness not counted."""


@dataclass(frozen=True)
class RoundStart:
    """The round holds its lock and begins."""

    at: datetime
    run: str
    sources: int
    hosts: int


@dataclass(frozen=True)
class SourceStart:
    """A source has its turn. `host` is empty for saved files."""

    at: datetime
    source: str
    host: str


@dataclass(frozen=True)
class CaptureEnd:
    """An outcome, in the order in which they come."""

    at: datetime
    outcome: Outcome
    cost: Cost


@dataclass(frozen=True)
class SourceEnd:
    """A source has had its turn."""

    at: datetime
    source: str


@dataclass(frozen=True)
class RoundEnd:
    """All is asked and recorded."""

    at: datetime
    record: RunRecord


@dataclass(frozen=True)
class RoundStop:
    """The round ends before its time; what was recorded stays."""

    at: datetime
    reason: str


@dataclass(frozen=True)
class TroubleNews:
    """After the round: a trouble that it tells, as it is new, another one than before, or due again."""

    at: datetime
    notice: Notice


@dataclass(frozen=True)
class NotificationEnd:
    """After the round: a target of notifications was told, or was not and is told later."""

    at: datetime
    target: str
    summary: str
    failure: str | None = None


Event = RoundStart | SourceStart | CaptureEnd | SourceEnd | RoundEnd | RoundStop | TroubleNews | NotificationEnd
