"""`tracker pull`: continue where another machine stopped."""

import typer

from tracker.cli.commands.push import To
from tracker.cli.world import World, clock


def pull(context: typer.Context, remote: To = None) -> int:
    """Take over what a copy has and this folder has not; a folder without a store gets one.

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
