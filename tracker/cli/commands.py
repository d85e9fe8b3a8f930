"""The commands: each parses, calls, renders and returns an exit code."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from tracker.cli.world import Format, World, clock
from tracker.errors import UsageError

if TYPE_CHECKING:
    from tracker.config.source import Source
    from tracker.extract.document import Document

ShowAs = Annotated[Format, typer.Option("--format", help="text for people, json for programs.")]
SOURCES_FAILED, CHANGED = 3, 1


def register(app: typer.Typer) -> None:
    """Put every command on the application."""
    sources = typer.Typer(help="What we watch.", no_args_is_help=True)
    sources.command("list")(sources_list)
    sources.command("check")(sources_check)
    app.command()(init)
    app.add_typer(sources, name="sources")
    app.command()(demo)
    for command in (snapshot, log, show, diff, changes, claims, pledges, trace, reindex):
        app.command()(command)


def init(
    folder: Annotated[Path, typer.Argument(help="Where to make the working folder.")] = Path(),
) -> int:
    """Make a working folder: config/ with real, commented sources, and an empty store.

    Example: tracker init watch
    """
    import json

    from tracker.config.schema import sources_schema
    from tracker.config.shipped import shipped
    from tracker.store.archive import Archive

    config = folder / "config"
    if (config / "sources.toml").exists():
        raise UsageError(f"{config} is there already; nothing was changed. Edit it, or name another folder.")
    (config / ".schema").mkdir(parents=True, exist_ok=True)
    for name in ("sources.toml", "people.toml", "settings.toml", "verdicts.toml"):
        (config / name).write_bytes((shipped() / name).read_bytes())
    (config / ".schema" / "sources.json").write_text(json.dumps(sources_schema(), indent=2) + "\n", encoding="utf-8")
    Archive.create(folder / "snapshots", now=clock).close()
    typer.echo(f"Made {config} and {folder / 'snapshots'}.")
    typer.echo(f"Next: set `contact` in {config / 'settings.toml'}, then run `tracker snapshot` in {folder}.")
    return 0


def demo(
    folder: Annotated[Path, typer.Argument(help="Where to leave the store.")] = Path("tracker-demo"),
    *,
    force: Annotated[bool, typer.Option("--force", help="Make an earlier demonstration's folder anew.")] = False,
    serve: Annotated[bool, typer.Option("--serve", help="Serve the pages of a demonstration made before.")] = False,
) -> int:
    """Show the main job offline: eleven dates of a small web of our own, recorded, compared and followed.

    Example: tracker demo
    """
    from tracker.cli.show_demo import show_demo

    return show_demo(folder, force=force, serve=serve)


def sources_list(context: typer.Context) -> int:
    """List the declared sources.

    Example: tracker sources list
    """
    from rich.text import Text

    from tracker.render.safe import safe

    world: World = context.obj
    for source in world.config.sources:
        text = Text("  " if source.enabled else "- ")
        text.append(source.id, style="place")
        text.append(f"  {source.kind}  {safe(address(source))}")
        text.append("" if source.enabled else "  (not enabled)", style="faint")
        world.console.print(text)
    return 0


def address(source: "Source") -> str:
    """Where a source is, for people."""
    from tracker.config.source import FileSource, GovukSource

    match source:
        case GovukSource():
            return f"{source.base_url}{source.path}"
        case FileSource():
            return source.path
        case _:
            return source.url


def sources_check(context: typer.Context) -> int:
    """Check the config files offline; every fault is reported at once.

    Example: tracker sources check
    """
    world: World = context.obj
    config = world.config
    off = sum(not source.enabled for source in config.sources)
    typer.echo(f"{len(config.sources)} sources are well declared ({off} of them not enabled).")
    return 0


def snapshot(
    context: typer.Context,
    ids: Annotated[list[str] | None, typer.Argument(help="Sources to ask; all enabled ones without it.")] = None,
    *,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit with 1 when content changed.")] = False,
    form: ShowAs = "text",
) -> int:
    """Run one round: ask every source, record what changed.

    Example: tracker snapshot dfe-rise
    """
    from importlib.metadata import version

    from tracker.capture.outcome import Failed, Recorded, Suspect
    from tracker.capture.page import Tools
    from tracker.capture.round import run_round
    from tracker.fetch.client import Client
    from tracker.render import outcomes as render
    from tracker.store.version import NEWS

    world: World = context.obj
    chosen = _chosen(world, ids or [])
    settings = world.config.settings
    with world.archive() as archive, Client(settings, now=clock, version=version("tracker")) as client:
        tools = Tools(
            archive=archive, client=client, settings=settings, people=world.config.people, now=clock, root=world.root
        )
        text = form == "text"
        record, found = run_round(
            chosen, tools=tools, tell=lambda one: world.console.print(render.line(one)) if text else None
        )
        if text:
            world.show(render.summary(record, archive.head()))
        else:
            world.json(render.as_json(record, found))
    if any(isinstance(one, Failed | Suspect) for one in found):
        return SOURCES_FAILED
    changed = any(isinstance(one, Recorded) and one.version_kind in NEWS for one in found)
    return CHANGED if exit_code and changed else 0


def _chosen(world: World, ids: list[str]) -> "tuple[Source, ...]":
    sources = world.config.sources
    known = {source.id for source in sources}
    if missing := [one for one in ids if one not in known]:
        raise UsageError(f"There is no source {missing[0]!r}. `tracker sources list` names them all.")
    return tuple(source for source in sources if (source.id in ids if ids else source.enabled))


def log(
    context: typer.Context,
    document: Annotated[str | None, typer.Argument(help="source or source/document; all without it.")] = None,
    *,
    form: ShowAs = "text",
) -> int:
    """Show the versions of a document, newest first.

    Example: tracker log dfe-rise
    """
    from tracker.render import outcomes as render

    world: World = context.obj
    with world.archive() as archive:
        if document is None:
            versions = [one for name in archive.documents() for one in archive.versions(*name)]
            versions.sort(key=lambda one: (one.captured_at, one.address))
        else:
            latest = archive.resolve(document)
            versions = list(archive.versions(latest.source, latest.document))
    if form == "text":
        world.show(render.history(versions))
    else:
        world.json(render.history_json(versions))
    return 0


def show(
    context: typer.Context,
    version: Annotated[str, typer.Argument(help="source[/document]@N, @latest, @2024-06-13 or a commit id.")],
    *,
    raw: Annotated[bool, typer.Option("--raw", help="The bytes as received.")] = False,
    meta: Annotated[bool, typer.Option("--meta", help="The canonical metadata.")] = False,
) -> int:
    """Show one version: its text, one sentence a line.

    Example: tracker show dfe-rise@latest
    """
    import sys

    from tracker.render.safe import safe

    world: World = context.obj
    with world.archive() as archive:
        found = archive.resolve(version)
        if raw:
            body = archive.raw(found)
            if body is None:
                raise UsageError(f"No raw bytes are kept for {found.address}.")
            if sys.stdout.isatty():
                raise UsageError(
                    "Raw bytes may hold anything; send them to a file: `tracker show … --raw > page.html`."
                )
            sys.stdout.buffer.write(body)
            return 0
        text = archive.meta(found).decode() if meta else archive.text(found)
    for line in text.split("\n")[:-1]:
        world.console.print(safe(line) if line.strip() else "", soft_wrap=True)
    return 0


def diff(
    context: typer.Context,
    document: Annotated[str | None, typer.Argument(help="source[/document].")] = None,
    old: Annotated[str | None, typer.Argument(help="Number, first, -2 or date; the one before without it.")] = None,
    new: Annotated[str | None, typer.Argument(help="The same; the latest without it.")] = None,
    *,
    files: Annotated[
        tuple[Path, Path] | None, typer.Option(help="Compare two files instead; no store is needed.")
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Typographic differences too.")] = False,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit with 1 when they differ.")] = False,
    form: ShowAs = "text",
) -> int:
    """Show what changed between two versions, sentence by sentence, words marked.

    Example: tracker diff dfe-rise first latest
    """
    from tracker.cli.gather import revised
    from tracker.render import changes as render
    from tracker.store.version import Revision

    world: World = context.obj
    if files:
        return _diff_files(world, *files, everything=everything, exit_code=exit_code)
    if document is None:
        raise UsageError("Name a document (`tracker log` lists them), or two files with --files A B.")
    with world.archive() as archive:
        after = archive.resolve(f"{document}@{new or 'latest'}")
        before = archive.resolve(f"{document}@{old}") if old else None
        if before is None:
            earlier = [one for one in archive.versions(after.source, after.document) if one.number < after.number]
            if not earlier:
                raise UsageError(f"{after.address} is the first version; there is nothing before it.")
            before = earlier[-1]
        found = revised(archive, Revision(old=before, new=after), world.config.settings)
    if form == "json":
        world.json(render.as_json([found]))
    else:
        world.show(render.document(found, everything=everything, ranked=False))
        world.console.print(render.LEGEND, style="faint")
    return CHANGED if exit_code and (found.changes or found.facts) else 0


def _diff_files(world: World, old: Path, new: Path, *, everything: bool, exit_code: bool) -> int:
    from rich.padding import Padding

    from tracker.cli.files import read_document
    from tracker.diff.compare import compare
    from tracker.render import changes as render

    found = [one for one in compare(read_document(old), read_document(new)) if everything or not one.noise]
    for change in found:
        world.console.print(Padding(render.words(change), (0, 0, 0, 2)))
    world.console.print(f"{len(found)} changes.", style="faint")
    return CHANGED if exit_code and found else 0


def changes(
    context: typer.Context,
    *,
    since: Annotated[str | None, typer.Option(help="Date (2024-06-13): versions first seen since then.")] = None,
    run: Annotated[str | None, typer.Option(help="Only what that round recorded.")] = None,
    source: Annotated[str | None, typer.Option(help="Only this source.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Typographic differences too.")] = False,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit with 1 when something changed.")] = False,
    form: ShowAs = "text",
) -> int:
    """Show what changed in all sources, ranked; of the last round unless --since says otherwise.

    Example: tracker changes --since 2024-06-13
    """
    from tracker.cli.gather import news
    from tracker.render import changes as render

    world: World = context.obj
    with world.archive() as archive:
        start = _day(since) if since else None
        if start is None and run is None:
            last = archive.runs(limit=1)
            if not last:
                raise UsageError("Nothing is recorded yet; run `tracker snapshot` first.")
            run = last[0].id
        found = news(archive, archive.revisions(since=start, run=run, source=source), world.config.settings)
    if form == "json":
        world.json(render.as_json(found))
    else:
        world.show(render.listing(found, everything=everything))
    return CHANGED if exit_code and any(one.changes or one.facts for one in found) else 0


def _day(text: str) -> datetime:
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"{text!r} is no date; write it as 2024-06-13.") from error
    return (found if found.tzinfo else found.replace(tzinfo=ZoneInfo("Europe/London"))).astimezone(UTC)


def claims(
    context: typer.Context,
    place: Annotated[str | None, typer.Argument(help="source[/document][@version], or a file; all without it.")] = None,
    *,
    publisher: Annotated[str | None, typer.Option(help="Of a file: who published it.")] = None,
    published: Annotated[str | None, typer.Option(help="Of a file: its date, 2023-07-06.")] = None,
    form: ShowAs = "text",
) -> int:
    """Show claims: who commits whom to what, how firmly, how much, by when.

    Example: tracker claims labour-manifesto
    """
    from tracker.claims.find import find_claims
    from tracker.cli.gather import claims_of
    from tracker.render import claims as render

    world: World = context.obj
    if place is not None and Path(place).is_file():
        found = find_claims(_read(world, Path(place), publisher, published))
    else:
        with world.archive() as archive:
            if place is None:
                newest = [archive.latest(*name) for name in archive.documents()]
                found = tuple(one for version in newest if version for one in claims_of(archive, version))
            else:
                found = claims_of(archive, archive.resolve(place))
    if form == "json":
        world.json(render.as_json(found))
    else:
        world.show(render.listing(found))
    return 0


def _read(world: World, path: Path, publisher: str | None, published: str | None) -> "Document":
    from tracker.cli.files import read_document

    people = world.config.people if (world.root / "config" / "sources.toml").exists() else None
    return read_document(path, publisher=publisher, published=published, people=people)


def pledges(
    context: typer.Context,
    *,
    single: Annotated[bool, typer.Option("--single", help="Threads of a single stage too.")] = False,
    review: Annotated[bool, typer.Option("--review", help="With the links that a person should look at.")] = False,
    form: ShowAs = "text",
) -> int:
    """Show pledges: linked claims as threads through time.

    Example: tracker pledges
    """
    from tracker.cli.gather import pledges as gather
    from tracker.render import pledges as render

    world: World = context.obj
    with world.archive() as archive:
        _, threads = gather(archive, world.config)
    shown = [thread for thread in threads if single or len(thread.claims) > 1 or (review and thread.candidates)]
    if form == "json":
        world.json(render.as_json(shown))
    elif review:
        for thread in shown:
            world.show(render.timeline(thread, candidates=True))
    else:
        world.show(render.listing(shown))
    return 0


def trace(
    context: typer.Context,
    words: Annotated[str, typer.Argument(help="Any words, a press name, or a thread id.")],
    *,
    review: Annotated[bool, typer.Option("--review", help="With the links that a person should look at.")] = False,
    form: ShowAs = "text",
) -> int:
    """Follow a pledge by any of its names: every stage, what changed, and which words prove it.

    Example: tracker trace "hit squads"
    """
    from tracker.cli.gather import pledges as gather
    from tracker.links.search import search
    from tracker.render import pledges as render

    world: World = context.obj
    with world.archive() as archive:
        held, threads = gather(archive, world.config)
        checked = archive.runs(limit=1)
    exact = [thread for thread in threads if thread.id == words]
    hits = search(words, threads, held, aliases=world.config.verdicts.alias) if not exact else ()
    found = exact or list(dict.fromkeys(hit.thread for hit in hits if hit.thread is not None))
    if form == "json":
        world.json(render.as_json(found))
        return 0
    if not found:
        as_of = f" as of {checked[0].started:%Y-%m-%d}" if checked else ""
        world.console.print(f"Not found in these {len(world.config.sources)} sources{as_of}.")
        return 0
    world.show(render.timeline(found[0], candidates=review))
    if len(found) > 1:
        world.console.print("Also:", style="faint")
        world.show(render.listing(found[1:6]))
    return 0


def reindex(context: typer.Context) -> int:
    """Make the index anew from git alone.

    Example: tracker reindex
    """
    world: World = context.obj
    with world.archive() as archive:
        typer.echo(f"{archive.reindex()} commits indexed.")
    return 0
