"""Read ahead: what the index needs of each commit, read by other processes while this one keeps the index."""

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import ValidationError

from tracker.errors import StoreError
from tracker.later import later
from tracker.store import trailers
from tracker.store.git import Git
from tracker.store.history import Past
from tracker.store.layout import TEXT
from tracker.store.moment import seconds
from tracker.store.reader import Reader, reader_of
from tracker.store.version import VersionFacts

if TYPE_CHECKING:
    from tracker.extract import scan
    from tracker.store import pool
else:
    scan = later("tracker.extract.scan")
    pool = later("tracker.store.pool")

ALONE = 48
"""Parts of history that are read here before another process is worth its start: some 1,500 versions."""
_MOST_PROCESSES = 3
"""One process keeps the index; with more than these it is the one that all wait for."""
_MOST_BYTES = 2_000_000
"""Of texts that are handed back together. What is more is read here, one text at a time."""


_KEY_BYTES = 12
"""So many that no publisher can find two sentences of one key and so hide one of them from search."""


class ReadAhead(NamedTuple):
    """Of one version; None where it is left to whoever wants it."""

    facts: Mapping[str, Any] | None
    said: Mapping[bytes, str] | None
    """The sentences of its text, by their keys."""


class AheadJob(NamedTuple):
    """Versions of a repository: (commit, message, text) of each."""

    repository: Path
    versions: tuple[tuple[str, str, str], ...]


Known = Mapping[str, ReadAhead]
"""What was read ahead, by commit."""
NOTHING = ReadAhead(None, None)


def read_ahead(git: Git, parts: Iterable[tuple[Past, ...]]) -> Iterator[tuple[tuple[Past, ...], Known]]:
    """Each part of history with what is known of it by then. What is missing is for the caller to read."""
    processes = min(pool.cores() - 1, _MOST_PROCESSES)
    jobs = ((part, AheadJob(git.path, tuple(_versions(part)))) for part in parts)
    for part, found in pool.done_ahead(read, jobs, processes=processes, alone=ALONE):
        yield part, found or {}


def facts_of(message: str) -> Mapping[str, Any]:
    """The columns of the index that a version's commit message fills. ValidationError where it is none."""
    facts = VersionFacts.model_validate(trailers.read(message))
    return {**facts.model_dump(), "captured": seconds(facts.captured)}


def sentences_of(text: bytes) -> Mapping[bytes, str]:
    """The sentences of a text as it is kept, each once, by the keys under which the index finds them again."""
    return {_key(sentence): sentence for sentence in scan.said(text.decode("utf-8", "replace"))}


def _key(sentence: str) -> bytes:
    return sha256(sentence.encode("utf-8", "surrogatepass")).digest()[:_KEY_BYTES]


def read(job: AheadJob) -> Known:
    """In another process: nothing of what makes no sense or cannot be read, and no texts once there are too many bytes."""
    reader = reader_of(job.repository)
    reader.expect(text for _, _, text in job.versions)
    found: dict[str, ReadAhead] = {}
    left = _MOST_BYTES
    for commit, message, oid in job.versions:
        body = _blob(reader, oid) if left >= 0 else None
        left -= len(body or b"")
        cut = None if body is None or left < 0 else sentences_of(body)
        try:
            found[commit] = ReadAhead(facts_of(message), cut)
        except ValidationError:
            found[commit] = ReadAhead(None, cut)
    return found


def _blob(reader: Reader, oid: str) -> bytes | None:
    try:
        return reader.blob(oid)
    except StoreError:
        return None  # told by whoever reads it again


def _versions(part: Iterable[Past]) -> Iterator[tuple[str, str, str]]:
    return ((past.id, past.message, blob) for past in part for path, blob in past.kept if path.endswith(f"/{TEXT}"))
