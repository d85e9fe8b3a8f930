"""What changed in all sources: since a day, in a round, or since a reader's mark."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time

from tracker.config.config import Config
from tracker.desk.dates import LONDON
from tracker.desk.gather import news, pledges, thread_of
from tracker.desk.narrow import Filters
from tracker.desk.news import News
from tracker.errors import UsageError
from tracker.store.archive import Archive
from tracker.wording.fold import fold

EVERYTHING = Filters()


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
    last = next((one for one in archive.runs() if one.asked), None)
    if last is None:
        raise UsageError("Nothing is recorded yet; run `tracker snapshot` first.")
    return VersionSpan(run=last.id)


def changes(
    archive: Archive,
    config: Config,
    span: VersionSpan,
    *,
    filters: Filters = EVERYTHING,
    thread: str | None = None,
    everything: bool = False,
) -> News:
    """What the versions of the span changed, as the filters let it through; `thread`: only sentences of that pledge.

    `everything`: also what says nothing new. UsageError where a name means nothing or there is no such round.
    """
    choice = filters.choice
    if thread is not None:
        choice = replace(choice, said=_said(archive, config, thread))
    if span.run is not None:
        archive.run(span.run)  # UsageError where there is none
    names = filters.names(config, [source for source, _ in archive.documents()])
    old_and_new = archive.revisions(since=span.since, run=span.run, after=span.after)
    firsts = archive.firsts(since=span.since, run=span.run, after=span.after)
    whole = news(archive, (one for one in old_and_new if one.new.source in names), config)
    return News(
        changed=tuple(one.only(choice.of(one.found)) for one in whole),
        firsts=() if choice else tuple(one for one in firsts if one.source in names and one.kind == "first"),
        everything=everything,
    )


def _said(archive: Archive, config: Config, thread: str) -> tuple[str, ...]:
    """The words of all claims of a thread. UsageError when there is none of that id."""
    _, threads = pledges(archive, config)
    return tuple(dict.fromkeys(fold(claim.text) for claim in thread_of(threads, thread).claims))


def moment(given: str | date) -> datetime:
    """A day or a time as a person gives it, in UTC: what names no zone is London's. UsageError where it is no date."""
    try:
        found = datetime.fromisoformat(given) if isinstance(given, str) else given
        if not isinstance(found, datetime):
            found = datetime.combine(found, time())
        return (found if found.tzinfo else found.replace(tzinfo=LONDON)).astimezone(UTC)
    except (ValueError, OverflowError) as error:  # the latter at the ends of the calendar
        raise UsageError(f"{str(given)[:40]!r} is no date; write it as 2024-06-13.") from error
