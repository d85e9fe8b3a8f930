"""`tracker find`: who said this first, and who says it still?"""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, assert_never

import typer
from rich.text import Text

from tracker.claims.territory import NOT_STATED, takes
from tracker.cli import screen
from tracker.cli.formats import Format
from tracker.cli.options import ShowTable, Territory, territories
from tracker.cli.screen import Full, Limit
from tracker.cli.world import World
from tracker.desk.changes import moment
from tracker.desk.dates import day
from tracker.desk.narrow import Filters
from tracker.render import found as render
from tracker.render import tables
from tracker.render.schemas.find import Find
from tracker.store.archive import Archive
from tracker.store.utterance import Utterance
from tracker.store.version import Version
from tracker.wording.asking import instead, passed_over


def find(
    context: typer.Context,
    words: Annotated[
        list[str],
        typer.Argument(
            help="All of these words in any form; “in quotation marks” as they stand; star* for any ending."
        ),
    ],
    *,
    source: Annotated[str | None, typer.Option("--source", help="Only this source.")] = None,
    publisher: Annotated[list[str] | None, typer.Option(help="Only this publisher's sources, e.g. dfe.")] = None,
    since: Annotated[str | None, typer.Option(help="Date (2024-06-13): only sentences first seen since then.")] = None,
    territory: Territory = None,
    exact: Annotated[bool, typer.Option("--exact", help="Only these words as they stand, in no other form.")] = False,
    limit: Limit = None,
    full: Full = False,
    form: ShowTable = Format.TEXT,
) -> int:
    """Find who said something first, and who says it still.

    Looks at every sentence ever recorded. `hit squad` also finds “hit squads”, `6500` also “6,500”, as on the site.

    Example: tracker find '"hit squads"' £1.3bn
    """
    world: World = context.obj
    asked = " ".join(words)
    filters = Filters(sources=[source] if source is not None else (), publishers=publisher or ())
    after = moment(since) if since is not None else None
    with world.archive() as archive:
        meant = {} if exact else archive.meant(asked)
        every = _found(world, archive, instead(asked, meant), filters, after, exact=exact)
        found = _applying(archive, every, territories(territory))
        silent = len(_applying(archive, every, (NOT_STATED,))) if territory else 0
        unread = archive.unread()
        remarks = [*render.meant(meant), *render.passed_over(() if exact else passed_over(asked))]
        if form is Format.TEXT:
            screen.show(
                world,
                render.sayings(found, _publishers(world), published=lambda version: _published(archive, version)),
                brief=render.brief_sayings(found, _publishers(world)),
                left=screen.more(len(found), "sentence"),
                head=[*map(Text, remarks), Text(render.summed(found), style="head")],
                limit=limit,
                full=full,
            )
    shown = found[: limit or None]
    told = Find.of(asked, shown, more=len(shown) < len(found), unread=unread, meant=meant)
    match form:
        case Format.JSON:
            world.tell(told)
        case Format.CSV:
            world.table(*tables.find(told))
            for line in (*remarks, *([render.summed(found)] if not found or told.more else [])):
                typer.echo(line, err=True)
        case Format.TEXT:
            pass
        case _:
            assert_never(form)
    if silent and NOT_STATED not in territories(territory):
        said = "sentence in a document that does" if silent == 1 else "sentences in documents that do"
        typer.echo(f"{silent:,} more {said} not say where they apply: --territory not-stated", err=True)
    if unread:
        typer.echo(f"{unread} texts are damaged and were not searched: run `tracker verify`.", err=True)
    return 0


def _found(
    world: World, archive: Archive, asked: str, filters: Filters, after: datetime | None, *, exact: bool
) -> Sequence[Utterance]:
    found = archive.said(asked, exact=exact)
    if filters:
        names = filters.names(world.config, [name for name, _ in archive.documents()])
        found = tuple(one for one in found if one.source in names)
    return tuple(one for one in found if after is None or one.first.captured_at >= after)


def _applying(archive: Archive, found: Sequence[Utterance], wanted: Sequence[str]) -> Sequence[Utterance]:
    """Those whose document, in the last version that said it, applies to one of these territories."""
    if not wanted:
        return found
    stated: dict[str, Sequence[str]] = {}
    for one in found:
        if one.last.address not in stated:
            stated[one.last.address] = _territory(archive, one.last)
    return tuple(one for one in found if takes(stated[one.last.address], wanted))


def _territory(archive: Archive, version: Version) -> Sequence[str]:
    told = json.loads(archive.meta(version)).get("territory")
    return [one for one in told if isinstance(one, str)] if isinstance(told, list) else []


def _publishers(world: World) -> dict[str, str]:
    """Names of publishers by source; none where the folder has no config."""
    if not world.is_configured:
        return {}
    people = world.config.people
    return {one.id: people.name_of(one.publisher) for one in world.config.sources}


def _published(archive: Archive, version: Version) -> str | None:
    """The date of publication that the page itself gives, in words."""
    told = json.loads(archive.meta(version)).get("published")
    return day(datetime.fromisoformat(told)) if isinstance(told, str) else None
