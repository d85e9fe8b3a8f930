"""`tracker pull`: continue where another machine stopped."""

from typing import Annotated

import typer

from tracker.cli.commands.push import To
from tracker.cli.world import World, clock
from tracker.config.remote import find_remote
from tracker.render import moves
from tracker.store.archive import Archive
from tracker.store.remote import DivergenceError
from tracker.store.replay import replay as record_anew


def pull(
    context: typer.Context,
    remote: To = None,
    *,
    replay: Annotated[
        bool, typer.Option("--replay", help="Where both have gone on: record what only this folder has anew on top.")
    ] = False,
) -> int:
    """Continue from a copy: take over what it has.

    A folder without a store gets one. Forward only: where both have gone on, nothing is changed without --replay.

    Example: tracker pull backup
    """
    world: World = context.obj
    of = find_remote(remote, world.config.settings.remote)
    folder = world.root / "snapshots"
    try:
        with Archive.create(folder, now=clock) as archive:
            world.show(moves.pulled(archive.pull(of)))
    except DivergenceError:
        if not replay:
            raise

        world.show(moves.replayed(record_anew(folder, of, now=clock)))
    return 0
