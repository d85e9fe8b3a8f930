"""`tracker log`: the versions of a document."""

from typing import Annotated, assert_never

import typer

from tracker.cli import completing
from tracker.cli.formats import Format
from tracker.cli.options import ShowTable
from tracker.cli.world import World
from tracker.desk.gather import logged
from tracker.render import tables
from tracker.render.log import listing
from tracker.render.schemas.log import Log
from tracker.store.archive import Archive
from tracker.store.version import Version


def log(
    context: typer.Context,
    document: Annotated[
        str | None,
        typer.Argument(help="source or source/document; all without it.", autocompletion=completing.documents),
    ] = None,
    *,
    limit: Annotated[int, typer.Option("--limit", min=0, help="Show at most so many versions; 0 shows all.")] = 50,
    form: ShowTable = Format.TEXT,
) -> int:
    """Show the versions of a document, newest first: between which sightings each appeared, and how it was announced.

    Example: tracker log dfe-rise
    """
    world: World = context.obj
    with world.archive() as archive:
        versions = _versions(archive, document)
        shown = versions[:limit] if limit else versions
        found = logged(archive, shown, world.config)
    older = len(versions) - len(shown)
    match form:
        case Format.JSON:
            world.tell(Log.of(found, older=older))
        case Format.CSV:
            world.table(*tables.log(Log.of(found)))
            if older:
                typer.echo(f"{older:,} older versions were left out; `--limit 0` gives all.", err=True)
        case Format.TEXT if not found:
            world.console.print("Nothing is recorded yet; run `tracker snapshot` first.")
        case Format.TEXT:
            world.show(listing(found, older=older))
        case _:
            assert_never(form)
    return 0


def _versions(archive: "Archive", document: str | None) -> "list[Version]":
    """Newest first. UsageError where the name means nothing."""
    names = archive.documents(document)
    if document is not None and not names:
        latest = archive.resolve(document)
        names = ((latest.source, latest.document),)
    versions = [one for name in names for one in archive.captured(*name)]
    return sorted(versions, key=lambda one: (one.captured_at, one.address), reverse=True)
