"""`tracker changes`: what changed in all sources."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Annotated, assert_never
from zoneinfo import ZoneInfo

import typer

from tracker.cli.narrow import Filters, saved
from tracker.cli.options import CHANGED, Added, All, Matching, Removed, ShowReport, Stat
from tracker.cli.world import Report, World, clock
from tracker.errors import UsageError

if TYPE_CHECKING:
    from tracker.config.config import Config
    from tracker.diff.choice import ChangeFilter
    from tracker.render.news import News
    from tracker.store.archive import Archive
    from tracker.store.version import Version

READER = "me"
RECENT = timedelta(days=7)
"""What "new" means where nobody says since when."""


def changes(
    context: typer.Context,
    reader: Annotated[
        str, typer.Argument(help="With --new: whose mark. Several people or jobs may each have their own.")
    ] = READER,
    *,
    new: Annotated[
        bool, typer.Option("--new", help="What READER has not been shown yet; then moves the mark on.")
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
    form: ShowReport = "text",
) -> int:
    """Show what is new in all sources, ranked: of the last 7 days, else the last change there was.

    --since tells imported history too; --new what a reader has not been shown yet.

    Example: tracker changes --since 2024-06-13 --matching '"hit squads"'
    """
    world: World = context.obj
    filters = Filters(source or (), publisher or (), topic or (), matching or (), added=added, removed=removed)
    if watch:
        if filters:
            raise UsageError("--watch is a set of filters already: leave the others away.")
        filters = saved(watch, world.config)
    if money and (stat or form != "text"):
        raise UsageError("--money lays out text of its own; leave --stat and --format away.")
    if stat and form != "text":
        raise UsageError(f"--stat lays out text; leave it away with --format {form}.")
    _agree(new=new, reader=reader, span=bool(since or run), narrowed=bool(filters or thread))
    with world.archive() as archive:
        newest = archive.newest()
        asked = _VersionRange(
            since=_day(since) if since else None, run=run, after=archive.mark(reader) if new else None
        )
        choice = replace(filters.choice, said=_said(archive, world.config, thread)) if thread else filters.choice
        span, head = (asked, "") if new or since or run else _recent(archive, clock())
        found = _found(archive, world.config, span, filters, choice)
        found = replace(found, everything=everything)
        if new:
            head = f"{found.count} new since you looked."
        if money:
            _money(world, archive, found, head)
        elif stat:
            _count(world, found)
        else:
            _show(world, found, form=form, head=head)
        world.finish()
        if new and newest:
            archive.move_mark(reader, newest)  # Only now: what could not be printed was not read.
    return CHANGED if exit_code and not found.is_empty else 0


@dataclass(frozen=True, slots=True)
class _VersionRange:
    """Which versions: captured since, recorded in that round, recorded after the version of that commit."""

    since: datetime | None = None
    run: str | None = None
    after: str | None = None


def _recent(archive: "Archive", now: datetime) -> tuple[_VersionRange, str]:
    """The last 7 days, or the round of the last change there was, and a line that says which. UsageError before a round."""
    from tracker.render.changes import counted
    from tracker.store.version import HISTORY, NEWS

    week = now - RECENT
    since = week.astimezone(ZoneInfo("Europe/London")).date()
    if any(one.new.kind in NEWS for one in archive.revisions(since=week)):
        return _VersionRange(since=week), f"New since {since:%-d %b %Y}:"
    seen = [one for one in archive.firsts(since=week) if one.kind == "first"]
    last = max((one.new for one in archive.revisions() if one.new.kind in NEWS), key=_captured, default=None)
    if last is not None and not seen:
        day = last.captured_at.astimezone(ZoneInfo("Europe/London"))
        return _VersionRange(
            run=last.run
        ), f"Nothing new since {since:%-d %b %Y}. The last change was seen on {day:%-d %b %Y}:"
    imported = [one for name in archive.documents() for one in archive.versions(*name) if one.kind in HISTORY]
    if imported:
        first = min(map(_captured, imported))
        count = counted(len(imported), "imported version")
        told = f"{count} from archives: `tracker changes --since {first:%Y-%m-%d}` tells what changed in them."
        return _VersionRange(since=week), f"Nothing new since {since:%-d %b %Y}. {told}"
    if not archive.documents():
        raise UsageError("Nothing is recorded yet; run `tracker snapshot` first.")
    return _VersionRange(since=None if seen else week), ""


def _captured(version: "Version") -> datetime:
    return version.captured_at


def _said(archive: "Archive", config: "Config", thread: str) -> tuple[str, ...]:
    """The words of all claims of a thread. UsageError when there is none of that id."""
    from tracker.cli.gather import pledges
    from tracker.cli.verdicts import thread_of
    from tracker.wording.fold import fold

    _, threads = pledges(archive, config)
    return tuple(dict.fromkeys(fold(claim.text) for claim in thread_of(threads, thread).claims))


def _found(
    archive: "Archive", config: "Config", asked: _VersionRange, filters: Filters, choice: "ChangeFilter"
) -> "News":
    from tracker.cli.gather import news
    from tracker.render.news import News

    if asked.run is not None:
        archive.run(asked.run)  # UsageError where there is none
    names = filters.names(config, [source for source, _ in archive.documents()])
    old_and_new = archive.revisions(since=asked.since, run=asked.run, after=asked.after)
    firsts = archive.firsts(since=asked.since, run=asked.run, after=asked.after)
    past = asked.since is not None and asked.run is None
    whole = news(archive, (one for one in old_and_new if one.new.source in names), config, imported=past)
    return News(
        changed=tuple(one.only(choice.of(one.found)) for one in whole),
        firsts=() if choice else tuple(one for one in firsts if one.source in names and one.kind == "first"),
    )


def _money(world: World, archive: "Archive", found: "News", head: str) -> None:
    from tracker.cli.money import first_stated
    from tracker.render.changes import opened
    from tracker.render.money import money_lines, sums

    listed = [(one, first_stated(archive, world.config, one)) for one in sums(found.changed)]
    world.show(opened(head, money_lines(listed)))


def _count(world: World, found: "News") -> None:
    from tracker.render.stat import statistics

    world.show(statistics(found))


def _show(world: World, found: "News", *, form: Report, head: str) -> None:
    match form:
        case "text":
            from tracker.render.changes import listing, opened

            world.show(opened(head, listing(found)))
        case "json":
            from tracker.render.schemas.changes import Changes

            world.tell(Changes.of(found))
        case "html":
            from tracker.render.html import news_page

            world.write(news_page(found))
        case "markdown":
            from tracker.render.markdown import SUMMARY, news_lines

            world.write(news_lines(found, room=SUMMARY))
        case _:
            assert_never(form)


def _agree(*, new: bool, reader: str, span: bool, narrowed: bool) -> None:
    name = reader[:40]
    if reader != READER and not new:
        raise UsageError(f"To see what {name!r} has not been shown yet, write `tracker changes --new {name}`.")
    if new and span:
        raise UsageError("--new shows everything since the mark: leave --since and --run away.")
    if new and narrowed and reader == READER:
        raise UsageError(
            "What a filter leaves out would count as read: give such a reader a name of its own, such as "
            "`tracker changes --new ana --watch send`."
        )


def _day(text: str) -> datetime:
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"{text!r} is no date; write it as 2024-06-13.") from error
    return (found if found.tzinfo else found.replace(tzinfo=ZoneInfo("Europe/London"))).astimezone(UTC)
