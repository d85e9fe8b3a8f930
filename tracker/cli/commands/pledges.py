"""`tracker pledges`: linked claims as threads."""

from typing import Annotated

import typer

from tracker.cli.options import ShowAs
from tracker.cli.world import World


def pledges(
    context: typer.Context,
    *,
    single: Annotated[bool, typer.Option("--single", help="Threads of a single stage too.")] = False,
    review: Annotated[bool, typer.Option("--review", help="With the links that a person should look at.")] = False,
    form: ShowAs = "text",
) -> int:
    """Show pledges: linked claims as threads through time.

    Example: tracker pledges
    """
    from tracker.cli.gather import pledges as gather
    from tracker.render import pledges as render

    world: World = context.obj
    with world.archive() as archive:
        _, threads = gather(archive, world.config)
    shown = [thread for thread in threads if single or len(thread.claims) > 1 or (review and thread.candidates)]
    if form == "json":
        world.json(render.as_json(shown))
    elif review:
        for thread in shown:
            world.show(render.timeline(thread, candidates=True))
    else:
        world.show(render.listing(shown))
    return 0
