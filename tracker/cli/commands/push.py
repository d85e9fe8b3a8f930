"""`tracker push`: send the record to a copy elsewhere."""

from typing import Annotated

import typer

from tracker.cli.world import World
from tracker.config.remote import find_remote
from tracker.render import moves

To = Annotated[str | None, typer.Argument(help="A name from config/settings.toml, or a git address.")]


def push(context: typer.Context, remote: To = None) -> int:
    """Send the record to a copy; never overwrite there.

    Your own git's configuration, keys and passwords are used.
    Under an address lie store.git and raw.git. A remote of settings.toml names the two, and may be marked private.

    Example: tracker push backup
    """
    world: World = context.obj
    with world.archive() as archive:
        to = find_remote(remote, world.config.settings.remote)
        world.show(moves.pushed(archive.push(to, declared=world.config.sources)))
    return 0
