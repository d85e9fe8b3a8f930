"""`tracker review`: what waits for a person, one decision after another."""

from pathlib import Path
from typing import Annotated

import typer

from tracker.cli.deciding import who
from tracker.cli.formats import Format
from tracker.cli.options import Anyway, By, ShowAs
from tracker.cli.review.sheet import verdicts_of
from tracker.cli.verdicts import record
from tracker.cli.world import World
from tracker.desk.pledge_index import PledgeIndex
from tracker.desk.waiting import Waiting
from tracker.errors import OutputError, UsageError
from tracker.render.review_sheet import COLUMNS, rows
from tracker.render.schemas.waiting import WaitingCounts
from tracker.render.spreadsheet import sheet_file


def review(
    context: typer.Context,
    *,
    export: Annotated[
        Path | None,
        typer.Option("--export", help="Write what waits into this CSV file, to be decided in a spreadsheet."),
    ] = None,
    take: Annotated[
        Path | None, typer.Option("--import", help="Take the decisions of such a file: all of them, or none.")
    ] = None,
    by: By = None,
    anyway: Anyway = False,
    form: ShowAs = Format.TEXT,
) -> int:
    """Decide what waits: links by their pledges, and claims.

    --export writes a row for each; put same, related or different (of a claim: claim or none) into its first column, and
    --import takes them. A file with any fault is refused as a whole.

    Example: tracker review --export waiting.csv
    """
    world: World = context.obj
    if export and take:
        raise UsageError("Give --export or --import, not both.")
    if take:
        body, name = _read(take), who(world, by)
        with world.archive() as archive, world.pledge_index(archive) as index:
            verdicts = verdicts_of(world, index, body, by=name, anyway=anyway)
        if not verdicts:
            raise UsageError(f"{take} decides nothing: its column `decision` is empty.")
        return record(world, verdicts, form, anyway=True)  # what contradicts was told, line by line
    if export is None:
        raise UsageError(
            "Without a terminal nothing can be asked: --export FILE.csv writes what waits for a spreadsheet."
        )
    with world.archive() as archive, world.pledge_index(archive) as index:
        waiting = waiting_of(world, index)
    _write(export, sheet_file(COLUMNS, rows(waiting.links, waiting.claims)))
    told = WaitingCounts.of(waiting, file=str(export))
    world.answer(
        form,
        text=lambda: world.say(
            f"{told.sentence} Written to {export}; `tracker review --import {export}` takes it back."
        ),
        told=lambda: told,
    )
    return 0


def waiting_of(world: World, index: PledgeIndex) -> Waiting:
    """What waits in the record as it is now."""
    floor = world.config.settings.claim_confidence
    return Waiting.of(index.threads(), index.summaries(), world.config.verdicts, floor=floor)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}.") from error


def _write(path: Path, body: bytes) -> None:
    try:
        path.write_bytes(body)
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {error.strerror}.") from error
