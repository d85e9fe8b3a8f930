"""`tracker dismiss`: a suspect capture is not the page."""

from typing import Annotated

import typer

from tracker.capture.decide import find_suspect
from tracker.cli.formats import Format
from tracker.cli.options import ShowAs
from tracker.cli.world import World
from tracker.render.schemas.decision import CaptureDecision


def dismiss(
    context: typer.Context,
    document: Annotated[str, typer.Argument(help="source or source/document, as `tracker status` names it.")],
    *,
    form: ShowAs = Format.TEXT,
) -> int:
    """Put a suspect capture away: it is not the page.

    The last good version stays.

    Example: tracker dismiss labour-manifesto
    """
    world: World = context.obj
    with world.archive() as archive:
        source, name = find_suspect(archive, document)
        archive.dismiss(source, name)
    world.answer(
        form,
        text=lambda: world.say(f"Dismissed what was kept of {source}/{name}; its last good version stays."),
        told=lambda: CaptureDecision(done="dismissed", name=f"{source}/{name}"),
    )
    return 0
