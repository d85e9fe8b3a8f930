"""Result: what came of asking for one document, and what is to be recorded for it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tracker.capture.outcome import Outcome
from tracker.store.record import Discovery, KeptBody, Validators
from tracker.store.version import Entry


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
    met: Mapping[str, Discovery] = field(default_factory=dict)
