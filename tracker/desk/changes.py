"""What changed in all sources: since a day, in a round, or since a reader's mark."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from tracker.config.config import Config
from tracker.desk.dates import LONDON, day
from tracker.desk.gather import news
from tracker.desk.narrow import Filters
from tracker.desk.news import News
from tracker.desk.periods import quiet_periods
from tracker.errors import UsageError
from tracker.later import later
from tracker.store.archive import Archive
from tracker.store.version import HISTORY, NEWS

if TYPE_CHECKING:
    from tracker.desk import pledge_index
    from tracker.wording import fold as folding
else:
    pledge_index = later("tracker.desk.pledge_index")
    folding = later("tracker.wording.fold")


EVERYTHING = Filters()
RECENT = timedelta(days=7)
"""What "new" means where nobody says since when."""


@dataclass(frozen=True, slots=True)
class VersionSpan:
    """Which versions: captured since, recorded in that round, recorded after the version of that commit."""

    since: datetime | None = None
    run: str | None = None
    after: str | None = None

    def __bool__(self) -> bool:
        return any((self.since, self.run, self.after))


def last_round(archive: Archive) -> VersionSpan:
    """What the last round recorded that asked anybody. UsageError where there was none."""
    last = archive.last_round()
    if last is None:
        raise UsageError("Nothing is recorded yet; run `tracker snapshot` first.")
    return VersionSpan(run=last.id)


def recent(archive: Archive, now: datetime) -> tuple[VersionSpan, str]:
    """What is new: the last 7 days, else the round of the last change there was; and a line that says which.

    Imported history is none of it: the line says how much there is and how to see it. UsageError before the first round.
    """
    week = now - RECENT
    since = week.astimezone(LONDON)
    round_ = archive.last_round()
    asked = None if round_ is None else round_.started
    nothing = f"Nothing new in the last {RECENT.days} days."
    if asked is not None and asked < week:
        nothing = f"No source was asked in the last {RECENT.days} days: the last round was on {day(asked)}."
    if any(one.new.kind in NEWS for one in archive.revisions(since=week)):
        return VersionSpan(since=week), f"New since {day(since)}:"
    seen = [one for one in archive.firsts(since=week) if one.kind == "first"]
    last = archive.last_change(NEWS)
    if last is not None and not seen:
        return VersionSpan(run=last.run), f"{nothing} The last change was seen on {day(last.captured_at)}:"
    imported, first = archive.span_of(HISTORY)
    if first is not None:
        return VersionSpan(since=week), f"{nothing} {_imported(imported, first)}"
    if not archive.documents():
        raise UsageError("Nothing is recorded yet; run `tracker snapshot` first.")
    return VersionSpan(since=None if seen else week), ""


def unread(archive: Archive, reader: str) -> tuple[VersionSpan, str]:
    """What a reader has not been shown, and what was imported meanwhile, which is none of it; empty where nothing was.

    UsageError before anything is recorded.
    """
    if not archive.documents():
        raise UsageError("Nothing is recorded yet; run `tracker snapshot` first.")
    mark = archive.mark(reader)
    after = (*(one.new for one in archive.revisions(after=mark)), *archive.firsts(after=mark))
    past = [one.captured_at for one in after if one.kind in HISTORY]
    return VersionSpan(after=mark), _imported(len(past), min(past)) if past else ""


def _imported(count: int, first: datetime) -> str:
    versions = f"{count:,} imported version{'' if count == 1 else 's'}"
    return f"{versions} from archives: `tracker changes --since {first:%Y-%m-%d}` tells what changed in them."


def changes(
    archive: Archive,
    config: Config,
    span: VersionSpan,
    *,
    filters: Filters = EVERYTHING,
    thread: str | None = None,
    everything: bool = False,
    on_demand: bool = False,
    now: datetime | None = None,
) -> News:
    """What the versions of the span changed, as the filters let it through; `thread`: only sentences of that pledge.

    `everything`: also small changes. `on_demand`: see `news`. `now`: until when is looked, for the periods of people.toml;
    without it none is told.

    UsageError where a name means nothing or there is no such round.
    """
    choice = filters.choice
    if thread is not None:
        choice = replace(choice, said=_said(archive, config, thread))
    if span.run is not None:
        archive.run(span.run)  # UsageError where there is none
    names = filters.names(config, [source for source, _ in archive.documents()])
    old_and_new = archive.revisions(since=span.since, run=span.run, after=span.after)
    firsts = archive.firsts(since=span.since, run=span.run, after=span.after)
    past = span.since is not None and span.run is None
    whole = news(
        archive, (one for one in old_and_new if one.new.source in names), config, imported=past, on_demand=on_demand
    )
    told = [one.only(choice.of(one.found)) for one in whole]
    return News(
        changed=tuple(one for one in told if everything or not one.again),
        alternating=() if everything else tuple(one for one in told if one.again),
        firsts=() if choice else tuple(one for one in firsts if one.source in names and one.kind == "first"),
        everything=everything,
        periods=quiet_periods(config, names, span.since or now, now, told) if now else (),
    )


def _said(archive: Archive, config: Config, thread: str) -> tuple[str, ...]:
    """The words of all claims of a thread. UsageError when there is none of that id."""
    with pledge_index.PledgeIndex(archive, config) as index:
        return tuple(dict.fromkeys(folding.fold(claim.text) for claim in pledge_index.thread_of(index, thread).claims))


def moment(given: str | date) -> datetime:
    """A day or a time as a person gives it, in UTC: what names no zone is London's. UsageError where it is no date."""
    try:
        found = datetime.fromisoformat(given) if isinstance(given, str) else given
        if not isinstance(found, datetime):
            found = datetime.combine(found, time())
        return (found if found.tzinfo else found.replace(tzinfo=LONDON)).astimezone(UTC)
    except (ValueError, OverflowError) as error:  # the latter at the ends of the calendar
        raise UsageError(f"{str(given)[:40]!r} is not a date; write it as 2024-06-13.") from error
