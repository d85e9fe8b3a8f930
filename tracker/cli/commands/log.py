"""`tracker log`: the versions of a document."""

from typing import Annotated

import typer

from tracker.cli.options import ShowAs
from tracker.cli.world import World


def log(
    context: typer.Context,
    document: Annotated[str | None, typer.Argument(help="source or source/document; all without it.")] = None,
    *,
    form: ShowAs = "text",
) -> int:
    """Show the versions of a document, newest first.

    Example: tracker log dfe-rise
    """
    from tracker.render import outcomes as render

    world: World = context.obj
    with world.archive() as archive:
        if document is None:
            versions = [one for name in archive.documents() for one in archive.versions(*name)]
            versions.sort(key=lambda one: (one.captured_at, one.address))
        else:
            latest = archive.resolve(document)
            versions = list(archive.versions(latest.source, latest.document))
    if form == "text" and not versions:
        world.console.print("Nothing is recorded yet; run `tracker snapshot` first.")
    elif form == "text":
        world.show(render.history(versions))
    else:
        world.json(render.history_json(versions))
    return 0
