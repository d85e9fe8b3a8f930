"""`tracker sources`: what we watch."""

from typing import Annotated, assert_never

import typer

from tracker.capture.trial import trial
from tracker.cli.formats import Format
from tracker.cli.options import SOURCES_FAILED, ShowAs, ShowTable
from tracker.cli.readers import apart
from tracker.cli.world import World, clock
from tracker.errors import UsageError
from tracker.fetch.client import Client
from tracker.installed import own_version
from tracker.render import tables
from tracker.render import trial as render
from tracker.render.safe import safe
from tracker.render.schemas.declared import ConfigCheck, Declared
from tracker.render.schemas.trial import TrialReport


def sources_list(context: typer.Context, *, form: ShowTable = Format.TEXT) -> int:
    """List the declared sources.

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
    from rich.text import Text

    listed = world.config.sources
    width = max((len(source.id) for source in listed), default=0)
    kinds = max((len(source.kind) for source in listed), default=0)
    for source in listed:
        text = Text("  " if source.enabled else "- ")
        text.append(f"{source.id:{width}}", style="place")
        text.append(f"  {source.kind:{kinds}}  {safe(source.location)}")
        text.append("" if source.enabled else "  (not enabled)", style="faint")
        world.console.print(text, soft_wrap=True)  # a source a line, also for grep


def sources_check(context: typer.Context, *, form: ShowAs = Format.TEXT) -> int:
    """Check the config files offline; every fault is reported at once.

    Example: tracker sources check
    """
    world: World = context.obj
    config = world.config
    off = sum(not source.enabled for source in config.sources)
    world.answer(
        form,
        text=lambda: world.say(f"{len(config.sources)} sources are well declared ({off} of them not enabled)."),
        told=lambda: ConfigCheck(sources=len(config.sources), not_enabled=off),
    )
    return 0


def sources_try(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="ID", help="The source to try.")],
    *,
    form: ShowAs = Format.TEXT,
) -> int:
    """Ask for a source once and show what would be kept and what left out; record nothing.

    Warns of selectors that will not last, and suggests one for what holds the article. With the extra
    `generic` a second extractor says where it would read the page differently.

    Example: tracker sources try labour-manifesto
    """
    world: World = context.obj
    config = world.config
    source = next((one for one in config.sources if one.id == name), None)
    if source is None:
        raise UsageError(f"There is no source {name!r}. `tracker sources list` names them all.")
    with Client(config.settings, now=clock, version=own_version()) as client, apart(world) as warden:
        found = trial(
            source,
            client=client,
            settings=config.settings,
            people=config.people,
            root=world.root,
            now=clock,
            apart=warden,
        )
    world.answer(form, text=lambda: world.show(render.trial(found)), told=lambda: TrialReport.of(found))
    return SOURCES_FAILED if found.document is None or found.suspicion else 0
