"""`tracker repair`: clear up after a crash."""

import typer

from tracker.cli.world import World, clock
from tracker.render import care as render
from tracker.store.repair import repair as repair_store


def repair(context: typer.Context) -> int:
    """Clean up after a crash and rebuild the index.

    Touches nothing that is recorded, and nothing that a live process holds.

    Example: tracker repair
    """
    world: World = context.obj
    for line in render.repaired(repair_store(world.root / "snapshots", now=clock)):
        typer.echo(line)
    return 0
