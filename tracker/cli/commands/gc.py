"""`tracker gc`: pack the store well."""

import typer

from tracker.cli.world import World, clock
from tracker.render import care as render
from tracker.store.gc import gc as collect


def gc(context: typer.Context) -> int:
    """Compress the store; once a week is enough.

    Example: tracker gc
    """
    world: World = context.obj
    for line in render.collected(collect(world.root / "snapshots", now=clock)):
        typer.echo(line)
    return 0
