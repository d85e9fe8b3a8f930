"""A working folder from Python: what the commands tell, as values. Nothing is fetched and nothing recorded.

    from tracker.desk.folder import Folder

    with Folder("tracker-demo") as folder:
        for page in folder.changes(since="2026-02-01").changed: ...

`docs/api.md` shows all of it. What is found is kept beside the store, as the commands keep it, and may be deleted there.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Self

from tracker.claims.claim import Claim
from tracker.config.config import Config
from tracker.config.load import load
from tracker.desk import compare, gather, manifestos
from tracker.desk.asked import asked_story, the_pledge
from tracker.desk.briefing import Briefing, briefing
from tracker.desk.changes import EVERYTHING, VersionSpan, changes, last_round, moment
from tracker.desk.checking import SayingCheck, SearchScope, check
from tracker.desk.citation import Citation
from tracker.desk.citing import CitationFinder
from tracker.desk.comparison import Comparison
from tracker.desk.files import read_document
from tracker.desk.manifestos import ManifestoComparison, TopicComparison
from tracker.desk.narrow import Filters
from tracker.desk.news import News
from tracker.desk.notifying import Backlog, find_due
from tracker.desk.pledge_index import PledgeIndex
from tracker.desk.targets import known_targets
from tracker.desk.withheld import for_others, refuse_withheld
from tracker.extract import plain
from tracker.extract.document import Document
from tracker.links.absence import Absence
from tracker.links.link import Thread
from tracker.store.archive import Archive


def _clock() -> datetime:
    return datetime.now(UTC)


class Folder:
    """A working folder, as `tracker init` or `tracker demo` makes it.

    Config and store are read when first asked for. Use it as a context manager or `close` it; from one thread at a time.
    Every method may raise ConfigError for faults in config/, StoreError for a damaged store, and UsageError where there
    is none or a name means nothing; each message says what to do.
    """

    def __init__(self, path: str | Path = ".", *, now: Callable[[], datetime] = _clock) -> None:
        """`now` is the clock by which sources count as failing or well."""
        self.path = Path(path)
        self._now = now
        self._held: tuple[str | None, PledgeIndex] | None = None

    @cached_property
    def config(self) -> Config:
        """Everything in config/: sources, people, verdicts, settings."""
        return load(self.path / "config")

    @cached_property
    def archive(self) -> Archive:
        """The store: documents, versions, rounds."""
        return Archive(self.path / "snapshots")

    def close(self) -> None:
        """Let go of the store; what is asked later opens it again."""
        self._forget()
        if archive := self.__dict__.pop("archive", None):
            archive.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def as_of(self) -> datetime | None:
        """The start of the last round, in UTC; None before the first."""
        return next((one.started for one in self.archive.runs(limit=1)), None)

    # ---- changes

    def changes(
        self,
        since: str | date | timedelta | None = None,
        *,
        reader: str | None = None,
        filters: Filters = EVERYTHING,
        thread: str | None = None,
        everything: bool = False,
    ) -> News:
        """What changed in versions captured since then; without a date what the last round recorded.

        A day is London's; a timedelta counts back from the start of the last round. `reader`: what that reader of
        `tracker changes --new` has not been shown; the mark stays where it is. `thread`: only sentences of that pledge.
        `everything`: also typography, date lines and numbering.
        """
        if reader is not None:
            span = VersionSpan(after=self.archive.mark(reader))
        elif since is not None:
            span = VersionSpan(since=self._moment(since))
        else:
            span = last_round(self.archive)
        return changes(self.archive, self.config, span, filters=filters, thread=thread, everything=everything)

    def each_change(self, since: str | date | timedelta | None = None) -> Iterator[Comparison]:
        """Documents with what changed in them, compared one at a time as they are asked for, in recording order."""
        revisions = self.archive.revisions(since=None if since is None else self._moment(since))
        return gather.news(self.archive, revisions, self.config)

    def compare(self, document: str, old: str | None = None, new: str | None = None) -> Comparison:
        """Two versions of `source[/document]`, by number, `first`, `latest`, `-2` or day.

        The latest without `new`, the one captured before it without `old`.
        """
        return compare.versions(self.archive, self.config, document, old, new)

    def manifestos(self, old: str, new: str) -> ManifestoComparison:
        """Two documents by their commitments, by `source[/document][@version]`: what stands, is reworded, not found, new.

        UsageError also for one version twice, and for two parties: `by_topic` compares those.
        """
        return manifestos.manifestos(self.archive, self.config, old, new, self._now())

    def by_topic(self, topic: str, *places: str) -> TopicComparison:
        """What each of these documents says of a topic, in the order of their publishers' names."""
        return manifestos.by_topic(self.archive, self.config, topic, places, self._now())

    # ---- claims and pledges

    def claims(self, place: str | None = None, *, floor: float | None = None) -> tuple[Claim, ...]:
        """The claims in a version, `source[/document][@version]`; in the latest version of every document without one.

        From the confidence `floor` on, `settings.claim_confidence` without it; procedures are no claims.
        """
        found = gather.claims_at(self.archive, self.config, place, floor=floor)
        return tuple(claim for claim in found if claim.is_claim)

    def pledges(self, *, single: bool = False) -> tuple[Thread, ...]:
        """Linked claims as threads through time; with `single` also claims that nothing is linked to."""
        return self._index.told(self._index.threads(least=1 if single else 2))

    def trace(self, words: str) -> tuple[Thread, ...]:
        """The thread of that id, or those that answer the words, a press name among them; best first."""
        return self._index.told(self._index.find(words))

    def brief(self, pledge: str) -> Briefing:
        """One pledge for an editor, by an id, a name or words.

        UsageError where these mean none, or several, or where it quotes what others do not see yet.
        """
        (thread,) = self._index.told([the_pledge(asked_story(pledge, self.config.own, self._index))])
        found = briefing(thread, self.archive, self.config, self._now())
        refuse_withheld(self.archive, self.config, self._now(), [one.cited.version.version for one in found.stages])
        return found

    def absence(self, thread: Thread) -> Absence | None:
        """Where a pledge would have to stand now and is not found; None where it is found or nothing follows."""
        return gather.absence_of(thread, self.archive, self.config, self._now())

    def check(self, text: str | Path | Document) -> tuple[tuple[SayingCheck, ...], SearchScope]:
        """Of each statement of a text, a file or a Document how the record holds it; and what was searched."""
        if isinstance(text, Path):
            text = read_document(text, people=self.config.people)
        document = plain.read(text) if isinstance(text, str) else text
        return check(document, self.archive, self.config)

    # ---- to quote and to tell

    def cite(self, what: str) -> Citation:
        """The citation of a version (source@N), a change (…@N#d-…), a claim (c-…) or a stage (t-…/N).

        UsageError, with why, where others do not see that yet.
        """
        found = CitationFinder(self.archive, self.config).cite(what)
        refuse_withheld(self.archive, self.config, self._now(), [one.version for one in found.versions])
        return found

    def due(self) -> tuple[Backlog, ...]:
        """What each target of config/notify.toml has not been told; not of those that the record does not know yet."""
        targets = known_targets(self.archive, self.config.notify.notify)
        now = self._now()
        with for_others(self.archive, self.config, now) as (shown, public):
            return find_due(shown, public, targets, now)

    # ---- parts

    def _moment(self, since: str | date | timedelta) -> datetime:
        return (self.as_of or self._now()) - since if isinstance(since, timedelta) else moment(since)

    @property
    def _index(self) -> PledgeIndex:
        """Of the record as it is now: another process may have recorded more since."""
        newest = self.archive.newest()
        if self._held is None or self._held[0] != newest:
            self._forget()
            self._held = newest, PledgeIndex(self.archive, self.config)
        return self._held[1]

    def _forget(self) -> None:
        if self._held is not None:
            self._held[1].close()
            self._held = None
