"""`tracker import file`: a page that a person saved."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from tracker.capture.place import documents
from tracker.capture.savedfile import SavedCapture, SavedFiles, saved
from tracker.cli.formats import Format
from tracker.cli.importing import bring_in, source_of
from tracker.cli.options import SOURCES_FAILED, ShowAs
from tracker.cli.readers import apart
from tracker.cli.saved import HoldUntil, held_until
from tracker.cli.world import World, clock
from tracker.config.source import Source
from tracker.desk.dates import LONDON
from tracker.errors import UsageError
from tracker.store.archive import Archive
from tracker.store.layout import PAGE, check_name

_MOST = 2


def import_file(
    context: typer.Context,
    what: Annotated[
        list[str],
        typer.Argument(
            metavar="[SOURCE] PATH",
            help="The source whose page it is, where the file does not say it; and the file: as `tracker inbox` takes "
            "it, or DOCX, ODT, a Content API item, text.",
        ),
    ],
    *,
    seen: Annotated[
        str | None,
        typer.Option(
            "--seen", help="When it was saved or published, if not as the file says: 2024-06-13, or with a time."
        ),
    ] = None,
    by: Annotated[str | None, typer.Option("--by", help="Who saved it, or where it came from.")] = None,
    document: Annotated[str | None, typer.Option("--document", help="Which document of the source it is.")] = None,
    hold: HoldUntil = None,
    form: ShowAs = Format.TEXT,
) -> int:
    """Record a page that a person saved: for sites that refuse robots.

    At the time when it was saved. Others see it after `tracker release`; what shows the account of whoever saved it is
    taken out.

    Example: tracker import file labour-schools saved.html --seen 2024-06-13
    """
    world: World = context.obj
    if len(what) > _MOST:
        raise UsageError(f"{what[2][:80]!r} is one too many: give a source and a file, or a file alone.")
    chosen = source_of(world, what[0]) if len(what) == _MOST else None
    path, at, until = Path(what[-1]), _moment(seen) if seen else None, held_until(hold)
    config = world.config
    if not path.is_file():  # nor a folder, nor a pipe that would never end
        raise UsageError(f"There is no file {what[-1][:200]}: see how its name is spelt, and in which folder you are.")
    with world.archive() as archive, apart(world) as warden:
        files = SavedFiles(config.sources, archive, warden, max_bytes=config.settings.max_bytes)
        if chosen is None:
            found = files.captures(path, by=by, hold_until=until, seen=at)
        else:
            found = (_as_said(chosen, path, files, archive, document=document, by=by, hold_until=until, seen=at),)
        of: dict[str, tuple[Source, list[SavedCapture]]] = {}
        for one in found:
            of.setdefault(one.source.id, (one.source, []))[1].append(one)
        captures = {name: (source, [one.capture for one in some]) for name, (source, some) in of.items()}
        taken = bring_in(world, archive, captures, form=form, warden=warden)
        return SOURCES_FAILED if taken.left_out else 0


def _as_said(
    source: Source,
    path: Path,
    files: SavedFiles,
    archive: Archive,
    *,
    document: str | None,
    by: str | None,
    hold_until: str | None,
    seen: datetime | None,
) -> SavedCapture:
    """The file as a page of the source that a person names, whatever address is in it."""
    page = files.page(path)
    at = seen or page.at
    if at is None:
        raise UsageError(f"{path.name[:80]} does not say when it was saved: give --seen 2024-06-13.")
    known = dict(documents(source, archive))
    name = check_name(document or (PAGE if PAGE in known or not known else _one(known, source.id)))
    url = known.get(name) or f"file:{path.name}"
    made = saved(name, url, at.replace(microsecond=0), page.body, by=by, hold_until=hold_until, name=path.name)
    return SavedCapture(source, made, page.removed)


def _one(known: "Mapping[str, str]", source: str) -> str:
    if len(known) == 1:
        return next(iter(known))
    some = ", ".join(list(known)[:5])
    raise UsageError(f"{source} has {len(known)} documents: name one with --document, e.g. {some}.")


def _moment(text: str) -> datetime:
    """A day is its noon in London: nobody knows the hour, and noon is that day in every zone near."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{text[:40]!r} is not a date: write 2024-06-13, or 2024-06-13T09:30.") from None
    if "T" not in text and " " not in text:
        found = found.replace(hour=12)
    aware = found if found.tzinfo else found.replace(tzinfo=LONDON)
    if aware > clock():
        raise UsageError(f"{text[:40]} has not come yet: --seen is when the page was saved or published.")
    return aware.replace(microsecond=0)
