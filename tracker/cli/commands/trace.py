"""`tracker trace`: one pledge through its life."""

from typing import Annotated

import typer

from tracker.cli.options import ShowThreads
from tracker.cli.world import World


def trace(
    context: typer.Context,
    words: Annotated[str, typer.Argument(help="Any words, a press name, or a thread id.")],
    *,
    brief: Annotated[bool, typer.Option("--brief", help="The table of stages alone.")] = False,
    marked: Annotated[bool, typer.Option("--marked", help="Each wording marked against the one before.")] = False,
    urls: Annotated[bool, typer.Option("--urls", help="With the web address of each page.")] = False,
    review: Annotated[bool, typer.Option("--review", help="With the links that a person should look at.")] = False,
    form: ShowThreads = "text",
) -> int:
    """Follow a pledge by any of its names: every stage, what changed, and which words prove it.

    Example: tracker trace "hit squads"
    """
    from tracker.cli.exporting import export
    from tracker.cli.gather import pledges as gather
    from tracker.links.search import search
    from tracker.links.thread import by_id
    from tracker.render import pledges as render

    world: World = context.obj
    with world.archive() as archive:
        held, threads = gather(archive, world.config)
        checked = archive.runs(limit=1)
    exact = by_id(threads, words)
    hits = search(words, threads, held, aliases=world.config.verdicts.alias) if not exact else ()
    found = [exact] if exact else list(dict.fromkeys(hit.thread for hit in hits if hit.thread is not None))
    if form != "text":
        export(world, found, form)
        return 0
    if not found:
        as_of = f" as of {checked[0].started:%Y-%m-%d}" if checked else ""
        world.console.print(f"Not found in these {len(world.config.sources)} sources{as_of}.")
        return 0
    world.show(render.timeline(found[0], candidates=review, marked=marked, brief=brief, urls=urls))
    if len(found) > 1:
        world.console.print("Also:", style="faint")
        world.show(render.listing(found[1:6]))
    return 0
