"""Everything that can go wrong and is not a bug.

TrackerError
├── ConfigError    every fault at once; nothing changed                      exit 2
├── UsageError     a wrong address, an unknown source, a file not there      exit 2
├── SourceError    expected; becomes Failed or Suspect; the round goes on    exit 3
│   ├── FetchError     (transient, from status or exception type)
│   └── ExtractError   a response, but no document in it
├── StoreError     the record is at risk; stop at once                       exit 4
├── OutputError    what is to be said cannot be written                      exit 4
└── LockError      another round; says who and since when                    exit 5
"""

from dataclasses import dataclass

BLOCKED = frozenset({401, 403, 451})
"""Statuses by which a site says that it knows us and will not answer."""


class TrackerError(Exception):
    """One clear sentence for the reader, naming the source and the next step."""

    exit_code = 70


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in a config file: where it stands and what was expected there."""

    file: str
    place: str
    expected: str
    line: int | None = None

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{where}: {self.place}: {self.expected}" if self.place else f"{where}: {self.expected}"


class ConfigError(TrackerError):
    """Every fault of the config files at once; nothing was changed."""

    exit_code = 2

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self.faults = faults
        super().__init__("\n".join(map(str, faults)))


class UsageError(TrackerError):
    """What was asked for cannot be found or does not fit together."""

    exit_code = 2


class SourceError(TrackerError):
    """One source could not be captured; the round goes on without it."""

    exit_code = 3

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


class FetchError(SourceError):
    """No usable response. `transient` is decided by status or exception type, never by message text."""

    def __init__(
        self,
        reason: str,
        *,
        transient: bool = False,
        status: int | None = None,
        host: str | None = None,
        blocked: bool = False,
        body: bytes = b"",
    ) -> None:
        self.transient = transient
        self.status = status
        self.host = host
        """The host, where the fault is all of it and not this page's."""
        self.blocked = blocked or status in BLOCKED
        """The site says that it will not answer us; asking again is no use, saving the page by hand is."""
        self.body = body
        """What the site said about it; only where that helps (422)."""
        super().__init__(reason)


class ExtractError(SourceError):
    """There was a response, but no document in it."""


class StoreError(TrackerError):
    """The record is damaged or cannot be written; the run stops at once."""

    exit_code = 4


class OutputError(TrackerError):
    """What a command says cannot be written; what it did stands."""

    exit_code = 4


class LockError(TrackerError):
    """Another round holds the lock; the sentence says who and since when."""

    exit_code = 5
