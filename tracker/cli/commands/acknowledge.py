"""`tracker acknowledge`: known failures are no news until a date."""

from datetime import date
from typing import Annotated

import typer

from tracker.cli.formats import Format
from tracker.cli.options import ShowAs
from tracker.cli.world import World
from tracker.desk.dates import short
from tracker.errors import UsageError
from tracker.render.schemas.decision import CaptureDecision, decided


def acknowledge(
    context: typer.Context,
    names: Annotated[
        list[str], typer.Argument(help="source, or source/document for one of its documents; or several.")
    ],
    *,
    until: Annotated[str, typer.Option(help="Last day (2026-09-30) on which it is no news; a past day ends it.")],
    form: ShowAs = Format.TEXT,
) -> int:
    """Say that a failing source is known, so that it no longer alarms.

    It will not cause exit code 3 until that day, or until it works again; the same for a suspect one.

    Example: tracker acknowledge dfe-rise --until 2026-09-30
    """
    world: World = context.obj
    day = _day(until)
    wanted = list(dict.fromkeys(names))
    with world.archive() as archive:
        asked = {*archive.checked(), *(f"{one}/{part}" for one, part in archive.documents())}
        ids = {one.id for one in world.config.sources}
        known = ids | {one for one in asked if "/" in one and one.partition("/")[0] in ids}
        if unknown := next((one for one in wanted if one not in known), None):
            raise UsageError(f"There is no source or document {unknown[:80]!r}. `tracker status` names them all.")
        for name in wanted:
            archive.acknowledge(name, day)
    world.answer(
        form,
        text=lambda: world.say(
            *(
                f"{name} is acknowledged: it will not cause exit code 3 until {short(day)}, or until it works again."
                for name in wanted
            )
        ),
        told=lambda: decided(CaptureDecision(done="acknowledged", name=name, until=day) for name in wanted),
    )
    return 0


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"{text!r} is not a date; write it as 2026-09-30.") from error
