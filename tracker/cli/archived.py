"""What a web archive holds of declared sources, brought in: `import wayback`, and `init --with-history`."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from urllib.parse import urlsplit

import typer

from tracker.capture.fromweb import WebCaptures, Wish
from tracker.cli.formats import Format, PlainFormat
from tracker.cli.importing import bring_in
from tracker.cli.options import SOURCES_FAILED
from tracker.cli.readers import apart
from tracker.cli.world import World, clock
from tracker.config.source import Source
from tracker.desk.saving import client_of
from tracker.errors import FetchError, UsageError
from tracker.fetch.webarchive import Dialect, WebArchive
from tracker.render import imports as render
from tracker.render.safe import safe


@contextmanager
def web_archive(world: World, chosen: Sequence[Source], dialect: Dialect, base: str | None) -> Iterator[WebArchive]:
    """One archive, asked one request at a time at the pace that archives allow (`archive_delay`)."""
    settings = world.config.settings
    paced = settings.model_copy(update={"delay": settings.archive_delay, "host_budget": settings.archive_budget})
    typed = urlsplit(base).hostname if base else None  # a person named it: it may be one of his own network
    hosts = tuple({*(host for source in chosen for host in source.allow_hosts), *filter(None, [typed])})
    with client_of(paced, clock) as client:
        yield WebArchive(dialect, lambda url: client.get(url, allow_hosts=hosts), base=base)


def take(
    world: World,
    chosen: Sequence[Source],
    wish: Wish,
    *,
    dialect: Dialect = "ia",
    base: str | None = None,
    form: PlainFormat = Format.TEXT,
    again: str = "the same command",
) -> int:
    """Record what is wished for: the exit code. An archive that gives no answer is told of once, and what to run `again`."""
    with (
        world.archive() as archive,
        web_archive(world, chosen, dialect, base) as web,
        apart(world) as warden,
    ):
        captures = WebCaptures(web, wish, archive)
        found = {one.id: (one, captures.of_source(one)) for one in chosen}
        try:
            try:
                taken = bring_in(world, archive, found, form=form, warden=warden, at_once=1)
            finally:
                if captures.is_heard:
                    _tell(captures, world, text=form is Format.TEXT)
        except FetchError as error:
            kept = "What was fetched is recorded" if captures.is_heard else "Nothing was fetched"
            typer.echo(f"tracker: {safe(error.reason)} {kept}; run {again} again to go on.", err=True)
            return SOURCES_FAILED
        if not captures.is_heard:  # fewer pages than failures in a row that it takes to give up
            _tell(captures, world, text=form is Format.TEXT)
    return SOURCES_FAILED if captures.lost or captures.unlisted or captures.waiting or taken.faults else 0


def _tell(captures: WebCaptures, world: World, *, text: bool) -> None:
    for line in render.rows_passed_by(captures) if text else ():
        world.console.print(line)
    for line in render.not_given(captures):
        typer.echo(f"tracker: {line}", err=True)


def day_of(text: str | None) -> date | None:
    """The day that was typed. UsageError where it is none."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise UsageError(f"{text[:40] if text else ''!r} is not a date: write 2024-06-13.") from None
