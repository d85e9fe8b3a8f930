"""`tracker dismiss`: suspect captures are not the pages."""

from typing import Annotated

import typer

from tracker.cli.captures import suspects_named
from tracker.cli.deciding import who_if_known
from tracker.cli.formats import Format
from tracker.cli.options import By, ShowAs
from tracker.cli.world import World
from tracker.render.schemas.decision import CaptureDecision, decided


def dismiss(
    context: typer.Context,
    documents: Annotated[
        list[str], typer.Argument(help="source or source/document, as `tracker status` names it; or several.")
    ],
    *,
    by: By = None,
    form: ShowAs = Format.TEXT,
) -> int:
    """Put a suspect capture away, or several: it is not the page.

    The last good version stays. Who decided is recorded, if --by, TRACKER_BY or config/me.toml says who.

    Example: tracker dismiss labour-manifesto
    """
    world: World = context.obj
    with world.archive() as archive:
        found = suspects_named(archive, documents)
        decided_by = who_if_known(world, by)
        for one in found:
            archive.dismiss(*one, by=decided_by)
    names = ["/".join(one) for one in found]
    world.answer(
        form,
        text=lambda: world.say(*(f"Dismissed what was kept of {name}; its last good version stays." for name in names)),
        told=lambda: decided(CaptureDecision(done="dismissed", name=name, by=decided_by) for name in names),
    )
    return 0
