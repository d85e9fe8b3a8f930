"""`tracker pledges import`: the pledges that a desk keeps itself, anchored in the record."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from tracker.cli.deciding import config_of, lock_of, who
from tracker.cli.formats import Format
from tracker.cli.options import SOURCES_FAILED, By, ShowAs
from tracker.cli.steps import patient
from tracker.cli.verdicts import today
from tracker.cli.world import World
from tracker.config.decider import decider
from tracker.config.keep import keep
from tracker.config.own import keep_own, taken
from tracker.config.own_sheet import OwnSheet, read_sheet
from tracker.config.pledge import OwnPledge
from tracker.desk.anchoring import anchor
from tracker.errors import UsageError
from tracker.render.own import lines
from tracker.render.safe import safe_line
from tracker.render.schemas.own import OwnImport

NO_SHEET = OwnSheet(rows=(), faults=(), columns=())


def pledges_import(
    context: typer.Context,
    file: Annotated[
        str | None, typer.Argument(help="A CSV file, or -; without it those that are kept are looked for again.")
    ] = None,
    *,
    name: Annotated[
        bool, typer.Option("--name", help="Call threads that nobody has named by your titles; names are published.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be found; write nothing.")] = False,
    by: By = None,
    form: ShowAs = Format.TEXT,
) -> int:
    """Bring your own list of pledges and find each in the record.

    Each is anchored under your id by its exact words. Columns: id, title, words (exact), source (their address) or claim,
    deadline, topic, territory, status, link (your page); others are kept as they are. A row that is not found is kept,
    listed with the nearest words, and makes the exit code 3. `tracker pledges --format csv` gives them back.

    Example: tracker pledges import mine.csv
    """
    world: World = context.obj
    sheet = read_sheet(_body(file)) if file else NO_SHEET
    known = {one.id: one for one in world.config.own}
    given = _given(sheet, known) if file else tuple(known.values())
    path, day = world.root / "config" / "pledges.toml", today()
    author = by or decider(config_of(world)) or _NOBODY if dry_run else who(world, by)
    with world.archive() as archive, patient() as step:
        done = anchor(archive, world.config, given, by=author, on=day, named=name, step=step)
    if not dry_run:
        if done.verdicts:
            keep(config_of(world), *done.verdicts, lock=lock_of(world))
        keep_own(path, [one.pledge for one in done.found])
    absent = [one for one in known if one not in {mine.id for mine in given}]
    told = OwnImport.of(sheet, done, file=file, kept_in=str(path), absent=absent, written=not dry_run)
    world.answer(form, text=lambda: world.write(map(safe_line, lines(told))), told=lambda: told)
    return SOURCES_FAILED if sheet.faults or any(one.pledge.anchor is None for one in done.found) else 0


_NOBODY = "not given"
"""Who decides in a rehearsal where nobody is named."""


def _given(sheet: OwnSheet, known: dict[str, OwnPledge]) -> Sequence[OwnPledge]:
    columns = [cell for _, cell in sheet.columns]
    return tuple(taken(row, columns, known.get(row.id)) for row in sheet.rows)


def _body(file: str) -> bytes:
    if file == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(file).read_bytes()
    except OSError as error:
        raise UsageError(f"{file} cannot be read: {error.strerror}.") from error
