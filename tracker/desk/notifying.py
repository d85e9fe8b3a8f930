"""Notifying: what each target has not been told yet, and telling it. What was told lies in the record.

A target that the record does not know begins where it is first met: history is no news. Delivery comes before the note of
it, so that a crash between the two tells a thing twice rather than never.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from tracker.capture.health import SourceFault, faults_now
from tracker.config.config import Config
from tracker.config.notify import Notify
from tracker.desk.carried import of_links
from tracker.desk.comparison import Comparison
from tracker.desk.digest import Digest, only
from tracker.desk.following import Followed, begin_following
from tracker.desk.gather import news
from tracker.desk.narrow import Filters, saved
from tracker.desk.withheld import for_others
from tracker.diff.change import Change
from tracker.errors import TrackerError
from tracker.fetch.deliver import Message, deliver
from tracker.store.archive import Archive

NEEDS_A_PERSON = frozenset({"broken", "blocked", "suspect", "watches nothing"})
"""States that are told. A source that is merely failing will mostly pass by itself before it counts as broken."""


@dataclass(frozen=True, slots=True)
class Backlog:
    """What a target has not been told, and what the record will say that it was told."""

    target: Notify
    digest: Digest
    commit: str | None
    troubles: Mapping[str, datetime]
    followed: Mapping[str, datetime] = field(default_factory=dict)
    """What it will then have been told of what it follows."""
    carries: frozenset[str] = frozenset()
    """The keys of the verdicts that its message rests on."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """What became of a digest."""

    due: Backlog
    failure: str | None = None
    remark: str | None = None
    """Why the message was not by the user's template."""

    @property
    def sentence(self) -> str:
        """For people."""
        if self.failure is None:
            return f"Told {self.due.target.name}: {self.due.digest.summary}{f'; {self.remark}' if self.remark else ''}."
        return f"! {self.due.target.name} was not told of {self.due.digest.summary}: {self.failure}."


Compose = Callable[[Backlog], tuple[Message | None, str | None]]
"""Writes the message of a backlog, with a remark on it; without a message, why there is none."""


def find_due(archive: Archive, config: Config, targets: Iterable[Notify], now: datetime) -> tuple[Backlog, ...]:
    """What each of them has not been told. UsageError where a watch names what is not there."""
    compared: dict[str | None, tuple[Comparison, ...]] = {}
    enabled = {source.id for source in config.sources if source.enabled}
    now_wrong = {
        name: fault
        for name, fault in faults_now(archive, settings=config.settings, now=now).items()
        if fault.source in enabled
    }
    with Followed(archive, config, now) as look:
        return tuple(_due(look, target, compared, now_wrong) for target in targets)


def begin_all(archive: Archive, config: Config, now: datetime) -> None:
    """What has been followed since the last round is followed from now on: what is so by now is no news."""
    begin_following(archive, config, config.notify.notify, now)


def send(archive: Archive, due: Iterable[Backlog], *, compose: Compose, timeout: float) -> tuple[Delivery, ...]:
    """Tell everybody at once, then note who was told. Where nothing is to be told, only how far it was looked.

    `timeout` are seconds for all messages together.
    """
    waiting = []
    for one in due:
        if one.digest:
            waiting.append((one, *compose(one)))
        else:
            _note(archive, one)
    messages = [message for _, message, _ in waiting if message]
    archive.note_carried(key for one, message, _ in waiting if message for key in one.carries)
    answers = iter(deliver(messages, timeout=timeout))
    sent = []
    for one, message, said in waiting:
        found = Delivery(one, next(answers), said) if message else Delivery(one, said)
        if found.failure is None:
            _note(archive, one)
        sent.append(found)
    return tuple(sent)


def _note(archive: Archive, one: Backlog) -> None:
    archive.note_told(one.target.reader, one.commit, one.troubles)
    archive.note_told(one.target.follower, None, one.followed)


def tell_all(
    archive: Archive, config: Config, *, compose: Compose, now: datetime, tell: Callable[[Delivery], None]
) -> str | None:
    """Tell all targets what they have not been told; why that could not even be tried, or None. Never fails a round."""
    if not config.notify.notify:
        return None
    try:
        with archive.round_lock(), for_others(archive, config, now) as (shown, public):
            due = find_due(shown, public, config.notify.notify, now)
            for one in send(archive, due, compose=compose, timeout=config.settings.notify_timeout):
                tell(one)
    except TrackerError as error:
        return f"! Nobody was told: {error}"
    return None


def _due(
    look: Followed,
    target: Notify,
    compared: dict[str | None, tuple[Comparison, ...]],
    wrong: Mapping[str, SourceFault],
) -> Backlog:
    archive, config = look.archive, look.config
    mark, newest = archive.mark(target.reader), archive.newest()
    if mark not in compared:
        since = news(archive, archive.revisions(after=mark), config) if mark != newest else ()
        compared[mark] = tuple(one for one in since if not one.again)
    filters = saved(target.watch, config) if target.watch else Filters()
    names = filters.names(config, [source for source, _ in archive.documents()])
    told = archive.told(target.reader)
    whole = frozenset(one.what for one in config.notify.follow if one.to == target.name and one.is_document)
    heard = names | {one.partition("/")[0] for one in whole}
    mine = {name: one for name, one in wrong.items() if target.threshold is not None or one.source in heard}
    broken = {
        name: one
        for name, one in mine.items()
        if one.state in NEEDS_A_PERSON and one.acknowledged is None and told.get(name) != (one.turned or one.since)
    }
    still = {name: since for name, since in told.items() if not _is_well(archive, name, since)}
    ended = archive.recovered()
    over = {name: ended[name].since if name in ended else since for name, since in told.items() if name not in still}
    followed = look.report(target, {one.new: one for one in compared[mark]}, archive.told(target.follower))
    said = [(one.at, one.change) for one in followed.news if one.change]
    changed = _chosen(compared[mark], target, filters, names, whole=whole, said=said)
    digest = Digest(
        followed=followed.news,
        changed=tuple(sorted(changed, key=lambda one: (-one.found.score, one.new))),
        broken=tuple(broken.values()) if "breaking" in target.what else (),
        recovered=over if "recovering" in target.what else {},
    )
    troubles = {**still, **{name: one.turned or one.since for name, one in broken.items()}}
    carries = of_links(config, (one.link for one in followed.news if one.link))
    return Backlog(target, digest, newest, troubles, followed.told, carries)


def _is_well(archive: Archive, name: str, since: datetime) -> bool:
    """Whether the page has been seen again: to dismiss a suspect capture ends the streak, but makes nothing well."""
    if name in archive.streaks():
        return False
    source, _, document = name.partition("/")
    papers = [(source, document)] if document else [one for one in archive.documents() if one[0] == source]
    return any((latest := archive.latest(*one)) is not None and latest.last_seen > since for one in papers)


def _chosen(
    compared: Iterable[Comparison],
    target: Notify,
    filters: Filters,
    names: frozenset[str],
    *,
    whole: frozenset[str],
    said: Sequence[tuple[str, Change]],
) -> Iterator[Comparison]:
    """Comparisons with what reaches the score, or what the watch lets through; noise never.

    Of documents in `whole` everything; nothing that is `said` of a followed sentence already.
    """
    for one in compared:
        limit = 0.0 if one.name in whole else target.threshold if "changes" in target.what else None
        watched = None
        if target.watch and "changes" in target.what and one.revision and one.revision.new.source in names:
            watched = filters.choice.of(one.found)
        changes = tuple(
            change
            for change in one.found.listed
            if ((limit is not None and change.score >= limit) or (watched is not None and change in watched.changes))
            and (one.new, change) not in said
        )
        facts = tuple(
            fact
            for fact in one.facts
            if (limit is not None and fact.score >= limit) or (watched is not None and fact in watched.facts)
        )
        if changes or facts:
            yield only(one, changes, facts)
