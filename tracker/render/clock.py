"""The clock: what is said where times do not fit each other, or where nothing happened for long."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from tracker.desk.dates import minute
from tracker.render.safe import safe

_APART = timedelta(minutes=2)
"""Clocks that are set over the network differ by less."""
_SHOWN = 3


def clock_doubts(newest: datetime | None, ahead: Mapping[str, datetime], *, now: datetime) -> Iterator[str]:
    """Sentences about a clock that is behind the record: of its newest round, and of the last look at sources."""
    if newest is not None and newest - now > _APART:
        yield (
            f"The clock of this machine says {minute(now)}, but the newest round is of {minute(newest)}: one of the two is "
            "wrong. See to the clock; what is recorded keeps its order, but its times may not be right."
        )
    if ahead:
        named = [f"{safe(source)} ({minute(at)})" for source, at in sorted(ahead.items())]
        more = f" and {len(named) - _SHOWN} more" if len(named) > _SHOWN else ""
        yield f"Last check dated in the future, so due now: {', '.join(named[:_SHOWN])}{more}."


def silence(time: timedelta) -> str:
    """That no round has run for long."""
    return (
        f"No round has run for {time.days} days: check that whatever starts them is still running (`crontab -l`, `systemctl "
        "list-timers`, the runs of the workflow); `tracker schedule` prints it again."
    )
