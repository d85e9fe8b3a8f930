"""What a round works with: the store, a client with manners, readers in processes of their own."""

from collections.abc import Iterator
from contextlib import contextmanager

from tracker.capture.tools import Tools
from tracker.cli.readers import apart
from tracker.cli.world import World, clock
from tracker.config.settings import Settings
from tracker.fetch.client import Client
from tracker.installed import own_version


@contextmanager
def tools(world: World, settings: Settings) -> Iterator[Tools]:
    """All of it opened, and closed again when the block ends."""
    with (
        world.archive() as archive,
        Client(settings, now=clock, version=own_version()) as client,
        apart(world) as warden,
    ):
        yield Tools(archive, client, settings, world.config.people, clock, world.root, warden)
