"""`tracker inbox`: take in what people saved from a browser."""

import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from tracker.capture.bench import Bench
from tracker.capture.elsewhere import one_by_one
from tracker.capture.fault import ReaderError
from tracker.capture.inbox import LeftFile, TakenPage, make, put_away, take_in, waiting
from tracker.capture.savedfile import SavedFiles
from tracker.capture.warden import Warden
from tracker.cli.deciding import who_if_known
from tracker.cli.formats import Format, PlainFormat
from tracker.cli.options import SOURCES_FAILED, ShowAs
from tracker.cli.readers import apart
from tracker.cli.saved import HoldUntil, SavedBy, held_until
from tracker.cli.world import World, clock
from tracker.errors import LockError, SourceError, StoreError, UsageError
from tracker.fetch.reason import shown
from tracker.render import inbox as render
from tracker.render.schemas.inbox import InboxResult, LeftRow, TakenRow
from tracker.store.archive import Archive

FOLDER = Path("inbox")
LOOK = 5.0
"""Seconds between two looks at a folder that is watched."""
_SETTLED = 2.0
"""Seconds since a browser wrote to a file last, after which it is whole."""


def inbox(
    context: typer.Context,
    folder: Annotated[
        Path | None, typer.Argument(help="Where pages are saved to; by itself inbox/ in the working folder.")
    ] = None,
    *,
    by: SavedBy = None,
    hold: HoldUntil = None,
    watch: Annotated[bool, typer.Option("--watch", help="Go on looking, until Ctrl-C.")] = False,
    form: ShowAs = Format.TEXT,
) -> int:
    """Record pages that people saved from a browser: for sites that refuse programs.

    SingleFile, MHTML, “save page as”, printed PDFs, WACZ and WARC. The source is found by the address inside, and what
    shows the account of whoever saved it is taken out. Others see it after `tracker release`.

    What was taken in moves to taken/; what belongs to no source stays and is named, with exit code 3.

    Example: tracker inbox
    """
    world: World = context.obj
    place = world.root / (folder or FOLDER)
    if folder is None:
        try:
            make(place)
        except OSError as error:
            raise StoreError(f"{place} cannot be made: {(error.strerror or '').lower()}.") from error
    elif not place.is_dir():
        raise UsageError(f"There is no folder {shown(str(folder))}: pages are saved into it before they are taken in.")
    if watch and form is not Format.TEXT:
        raise UsageError("--watch goes on for ever and prints lines; without it the result is one JSON object.")
    name, until = who_if_known(world, by), held_until(hold)
    seen: dict[str, float] = {}
    while watch:
        with suppress(LockError):  # a round runs: the next look comes soon
            _look(world, place, by=name, hold_until=until, form=form, seen=seen)
        time.sleep(LOOK)
    return _look(world, place, by=name, hold_until=until, form=form)


def _look(
    world: World,
    place: Path,
    *,
    by: str | None,
    hold_until: str | None,
    form: PlainFormat,
    seen: dict[str, float] | None = None,
) -> int:
    """Take in what is there once. `seen`: files that were left at an earlier look, with when they were written."""
    settled = None if seen is None else time.time() - _SETTLED
    written = waiting(place, settled=settled)
    files = [one for one, when in written.items() if (seen or {}).get(one.name) != when]
    if not files and seen is not None:
        return 0
    pages: list[TakenPage] = []
    left: list[LeftFile] = []
    with world.archive() as archive, apart(world) as warden, archive.round_lock():
        for one in _each(world, archive, warden, files, by=by, hold_until=hold_until):
            (pages if isinstance(one, TakenPage) else left).append(one)  # type: ignore[arg-type]
            if form is Format.TEXT:
                world.console.print(render.taken(one) if isinstance(one, TakenPage) else render.left(one))
    if seen is not None:
        names = {one.file for one in left}
        seen.update({one.name: written[one] for one in files if one.name in names})
    world.answer(
        form, text=lambda: world.say(*render.summary(pages, left)), told=lambda: InboxResult(**_told(pages, left))
    )
    return SOURCES_FAILED if left else 0


def _each(
    world: World, archive: Archive, warden: Warden, files: list[Path], *, by: str | None, hold_until: str | None
) -> Iterator[TakenPage | LeftFile]:
    config = world.config
    bench = Bench(archive, config.settings, config.people, clock, one_by_one(warden), warden)
    saved = SavedFiles(config.sources, archive, warden, max_bytes=config.settings.max_bytes)
    for path in files:
        try:
            found = saved.captures(path, by=by, hold_until=hold_until)
            yield from take_in(path, found, bench)
        except (SourceError, ReaderError, UsageError) as error:
            yield LeftFile(path.name, str(getattr(error, "reason", error)).rstrip("."))
            continue
        try:
            put_away(path)
        except OSError as error:
            yield LeftFile(
                path.name, f"it is recorded, but cannot be moved to taken/: {(error.strerror or '').lower()}"
            )


def _told(pages: list[TakenPage], left: list[LeftFile]) -> dict[str, tuple[TakenRow | LeftRow, ...]]:
    taken = tuple(
        TakenRow(
            file=one.file,
            source=one.source,
            document=one.document,
            at=one.at,
            version=one.version,
            removed=dict(sorted(one.removed.items())),
        )
        for one in pages
    )
    return {"taken": taken, "left": tuple(LeftRow(file=one.file, why=one.why) for one in left)}
