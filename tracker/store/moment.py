"""Moments as the index and git have them: whole seconds since 1970."""

from datetime import UTC, datetime


def seconds(moment: datetime) -> int:
    """Whole seconds since 1970."""
    return int(moment.astimezone(UTC).timestamp() // 1)


def moment(seconds: int) -> datetime:
    """The time, in UTC, that many seconds after the start of 1970."""
    return datetime.fromtimestamp(seconds, UTC)
