"""After a round: ask the web archive that settings name to save what is new, where any source wants that."""

import os
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tracker.cli.world import World, clock
from tracker.errors import ConfigError, LockError
from tracker.installed import own_version

if TYPE_CHECKING:
    from tracker.capture.saving import SaveTally
    from tracker.config.settings import Settings
    from tracker.config.source import Source
    from tracker.store.archive import Archive

KEY = "TRACKER_ARCHIVE_KEY"
"""The account's keys, `access:secret`: from the environment alone, never from a file that is shared."""


def ask_to_save(world: World, sources: "Sequence[Source]", archive: "Archive") -> "SaveTally | None":
    """What came of it; None where settings allow no saves, or where another round has begun."""
    settings = world.config.settings
    if not settings.saves:
        return None
    from tracker.capture.saving import save_new
    from tracker.fetch.client import Client
    from tracker.fetch.save import SavePageNow

    with Client(_patient(settings), now=clock, version=own_version()) as client:
        saver = SavePageNow(client.service, base=settings.save_at, key=os.environ.get(KEY) or None)
        try:
            return save_new(sources, archive=archive, saver=saver, settings=settings, now=clock, sleep=time.sleep)
        except (LockError, ConfigError):
            return None  # The next round asks, or says that a contact is missing; this one is recorded and is well.


def _patient(settings: "Settings") -> "Settings":
    """As slowly as the archive wants it. Without a key it may answer only when it is done: half the budget is waited."""
    longest = min(settings.whole_timeout, settings.save_seconds / 2)
    told = {"delay": settings.save_delay, "retries": 0, "read_timeout": longest, "whole_timeout": longest}
    return settings.model_copy(update=told)
