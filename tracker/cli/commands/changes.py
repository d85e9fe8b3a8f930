"""`tracker changes`: what changed in all sources."""

from typing import Annotated, assert_never

import typer
from rich.text import Text

from tracker.cli import screen
from tracker.cli.formats import Format, NewsFormat
from tracker.cli.options import CHANGED, Added, All, Matching, Removed, ShowReport, Stat
from tracker.cli.screen import Full, Limit
from tracker.cli.world import World, clock
from tracker.desk.changes import VersionSpan, moment, recent, unread
from tracker.desk.changes import changes as find
from tracker.desk.money import first_stated
from tracker.desk.money import sums as sums_of
from tracker.desk.narrow import Filters, saved
from tracker.desk.news import News
from tracker.errors import UsageError
from tracker.render import tables
from tracker.render.brief import BriefNews
from tracker.render.changes import blocks, closing, opened, total
from tracker.render.html import news_page
from tracker.render.markdown import SUMMARY, news_lines
from tracker.render.money import money_blocks, money_total
from tracker.render.schemas.changes import Changes
from tracker.render.stat import stat_lines, stat_totals

READER = "me"
UNSEEN = "new until seen"
"""Of what a reader was shown in part: the mark moves on once all of it was shown."""


def changes(
    context: typer.Context,
    reader: Annotated[
        str, typer.Argument(help="With --new: whose mark. Several people or jobs may each have their own.")
    ] = READER,
    *,
    new: Annotated[
        bool,
        typer.Option("--new", help="What READER has not been shown yet; moves the mark on once all of it was shown."),
    ] = False,
    since: Annotated[str | None, typer.Option(help="Date (2024-06-13): versions first seen since then.")] = None,
    run: Annotated[str | None, typer.Option(help="Only what that round recorded.")] = None,
    source: Annotated[list[str] | None, typer.Option(help="Only this source; may be given several times.")] = None,
    publisher: Annotated[list[str] | None, typer.Option(help="Only this publisher's sources, e.g. dfe.")] = None,
    topic: Annotated[list[str] | None, typer.Option(help="Only sources with this topic.")] = None,
    matching: Matching = None,
    thread: Annotated[
        str | None, typer.Option(help="Only sentences of that pledge, by the id of its thread (`tracker pledges`).")
    ] = None,
    watch: Annotated[str | None, typer.Option(help="The filters of that watch of config/watches.toml.")] = None,
    added: Added = False,
    removed: Removed = False,
    stat: Stat = False,
    money: Annotated[
        bool, typer.Option("--money", help="Every amount of money that came or went, and whether it is new here.")
    ] = False,
    everything: All = False,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit with 1 when something changed.")] = False,
    limit: Limit = None,
    full: Full = False,
    form: ShowReport = Format.TEXT,
) -> int:
    """Show what is new in all sources, the most important first.

    Of the last 7 days, else the last change there was.

    --since tells imported history too; --new what a reader has not been shown yet.

    Example: tracker changes --since 2024-06-13 --matching '"hit squads"'
    """
    world: World = context.obj
    filters = Filters(source or (), publisher or (), topic or (), matching or (), added=added, removed=removed)
    if watch is not None:
        if filters:
            raise UsageError("--watch is a set of filters already: leave out the others.")
        filters = saved(watch, world.config)
    if money and (stat or form is not Format.TEXT):
        raise UsageError("--money prints text of its own: leave out --stat and --format.")
    if stat and form is not Format.TEXT:
        raise UsageError(f"--stat prints text only: leave it out with --format {form}.")
    _agree(
        new=new, reader=reader, span=since is not None or run is not None, narrowed=bool(filters) or thread is not None
    )
    with world.archive() as archive:
        newest = archive.newest()
        head = past = ""
        if new:
            span, past = unread(archive, reader)
        elif since is not None or run is not None:
            span = VersionSpan(since=None if since is None else moment(since), run=run)
        else:
            span, head = recent(archive, clock())
        found = find(
            archive,
            world.config,
            span,
            filters=filters,
            thread=thread,
            everything=everything,
            on_demand=True,
            now=clock() if run is None else None,
        )
        if new:
            known = span.after is not None
            head = (
                f"{found.count:,} new since you looked."
                if known
                else f"All since the first round; {reader} never looked."
            )
            head = f"{head} {past}" if past and found.is_bare else head
        if money:
            amounts = sums_of(found.changed)
            listed = tuple(zip(amounts, first_stated(archive, world.config, amounts), strict=True))
            is_all = screen.show(
                world,
                money_blocks(listed),
                left=screen.more(len(listed), "amount"),
                head=opened(head, iter([money_total(listed)])),
                limit=limit,
                full=full,
            )
        elif stat:
            lines = [[line] for line in stat_lines(found)]
            left = screen.more(len(lines), "document")
            top = opened(head, iter(stat_totals(found)))
            is_all = screen.show(world, lines, left=left, head=top, limit=limit, full=full)
        else:
            is_all = _show(world, found, form=form, head=head, marked=new, limit=limit, full=full)
        world.finish()
        if new and newest and is_all:
            archive.move_mark(reader, newest)  # Only now: what was not printed was not read.
    return CHANGED if exit_code and not found.is_empty else 0


def _show(
    world: World,
    found: "News",
    *,
    form: NewsFormat,
    head: str,
    marked: bool,
    limit: int | None,
    full: bool,
) -> bool:
    """Whether all of it was shown."""
    match form:
        case Format.TEXT:
            short = BriefNews(found)
            sums = not head or not found.is_bare or found.left_out  # "Nothing new in the last 7 days" has said it
            return screen.show(
                world,
                blocks(found, short.entries),
                brief=short.blocks(),
                left=(lambda shown: _unseen(short.left(shown))) if marked else short.left,
                head=opened(head, iter([Text(total(found), style="head")] if sums else [])),
                foot=closing(found),
                limit=limit,
                full=full,
            )
        case Format.JSON:
            world.tell(Changes.of(found))
        case Format.CSV:
            world.table(*tables.changes(Changes.of(found), everything=found.everything))
        case Format.HTML:
            world.write(news_page(found))
        case Format.MARKDOWN:
            world.write(news_lines(found, room=SUMMARY))
        case _:
            assert_never(form)
    return True


def _unseen(words: str) -> str:
    return words and f"{words}, {UNSEEN}"


def _agree(*, new: bool, reader: str, span: bool, narrowed: bool) -> None:
    name = reader[:40]
    if reader != READER and not new:
        raise UsageError(f"To see what {name!r} has not been shown yet, write `tracker changes --new {name}`.")
    if new and span:
        raise UsageError("--new shows everything since the mark: leave out --since and --run.")
    if new and narrowed and reader == READER:
        raise UsageError(
            "With a filter, changes you never saw would be marked as read: use a separate reader name, such as "
            "`tracker changes --new ana --watch send`."
        )
