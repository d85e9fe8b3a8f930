"""One document, asked for once: fetch, read, compare with what is held."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Protocol, Self

from tracker.capture.gate import suspicion
from tracker.capture.outcome import Failed, Outcome, Recorded, Suspect, Unchanged
from tracker.capture.reading import extractor_of, read
from tracker.capture.reextract import entry_again
from tracker.config.key import config_key
from tracker.config.person import People
from tracker.config.settings import Settings
from tracker.config.source import FileSource, Source
from tracker.errors import ExtractError, FetchError
from tracker.extract import canonical
from tracker.extract.document import Document
from tracker.fetch.file import read_file
from tracker.fetch.response import Response
from tracker.store.archive import Archive
from tracker.store.reader import blob_id
from tracker.store.record import Kept, Validators
from tracker.store.version import Entry, Version, VersionKind

GONE = 410


class Getter(Protocol):
    """The network as a round sees it: tracker.fetch.client.Client, or a fake."""

    @property
    def requests(self) -> int:
        """How many were sent."""
        ...

    @property
    def bytes(self) -> int:
        """How many came as bodies."""
        ...

    def get(
        self, url: str, *, etag: str | None = None, last_modified: str | None = None, allow_hosts: tuple[str, ...] = ()
    ) -> Response:
        """One conditional request. FetchError when there is no usable answer."""
        ...

    def fork(self) -> Self:
        """One for another thread, with the same manners."""
        ...

    def hang_up(self) -> None:
        """Break off what is under way, from another thread, for good."""
        ...

    def close(self) -> None:
        """End all connections."""
        ...


@dataclass(frozen=True, slots=True)
class Tools:
    """What a round is given: nothing in here is made by the room itself."""

    archive: Archive
    client: Getter
    settings: Settings
    people: People
    now: Callable[[], datetime]
    root: Path
    """The working folder: `file` sources lie in it."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of asking for one document: the outcome, and what is to be recorded for it."""

    outcome: Outcome
    entries: tuple[Entry, ...] = ()
    validators: Validators | None = None
    """Only when they differ from those held."""
    suspect: bytes | None = None
    kept: Kept | None = None
    """Where the suspect body came from, so that a person can still accept it."""


@dataclass(frozen=True, slots=True)
class _Held:
    """The document as the store holds it now."""

    version: Version | None
    text: str | None
    meta: bytes | None
    comparable: bool = True
    """Read with today's configuration; otherwise its length says nothing about today's page."""


def take(source: Source, *, document: str, url: str, tools: Tools, modified: str | None = None) -> Taken:
    """Ask for one document. Never raises for a failing source: that is an outcome."""
    key = config_key(source, extractor_of(source))
    known = tools.archive.validators(source.id, document)
    if known is not None and known.key != key:
        known = None  # Learned under another configuration: a 304 would hide what the new one reads differently.
    again = _reextract(source, document=document, key=key, known=known, tools=tools)
    try:
        response = _ask(source, url, known, tools)
    except FetchError as error:
        failed = _failed(source, document, error, tools)
        return Taken(outcome=failed.outcome, entries=again.entries)
    at = response.fetched_at
    if response.not_modified and again.held.version is not None:
        outcome = Unchanged(source=source.id, document=document, at=at, not_modified=True)
        return Taken(outcome=outcome, entries=again.entries)
    learned = Validators(
        key=key, etag=response.header("etag"), last_modified=response.header("last-modified"), modified=modified
    )
    taken = _compare(source, document=document, response=response, key=key, held=again.held, tools=tools)
    keeps = isinstance(taken.outcome, Recorded | Unchanged) and learned != known
    return Taken(
        outcome=taken.outcome,
        entries=(*again.entries, *taken.entries),
        validators=learned if keeps else None,
        suspect=taken.suspect,
        kept=None if taken.suspect is None else _kept(response),
    )


def retake(source: Source, *, document: str, response: Response, tools: Tools) -> Taken:
    """Read a body that a person has recognised as the page, without the gate. Still Suspect where there is no text."""
    version = tools.archive.latest(source.id, document)
    held = (
        _Held(version, tools.archive.text(version), tools.archive.meta(version)) if version else _Held(None, None, None)
    )
    key = config_key(source, extractor_of(source))
    return _compare(source, document=document, response=response, key=key, held=held, tools=tools, trusted=True)


def _kept(response: Response) -> Kept:
    return Kept(
        blob=blob_id(response.body), url=response.url, final_url=response.final_url, status=response.status,
        at=response.fetched_at, content_type=response.header("content-type"), etag=response.header("etag"),
        last_modified=response.header("last-modified"),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Again:
    held: _Held
    entries: tuple[Entry, ...] = ()


def _reextract(source: Source, *, document: str, key: str, known: Validators | None, tools: Tools) -> _Again:
    """What is held; read anew from the raw bytes first when the configuration or the extractor changed since."""
    version = tools.archive.latest(source.id, document)
    if version is None:
        return _Again(_Held(None, None, None))
    held = _Held(version, tools.archive.text(version), tools.archive.meta(version))
    if known is not None or version.config_key == key:
        return _Again(held)
    try:
        entry = entry_again(version, source=source, archive=tools.archive, people=tools.people)
    except ExtractError:
        # A selector mended after a redesign fits the new page, not the old bytes: the round must still ask.
        return _Again(replace(held, comparable=False))
    if entry is None:
        return _Again(held)
    return _Again(_Held(version, entry.text.decode(), entry.meta), (entry,))


def _ask(source: Source, url: str, known: Validators | None, tools: Tools) -> Response:
    if isinstance(source, FileSource):
        return read_file(tools.root / source.path, url=url, now=tools.now)
    etag, last_modified = (known.etag, known.last_modified) if known else (None, None)
    return tools.client.get(url, etag=etag, last_modified=last_modified, allow_hosts=source.allow_hosts)


def _compare(
    source: Source, *, document: str, response: Response, key: str, held: _Held, tools: Tools, trusted: bool = False
) -> Taken:
    at = response.fetched_at
    try:
        found = read(response.body, source=source, url=response.url, people=tools.people, charset=_charset(response))
        found = _standing(found, held, gone=response.status == GONE)
    except ExtractError as error:
        outcome = Suspect(source=source.id, document=document, reason=error.reason, at=at)
        return Taken(outcome=outcome, suspect=response.body)
    trusted = trusted or found.text == held.text  # What is held was accepted once, however odd it looks.
    if (
        not trusted
        and found.state.kind not in {"redirected", "gone"}
        and (reason := suspicion(found, previous=held.text if held.comparable else None, settings=tools.settings))
    ):
        return Taken(Suspect(source=source.id, document=document, reason=reason, at=at), suspect=response.body)
    meta = canonical.meta(found)
    kind = _kind(held, found.text, meta)
    if kind is None:
        return Taken(Unchanged(source=source.id, document=document, at=at, not_modified=False))
    entry = Entry(
        source=source.id, document=document, kind=kind, title=found.title, text=found.text.encode(), meta=meta,
        raw=response.body, url=response.url, final_url=response.final_url, status=response.status, fetched_at=at,
        etag=response.header("etag"), last_modified=response.header("last-modified"),
        extractor=extractor_of(source), config_key=key,
    )  # fmt: skip
    recorded = Recorded(source=source.id, document=document, title=found.title, version_kind=kind, at=at)
    return Taken(recorded, entries=(entry,))


def _standing(found: Document, held: _Held, *, gone: bool) -> Document:
    """A redirected or gone page has no text of its own: the last one stays, only its state is told."""
    if found.state.kind == "live" and gone:
        raise ExtractError("the address answered 410 (gone) without saying more")
    if found.state.kind not in {"redirected", "gone"}:
        return found
    if held.text is None or held.meta is None:
        where = f" to {found.state.to}" if found.state.to else ""
        raise ExtractError(f"the page is {found.state.kind}{where}; set the source's address to where it is now")
    return canonical.read(held.text, held.meta).model_copy(update={"state": found.state})


def _kind(held: _Held, text: str, meta: bytes) -> VersionKind | None:
    if held.text is None or held.meta is None:
        return "first"
    if held.text != text:
        return "content"
    return "meta" if canonical.substance(held.meta) != canonical.substance(meta) else None


def _charset(response: Response) -> str | None:
    found = re.search(
        r"charset\s*=\s*[\"']?([A-Za-z0-9._-]{1,40})", response.header("content-type") or "", re.IGNORECASE
    )
    return found.group(1) if found else None


def _failed(source: Source, document: str | None, error: FetchError, tools: Tools) -> Taken:
    return Taken(
        Failed(
            source=source.id, document=document, reason=error.reason, transient=error.transient, status=error.status,
            host=error.host, blocked=error.blocked, at=tools.now(),
        )
    )  # fmt: skip
