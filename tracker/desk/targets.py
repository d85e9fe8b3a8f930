"""Targets of notifications: who has begun to hear of what is recorded."""

from collections.abc import Iterable

from tracker.config.notify import Notify
from tracker.store.archive import Archive


def begin(archive: Archive, targets: Iterable[Notify]) -> None:
    """Targets that the record does not know hear of what is recorded from now on."""
    newest = archive.newest()
    for target in targets if newest else ():
        if archive.mark(target.reader) is None:
            archive.note_told(target.reader, newest, archive.told(target.reader))


def known_targets(archive: Archive, targets: Iterable[Notify]) -> tuple[Notify, ...]:
    """Those that have begun to hear; in an empty store all, as nothing lies before them."""
    return tuple(one for one in targets if archive.mark(one.reader) or archive.newest() is None)
