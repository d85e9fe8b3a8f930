"""`tracker push`: send the record to a copy elsewhere."""

from typing import Annotated

import typer

from tracker.cli.formats import Format
from tracker.cli.options import ShowAs
from tracker.cli.world import World, clock
from tracker.config.remote import find_remote
from tracker.desk.withheld import unseen
from tracker.render import moves
from tracker.render.schemas.moves import HeadMoves

To = Annotated[str | None, typer.Argument(help="A name from config/settings.toml, or a git address.")]


def push(context: typer.Context, remote: To = None, *, form: ShowAs = Format.TEXT) -> int:
    """Send the record to a copy; never overwrite there.

    Your own git's configuration, keys and passwords are used.
    Under an address lie store.git and raw.git. A remote of settings.toml names the two, and may be marked private.

    Example: tracker push backup
    """
    world: World = context.obj
    with world.archive() as archive:
        to = find_remote(remote, world.config.settings.remote)
        waits = unseen(archive, world.config, clock())
        moved = archive.push(to, declared=world.config.sources, unseen=waits)
    world.answer(
        form,
        text=lambda: world.show(moves.pushed(moved)),
        told=lambda: HeadMoves(done="pushed", moves=tuple(moved)),
    )
    return 0
