"""`tracker acknowledge`: a known failure is no news until a date."""

from datetime import date
from typing import Annotated

import typer

from tracker.cli.formats import Format
from tracker.cli.options import ShowAs
from tracker.cli.world import World
from tracker.desk.dates import short
from tracker.errors import UsageError
from tracker.render.schemas.decision import CaptureDecision


def acknowledge(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="source, or source/document for one of its documents.")],
    *,
    until: Annotated[str, typer.Option(help="Last day (2026-09-30) on which it is no news; a past day ends it.")],
    form: ShowAs = Format.TEXT,
) -> int:
    """Say that a failing source is known, so that it no longer alarms.

    It will not cause exit code 3 until that day, or until it works again; the same for a suspect one.

    Example: tracker acknowledge dfe-rise --until 2026-09-30
    """
    world: World = context.obj
    source, slash, document = name.partition("/")
    with world.archive() as archive:
        asked = {*archive.checked(), *(f"{one}/{part}" for one, part in archive.documents())}
        if source not in {one.id for one in world.config.sources} or (slash and name not in asked):
            raise UsageError(f"There is no source or document {name[:80]!r}. `tracker status` names them all.")
        day = _day(until)
        archive.acknowledge(source if not document else name, day)
    world.answer(
        form,
        text=lambda: world.say(
            f"{name} is acknowledged: it will not cause exit code 3 until {short(day)}, or until it works again."
        ),
        told=lambda: CaptureDecision(done="acknowledged", name=name, until=day),
    )
    return 0


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"{text!r} is not a date; write it as 2026-09-30.") from error
