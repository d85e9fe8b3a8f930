"""Targets of notifications: who has begun to hear of what is recorded."""

from collections.abc import Iterable
from datetime import datetime

from tracker.config.config import Config
from tracker.config.notify import Notify
from tracker.store.archive import Archive


def begin(archive: Archive, targets: Iterable[Notify]) -> None:
    """Targets that the record does not know hear of what is recorded from now on."""
    newest = archive.newest()
    for target in targets if newest else ():
        if archive.mark(target.reader) is None:
            archive.note_told(target.reader, newest, archive.told(target.reader))


def begin_follows(archive: Archive, config: Config, now: datetime) -> None:
    """What was followed since the last round is followed from before this one on. StoreError."""
    if config.notify.follow:
        from tracker.desk.following import begin_following  # threads, which most rounds do not need

        begin_following(archive, config, config.notify.notify, now)


def known_targets(archive: Archive, targets: Iterable[Notify]) -> tuple[Notify, ...]:
    """Those that have begun to hear; in an empty store all, as nothing lies before them."""
    return tuple(one for one in targets if archive.mark(one.reader) or archive.newest() is None)
