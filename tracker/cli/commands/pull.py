"""`tracker pull`: continue where another machine stopped."""

import typer

from tracker.cli.commands.push import To
from tracker.cli.world import World, clock


def pull(context: typer.Context, remote: To = None) -> int:
    """Continue from a copy: take over what it has.

    A folder without a store gets one. Forward only: where both have gone on, nothing is changed.

    Example: tracker pull backup
    """
    from tracker.config.remote import find_remote
    from tracker.render import moves
    from tracker.store.archive import Archive

    world: World = context.obj
    of = find_remote(remote, world.config.settings.remote)
    with Archive.create(world.root / "snapshots", now=clock) as archive:
        world.show(moves.pulled(archive.pull(of)))
    return 0
