"""`tracker pledges`: linked claims as threads."""

from typing import Annotated

import typer

from tracker.cli.exporting import export
from tracker.cli.formats import Format
from tracker.cli.options import ShowThreads
from tracker.cli.world import World
from tracker.render import pledges as render
from tracker.render.review import review as to_review


def pledges(
    context: typer.Context,
    *,
    single: Annotated[bool, typer.Option("--single", help="Threads of a single stage too.")] = False,
    review: Annotated[
        bool,
        typer.Option("--review", help="The links that a person should look at, with the commands that decide them."),
    ] = False,
    limit: Annotated[int, typer.Option("--limit", min=0, help="With --review: at most so many; 0 shows all.")] = 20,
    form: ShowThreads = Format.TEXT,
) -> int:
    """Show pledges: linked claims as threads through time.

    Example: tracker pledges
    """
    world: World = context.obj
    with world.archive() as archive, world.pledge_index(archive) as index:
        threads = index.threads(least=1 if single or review else 2)
        shown = [thread for thread in threads if single or len(thread.claims) > 1 or (review and thread.candidates)]
        if form is not Format.TEXT:
            export(world, index.told(shown), form)
        elif review:
            world.show(to_review(threads, limit=limit or None, tell=index.tell))
        else:
            world.show(render.listing(shown))
    return 0
