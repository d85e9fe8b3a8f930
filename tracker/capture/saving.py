"""Saving: after a round, a web archive is asked to save what is new, within a budget; what is left waits.

The queue is not kept anywhere: it is every standing version of a source with `save = true` for which the record holds no
answer yet. So a crash loses nothing, a clone knows what the archive said, and a version that was replaced before its turn
gives its place to the one that stands.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from tracker.config.settings import Settings
from tracker.config.source import Source
from tracker.errors import FetchError
from tracker.fetch.save import ArchiveCopy, BusyError, SaveJob
from tracker.store.archive import Archive
from tracker.store.record import RunRecord, Save
from tracker.store.software import software
from tracker.store.version import NEWS, Version

POLL = 6.0
"""Seconds between two looks at jobs that are under way; most take 10 to 60."""
PATIENCE = 2
"""Failures in a row that may pass; then the archive is left alone until the next round."""
_OLDEST = timedelta(days=1)
"""A copy may be this much older than a first capture and still count as one of the same text."""
_LONGEST_WAIT = 366 * 86_400.0
"""Seconds; an archive that asks for more is asked again after a year all the same."""
_FORGOTTEN = timedelta(days=1)
"""After so long a job that is still under way is begun anew."""
_OK = 200
_ASKED_FOR = NEWS | {"first"}


class Saver(Protocol):
    """The archive as a round sees it: tracker.fetch.save.SavePageNow, or a fake."""

    @property
    def name(self) -> str:
        """Its host."""
        ...

    def refuses(self, url: str) -> str | None:
        """Why an address is not told to it."""
        ...

    def save(self, url: str) -> ArchiveCopy | SaveJob:
        """Ask for it. FetchError; BusyError when the archive is to be left alone."""
        ...

    def look(self, job: str, url: str) -> ArchiveCopy | None:
        """What has come of a job; None while it is under way. FetchError and BusyError likewise."""
        ...


@dataclass(frozen=True, slots=True)
class SaveRequest:
    """A version that is to be saved, and what the archive said of it before."""

    version: Version
    url: str
    earliest: datetime
    """Before this the page had, or may have had, another text."""
    before: Save | None = None

    @property
    def name(self) -> str:
        """As run records name it."""
        return f"{self.version.source}/{self.version.document}@{self.version.number}"


@dataclass(slots=True)
class SaveTally:
    """What came of asking: answers by `source/document@N`, and how many versions wait for a later round."""

    archive: str
    answers: dict[str, Save] = field(default_factory=dict)
    waiting: int = 0


def save_new(
    sources: Sequence[Source],
    *,
    archive: Archive,
    saver: Saver,
    settings: Settings,
    now: Callable[[], datetime],
    sleep: Callable[[float], None],
) -> SaveTally:
    """Ask for what is new and record what was answered, also when this is interrupted. LockError during a round."""
    found = SaveTally(saver.name)
    started = now().replace(microsecond=0)
    with archive.round_lock():
        queue = tuple(wanted(sources, archive=archive, saver=saver, now=started))
        try:
            _Asking(found, saver, settings, now=now, sleep=sleep).all(queue[: settings.saves])
        finally:
            found.waiting = sum(one.name not in found.answers or _is_open(found.answers[one.name]) for one in queue)
            if found.answers:
                archive.write([], _record(archive, found, started, now()))
    return found


def wanted(sources: Sequence[Source], *, archive: Archive, saver: Saver, now: datetime) -> Iterator[SaveRequest]:
    """What is to be asked for now: saves under way first, then the newest versions."""
    if any(one.again and one.again > now for one in archive.save_pauses()):
        return
    found = [
        one
        for source in sources
        if source.save and source.host
        for name in archive.documents(source.id)
        if (one := _standing(archive, *name, now)) and saver.refuses(one.url) is None
    ]
    yield from sorted(found, key=lambda one: (not (one.before and one.before.job), -_seconds(one), one.name))


def _standing(archive: Archive, source: str, document: str, now: datetime) -> SaveRequest | None:
    """The version that stands, if it is to be asked for; None too while the page is in trouble: a copy would be of that."""
    version = archive.latest(source, document)
    if version is None or version.status != _OK or archive.in_trouble(source, document):
        return None
    version = _original(archive, version)
    before = archive.saves(source, document).get(version.number)
    if version.kind not in _ASKED_FOR or (before and (before.again is None or before.again > now)):
        return None
    url = str(json.loads(archive.meta(version)).get("url") or version.url)  # the text need not be read for it
    past = archive.before(version)
    earliest = past.last_seen if past else version.captured_at - _OLDEST
    return SaveRequest(version, url, earliest, before)


def _original(archive: Archive, version: Version) -> Version:
    """The version whose page it is: what we read anew ourselves is the page of the version before."""
    while version.kind == "reextract" and (before := archive.before(version)):
        version = before
    return version


def _seconds(one: SaveRequest) -> float:
    return one.version.captured_at.timestamp()


def _is_open(save: Save) -> bool:
    return save.again is not None


class _Asking:
    """One go at the archive, until its budget is used up or it wants to be left alone."""

    def __init__(
        self,
        found: SaveTally,
        saver: Saver,
        settings: Settings,
        *,
        now: Callable[[], datetime],
        sleep: Callable[[float], None],
    ) -> None:
        self._found = found
        self._saver = saver
        self._settings = settings
        self._now, self._sleep = now, sleep
        self._until = now() + timedelta(seconds=settings.save_seconds)
        self._silent = 0
        self._stopped = False

    def all(self, queue: Sequence[SaveRequest]) -> None:
        """Ask for each; then look at what is under way until the time is up."""
        jobs: list[tuple[SaveRequest, str]] = []
        for one in queue:
            if self._is_over():
                return
            job = self._under_way(one) or self._begin(one)
            if job and not self._end(one, job):
                jobs.append((one, job))
        while jobs and not self._is_over(after=POLL):
            self._sleep(POLL)
            jobs = [(one, job) for one, job in jobs if not self._is_over() and not self._end(one, job)]

    def _under_way(self, one: SaveRequest) -> str | None:
        """The job that was begun in an earlier round, unless the archive has had a day for it."""
        begun = one.before
        return begun.job if begun and begun.job and self._now() - begun.at < _FORGOTTEN else None

    def _begin(self, one: SaveRequest) -> str | None:
        """Ask for a save: the job's name where it is not done at once."""
        try:
            answer = self._saver.save(one.url)
        except FetchError as error:
            self._failed(one, error)
            return None
        self._silent = 0
        if isinstance(answer, SaveJob):
            self._note(one, job=answer.id, again=self._now())
            return answer.id
        self._done(one, answer)
        return None

    def _end(self, one: SaveRequest, job: str) -> bool:
        """Whether a job has ended, one way or the other."""
        try:
            answer = self._saver.look(job, one.url)
        except FetchError as error:
            self._failed(one, error)
            return True
        self._silent = 0
        if answer:
            self._done(one, answer)
        return answer is not None

    def _done(self, one: SaveRequest, copy: ArchiveCopy) -> None:
        if copy.taken < one.earliest:
            reason = f"{self._saver.name} offers an older copy, of {copy.taken:%Y-%m-%d}; it may show an earlier text"
            self._failed(one, FetchError(reason, transient=True))
        else:
            self._note(one, address=copy.address, taken=copy.taken)

    def _failed(self, one: SaveRequest, error: FetchError) -> None:
        """What may pass is tried again after a while that doubles; what does not is over."""
        tries = one.before.tries if one.before else 0
        if isinstance(error, BusyError):
            self._stopped = True
            self._note(one, reason=error.reason, tries=tries, again=self._in(error.wait), pause=True)
            return
        tries += 1
        self._silent = self._silent + 1 if error.transient else 0
        self._stopped |= self._silent == PATIENCE
        wait = self._in(self._settings.save_wait * 2 ** (tries - 1))
        last = not error.transient or tries >= self._settings.save_tries
        self._note(one, reason=error.reason, tries=tries, again=None if last else wait)

    def _note(self, one: SaveRequest, **told: object) -> None:
        at = self._now().replace(microsecond=0)
        known = {"tries": one.before.tries} if one.before else {}
        self._found.answers[one.name] = Save.model_validate({"by": self._saver.name, "at": at, **known, **told})

    def _in(self, seconds: float) -> datetime:
        return self._now().replace(microsecond=0) + timedelta(seconds=min(seconds, _LONGEST_WAIT))

    def _is_over(self, *, after: float = 0.0) -> bool:
        return self._stopped or self._now() + timedelta(seconds=after) >= self._until


def _record(archive: Archive, found: SaveTally, started: datetime, finished: datetime) -> RunRecord:
    ours = software()
    return RunRecord(
        id=archive.new_run_id(started),
        started=started,
        finished=finished,
        tracker=ours.tracker,
        git=ours.git,
        python=ours.python,
        saves=found.answers,
    )
