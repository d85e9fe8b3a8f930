"""`tracker pull`: continue where another machine stopped."""

from typing import Annotated

import typer

from tracker.cli.commands.push import To
from tracker.cli.formats import Format
from tracker.cli.options import ShowAs
from tracker.cli.world import World, clock
from tracker.config.remote import find_remote
from tracker.render import moves
from tracker.render.schemas.moves import HeadMoves
from tracker.store.archive import Archive
from tracker.store.remote import DivergenceError
from tracker.store.replay import replay as record_anew


def pull(
    context: typer.Context,
    remote: To = None,
    *,
    replay: Annotated[
        bool, typer.Option("--replay", help="Where both have gone on: add what only this folder has on top again.")
    ] = False,
    form: ShowAs = Format.TEXT,
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
            moved = archive.pull(of)
    except DivergenceError:
        if not replay:
            raise

        done = record_anew(folder, of, now=clock)
        world.answer(
            form,
            text=lambda: world.show(moves.replayed(done)),
            told=lambda: HeadMoves(done="replayed", moves=done.moves, replay=done),
        )
        return 0
    world.answer(
        form,
        text=lambda: world.show(moves.pulled(moved)),
        told=lambda: HeadMoves(done="pulled", moves=tuple(moved)),
    )
    return 0
