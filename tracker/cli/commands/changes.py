"""`tracker changes`: what changed in all sources."""

from datetime import UTC, datetime
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from tracker.cli.options import CHANGED, ShowAs
from tracker.cli.world import World
from tracker.errors import UsageError

READER = "me"


def changes(
    context: typer.Context,
    reader: Annotated[
        str, typer.Argument(help="With --new: whose mark. Several people or jobs may each have their own.")
    ] = READER,
    *,
    new: Annotated[
        bool, typer.Option("--new", help="What READER has not been shown yet; then moves the mark on.")
    ] = False,
    since: Annotated[str | None, typer.Option(help="Date (2024-06-13): versions first seen since then.")] = None,
    run: Annotated[str | None, typer.Option(help="Only what that round recorded.")] = None,
    source: Annotated[str | None, typer.Option(help="Only this source.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Typographic differences too.")] = False,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit with 1 when something changed.")] = False,
    form: ShowAs = "text",
) -> int:
    """Show what changed in all sources, ranked; of the last round unless --since or --new says otherwise.

    Example: tracker changes --since 2024-06-13
    """
    import sys

    from tracker.cli.gather import news
    from tracker.render import changes as render

    world: World = context.obj
    _agree(new=new, reader=reader, others=(since, run, source))
    with world.archive() as archive:
        start = _day(since) if since else None
        newest, mark = archive.newest(), archive.mark(reader) if new else None
        if start is None and run is None and not new:
            last = next((one for one in archive.runs() if one.asked), None)
            if last is None:
                raise UsageError("Nothing is recorded yet; run `tracker snapshot` first.")
            run = last.id
        if source is not None and not archive.documents(source):
            raise UsageError(f"Nothing is recorded of a source {source!r}; `tracker log` shows what is.")
        if run is not None and run not in {one.id for one in archive.runs()}:
            raise UsageError(f"There is no round {run!r}; its name stands at the end of `tracker snapshot`.")
        found = news(archive, archive.revisions(since=start, run=run, source=source, after=mark), world.config)
        if form == "json":
            world.json(render.as_json(found))
        else:
            world.show(render.listing(found, everything=everything))
        sys.stdout.flush()
        if new and newest:
            archive.move_mark(reader, newest)  # Only now: what could not be printed was not read.
    return CHANGED if exit_code and any(one.changes or one.facts for one in found) else 0


def _agree(*, new: bool, reader: str, others: tuple[str | None, ...]) -> None:
    if reader != READER and not new:
        raise UsageError(
            f"To see what {reader[:40]!r} has not been shown yet, write `tracker changes --new {reader[:40]}`."
        )
    if new and any(others):
        raise UsageError("--new shows everything since the mark: leave --since, --run and --source away.")


def _day(text: str) -> datetime:
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"{text!r} is no date; write it as 2024-06-13.") from error
    return (found if found.tzinfo else found.replace(tzinfo=ZoneInfo("Europe/London"))).astimezone(UTC)
