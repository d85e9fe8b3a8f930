"""`tracker repair`: clear up after a crash."""

import typer

from tracker.cli.world import World, clock
from tracker.render import care as render
from tracker.store.repair import repair as repair_store


def repair(context: typer.Context) -> int:
    """Clear up after a crash, and make the index anew.

    Touches nothing that is recorded, and nothing that a live process holds.

    Example: tracker repair
    """
    world: World = context.obj
    for line in render.repaired(repair_store(world.root / "snapshots", now=clock)):
        typer.echo(line)
    return 0
