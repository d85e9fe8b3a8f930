"""`tracker reindex`: the index anew from git."""

import typer

from tracker.cli.world import World


def reindex(context: typer.Context) -> int:
    """Make the index anew from git alone.

    Example: tracker reindex
    """
    world: World = context.obj
    with world.archive() as archive:
        typer.echo(f"{archive.reindex()} commits indexed.")
    return 0
