"""`tracker sources`: what we watch."""

import typer
from rich.text import Text

from tracker.cli.world import World
from tracker.render.safe import safe


def sources_list(context: typer.Context) -> int:
    """List the declared sources.

    Example: tracker sources list
    """
    world: World = context.obj
    listed = world.config.sources
    width = max((len(source.id) for source in listed), default=0)
    kinds = max((len(source.kind) for source in listed), default=0)
    for source in listed:
        text = Text("  " if source.enabled else "- ")
        text.append(f"{source.id:{width}}", style="place")
        text.append(f"  {source.kind:{kinds}}  {safe(source.location)}")
        text.append("" if source.enabled else "  (not enabled)", style="faint")
        world.console.print(text, soft_wrap=True)  # a source a line, also for grep
    return 0


def sources_check(context: typer.Context) -> int:
    """Check the config files offline; every fault is reported at once.

    Example: tracker sources check
    """
    world: World = context.obj
    config = world.config
    off = sum(not source.enabled for source in config.sources)
    typer.echo(f"{len(config.sources)} sources are well declared ({off} of them not enabled).")
    return 0
