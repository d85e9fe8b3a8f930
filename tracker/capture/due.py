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
_DAY = timedelta(days=1)
"""The longest wait for what is in trouble: nobody should learn later than that that a page is back."""


def due(sources: Sequence[Source], archive: Archive, settings: Settings) -> dict[str, datetime | None]:
    """When each source is to be asked again, by id; None where it never was. Whether it is enabled does not matter."""
    asked = _asked(archive)
    held = archive.tally()
    troubles: dict[str, dict[str, Streak]] = {}
    for name, streak in archive.streaks().items():
        troubles.setdefault(name.partition("/")[0], {})[name] = streak
    return {
        source.id: _due(
            source,
            asked[source.id],
            held[source.id].changed if source.id in held else None,
            troubles.get(source.id, {}),
            settings,
        )
        if source.id in asked
        else None
        for source in sources
    }


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


def _asked(archive: Archive) -> dict[str, datetime]:
    """When each source, or any document of it, was asked last."""
    found: dict[str, datetime] = {}
    for name, at in archive.checked().items():
        source = name.partition("/")[0]
        found[source] = max(at, found.get(source, at))
    return found
