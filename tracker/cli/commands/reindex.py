"""`tracker reindex`: the index anew from git."""

import typer

from tracker.cli.world import World


def reindex(context: typer.Context) -> int:
    """Make the index anew from git alone, and read every text for claims again.

    Example: tracker reindex
    """
    from time import perf_counter

    from tracker.cli.gather import all_claims
    from tracker.render.care import count
    from tracker.store.findings import Findings
    from tracker.store.layout import FINDINGS

    world: World = context.obj
    began = perf_counter()
    with world.archive() as archive:
        commits = archive.reindex()
        versions = sum(len(archive.versions(*name)) for name in archive.documents())
        unread = archive.unread()
        if (world.root / "config" / "sources.toml").exists():
            Findings(archive.folder / FINDINGS).keep({}, only=())
            all_claims(archive, world.config)
    took = perf_counter() - began
    typer.echo(f"{count(commits, 'commit')} read, {count(versions, 'version')} indexed in {took:.1f} seconds.")
    if unread:
        typer.echo(f"{unread} texts are damaged and cannot be searched: run `tracker verify`.", err=True)
    return 0
