"""Withheld: what others do not see yet, by the day until which it is held, or as a person saved it and nobody released it.

What others read is made from an archive that knows of nothing else, so that no page, feed or message has to ask.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime

from tracker.config.config import Config
from tracker.config.release import Releases
from tracker.config.source import Source
from tracker.desk.dates import LONDON
from tracker.errors import UsageError
from tracker.store.archive import Archive
from tracker.store.outlook import Outlook
from tracker.store.version import Version

KEY = 20
"""Digits of a body's id by which a release names a saved page: it is of these bytes, however they are read later."""


def is_held(source: Source, now: datetime) -> bool:
    """Whether the day before which others see nothing of a source has not come."""
    return source.hold_until is not None and f"{now.astimezone(LONDON):%Y-%m-%d}" < source.hold_until


@contextmanager
def for_others(archive: Archive, config: Config, now: datetime) -> Iterator[tuple[Archive, Config]]:
    """The same store as others may see it, and the configuration without the sources that are held."""
    public = replace(config, sources=tuple(one for one in config.sources if not is_held(one, now)))
    with Archive(archive.folder, outlook=_outlook(config, now)) as shown:
        yield shown, public


def unseen(archive: Archive, config: Config, now: datetime) -> tuple[str, ...]:
    """Sources that are held and of which anything is in the store, then versions that people saved: by name."""
    with for_others(archive, config, now) as (shown, _):
        left_out = shown.out_of_sight()
    sources = sorted(archive.held_sources() & _outlook(config, now).held)
    return (*sources, *(one.address for one in left_out if one.source not in sources))


def waiting_saved(archive: Archive, config: Config, now: datetime) -> tuple[Version, ...]:
    """The versions that persons saved and that others do not see, held or not."""
    with for_others(archive, config, now) as (shown, _):
        return tuple(one for one in shown.out_of_sight() if one.saved_by)


def refuse_withheld(archive: Archive, config: Config, now: datetime, versions: Iterable[str]) -> None:
    """UsageError where one of these versions is nothing to quote to others yet, with why."""
    with for_others(archive, config, now) as (shown, _):
        left_out = {one.address: one for one in shown.out_of_sight()}
    sources = {one.id: one for one in config.sources}
    for name in versions:
        version = left_out.get(name)
        if version is None:
            continue
        source = sources.get(version.source)
        if source is not None and is_held(source, now):
            raise UsageError(
                f"{name} is held until {source.hold_until}: nothing of {source.id} is for others before that day "
                "(hold_until in config/sources.toml)."
            )
        day = version.hold_until
        if day is not None and day > f"{now.astimezone(LONDON):%Y-%m-%d}":
            raise UsageError(f"{name} is held until {day}, as whoever saved it said.")
        raise UsageError(
            f"{name} was saved by a person and is private: `tracker show {name}` reads it, and `tracker release {name}` "
            "lets others see it."
        )


def _outlook(config: Config, now: datetime) -> Outlook:
    releases = Releases.of(config.verdicts, config.settings.release_needs)
    held = frozenset(one.id for one in config.sources if is_held(one, now))
    return Outlook(held, releases.let_through_keys(), f"{now.astimezone(LONDON):%Y-%m-%d}")
