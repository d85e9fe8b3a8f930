"""`tracker status`: how each source fares."""

import typer

from tracker.cli.options import ShowAs
from tracker.cli.world import World, clock


def status(context: typer.Context, *, form: ShowAs = "text") -> int:
    """Show how each source fares.

    Asked when, failing or suspect since when and how often, and what waits for your decision.

    Example: tracker status
    """
    from tracker.capture.health import health
    from tracker.render import status as render

    world: World = context.obj
    with world.archive() as archive:
        found = health(world.config.sources, archive, now=clock())
        last = next(iter(archive.runs(limit=1)), None)
        heads = archive.heads()
    if form == "json":
        world.json(render.as_json(found, last, heads))
    else:
        world.show(render.listing(found, last, heads))
    return 0
