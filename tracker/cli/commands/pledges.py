"""`tracker pledges`: what became of the pledges on record."""

from dataclasses import replace
from typing import Annotated

import typer

from tracker.claims.topic import topics
from tracker.cli.exporting import export
from tracker.cli.formats import Format
from tracker.cli.options import ShowThreads
from tracker.cli.screen import Full, Limit, more, show
from tracker.cli.world import World, clock
from tracker.desk import pledged
from tracker.desk.changes import moment
from tracker.desk.gather import pledges as gather
from tracker.desk.narrow import Filters
from tracker.errors import UsageError
from tracker.render import pledges as render
from tracker.render.review import review as to_review
from tracker.store.archive import Archive

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
    since: Annotated[str | None, typer.Option(help="Only where something turned since that day.")] = None,
    sort: Annotated[
        pledged.PledgeOrder,
        typer.Option(help="weight: what matters most first; date: the latest turn; first: the oldest pledge."),
    ] = "weight",
    everything: Annotated[bool, typer.Option("--all", help="Also those in which nothing turned.")] = False,
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

    Example: tracker pledges --less-firm --topic teachers
    """
    world: World = context.obj
    kinds = less_firm or not_found or number
    wanted = pledged.PledgeFilter(
        changed=changed or not (everything or single or kinds),
        less_firm=less_firm,
        not_found=not_found,
        number=number,
        topics=_topics(topic),
        since=moment(since) if since else None,
        single=single,
    )
    with world.archive() as archive:
        wanted = _within(wanted, world, archive, source, publisher)
        claims, threads = gather(archive, world.config)
        if review and form is Format.TEXT:
            world.show(to_review(threads, limit=0 if full else REVIEWED if limit is None else limit))
            return 0
        if form is not Format.TEXT and not (
            changed or kinds or topic or publisher or source or since or sort != "weight"
        ):
            shown = [
                one for one in threads if single or everything or len(one.claims) > 1 or (review and one.candidates)
            ]
            export(world, shown[: limit or None], form)
            return 0
        found = pledged.summaries(claims, threads, archive, world.config, clock())
        listed = pledged.in_order(found, wanted, sort)
        if form is not Format.TEXT:
            by_id = {thread.id: thread for thread in threads}
            export(world, [by_id[one.id] for one in listed[: limit or None]], form)
            return 0
        show(
            world,
            render.lines(
                listed,
                wanted,
                seen=lambda one: pledged.sighting(one, archive),
                width=world.console.width,
                full=full or limit == 0 or world.prints_full,
            ),
            head=render.head(pledged.counts(found)),
            left=more(len(listed), "thread"),
            limit=limit,
            full=full,
        )
    if not listed:
        world.say("No thread is so.")
    return 0


def _topics(asked: list[str] | None) -> tuple[str, ...]:
    if strange := [one for one in asked or () if one not in topics()]:
        raise UsageError(f"--topic {strange[0][:60]!r}: one of {', '.join(topics())}")
    return tuple(asked or ())


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
