"""`tracker review`: what waits for a person, one decision after another."""

from pathlib import Path
from typing import Annotated

import typer

from tracker.cli.deciding import who
from tracker.cli.formats import Format
from tracker.cli.options import Anyway, By, ShowAs
from tracker.cli.review.sheet import verdicts_of
from tracker.cli.review.terminal import review_here, waiting_of
from tracker.cli.speaking import is_terminal
from tracker.cli.verdicts import record
from tracker.cli.world import World
from tracker.errors import OutputError, UsageError
from tracker.render.review_sheet import COLUMNS, rows
from tracker.render.schemas.waiting import WaitingCounts
from tracker.render.spreadsheet import sheet_file

NOT_IN_FILES = "Suspect captures are in no file: look at them here, or by `tracker accept` and `tracker dismiss`."


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
    with_seeded: Annotated[
        bool,
        typer.Option("--seeded", help="Put in one link in twenty that is known to be wrong; say how many you noticed."),
    ] = False,
    only: Annotated[
        str | None,
        typer.Option("--only", help="Begin with these: changes, links, claims, captures, a publisher or a source."),
    ] = None,
    by: By = None,
    anyway: Anyway = False,
    form: ShowAs = Format.TEXT,
) -> int:
    """Decide what waits, one key a decision: changes, links, claims, suspect captures.

    On a terminal, in the manner of `git add -p`; ? lists the keys. What was decided is written at the end; Ctrl-C leaves it
    for the next time. --export writes a row for each change, link and claim: put line or routine, same, related or
    different, claim or none into the first column, and --import takes them. A file with any fault is refused as a whole.

    Example: tracker review --export waiting.csv
    """
    world: World = context.obj
    if export and take:
        raise UsageError("Give --export or --import, not both.")
    if take:
        body, name = _read(take), who(world, by)
        with world.archive() as archive, world.pledge_index(archive) as index:
            verdicts = verdicts_of(world, archive, index, body, by=name, anyway=anyway)
        if not verdicts:
            raise UsageError(f"{take} decides nothing: its column `decision` is empty.")
        return record(world, verdicts, form, anyway=True)  # what contradicts was told, line by line
    if export is None:
        if not is_terminal():
            raise UsageError(
                "Without a terminal nothing can be asked: --export FILE.csv writes what waits for a spreadsheet."
            )
        name = who(world, by)
        with world.archive() as archive, world.pledge_index(archive) as index:
            return review_here(world, archive, index, by=name, with_seeded=with_seeded, only=only or "")
    with world.archive() as archive, world.pledge_index(archive) as index:
        waiting = waiting_of(world, archive, index)
    _write(export, sheet_file(COLUMNS, rows(waiting.links, waiting.claims, waiting.changes)))
    told = WaitingCounts.of(waiting, file=str(export))
    world.answer(
        form,
        text=lambda: world.say(
            f"{told.sentence} Written to {export}; `tracker review --import {export}` takes it back.",
            *([NOT_IN_FILES] if told.captures else []),
        ),
        told=lambda: told,
    )
    return 0


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
