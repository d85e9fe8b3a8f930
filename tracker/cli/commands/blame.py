"""`tracker blame`: since when each sentence of a page stands there."""

from typing import Annotated, assert_never

import typer

from tracker.cli import completing
from tracker.cli.formats import Format
from tracker.cli.options import ShowAs
from tracker.cli.world import World
from tracker.desk.gather import blamed
from tracker.render.blame import listing
from tracker.render.schemas.blame import Blame


def blame(
    context: typer.Context,
    version: Annotated[
        str,
        typer.Argument(
            help="source[/document][@VERSION]; the latest version without it.", autocompletion=completing.versions
        ),
    ],
    *,
    form: ShowAs = Format.TEXT,
) -> int:
    """Show for each sentence since which version it has stood there.

    Between which two sightings it came, and what the publisher said then.

    A sentence that was reworded or moved is followed back: since when in these words, since when in any.

    Example: tracker blame dfe-rise
    """
    world: World = context.obj
    with world.archive() as archive:
        found = blamed(archive, archive.resolve(version), world.config)
    match form:
        case Format.TEXT:
            world.show(listing(found))
        case Format.JSON:
            world.tell(Blame.of(found))
        case _:
            assert_never(form)
    return 0
