"""`tracker accept`: a suspect capture is the page after all."""

from typing import Annotated

import typer

from tracker.capture.decide import accept as record
from tracker.capture.decide import find_suspect
from tracker.capture.decide import look as text_of
from tracker.capture.tools import Tools
from tracker.cli.formats import Format
from tracker.cli.options import ShowAs
from tracker.cli.readers import apart
from tracker.cli.world import World, clock
from tracker.errors import UsageError
from tracker.fetch.client import Client
from tracker.installed import own_version
from tracker.render import outcomes as render
from tracker.render.safe import safe_line
from tracker.render.schemas.decision import CaptureDecision


def accept(
    context: typer.Context,
    document: Annotated[str, typer.Argument(help="source or source/document, as `tracker status` names it.")],
    *,
    look: Annotated[bool, typer.Option("--look", help="Show the text that would be recorded; record nothing.")] = False,
    form: ShowAs = Format.TEXT,
) -> int:
    """Record a suspect capture: it is the page after all.

    Example: tracker accept labour-manifesto
    """
    world: World = context.obj
    settings = world.config.settings
    with (
        world.archive() as archive,
        Client(settings, now=clock, version=own_version()) as client,
        apart(world) as warden,
    ):
        source, name = find_suspect(archive, document)
        declared = next((one for one in world.config.sources if one.id == source), None)
        if declared is None:
            raise UsageError(f"{source} is no longer in config/sources.toml, so tracker does not know how to read it.")
        tools = Tools(archive, client, settings, world.config.people, clock, world.root, warden)
        if look:
            text = text_of(declared, name, tools=tools)
            world.answer(
                form,
                text=lambda: _show(world, text),
                told=lambda: CaptureDecision(done="looked at", name=f"{source}/{name}", text=text),
            )
            return 0
        outcome = record(declared, name, tools=tools)
        world.answer(
            form,
            text=lambda: world.console.print(render.line(outcome)),
            told=lambda: CaptureDecision(done="accepted", name=f"{source}/{name}", outcome=outcome),
        )
    return 0


def _show(world: World, text: str) -> None:
    for line in text.split("\n")[:-1]:
        world.console.print(safe_line(line), soft_wrap=True)
