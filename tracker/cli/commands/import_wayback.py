"""`tracker import wayback`: what a web archive holds of our pages."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Annotated

import typer

from tracker.capture.fromweb import Wish, listed
from tracker.capture.place import documents
from tracker.cli.archived import day_of, take, web_archive
from tracker.cli.formats import Format, PlainFormat
from tracker.cli.importing import source_of
from tracker.cli.options import SOURCES_FAILED, ShowAs
from tracker.cli.world import World, clock
from tracker.config.source import Source
from tracker.desk.dates import minute
from tracker.errors import FetchError
from tracker.fetch.webarchive import Dialect, Every, WebArchive
from tracker.render.care import count
from tracker.render.safe import safe
from tracker.render.schemas.imports import ArchivedDocument, ArchivedRow, ArchiveListing
from tracker.store.archive import Archive

_LATELY = timedelta(days=366)
From = Annotated[str | None, typer.Option("--from", help="The first day, e.g. 2023-01-01.")]
To = Annotated[str | None, typer.Option("--to", help="The last day.")]


def import_wayback(
    context: typer.Context,
    ids: Annotated[list[str], typer.Argument(help="Sources.")],
    *,
    first: From = None,
    last: To = None,
    every: Annotated[Every, typer.Option(help="Which captures to take.")] = "change",
    latest: Annotated[
        bool,
        typer.Option("--latest", help="Only the newest capture: for a page that refuses programs, a line for cron."),
    ] = False,
    archive_: Annotated[
        Dialect,
        typer.Option("--archive", help="Internet Archive, UK Government Web Archive, Memento."),
    ] = "ia",
    base: Annotated[str | None, typer.Option("--base", help="Where that archive answers, if elsewhere.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only list what would be taken.")] = False,
    form: ShowAs = Format.TEXT,
) -> int:
    """Record what a web archive holds of a source's pages.

    They were seen then, by somebody else; not necessarily published then.

    Slow on purpose: one request at a time, at the pace the archives allow. It can be stopped and run again at any point.

    Example: tracker import wayback dfe-rise --from 2023-01-01 --every day --dry-run
    """
    world: World = context.obj
    chosen = [source_of(world, one) for one in ids]
    since = day_of(first)
    if latest and since is None:
        since = (clock() - _LATELY).date()  # a list of a year is short; all of it is asked for where that is empty
    wish = Wish(first=since, last=day_of(last), every=every, latest=latest)
    if not dry_run:
        return take(world, chosen, wish, dialect=archive_, base=base, form=form)
    try:
        with world.archive() as archive, web_archive(world, chosen, archive_, base) as web:
            return _list(web, wish, chosen, archive, world=world, form=form)
    except FetchError as error:
        typer.echo(f"tracker: {safe(error.reason)} Nothing was fetched; run the same command again.", err=True)
        return SOURCES_FAILED


def _list(
    web: WebArchive, wish: Wish, sources: Sequence[Source], archive: Archive, *, world: World, form: PlainFormat
) -> int:
    told = []
    for source in sources:
        for document, url in documents(source, archive):
            held = listed(web, wish, url).held
            captures = tuple(ArchivedRow(at=one.at, url=one.replay) for one in held)
            told.append(ArchivedDocument(source=source.id, document=document, url=url, captures=captures))
            if form is Format.TEXT:
                world.say(f"{source.id}/{document}: {count(len(held), 'capture')} of {url}")
                world.say(*(f"  {minute(one.at)}  {one.url}" for one in captures))
    world.answer(form, text=lambda: None, told=lambda: ArchiveListing(documents=tuple(told)))
    return 0
