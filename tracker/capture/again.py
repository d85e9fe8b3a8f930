"""Reextraction: does reading the stored bytes once more give the stored text?"""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from typing import NamedTuple

from pydantic import BaseModel

from tracker.capture.fault import ReaderError
from tracker.capture.reading import as_recorded, as_taken, extractor_of, read
from tracker.capture.warden import Caller, here
from tracker.config.key import config_key
from tracker.config.person import People
from tracker.config.source import Source
from tracker.errors import ExtractError, StoreError
from tracker.extract import canonical
from tracker.store.archive import Archive
from tracker.store.damage import Damage
from tracker.store.pool import cores
from tracker.store.version import Version

SAMPLE = 200
"""Versions read again without `deep`: the newest of each document, up to so many."""
_CHARSETS = (None, "utf-8", "windows-1252")
"""What a server may have said of the encoding where the record does not tell: a text that any of these gives is the
recorded one."""


class Reextraction(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """How many versions gave their text again, how many cannot be compared, and which gave another one."""

    same: int
    not_checkable: int
    """Recorded by another extractor, under another configuration, or without a page of their own."""
    damage: tuple[Damage, ...]


class _AgainJob(NamedTuple):
    """A version to be read again, with what is stored of it."""

    version: Version
    source: Source
    people: People
    raw: bytes
    text: str
    meta: bytes


def read_again(
    archive: Archive, sources: Iterable[Source], people: People, *, deep: bool, apart: Caller = here
) -> Reextraction:
    """Read versions again: all, or the newest of each document. StoreError when the record cannot be followed."""
    known = {source.id: source for source in sources}
    same = not_checkable = 0
    damage: list[Damage] = []
    for found in _each(_jobs(archive, _chosen(archive, deep=deep), known, people), apart):
        same += found is True
        not_checkable += found is None
        damage += [found] if isinstance(found, Damage) else []
    return Reextraction(same=same, not_checkable=not_checkable, damage=tuple(damage))


def _chosen(archive: Archive, *, deep: bool) -> Iterable[Version]:
    if deep:
        return (version for name in archive.documents() for version in archive.each_version(*name))
    newest = [version for name in archive.documents() if (version := archive.latest(*name))]
    return newest[:: max(1, -(-len(newest) // SAMPLE))]


def _jobs(
    archive: Archive, versions: Iterable[Version], known: Mapping[str, Source], people: People
) -> Iterator[_AgainJob | None]:
    """What is to be read; None for a version that cannot be."""
    for version in versions:
        source = known.get(version.source)
        job = None
        with suppress(StoreError):  # `verify` has named it.
            raw = archive.raw(version) if source else None
            if source and raw is not None:
                job = _AgainJob(version, source, people, raw, archive.text(version), archive.meta(version))
        yield job


def _each(jobs: Iterable[_AgainJob | None], apart: Caller) -> Iterator[bool | Damage | None]:
    """What came of each, in order; as many at once as there are cores, and few more in memory."""
    number = cores()
    waiting: deque[Future[bool | Damage | None]] = deque()
    with ThreadPoolExecutor(number) as threads:
        try:
            for job in jobs:
                waiting.append(threads.submit(_checked, job, apart))
                if len(waiting) > 2 * number:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BaseException:
            apart.close()  # else Ctrl-C would wait for what is read just now
            raise


def _checked(job: _AgainJob | None, apart: Caller) -> bool | Damage | None:
    if job is None:
        return None
    try:
        found = apart(_same, job)
    except ReaderError as error:
        found = str(error)
    return _damage(job.version, found) if isinstance(found, str) else found


def _same(job: _AgainJob) -> bool | str | None:
    """True when the text comes out again, None when that cannot be told, else what is wrong. In another process."""
    version = job.version
    source = as_recorded(as_taken(job.source, version.extractor), version.url, job.raw, version.seen_in or "")
    if version.extractor != extractor_of(source) or version.config_key != config_key(source, version.extractor):
        return None
    try:
        if canonical.read(job.text, job.meta).state.kind in {"redirected", "gone"}:
            return None  # Such a page has no text of its own: the last one was kept.
    except ExtractError as error:
        return f"the stored text is not one that tracker writes ({error})"
    charsets = (version.charset,) if version.charset else _CHARSETS
    if any(_text(job.raw, version, source, job.people, charset) == job.text for charset in charsets):
        return True
    return f"reading its stored bytes with {version.extractor} gives another text"


def _text(raw: bytes, version: Version, source: Source, people: People, charset: str | None) -> str | None:
    try:
        return read(raw, source=source, url=version.url, people=people, charset=charset).text
    except ExtractError:
        return None


def _damage(version: Version, what: str) -> Damage:
    do = f"compare `tracker show {version.address}` with `tracker show {version.address} --raw`, and report it"
    return Damage(where=version.address, what=what, do=do)
