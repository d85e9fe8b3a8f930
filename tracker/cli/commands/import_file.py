"""`tracker import file`: a page that a person saved."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from tracker.capture.elsewhere import Capture
from tracker.capture.place import documents
from tracker.cli.formats import Format
from tracker.cli.importing import bring_in, source_of
from tracker.cli.options import SOURCES_FAILED, ShowAs
from tracker.cli.readers import apart
from tracker.cli.world import World, clock
from tracker.desk.dates import LONDON
from tracker.errors import UsageError
from tracker.fetch.file import read_file
from tracker.store.layout import PAGE, check_name


def import_file(
    context: typer.Context,
    source: Annotated[str, typer.Argument(help="The source whose page it is.")],
    path: Annotated[Path, typer.Argument(help="The saved page: HTML, PDF, DOCX, ODT, a Content API item, text.")],
    *,
    seen: Annotated[str, typer.Option("--seen", help="When it was saved or published: 2024-06-13, or with a time.")],
    by: Annotated[str, typer.Option("--by", help="Who saved it, or where it came from.")] = "a saved file",
    document: Annotated[str | None, typer.Option("--document", help="Which document of the source it is.")] = None,
    form: ShowAs = Format.TEXT,
) -> int:
    """Record a page that a person saved: for sites that refuse robots.

    At the time when it was saved.

    Example: tracker import file labour-schools saved.html --seen 2024-06-13
    """
    world: World = context.obj
    chosen = source_of(world, source)
    at = _moment(seen)
    body = read_file(path, url="", now=clock, max_bytes=world.config.settings.max_bytes).body
    with world.archive() as archive, apart(world) as warden:
        known = dict(documents(chosen, archive))
        name = check_name(document or (PAGE if PAGE in known or not known else _one(known, source)))
        url = known.get(name) or f"file:{path.name}"
        capture = Capture(document=name, url=url, at=at, by=by.strip() or "a saved file", where=path.name, body=body)
        taken = bring_in(world, archive, {source: (chosen, [capture])}, form=form, warden=warden)
        return SOURCES_FAILED if taken.left_out else 0


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
