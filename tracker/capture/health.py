"""Health: how a source fares, from what the rounds have learned."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Literal
from zoneinfo import ZoneInfo

from pydantic import AwareDatetime, BaseModel

from tracker.config.source import Source
from tracker.store.archive import Archive

State = Literal["ok", "failing", "blocked", "suspect", "never asked", "not enabled"]
_LONDON = ZoneInfo("Europe/London")


class Fault(BaseModel, frozen=True, extra="forbid"):
    """A source or one of its documents that has had no good capture for a while."""

    name: str
    """`source` or `source/document`."""
    state: Literal["failing", "blocked", "suspect"]
    since: AwareDatetime
    count: int
    """Rounds in a row."""
    reason: str
    acknowledged: date | None
    """The last day until which this is no news."""


class Health(BaseModel, frozen=True, extra="forbid"):
    """One source."""

    source: str
    state: State
    """The worst of its faults; `ok` where there are none."""
    checked: AwareDatetime | None
    """When it was asked last."""
    documents: int
    versions: int
    faults: tuple[Fault, ...]


def health(sources: Sequence[Source], archive: Archive, *, now: datetime) -> tuple[Health, ...]:
    """How each source fares, in the order declared."""
    faults = tuple(_faults(archive, now))
    checked = archive.checked()
    return tuple(_health(source, archive, faults, checked) for source in sources)


def known(name: str, acknowledged: Mapping[str, date], *, now: datetime) -> date | None:
    """The day until which a fault is known: its own, or that of its source; None when nobody has said so."""
    today = now.astimezone(_LONDON).date()
    days = [acknowledged[one] for one in (name, name.partition("/")[0]) if one in acknowledged]
    return max((day for day in days if day >= today), default=None)


def _health(source: Source, archive: Archive, faults: Iterable[Fault], checked: Mapping[str, datetime]) -> Health:
    mine = tuple(fault for fault in faults if fault.name.partition("/")[0] == source.id)
    asked = [at for name, at in checked.items() if name.partition("/")[0] == source.id]
    names = archive.documents(source.id)
    order: tuple[State, ...] = ("suspect", "blocked", "failing")
    worst = next((state for state in order if any(fault.state == state for fault in mine)), None)
    state: State = worst or ("ok" if asked else "never asked")
    return Health(
        source=source.id,
        state=state if source.enabled else "not enabled",
        checked=max(asked, default=None),
        documents=len(names),
        versions=sum(len(archive.versions(*name)) for name in names),
        faults=mine,
    )


def _faults(archive: Archive, now: datetime) -> Iterable[Fault]:
    until = archive.acknowledged()
    for name, suspect in archive.suspects().items():
        yield Fault(
            name=name, state="suspect", since=suspect.since, count=suspect.count, reason=suspect.reason,
            acknowledged=known(name, until, now=now),
        )  # fmt: skip
    for name, one in archive.failures().items():
        yield Fault(
            name=name, state="blocked" if one.blocked else "failing", since=one.since, count=one.count,
            reason=one.reason, acknowledged=known(name, until, now=now),
        )  # fmt: skip
