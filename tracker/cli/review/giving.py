"""Giving: what waits as a table for a spreadsheet, all of it or the items of `--double`."""

from pathlib import Path

from tracker.cli.captures import reading
from tracker.cli.formats import PlainFormat
from tracker.cli.review.double import doubled
from tracker.cli.review.lookup import ReviewLookup
from tracker.cli.review.writing import waiting_of
from tracker.cli.world import World
from tracker.desk.releasing import links_waiting
from tracker.errors import OutputError
from tracker.render.review_sheet import COLUMNS, rows
from tracker.render.schemas.waiting import WaitingCounts
from tracker.render.spreadsheet import sheet_file


def give_sheet(world: World, path: Path, form: PlainFormat, *, by: str = "", number: int | None = None) -> int:
    """Write what waits, and say how much: 0. `number`: so many items for that person; the world is then blindfolded."""
    with world.archive() as archive, world.pledge_index(archive) as index:
        waiting = waiting_of(world, archive, index)
        in_all = 0 if number else links_waiting(world.config, index)
        if number:
            waiting = doubled(world, waiting, by=by, number=number)
        with reading(world, archive) as tools:
            found = ReviewLookup(world, tools)
            suspects = [(one, found.look(one)) for one in waiting.suspects]
    _write(path, sheet_file(COLUMNS, rows(waiting.links, waiting.claims, waiting.changes, suspects)))
    told = WaitingCounts.of(waiting, file=str(path), in_all=in_all)
    option = f"--double {number} --import" if number else "--import"
    world.answer(
        form,
        text=lambda: world.say(f"{told.sentence} Written to {path}; `tracker review {option} {path}` takes it back."),
        told=lambda: told,
    )
    return 0


def _write(path: Path, body: bytes) -> None:
    try:
        path.write_bytes(body)
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {error.strerror}.") from error
