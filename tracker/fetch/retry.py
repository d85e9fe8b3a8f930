"""What may pass if asked again, and when. Decided by status and exception type, never by message text."""

import math
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from tracker.errors import FetchError

RETRY_STATUSES = frozenset({429, 500, 502, 503, 504})
"""Answers that mean "not now": too many requests, and the faults of an origin or what stands before it (RFC 9110)."""
MAX_RETRY_AFTER = 120.0
"""Seconds that a round waits because a site asks it to. Asked for more, it leaves the site alone for all that time."""


class TransientFetchError(FetchError):
    """A failure that may be over in seconds; `wait` is how many seconds the site asked for."""

    def __init__(self, reason: str, *, status: int | None = None, wait: float = 0.0, host: str | None = None) -> None:
        self.wait = wait
        super().__init__(reason, transient=True, status=status, host=host)


def retry_after(value: str | None, now: datetime) -> float:
    """Seconds that a Retry-After header asks for, in seconds or as a date (RFC 9110 10.2.3); 0 when unreadable."""
    if value is None or len(value) > 100:  # noqa: PLR2004 - far beyond any date
        return 0.0
    try:
        seconds = float(value) if value.strip().isdecimal() else (_date(value) - now).total_seconds()
    except (ValueError, OverflowError):
        return 0.0
    return max(0.0, seconds) if math.isfinite(seconds) else 0.0


def _date(value: str) -> datetime:
    read = parsedate_to_datetime(value)
    return read if read.tzinfo else read.replace(tzinfo=UTC)
