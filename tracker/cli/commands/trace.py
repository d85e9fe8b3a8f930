"""`tracker trace`: one pledge through its life."""

from typing import Annotated

import typer

from tracker.cli.options import ShowAs
from tracker.cli.world import World


def trace(
    context: typer.Context,
    words: Annotated[str, typer.Argument(help="Any words, a press name, or a thread id.")],
    *,
    review: Annotated[bool, typer.Option("--review", help="With the links that a person should look at.")] = False,
    form: ShowAs = "text",
) -> int:
    """Follow a pledge by any of its names: every stage, what changed, and which words prove it.

    Example: tracker trace "hit squads"
    """
    from tracker.cli.gather import pledges as gather
    from tracker.links.search import search
    from tracker.render import pledges as render

    world: World = context.obj
    with world.archive() as archive:
        held, threads = gather(archive, world.config)
        checked = archive.runs(limit=1)
    exact = [thread for thread in threads if thread.id == words]
    hits = search(words, threads, held, aliases=world.config.verdicts.alias) if not exact else ()
    found = exact or list(dict.fromkeys(hit.thread for hit in hits if hit.thread is not None))
    if form == "json":
        world.json(render.as_json(found))
        return 0
    if not found:
        as_of = f" as of {checked[0].started:%Y-%m-%d}" if checked else ""
        world.console.print(f"Not found in these {len(world.config.sources)} sources{as_of}.")
        return 0
    world.show(render.timeline(found[0], candidates=review))
    if len(found) > 1:
        world.console.print("Also:", style="faint")
        world.show(render.listing(found[1:6]))
    return 0
