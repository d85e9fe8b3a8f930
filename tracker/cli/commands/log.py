"""`tracker log`: the versions of a document."""

from typing import Annotated, assert_never

import typer

from tracker.cli import completing
from tracker.cli.options import ShowAs
from tracker.cli.world import World
from tracker.desk.gather import logged
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
    form: ShowAs = "text",
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
        case "json":
            world.tell(Log.of(found, older=older))
        case "text" if not found:
            world.console.print("Nothing is recorded yet; run `tracker snapshot` first.")
        case "text":
            world.show(listing(found, older=older))
        case _:
            assert_never(form)
    return 0


def _versions(archive: Archive, document: str | None) -> list[Version]:
    """Newest first. UsageError where the name means nothing."""
    names = archive.documents(document)
    if document is not None and not names:
        latest = archive.resolve(document)
        names = ((latest.source, latest.document),)
    versions = [one for name in names for one in archive.captured(*name)]
    return sorted(versions, key=lambda one: (one.captured_at, one.address), reverse=True)
