"""Due: when a source is to be asked again. From what the rounds have recorded, so the same on every machine."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from tracker.config.interval import span
from tracker.config.settings import Settings
from tracker.config.source import Source
from tracker.store.archive import Archive
from tracker.store.failing import Streak
from tracker.store.layout import PAGE

SLACK = timedelta(hours=1)
"""What a wait is shorter at the most, so that a daily cron job finds a daily source due although its last answer came
minutes after the job had begun."""
_SLACK_SHARE = 0.1
"""The same for short waits."""
_MOST_DOUBLINGS = 10
"""From five minutes these lead beyond a day."""
_LONG = 2
"""Intervals, and days, without any request after which it is said that no round has run."""
_DAY = timedelta(days=1)
"""The longest wait for what is in trouble: nobody should learn later than that that a page is back."""


def due(
    sources: Sequence[Source], archive: Archive, settings: Settings, *, now: datetime
) -> dict[str, datetime | None]:
    """When each source is to be asked again, by id; None where it never was. Whether it is enabled does not matter.

    One whose last look is still to come is due now: a clock was wrong, and nobody would ask it for years.
    """
    asked = _asked(archive)
    held = archive.tally()
    troubles: dict[str, dict[str, Streak]] = {}
    for name, streak in archive.streaks().items():
        troubles.setdefault(name.partition("/")[0], {})[name] = streak

    def when(source: Source) -> datetime | None:
        if source.id not in asked or asked[source.id] > now:
            return now if source.id in asked else None
        changed = held[source.id].changed if source.id in held else None
        return _due(source, asked[source.id], changed, troubles.get(source.id, {}), settings)

    return {source.id: when(source) for source in sources}


def _due(
    source: Source, asked: datetime, changed: datetime | None, troubles: Mapping[str, Streak], settings: Settings
) -> datetime:
    own = span(source.interval or settings.interval)
    wait = _retry(source, own, troubles) if troubles else _wait(own, asked - changed if changed else None, settings)
    early = min(wait * _SLACK_SHARE, SLACK) + wait * settings.spread * _share(source.id, asked)
    return (asked + wait - early).replace(microsecond=0)


def _wait(own: timedelta, cold: timedelta | None, settings: Settings) -> timedelta:
    """Its own interval; longer, up to a bound, for one that has not changed for long."""
    if cold is None:
        return own
    return max(own, min(cold * settings.cold_share, span(settings.longest_interval)))


def _retry(source: Source, own: timedelta, troubles: Mapping[str, Streak]) -> timedelta:
    """Twice as long after each further round without an answer, up to a day; documents alone do not hold up the rest."""
    whole = [streak.count for name, streak in troubles.items() if name in {source.id, f"{source.id}/{PAGE}"}]
    doublings = min(max(whole, default=1) - 1, _MOST_DOUBLINGS)
    return min(own * (1 << doublings), _DAY)


def _share(source: str, asked: datetime) -> float:
    """0 to 1, by the source's name and the day: no two sources alike, and the same on every machine."""
    digest = hashlib.sha256(f"{source} {asked:%Y-%m-%d}".encode()).digest()
    return int.from_bytes(digest[:4], "big") / 2**32


def ahead(archive: Archive, *, now: datetime) -> dict[str, datetime]:
    """Sources whose last look is still to come, with when."""
    return {source: at for source, at in _asked(archive).items() if at > now}


def silent_for(sources: Sequence[Source], archive: Archive, settings: Settings, *, now: datetime) -> timedelta | None:
    """How long nothing was asked, where that is long: a schedule that has died says nothing of itself.

    None where nothing was ever asked, or nothing is late.
    """
    enabled = [source for source in sources if source.enabled]
    last = max((at for at in _asked(archive).values() if at <= now), default=None)
    if last is None or not enabled:
        return None
    often = min(span(source.interval or settings.interval) for source in enabled)
    if now - last <= max(_LONG * often, _LONG * _DAY):
        return None
    late = any(at is not None and at <= now for at in due(enabled, archive, settings, now=now).values())
    return now - last if late else None


def _asked(archive: Archive) -> dict[str, datetime]:
    """When each source, or any document of it, was asked last."""
    found: dict[str, datetime] = {}
    for name, at in archive.checked().items():
        source = name.partition("/")[0]
        found[source] = max(at, found.get(source, at))
    return found
