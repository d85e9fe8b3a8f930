"""`tracker reindex`: the index anew from git."""

from time import perf_counter

import typer

from tracker.cli.options import FindingCluster
from tracker.cli.workers import finding, found_ahead
from tracker.cli.world import World
from tracker.desk.gather import every_version
from tracker.errors import StoreError
from tracker.render.care import count
from tracker.store.archive import Archive
from tracker.store.findings import Findings
from tracker.store.layout import DIFFERENCES, FINDINGS


def reindex(context: typer.Context, *, cluster: FindingCluster = None) -> int:
    """Rebuild the index from git, find all claims again and link them into threads.

    Weights are calculated again. What changed between versions is forgotten, and found again when asked for.

    Example: tracker reindex
    """
    world: World = context.obj
    began = perf_counter()
    with world.archive() as archive, finding(cluster) as workers:
        commits = archive.reindex()
        versions = sum(one.versions for one in archive.tally().values())
        unread = archive.unread()
        for found in (FINDINGS, DIFFERENCES):
            Findings(archive.folder / found).keep({}, only=())
        took = perf_counter() - began
        typer.echo(f"{count(commits, 'commit')} read, {count(versions, 'version')} indexed in {took:.1f} seconds.")
        found_ahead(world, archive, workers, lambda: every_version(archive))
        _weave(world, archive)
    if unread:
        typer.echo(f"{unread} texts are damaged and cannot be searched: run `tracker verify`.", err=True)
    return 0


def _weave(world: World, archive: Archive) -> None:
    began = perf_counter()
    try:
        with world.pledge_index(archive) as index:
            threads = index.remake()
    except StoreError as error:
        typer.echo(f"No threads were built: {error}", err=True)
    else:
        typer.echo(f"{count(threads, 'thread')} built in {perf_counter() - began:.1f} seconds.")
