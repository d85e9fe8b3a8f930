"""Troubles: what a round has to say of sources that fail, are suspect or are well again. Each thing once.

What is news follows from the record alone: a round is the first of its kind in a streak or the first to give its reason, it
made the streak broken, it is the first of another week, or an acknowledgement ran out since the round before. So nothing is
kept of what was told.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Literal

from pydantic import BaseModel

from tracker.capture.health import SourceFault, faults_now, known, state_of, well_again
from tracker.capture.outcome import Failed, Outcome, Suspect
from tracker.config.settings import Settings
from tracker.store.archive import Archive
from tracker.store.failing import Recovery, Streak
from tracker.store.record import RunRecord

Why = Literal["new", "broken", "another reason", "reminder", "no longer acknowledged"]


class Notice(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """A trouble that is to be told now."""

    why: Why
    fault: SourceFault


class Troubles(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """What a round found wrong, in the order of its outcomes."""

    notices: tuple[Notice, ...] = ()
    """To be told now."""
    still: tuple[SourceFault, ...] = ()
    """Told before, not over and not acknowledged."""
    acknowledged: tuple[SourceFault, ...] = ()
    recovered: Mapping[str, Recovery] = {}
    """Well again in this round, by name."""

    @property
    def open(self) -> tuple[SourceFault, ...]:
        """All that nobody has acknowledged, what is to be told now first."""
        return (*(notice.fault for notice in self.notices), *self.still)

    @property
    def need_attention(self) -> bool:
        """Whether anything failed or is suspect that nobody has acknowledged: exit code 3, told anew or not."""
        return bool(self.notices or self.still)


def troubles(record: RunRecord, outcomes: Sequence[Outcome], archive: Archive, *, settings: Settings) -> Troubles:
    """What a round that is recorded has to say of its troubles."""
    faults = faults_now(archive, settings=settings, now=record.started)
    streaks = archive.streaks()
    mine = [faults[name] for name in _troubled(outcomes) if name in faults]
    open_ones = [fault for fault in mine if fault.acknowledged is None]
    until = archive.acknowledged()
    news = {one.name: why for one in open_ones if (why := _why(one.name, streaks[one.name], until, settings))}
    return Troubles(
        notices=tuple(Notice(why=news[fault.name], fault=fault) for fault in open_ones if fault.name in news),
        still=tuple(fault for fault in open_ones if fault.name not in news),
        acknowledged=tuple(fault for fault in mine if fault.acknowledged),
        recovered={name: one for name, one in well_again(archive).items() if one.run == record.id},
    )


def _troubled(outcomes: Iterable[Outcome]) -> Iterator[str]:
    return iter(dict.fromkeys(one.name for one in outcomes if isinstance(one, Failed | Suspect)))


def _why(name: str, streak: Streak, until: Mapping[str, date], settings: Settings) -> Why | None:
    """Why the latest round of a streak is news; None where it only goes on."""
    if streak.alike == 1:
        return "new"
    if state_of(streak, settings) == "broken" and streak.count == settings.broken_after:
        return "broken"
    if streak.previous is None:
        return None
    if streak.anew:
        return "another reason"
    if known(name, until, now=streak.previous):
        return "no longer acknowledged"
    week = timedelta(days=settings.remind_days)
    again = (streak.latest - streak.since) // week > (streak.previous - streak.since) // week
    return "reminder" if again else None
