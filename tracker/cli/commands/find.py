"""`tracker find`: who said this first, and who says it still?"""

from typing import Annotated, assert_never

import typer

from tracker.cli.formats import Format
from tracker.cli.options import ShowTable
from tracker.cli.world import World
from tracker.desk.narrow import Filters
from tracker.render import care as render
from tracker.render import tables
from tracker.render.schemas.find import Find


def find(
    context: typer.Context,
    words: Annotated[
        list[str], typer.Argument(help="All of these words; “in quotation marks” together; star* for any ending.")
    ],
    *,
    source: Annotated[str | None, typer.Option("--source", help="Only this source.")] = None,
    limit: Annotated[int, typer.Option("--limit", min=0, help="Show at most so many sentences; 0 shows all.")] = 50,
    form: ShowTable = Format.TEXT,
) -> int:
    """Find who said something first, and who says it still.

    Looks at the sentences of every version ever recorded.

    Example: tracker find '"hit squads"' £1.3bn
    """
    world: World = context.obj
    asked = " ".join(words)
    with world.archive() as archive:
        if source is not None:
            Filters(sources=[source]).names(world.config, [name for name, _ in archive.documents()])
        found = archive.said(asked, source=source, limit=limit + 1 if limit else None)
        unread = archive.unread()
    more = bool(limit) and len(found) > limit
    found = found[:limit] if more else found
    match form:
        case Format.JSON:
            world.tell(Find.of(asked, found, more=more, unread=unread))
        case Format.CSV:
            world.table(*tables.find(Find.of(asked, found, more=more, unread=unread)))
            _remark(len(found), more=more, unread=unread, beside=True)
        case Format.TEXT:
            world.show(render.said(found))
            _remark(len(found), more=more, unread=unread)
        case _:
            assert_never(form)
    return 0


def _remark(shown: int, *, more: bool, unread: int, beside: bool = False) -> None:
    """What people should know of a list that is empty, cut, or not of everything; `beside` a table, not in it."""
    if not shown:
        typer.echo("No sentence in the record has all these words.", err=beside)
    if more:
        typer.echo(f"These are the earliest {shown}; `--limit 0` shows all.", err=beside)
    if unread:
        typer.echo(f"{unread} texts are damaged and were not searched: run `tracker verify`.", err=True)
