"""`tracker import`: history that others have kept."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from tracker.cli.options import SOURCES_FAILED, Cluster, Jobs, ShowAs
from tracker.cli.readers import reading
from tracker.cli.world import Format, World, clock
from tracker.errors import FetchError, UsageError

if TYPE_CHECKING:
    from tracker.capture.elsewhere import Capture, Readers
    from tracker.capture.fromweb import Wish
    from tracker.config.source import Source
    from tracker.fetch.webarchive import WebArchive
    from tracker.store.archive import Archive

imports = typer.Typer(
    help="History that others have kept: web archives, WARC files, git repositories, saved files.", no_args_is_help=True
)

From = Annotated[str | None, typer.Option("--from", help="The first day, e.g. 2023-01-01.")]
To = Annotated[str | None, typer.Option("--to", help="The last day.")]


@imports.command("file")
def import_file(
    context: typer.Context,
    source: Annotated[str, typer.Argument(help="The source whose page it is.")],
    path: Annotated[Path, typer.Argument(help="The saved page: HTML, PDF, DOCX, ODT, a Content API item, text.")],
    *,
    seen: Annotated[str, typer.Option("--seen", help="When it was saved or published: 2024-06-13, or with a time.")],
    by: Annotated[str, typer.Option("--by", help="Who saved it, or where it came from.")] = "a saved file",
    document: Annotated[str | None, typer.Option("--document", help="Which document of the source it is.")] = None,
    form: ShowAs = "text",
) -> int:
    """Record a page that a person saved, at the time when it was saved: the way for sites that refuse robots.

    Example: tracker import file labour-schools saved.html --seen 2024-06-13
    """
    from tracker.capture.elsewhere import Capture
    from tracker.capture.place import documents
    from tracker.fetch.file import read_file
    from tracker.store.layout import PAGE, check_name

    world: World = context.obj
    chosen = _source(world, source)
    at = _moment(seen)
    body = read_file(path, url="", now=clock, max_bytes=world.config.settings.max_bytes).body
    with world.archive() as archive:
        known = dict(documents(chosen, archive))
        name = check_name(document or (PAGE if PAGE in known or not known else _one(known, source)))
        url = known.get(name) or f"file:{path.name}"
        capture = Capture(document=name, url=url, at=at, by=by.strip() or "a saved file", where=path.name, body=body)
        left_out = _import(world, archive, {source: (chosen, [capture])}, form=form)
        return SOURCES_FAILED if left_out else 0


@imports.command("git")
def import_git(
    context: typer.Context,
    repository: Annotated[str, typer.Argument(help="A folder, or an https, ssh or file address.")],
    *,
    path: Annotated[str, typer.Option("--path", help="Which files, e.g. 'Labour/*.md'; * also matches folders.")],
    source: Annotated[str, typer.Option("--source", help="The source whose documents they are.")],
    jobs: Jobs = None,
    cluster: Cluster = None,
    form: ShowAs = "text",
) -> int:
    """Record the history of files in another git repository: scraped pages, or versions of Open Terms Archive.

    Each file is a document of the source; a single one is its page. A second run adds what is new.

    Example: tracker import git https://example.org/versions.git --path 'Labour/*.md' --source labour-pledges
    """
    from tracker.capture.fromgit import captures
    from tracker.store.foreign import Foreign
    from tracker.store.layout import FOREIGN

    world: World = context.obj
    chosen = _source(world, source)
    with (
        world.archive() as archive,
        Foreign.of(repository, keep=archive.folder / FOREIGN) as foreign,
        reading(jobs, cluster) as readers,
    ):
        found = captures(chosen, foreign, path, archive)
        _import(world, archive, {source: (chosen, found)}, form=form, readers=readers)
        return 0


@imports.command("warc")
def import_warc(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(help="WARC files, packed or not.")],
    *,
    jobs: Jobs = None,
    cluster: Cluster = None,
    form: ShowAs = "text",
) -> int:
    """Record the captures of our sources that WARC files hold, matched by address.

    A file that is cut short gives what is whole, and exit code 3.

    Example: tracker import warc crawl.warc.gz
    """
    from tracker.capture.fromwarc import Warcs
    from tracker.render.care import count
    from tracker.render.safe import safe

    world: World = context.obj
    with world.archive() as archive, reading(jobs, cluster) as readers:
        warcs = Warcs(files, world.config.sources, archive)
        found = warcs.captures()
        if not found and form == "text":
            world.console.print("No capture in these files is of a page that a source declares.")
        _import(world, archive, found, form=form, readers=readers)
        if warcs.others and form == "text":
            world.console.print(
                f"{count(warcs.others, 'record')} passed by: no source watches them, or they are no pages."
            )
        for fault in warcs.faults:
            typer.echo(f"tracker: {safe(fault)} What came before was taken.", err=True)
        return SOURCES_FAILED if warcs.faults else 0


@imports.command("wayback")
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
    form: ShowAs = "text",
) -> int:
    """Record what a web archive holds of a source's pages: seen then, by somebody else; not necessarily published then.

    Slow on purpose: one request at a time, at the pace the archives allow. It can be stopped and run again at any point.

    Example: tracker import wayback dfe-rise --from 2023-01-01 --every day --dry-run
    """
    from importlib.metadata import version

    from tracker.capture import fromweb
    from tracker.fetch.client import Client
    from tracker.fetch.webarchive import WebArchive
    from tracker.render.safe import safe

    world: World = context.obj
    chosen = [_source(world, one) for one in ids]
    settings = world.config.settings
    paced = settings.model_copy(update={"delay": settings.archive_delay, "host_budget": settings.archive_budget})
    with world.archive() as archive, Client(paced, now=clock, version=version("tracker")) as client:
        hosts = tuple({host for source in chosen for host in source.allow_hosts})
        web = WebArchive(archive_, lambda url: client.get(url, allow_hosts=hosts), base=base)
        wish = fromweb.Wish(first=_day(first), last=_day(last), every=every)
        try:
            if dry_run:
                return _list(web, wish, chosen, archive)
            found = {one.id: (one, fromweb.captures(web, wish, one, archive)) for one in chosen}
            _import(world, archive, found, form=form, at_once=1)
        except FetchError as error:
            typer.echo(
                f"tracker: {safe(error.reason)} What was fetched is recorded; run the same command again to go on.",
                err=True,
            )
            return SOURCES_FAILED
    return 0


def _list(web: "WebArchive", wish: "Wish", sources: "Sequence[Source]", archive: "Archive") -> int:
    from tracker.capture import fromweb
    from tracker.capture.place import documents
    from tracker.render.care import count
    from tracker.render.dates import minute
    from tracker.render.safe import safe

    for source in sources:
        for document, url in documents(source, archive):
            held = fromweb.listed(web, wish, url)
            typer.echo(f"{source.id}/{document}: {count(len(held), 'capture')} of {safe(url)}")
            for one in held:
                typer.echo(f"  {minute(one.at)}  {safe(one.replay)}")
    return 0


def _import(
    world: World,
    archive: "Archive",
    captures: "Mapping[str, tuple[Source, Iterable[Capture]]]",
    *,
    form: Format,
    readers: "Readers | None" = None,
    at_once: int = 64,
) -> int:
    """Import and tell: how many captures were left out."""
    from tracker.capture.backfill import backfill
    from tracker.capture.bench import Bench
    from tracker.capture.elsewhere import read_here
    from tracker.render import imports as render

    config, text = world.config, form == "text"
    bench = Bench(archive, config.settings, config.people, clock, readers or read_here)
    told: list[dict[str, object]] = []
    left_out = 0
    with archive.round_lock():
        for name, (source, found) in captures.items():

            def tell(capture: "Capture", outcome: str, name: str = name) -> None:
                if text and (line := render.line(name, capture, outcome)) is not None:
                    world.console.print(line)

            tally = backfill(source, found, bench=bench, at_once=at_once, tell=tell)
            left_out += len(tally.left_out)
            told.append(render.as_json(name, tally))
            if text:
                world.console.print(f"{name}: " * (len(captures) > 1) + render.summary(tally))
    if not text:
        world.json({"schema": "tracker.import/1", "imports": told})
    return left_out


def _source(world: World, name: str) -> "Source":
    for source in world.config.sources:
        if source.id == name:
            return source
    raise UsageError(f"There is no source {name[:80]!r}. `tracker sources list` names them all.")


def _one(known: "Mapping[str, str]", source: str) -> str:
    if len(known) == 1:
        return next(iter(known))
    some = ", ".join(list(known)[:5])
    raise UsageError(f"{source} has {len(known)} documents: name one with --document, e.g. {some}.")


def _moment(text: str) -> datetime:
    """A day is its noon in London: nobody knows the hour, and noon is that day in every zone near."""
    from tracker.render.dates import LONDON

    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{text[:40]!r} is no date: write 2024-06-13, or 2024-06-13T09:30.") from None
    if "T" not in text and " " not in text:
        found = found.replace(hour=12)
    aware = found if found.tzinfo else found.replace(tzinfo=LONDON)
    if aware > clock():
        raise UsageError(f"{text[:40]} has not come yet: --seen is when the page was saved or published.")
    return aware.replace(microsecond=0)


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise UsageError(f"{text[:40] if text else ''!r} is no day: write 2024-06-13.") from None
