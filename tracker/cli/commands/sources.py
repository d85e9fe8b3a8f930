"""`tracker sources`: what we watch."""

from typing import assert_never

import typer
from rich.text import Text

from tracker.cli.formats import Format
from tracker.cli.options import ShowAs, ShowTable
from tracker.cli.world import World
from tracker.render import tables
from tracker.render.safe import safe
from tracker.render.schemas.declared import ConfigCheck, Declared
from tracker.render.sides import one_line


def sources_list(context: typer.Context, *, form: ShowTable = Format.TEXT) -> int:
    """List the declared sources.

    A source a line; where an address is cut, --format csv and json have all of it.

    Example: tracker sources list
    """
    world: World = context.obj
    match form:
        case Format.TEXT:
            _list(world)
        case Format.CSV:
            world.table(*tables.declared(Declared.of(world.config.sources)))
        case Format.JSON:
            world.tell(Declared.of(world.config.sources))
        case _:
            assert_never(form)
    return 0


def _list(world: World) -> None:
    listed = world.config.sources
    off = sum(not source.enabled for source in listed)
    world.say(
        f"{len(listed)} source{'' if len(listed) == 1 else 's'}"
        + (
            f", {off} of them not enabled."
            if off
            else "."
            if listed
            else ": `tracker sources add ADDRESS` declares one."
        )
    )
    width = max((len(source.id) for source in listed), default=0)
    kinds = max((len(source.kind) for source in listed), default=0)
    for source in listed:
        text = Text("  " if source.enabled else "- ")
        text.append(f"{source.id:{width}}", style="place")
        text.append("" if source.enabled else "  not enabled", style="faint")
        text.append(f"  {source.kind:{kinds}}  {safe(source.location)}", style="default")
        world.console.print(one_line(text))


def sources_check(context: typer.Context, *, form: ShowAs = Format.TEXT) -> int:
    """Check the config files offline; every fault is reported at once.

    Example: tracker sources check
    """
    world: World = context.obj
    config = world.config
    off = sum(not source.enabled for source in config.sources)
    number = "1 source is" if len(config.sources) == 1 else f"{len(config.sources)} sources are"
    world.answer(
        form,
        text=lambda: world.say(f"{number} declared correctly ({off} of them not enabled)."),
        told=lambda: ConfigCheck(sources=len(config.sources), not_enabled=off),
    )
    return 0
