"""`tracker log`: the versions of a document."""

from typing import TYPE_CHECKING, Annotated, assert_never

import typer

from tracker.cli import completing, screen
from tracker.cli.formats import Format
from tracker.cli.options import ShowTable
from tracker.cli.screen import Full, Limit, limited
from tracker.cli.world import World
from tracker.desk.gather import log_entries, logged
from tracker.later import later
from tracker.render import tables
from tracker.render.log import block, brief, head
from tracker.store.archive import Archive
from tracker.store.chronicle import Chronicle

if TYPE_CHECKING:
    from tracker.render.schemas import log as schemas_log
else:
    schemas_log = later("tracker.render.schemas.log")


def log(
    context: typer.Context,
    document: Annotated[
        str | None,
        typer.Argument(help="source or source/document; all without it.", autocompletion=completing.documents),
    ] = None,
    *,
    limit: Limit = None,
    full: Full = False,
    form: ShowTable = Format.TEXT,
) -> int:
    """Show the versions of a document, newest first, and how each was announced.

    Between which two sightings each appeared, and the publisher's note that came with it.

    Example: tracker log dfe-rise
    """
    world: World = context.obj
    with world.archive() as archive:
        versions = _chronicle(archive, document)
        if form is Format.TEXT:
            _show(world, archive, versions, limit=limit, full=full)
            return 0
        shown = versions.newest(limited(limit, full=full) or None)
        found = logged(archive, shown, world.config)
    told = schemas_log.Log.of(found, older=len(versions) - len(shown))
    match form:
        case Format.JSON:
            world.tell(told)
        case Format.CSV:
            world.table(*tables.log(told))
            if told.older:
                typer.echo(f"{told.older:,} older versions were left out; `--limit 0` gives all.", err=True)
        case _:
            assert_never(form)
    return 0


def _show(world: World, archive: Archive, versions: Chronicle, *, limit: int | None, full: bool) -> None:
    if not versions:
        world.say("Nothing is recorded yet; run `tracker snapshot` first.")
        return
    count = len(versions)
    (newest,) = versions.newest(1)
    about = head(newest.name, count, documents=versions.documents, first=versions.first, last=versions.last)
    screen.show(
        world,
        map(block, log_entries(archive, versions, world.config)),
        brief=map(brief, log_entries(archive, versions, world.config)),
        left=screen.more(count, "version"),
        head=[about],
        limit=limit,
        full=full,
    )


def _chronicle(archive: Archive, document: str | None) -> Chronicle:
    """UsageError where the name means nothing."""
    if document is None or archive.documents(document):
        return archive.chronicle(document)
    latest = archive.resolve(document)
    return archive.chronicle(latest.source, latest.document)
