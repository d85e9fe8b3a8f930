"""`tracker status`: how each source fares."""

from typing import TYPE_CHECKING, Annotated, assert_never

import typer

from tracker.capture.due import silent_for
from tracker.capture.health import health
from tracker.cli import completing, screen
from tracker.cli.formats import Format
from tracker.cli.options import ShowTable
from tracker.cli.screen import Full, Limit
from tracker.cli.world import World, clock
from tracker.desk.periods import current_periods
from tracker.desk.releasing import links_waiting, release_sentence, waiting_releases
from tracker.desk.waiting_captures import waiting_captures
from tracker.desk.waiting_changes import waiting_count
from tracker.errors import UsageError
from tracker.later import later
from tracker.render import status as render
from tracker.render import tables
from tracker.render.status import WaitingNumbers
from tracker.store.archive import Archive

if TYPE_CHECKING:
    from tracker.render.schemas import status as schemas_status
else:
    schemas_status = later("tracker.render.schemas.status")


_LOOKED_AT = 2
"""Records: behind a round one may stand of what a web archive was asked to save."""


def status(
    context: typer.Context,
    ids: Annotated[
        list[str] | None, typer.Argument(help="Only these sources; all without it.", autocompletion=completing.sources)
    ] = None,
    *,
    limit: Limit = None,
    full: Full = False,
    form: ShowTable = Format.TEXT,
) -> int:
    """Show how each source fares, and what waits for you.

    First those that need you: in trouble since when, for how many rounds, and why. With --full all, and when they are due.

    Example: tracker status
    """
    world: World = context.obj
    with world.archive() as archive:
        now = clock()
        settings = world.config.settings
        wanted = _wanted(world, ids)
        sources = tuple(one for one in world.config.sources if one.id in wanted)
        found = health(sources, archive, settings=settings, now=now)
        quiet = silent_for(sources, archive, settings, now=now)
        last = next((one for one in archive.runs(limit=_LOOKED_AT) if not one.saves), None)
        heads = archive.heads()
        waiting = _waiting(world, archive) if form is Format.TEXT and not ids else WaitingNumbers()
    match form:
        case Format.TEXT:
            periods = current_periods(world.config, [one.id for one in sources if one.enabled], now)
            told = render.StatusReport(found, last, heads, now=now, quiet=quiet, periods=periods, waiting=waiting)
            screen.show(
                world, told.blocks(), brief=told.brief(), left=told.left, head=told.head(), limit=limit, full=full
            )
        case Format.CSV:
            world.table(*tables.status(schemas_status.Status.of(found, last, heads)))
        case Format.JSON:
            world.tell(schemas_status.Status.of(found, last, heads))
        case _:
            assert_never(form)
    return 0


def _waiting(world: World, archive: Archive) -> WaitingNumbers:
    """What a person should look at; no links where the threads are not of the record as it is now."""
    changes = waiting_count(archive, world.config)
    captures = len(waiting_captures(archive, world.config.sources))
    with world.pledge_index(archive) as index:
        if not index.is_current:
            return WaitingNumbers(changes, None, captures)
        links = links_waiting(world.config, index)
        return WaitingNumbers(changes, links, captures, release_sentence(waiting_releases(world.config, index)))


def _wanted(world: World, ids: list[str] | None) -> frozenset[str]:
    """Ids of the sources that are looked at. UsageError for one that there is not."""
    known = frozenset(one.id for one in world.config.sources)
    if missing := [one for one in ids or () if one not in known]:
        raise UsageError(f"There is no source {missing[0][:60]!r}. `tracker sources list` names them all.")
    return frozenset(ids) if ids else known
