"""`tracker status`: how each source fares."""

from typing import assert_never

import typer

from tracker.capture.due import silent_for
from tracker.capture.health import health
from tracker.cli import screen
from tracker.cli.formats import Format
from tracker.cli.options import ShowTable
from tracker.cli.screen import Full, Limit
from tracker.cli.world import World, clock
from tracker.render import status as render
from tracker.render import tables
from tracker.render.schemas.status import Status

_LOOKED_AT = 2
"""Records: behind a round one may stand of what a web archive was asked to save."""


def status(context: typer.Context, *, limit: Limit = None, full: Full = False, form: ShowTable = Format.TEXT) -> int:
    """Show how each source fares, and what waits for you.

    First those that need you: in trouble since when, for how many rounds, and why. With --full all, and when they are due.

    Example: tracker status
    """
    world: World = context.obj
    with world.archive() as archive:
        now = clock()
        sources, settings = world.config.sources, world.config.settings
        found = health(sources, archive, settings=settings, now=now)
        quiet = silent_for(sources, archive, settings, now=now)
        last = next((one for one in archive.runs(limit=_LOOKED_AT) if not one.saves), None)
        heads = archive.heads()
    match form:
        case Format.TEXT:
            told = render.StatusReport(found, last, heads, now=now, quiet=quiet)
            screen.show(
                world, told.blocks(), brief=told.brief(), left=told.left, head=told.head(), limit=limit, full=full
            )
        case Format.CSV:
            world.table(*tables.status(Status.of(found, last, heads)))
        case Format.JSON:
            world.tell(Status.of(found, last, heads))
        case _:
            assert_never(form)
    return 0
