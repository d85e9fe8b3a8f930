"""What a round works with: a store, a client with manners, readers in processes of their own."""

from collections.abc import Iterator
from contextlib import contextmanager

from tracker.capture.tools import Tools
from tracker.cli.readers import apart
from tracker.cli.world import World, clock
from tracker.config.settings import Settings
from tracker.installed import own_version
from tracker.store.archive import Archive


@contextmanager
def tools(world: World, archive: Archive, settings: Settings) -> Iterator[Tools]:
    """For the round, or the page, that the block asks for."""
    from tracker.fetch.client import Client  # the HTTP library, which a round that asks nobody does not need

    with Client(settings, now=clock, version=own_version()) as client, apart(world) as warden:
        yield Tools(archive, client, settings, world.config.people, clock, world.root, warden)
