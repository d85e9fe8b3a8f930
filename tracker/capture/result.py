"""Result: what came of asking for one document, and what is to be recorded for it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from tracker.capture.outcome import Outcome
from tracker.store.record import Discovery, KeptBody, Validators
from tracker.store.version import Entry


class KeptFault(NamedTuple):
    """A body that our own reader failed on, and what it said; no body where something else was at fault."""

    body: bytes | None
    trace: str


@dataclass(frozen=True, slots=True)
class CaptureResult:
    """The outcome, and what is to be recorded for it."""

    outcome: Outcome
    entries: tuple[Entry, ...] = ()
    validators: Validators | None = None
    """Only when they differ from those held."""
    suspect: bytes | None = None
    kept: KeptBody | None = None
    """Where the suspect body came from, so that a person can still accept it."""
    body: bytes | None = None
    """The answer as it came, where there was one: it says which pages belong to this one."""
    leads_to: str | None = None
    """The address of another page that took this one's place."""
    fault: "KeptFault | None" = None
    """What our own reader failed on."""
    met: Mapping[str, Discovery] = field(default_factory=dict)

    @property
    def is_kept(self) -> bool:
        """Whether bytes of it go into the store."""
        return bool(self.entries or self.suspect or self.fault)
