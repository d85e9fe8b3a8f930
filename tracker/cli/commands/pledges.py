"""`tracker pledges`: linked claims as threads."""

from typing import Annotated

import typer

from tracker.cli.exporting import export
from tracker.cli.formats import Format
from tracker.cli.options import ShowThreads
from tracker.cli.world import World
from tracker.desk.gather import pledges as gather
from tracker.desk.pledge_rows import pledge_rows
from tracker.render import pledges as render
from tracker.render.pledge_sheet import sheet
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

    `tracker pledges import FILE` brings your own list; `--format csv` gives a row a pledge, with the columns of that list.

    Example: tracker pledges
    """
    world: World = context.obj
    with world.archive() as archive:
        claims, threads = gather(archive, world.config)
        shown = [thread for thread in threads if single or len(thread.claims) > 1 or (review and thread.candidates)]
        if form is Format.CSV:
            world.table(*sheet(pledge_rows(archive, world.config, claims, threads, shown)))
            return 0
    if form is not Format.TEXT:
        export(world, shown, form)
    elif review:
        world.show(to_review(threads, limit=limit or None))
    else:
        world.show(render.listing(shown))
    return 0
