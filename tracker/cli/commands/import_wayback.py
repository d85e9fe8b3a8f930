"""`tracker import wayback`: what a web archive holds of our pages."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Literal

import typer

from tracker.capture import fromweb
from tracker.capture.fromweb import WebCaptures, Wish
from tracker.capture.place import documents
from tracker.cli.formats import Format, PlainFormat
from tracker.cli.importing import bring_in, source_of
from tracker.cli.options import SOURCES_FAILED, ShowAs
from tracker.cli.readers import apart
from tracker.cli.world import World, clock
from tracker.config.source import Source
from tracker.desk.dates import minute
from tracker.errors import FetchError, UsageError
from tracker.fetch.client import Client
from tracker.fetch.webarchive import WebArchive
from tracker.installed import own_version
from tracker.render import imports as render
from tracker.render.care import count
from tracker.render.safe import safe
from tracker.render.schemas.imports import ArchivedDocument, ArchivedRow, ArchiveListing
from tracker.store.archive import Archive

From = Annotated[str | None, typer.Option("--from", help="The first day, e.g. 2023-01-01.")]
To = Annotated[str | None, typer.Option("--to", help="The last day.")]


def import_wayback(
    context: typer.Context,
    ids: Annotated[list[str], typer.Argument(help="Sources.")],
    *,
    first: From = None,
    last: To = None,
    every: Annotated[Literal["capture", "day", "change"], typer.Option(help="Which captures to take.")] = "change",
    archive_: Annotated[
        Literal["ia", "ukgwa", "timemap"],
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
    settings = world.config.settings
    paced = settings.model_copy(update={"delay": settings.archive_delay, "host_budget": settings.archive_budget})
    with (
        world.archive() as archive,
        Client(paced, now=clock, version=own_version()) as client,
        apart(world) as warden,
    ):
        hosts = tuple({host for source in chosen for host in source.allow_hosts})
        web = WebArchive(archive_, lambda url: client.get(url, allow_hosts=hosts), base=base)
        wish = fromweb.Wish(first=_day(first), last=_day(last), every=every)
        try:
            if dry_run:
                return _list(web, wish, chosen, archive, world=world, form=form)
            captures = fromweb.WebCaptures(web, wish, archive)
            found = {one.id: (one, captures.of_source(one)) for one in chosen}
            try:
                taken = bring_in(world, archive, found, form=form, warden=warden, at_once=1)
            finally:
                _tell(captures, world, text=form is Format.TEXT)
        except FetchError as error:
            typer.echo(
                f"tracker: {safe(error.reason)} What was fetched is recorded; run the same command again to go on.",
                err=True,
            )
            return SOURCES_FAILED
    return SOURCES_FAILED if captures.lost or captures.unlisted or captures.waiting or taken.faults else 0


def _tell(captures: "WebCaptures", world: World, *, text: bool) -> None:
    for line in render.rows_passed_by(captures) if text else ():
        world.console.print(line)
    for line in render.not_given(captures):
        typer.echo(f"tracker: {line}", err=True)


def _list(
    web: "WebArchive", wish: "Wish", sources: "Sequence[Source]", archive: "Archive", *, world: World, form: PlainFormat
) -> int:
    told = []
    for source in sources:
        for document, url in documents(source, archive):
            held = fromweb.listed(web, wish, url).held
            captures = tuple(ArchivedRow(at=one.at, url=one.replay) for one in held)
            told.append(ArchivedDocument(source=source.id, document=document, url=url, captures=captures))
            if form is Format.TEXT:
                world.say(f"{source.id}/{document}: {count(len(held), 'capture')} of {url}")
                world.say(*(f"  {minute(one.at)}  {one.url}" for one in captures))
    world.answer(form, text=lambda: None, told=lambda: ArchiveListing(documents=tuple(told)))
    return 0


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise UsageError(f"{text[:40] if text else ''!r} is not a date: write 2024-06-13.") from None
