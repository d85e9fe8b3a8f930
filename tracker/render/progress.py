"""Progress of a round: a board that stands below the output on a terminal, a line now and then everywhere else."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import assert_never

from rich.console import Group, RenderableType
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from tracker.capture.event import (
    CaptureEnd,
    Event,
    NotificationEnd,
    RoundEnd,
    RoundStart,
    RoundStop,
    SourceEnd,
    SourceStart,
    TroubleNews,
)
from tracker.capture.outcome import Failed, Recorded, Suspect
from tracker.render.safe import safe

EVERY_SOURCES = 100
EVERY = timedelta(seconds=30)
"""A plain line after so many sources, or so long: enough to see in a CI log that the round lives, and where it is."""
_BAR = 16
"""Columns."""
_SHOWN = 3
"""Hosts named on the board."""


class Progress:
    """What is known of the round so far. `live` may be asked from another thread: it reads values, never half of one."""

    def __init__(self) -> None:
        self._sources = 0
        self._through = 0
        self._changed = 0
        self._troubled = 0
        self._busy: dict[str, str] = {}
        """Source by host, of the hosts that are being asked."""
        self._host: dict[str, str] = {}
        self._begun: datetime | None = None
        self._told = (0, datetime.min.replace(tzinfo=UTC))
        """Sources through, and when, at the last plain line."""

    def hear(self, event: Event) -> None:
        """Take an event in."""
        match event:
            case RoundStart():
                self._sources, self._begun, self._told = event.sources, event.at, (0, event.at)
            case SourceStart():
                self._host[event.source] = event.host
                self._busy = {**self._busy, event.host: event.source}
            case CaptureEnd():
                self._changed += isinstance(event.outcome, Recorded)
                self._troubled += isinstance(event.outcome, Suspect | Failed)
            case SourceEnd():
                self._through += 1
                host = self._host.pop(event.source, "")
                self._busy = {name: source for name, source in self._busy.items() if name != host}
            case RoundEnd() | RoundStop() | TroubleNews() | NotificationEnd():
                return
            case _:
                assert_never(event)

    def live(self) -> RenderableType:
        """Two lines, cut to the width: how far, and what is asked now."""
        row = Table.grid(padding=(0, 1))
        row.add_column(no_wrap=True)
        row.add_column(no_wrap=True, overflow="ellipsis")
        bar = ProgressBar(total=max(1, self._sources), completed=self._through, width=_BAR)
        row.add_row(bar, Text(self._how_far()))
        return Group(row, Text(self._now(self._busy), style="faint", no_wrap=True, overflow="ellipsis"))

    def plain(self, event: Event) -> Iterator[str]:
        """Take an event in: a line when it is time for one."""
        self.hear(event)
        if not isinstance(event, SourceEnd) or self._through == self._sources:
            return  # The end has a summary of its own.
        through, at = self._told
        if self._through - through >= EVERY_SOURCES or event.at - at >= EVERY:
            self._told = (self._through, event.at)
            time = f" · after {took(event.at - self._begun)}" if self._begun else ""
            yield f"{self._how_far()} · {self._asking(self._busy)}{time}"

    def _how_far(self) -> str:
        return (
            f"{self._through:,} of {self._sources:,} sources · {self._changed:,} new or changed · "
            f"{self._troubled:,} in trouble"
        )

    @staticmethod
    def _asking(busy: dict[str, str]) -> str:
        return f"asking {len(busy):,} host{'' if len(busy) == 1 else 's'}"

    def _now(self, busy: dict[str, str]) -> str:
        named = [f"{host} {source}" if host else source for host, source in busy.items()]
        return f"{self._asking(busy)}: {safe(' · '.join(named[:_SHOWN]))}" if named else ""


def took(time: timedelta) -> str:
    """`0.4 s`, `12 s`, `3 min 20 s`, `1 h 05 min`."""
    seconds = time.total_seconds()
    if seconds < 10:  # noqa: PLR2004 - below it tenths matter
        return f"{seconds:.1f} s"
    whole = round(seconds)
    if whole < 60:  # noqa: PLR2004 - seconds of a minute
        return f"{whole} s"
    minutes, hours = whole // 60, whole // 3600
    return f"{hours} h {minutes % 60:02} min" if hours else f"{minutes} min {whole % 60} s"
