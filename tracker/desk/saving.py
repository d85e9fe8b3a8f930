"""After a round: ask the web archive that settings name to save what is new, where any source wants that."""

import time
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from tracker.config.settings import Settings
from tracker.config.source import Source
from tracker.errors import ConfigError, LockError
from tracker.installed import own_version
from tracker.later import later
from tracker.store.archive import Archive

if TYPE_CHECKING:
    from tracker.capture import saving
    from tracker.capture.saving import SaveTally
    from tracker.fetch import save
    from tracker.fetch.client import Client
else:
    save, saving = later("tracker.fetch.save"), later("tracker.capture.saving")


def ask_to_save(
    sources: Sequence[Source], archive: Archive, settings: Settings, *, now: Callable[[], datetime], key: str | None
) -> "SaveTally | None":
    """What came of it; None where nothing is to be saved, or where another round has begun.

    `key` are the account's keys, `access:secret`; without them the archive is asked as anybody may ask it.
    """
    if not settings.saves or not any(source.save for source in sources):
        return None
    with client_of(_patient(settings), now) as client:
        saver = save.SavePageNow(client.service, base=settings.save_at, key=key)
        try:
            return saving.save_new(sources, archive=archive, saver=saver, settings=settings, now=now, sleep=time.sleep)
        except (LockError, ConfigError):
            return None  # The next round asks, or says that a contact is missing; this one is recorded and is well.


def client_of(settings: Settings, now: Callable[[], datetime]) -> "Client":
    """The door to the network, for what follows a round."""
    from tracker.fetch.client import Client  # the HTTP library: most rounds neither save nor call anything

    return Client(settings, now=now, version=own_version())


def _patient(settings: Settings) -> Settings:
    """As slowly as the archive wants it. Without a key it may answer only when it is done: half the budget is waited."""
    longest = min(settings.whole_timeout, settings.save_seconds / 2)
    told = {"delay": settings.save_delay, "retries": 0, "read_timeout": longest, "whole_timeout": longest}
    return settings.model_copy(update=told)
