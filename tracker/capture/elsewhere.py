"""Elsewhere: a capture that somebody else made, as an archive, a file or another repository holds it."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC
from itertools import islice
from typing import NamedTuple, TypeVar

from pydantic import AwareDatetime, BaseModel

from tracker.capture.fault import ReaderError
from tracker.capture.reading import as_recorded, extractor_of, read
from tracker.capture.warden import Caller, here
from tracker.config.key import config_key
from tracker.config.person import People
from tracker.config.source import Source
from tracker.errors import ExtractError
from tracker.extract import canonical
from tracker.patterns import deferred

_STAMP = "%Y%m%dT%H%M%SZ"
_BLANK = deferred(r"\s+")


class Capture(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """One capture that others made. `body` is None where it cannot be had, and `why` says why not."""

    document: str
    url: str
    """The publisher's address."""
    at: AwareDatetime
    """When it was seen; never when it was published."""
    by: str
    """Who saw it: `web.archive.org`, `a WARC file`, `a saved file` …"""
    where: str
    """Where the capture can be looked up: the archive's address, the commit, the file's name."""
    body: bytes | None
    why: str = ""
    again: bool = False
    """It may be had another time: no record says that it was taken."""
    status: int = 200
    charset: str | None = None
    """What the server said of the encoding."""
    saved_by: str | None = None
    """The person who saved it from a browser: others see it when it is released."""
    hold_until: str | None = None
    """The day before which others do not see it in any case, as 2026-12-24."""

    @property
    def key(self) -> str:
        """As run records name it, e.g. `20240102T030405Z web.archive.org`: what was taken once is not asked for again."""
        return key_of(self.at, self.by)


def key_of(at: AwareDatetime, by: str) -> str:
    """As run records name a capture."""
    return f"{at.astimezone(UTC):{_STAMP}} {_BLANK.sub(' ', by)}"


DOUBTED = "it does not look like the page: "
"""How the outcome of a capture begins that our gate left out, by rules and settings that may be others tomorrow."""


def settled(outcomes: Mapping[str, str]) -> set[str]:
    """The keys of captures of which nothing else can come: all of an import's but those that our gate doubted."""
    return {key for key, outcome in outcomes.items() if not outcome.startswith(DOUBTED)}


class Reading(NamedTuple):
    """What a body says: title, text.md and meta.json; or why it says nothing."""

    title: str = ""
    text: bytes = b""
    meta: bytes = b""
    extractor: str = ""
    config_key: str = ""
    why: str = ""
    over: bool = False
    """The body only says that the page is gone, or where it is now."""
    fault: str = ""
    """What our own reader said that failed on it."""


class ReadingJob(NamedTuple):
    """A body to be read: all that a process elsewhere needs for it."""

    source: Source
    url: str
    body: bytes
    charset: str | None
    people: People
    name: str = ""


def read_job(job: ReadingJob) -> Reading:
    """What the body says. A pure function: the same bytes on every machine."""
    page = as_recorded(job.source, job.url, job.body, job.name)
    try:
        found = read(job.body, source=page, url=job.url, people=job.people, charset=job.charset)
    except ExtractError as error:
        return Reading(why=error.reason)
    if found.state.kind in {"redirected", "gone"}:
        return Reading(why=f"it only says that the page is {found.state.kind}", over=True)
    extractor = extractor_of(page)
    return Reading(
        found.title,
        found.text.encode("utf-8"),
        canonical.meta(found),
        extractor,
        config_key(page, extractor),
    )


def read_apart(job: ReadingJob, apart: Caller) -> Reading:
    """The same; where our own reader fails on it that is why, and `fault` says where."""
    try:
        return apart(read_job, job)
    except ReaderError as error:
        return Reading(why=str(error), fault=error.trace or str(error))


Readers = Callable[[Iterable[ReadingJob]], Iterator[Reading]]
"""Reads jobs, here or elsewhere, and gives the readings in the order of the jobs."""


def one_by_one(apart: Caller) -> Readers:
    """Readers that read one after the other; a body that comes twice in a row is read once."""

    def readings(jobs: Iterable[ReadingJob]) -> Iterator[Reading]:
        last: tuple[bytes, Reading] | None = None
        for job in jobs:
            digest = hashlib.sha256(repr((job.source, job.url, job.charset, job.name)).encode() + job.body).digest()
            if last is None or last[0] != digest:
                last = (digest, read_apart(job, apart))
            yield last[1]

    return readings


read_here = one_by_one(here)
"""In this process."""
AT_ONCE = 64
"""Bodies that are read together: enough to keep some processes busy, few enough to fit in memory."""
Some = TypeVar("Some")


def in_turn(things: Iterable[Some], size: int) -> Iterator[tuple[Some, ...]]:
    """All of them, so many at a time."""
    rest = iter(things)
    while some := tuple(islice(rest, size)):
        yield some
