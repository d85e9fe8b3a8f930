"""`tracker pledges`: what became of the pledges on record."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Annotated, Literal

import typer
from rich.padding import Padding
from rich.text import Text

from tracker.claims.territory import NOT_STATED
from tracker.claims.topic import known_topics
from tracker.cli.exporting import export
from tracker.cli.formats import Format
from tracker.cli.options import ShowThreads, Territory, territories
from tracker.cli.screen import Full, Limit, more, show
from tracker.cli.world import World, clock
from tracker.desk import pledged
from tracker.desk.changes import moment
from tracker.desk.narrow import Filters
from tracker.desk.pledge_index import PledgeIndex
from tracker.desk.pledge_rows import pledge_rows
from tracker.desk.releasing import waiting_sentences
from tracker.links.link import Thread
from tracker.links.turns import ThreadSummary
from tracker.render import pledges as render
from tracker.render.pledge_sheet import sheet
from tracker.render.review import review as to_review
from tracker.store.archive import Archive

_UNCHANGED = "No pledge has changed; `tracker pledges --all --single` lists them all."
REVIEWED = 20
"""Suggestions that `--review` shows where nobody says how many."""


def pledges(
    context: typer.Context,
    *,
    changed: Annotated[bool, typer.Option("--changed", help="Only those that changed: the default.")] = False,
    less_firm: Annotated[bool, typer.Option("--less-firm", help="Only where the wording became less firm.")] = False,
    not_found: Annotated[
        bool, typer.Option("--not-found", help="Only those not found where they would have to stand now.")
    ] = False,
    number: Annotated[bool, typer.Option("--number", help="Only where a number moved, came or went.")] = False,
    topic: Annotated[list[str] | None, typer.Option(help="Only of this topic, like teachers; may be repeated.")] = None,
    publisher: Annotated[list[str] | None, typer.Option(help="Only said by this publisher; may be repeated.")] = None,
    source: Annotated[list[str] | None, typer.Option(help="Only said in this source; may be repeated.")] = None,
    territory: Territory = None,
    since: Annotated[str | None, typer.Option(help="Only where something changed since that day.")] = None,
    sort: Annotated[
        pledged.PledgeOrder,
        typer.Option(help="weight: what matters most first; date: the latest change; first: the oldest pledge."),
    ] = "weight",
    everything: Annotated[bool, typer.Option("--all", help="Also those in which nothing changed.")] = False,
    single: Annotated[bool, typer.Option("--single", help="Those of a single stage too.")] = False,
    review: Annotated[
        bool,
        typer.Option("--review", help="The links that a person should look at, with the commands that decide them."),
    ] = False,
    limit: Limit = None,
    full: Full = False,
    form: ShowThreads = Format.TEXT,
) -> int:
    """Show what became of the pledges: linked claims through time, what changed in each, the weightiest first.

    `tracker pledges import FILE` brings your own list; `--format csv` gives a row a pledge, with the columns of that list.

    Example: tracker pledges --less-firm --topic teachers
    """
    world: World = context.obj
    kinds = less_firm or not_found or number
    wanted = pledged.PledgeFilter(
        changed=changed or not (everything or single or kinds),
        less_firm=less_firm,
        not_found=not_found,
        number=number,
        topics=known_topics(topic or ()),
        territories=territories(territory),
        since=moment(since) if since else None,
        single=single,
    )
    meaning = world.meaning
    with world.archive() as archive, world.pledge_index(archive) as index:
        wanted = _within(wanted, world, archive, source, publisher)
        if review and form is Format.TEXT:
            most = 0 if full else REVIEWED if limit is None else limit
            world.show(to_review(index.threads(), limit=most or None, tell=index.tell, meaning=meaning))
            return 0
        asked = bool(changed or kinds or topic or publisher or source or territory or since or sort != "weight")
        if form is not Format.TEXT and not asked:
            every = index.threads(least=1 if single or everything or review else 2)
            shown = [one for one in every if single or everything or len(one.claims) > 1 or (review and one.candidates)]
            _export(world, archive, index, shown[: limit or None], form)
            return 0
        found = pledged.looked_for(index.summaries(), archive, world.config, clock())
        listed = pledged.in_order(found, wanted, sort)
        if form is not Format.TEXT:
            chosen = (index.thread(one.id) for one in listed[: limit or None])
            _export(world, archive, index, [one for one in chosen if one], form, whole=False)
            return 0

        def rows(*, full: bool) -> Iterator[Sequence[Text | Padding]]:
            return render.lines(
                listed,
                wanted,
                seen=lambda one: pledged.sighting(one, archive),
                width=world.console.width,
                full=full,
            )

        show(
            world,
            rows(full=True),
            brief=rows(full=False),
            head=[
                *render.head(pledged.counts(found)),
                *(Text(one, style="faint") for one in waiting_sentences(world.config, index)),
                *_unstated(found, wanted, sort),
            ],
            left=lambda shown: more(len(listed), "thread")(shown) or "every change to each",
            limit=limit,
            full=full,
        )
    if not listed:
        world.say("No pledge matches; `tracker pledges --all --single` lists them all." if asked else _UNCHANGED)
    return 0


def _unstated(
    found: Sequence[ThreadSummary], wanted: pledged.PledgeFilter, sort: pledged.PledgeOrder
) -> Iterator[Text]:
    """How many more fit whose documents do not say where they apply."""
    if wanted.territories and NOT_STATED not in wanted.territories:
        silent = len(pledged.in_order(found, replace(wanted, territories=(NOT_STATED,)), sort))
        if silent:
            said = f"{silent:,} more in documents that do not say where they apply: --territory not-stated"
            yield Text(said, style="faint")


def _export(
    world: World,
    archive: Archive,
    index: PledgeIndex,
    threads: Sequence[Thread],
    form: Literal[Format.MARKDOWN, Format.CSV, Format.JSON],
    *,
    whole: bool = True,
) -> None:
    """The threads; as CSV a row a pledge, with all of the desk's own where nothing narrows the list."""
    if form is Format.CSV:
        world.table(*sheet(pledge_rows(archive, world.config, index, threads, whole=whole)))
    else:
        export(world, index.told(threads), form)


def _within(
    wanted: pledged.PledgeFilter,
    world: World,
    archive: Archive,
    sources: list[str] | None,
    publishers: list[str] | None,
) -> pledged.PledgeFilter:
    """Only threads of these sources. UsageError for one that is not there."""
    if not sources and not publishers:
        return wanted
    recorded = [name for name, _ in archive.documents()]
    names = Filters(sources=sources or (), publishers=publishers or ()).names(world.config, recorded)
    return replace(wanted, sources=names)
