"""`tracker reindex`: the index anew from git."""

import typer

from tracker.cli.world import World


def reindex(context: typer.Context) -> int:
    """Make the index anew from git alone.

    Example: tracker reindex
    """
    from time import perf_counter

    from tracker.render.care import count

    world: World = context.obj
    began = perf_counter()
    with world.archive() as archive:
        commits = archive.reindex()
        versions = sum(len(archive.versions(*name)) for name in archive.documents())
        unread = archive.unread()
    took = perf_counter() - began
    typer.echo(f"{count(commits, 'commit')} read, {count(versions, 'version')} indexed in {took:.1f} seconds.")
    if unread:
        typer.echo(f"{unread} texts are damaged and cannot be searched: run `tracker verify`.", err=True)
    return 0
