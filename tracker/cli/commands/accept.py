"""`tracker accept`: suspect captures are the pages after all."""

from collections.abc import Sequence
from typing import Annotated

import typer

from tracker.capture.decide import accept as record
from tracker.capture.decide import look as text_of
from tracker.cli.captures import declared, reading, suspects_named
from tracker.cli.deciding import who_if_known
from tracker.cli.formats import Format
from tracker.cli.options import By, ShowAs
from tracker.cli.world import World
from tracker.render import outcomes as render
from tracker.render.safe import safe_line
from tracker.render.schemas.decision import CaptureDecision, decided


def accept(
    context: typer.Context,
    documents: Annotated[
        list[str], typer.Argument(help="source or source/document, as `tracker status` names it; or several.")
    ],
    *,
    look: Annotated[bool, typer.Option("--look", help="Show the text that would be recorded; record nothing.")] = False,
    by: By = None,
    form: ShowAs = Format.TEXT,
) -> int:
    """Record a suspect capture, or several: it is the page after all.

    All are looked at first: where one of them cannot be accepted none is.

    Who decided is recorded with it, if --by, TRACKER_BY or config/me.toml says who.

    Example: tracker accept labour-manifesto
    """
    world: World = context.obj
    with world.archive() as archive, reading(world, archive) as tools:
        found = [(declared(world, source), document) for source, document in suspects_named(archive, documents)]
        texts = [text_of(*one, tools=tools) for one in found] if look or len(found) > 1 else []
        if look:
            world.answer(
                form,
                text=lambda: _show(world, texts),
                told=lambda: decided(
                    CaptureDecision(done="looked at", name=f"{source.id}/{document}", text=text)
                    for (source, document), text in zip(found, texts, strict=True)
                ),
            )
            return 0
        name = who_if_known(world, by)
        outcomes = [
            (f"{source.id}/{document}", record(source, document, tools=tools, by=name)) for source, document in found
        ]
        world.answer(
            form,
            text=lambda: world.show(render.line(outcome) for _, outcome in outcomes),
            told=lambda: decided(
                CaptureDecision(done="accepted", name=one, by=name, outcome=outcome) for one, outcome in outcomes
            ),
        )
    return 0


def _show(world: World, texts: Sequence[str]) -> None:
    for text in texts:
        for line in text.split("\n")[:-1]:
            world.console.print(safe_line(line), soft_wrap=True)
