"""One document, asked for once: fetch, read, compare with what is held."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Protocol, Self

from tracker.capture.gate.look import Look, look_at, rules_for
from tracker.capture.held import LOST, OVER, Held
from tracker.capture.moved import MISSING, Trail, follow, identity_of, public
from tracker.capture.outcome import Failed, Outcome, Recorded, Suspect, Unchanged
from tracker.capture.reading import as_page, as_recorded, extractor_of, read
from tracker.config.key import config_key
from tracker.config.person import People
from tracker.config.settings import Settings
from tracker.config.source import FileSource, GovukSource, Source
from tracker.errors import ExtractError, FetchError
from tracker.extract import canonical
from tracker.extract.document import Document, State
from tracker.fetch.file import read_file
from tracker.fetch.place import place
from tracker.fetch.reason import refusal
from tracker.fetch.response import Response
from tracker.store.archive import Archive
from tracker.store.reader import blob_id
from tracker.store.record import Kept, Met, Validators
from tracker.store.version import Entry, VersionKind

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

    @property
    def seconds(self) -> float:
        """How long the answers took, without the pauses between."""
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
    body: bytes | None = None
    """The answer as it came, where there was one: it says which pages belong to this one."""
    leads_to: str | None = None
    """The address of another page that took this one's place."""
    met: Mapping[str, Met] = field(default_factory=dict)


def take(source: Source, *, document: str, url: str, tools: Tools, modified: str | None = None) -> Taken:
    """Ask for one document. Never raises for a failing source: that is an outcome."""
    page = as_page(source, url)
    known = tools.archive.validators(source.id, document)
    if known is not None and known.key != config_key(page, extractor_of(page)):
        known = None  # Learned under another configuration: a 304 would hide what the new one reads differently.
    again = _reextract(page, document=document, known=known, tools=tools)
    version = again.held.version
    asking = None if version is not None and version.status in MISSING else known  # "as it was" is news of a lost page
    try:
        trail = _trail(page, url, asking, tools)
    except FetchError as error:
        taken = _missed(page, document, error, again.held, tools)
        return replace(taken, entries=(*again.entries, *taken.entries))
    taken = _settled(page, document=document, trail=trail, held=again.held, known=known, modified=modified, tools=tools)
    return replace(taken, entries=(*again.entries, *taken.entries))


def take_new(source: Source, *, url: str, name: Callable[[str | None], str], tools: Tools) -> Taken:
    """Ask for a document that only its answer can name: by content_id and locale, or by nothing."""
    page = as_page(source, url)
    try:
        trail = _trail(page, url, None, tools)
    except FetchError as error:
        return _failed(page, name(None), error, tools)
    document = name(identity_of(trail.end))
    held = Held.of(tools.archive, source.id, document)
    return _settled(page, document=document, trail=trail, held=held, known=None, modified=None, tools=tools)


def retake(source: Source, *, document: str, response: Response, tools: Tools) -> Taken:
    """Read a body that a person has recognised as the page, without the gate. Still Suspect where there is no text."""
    held = Held.of(tools.archive, source.id, document)
    page = as_page(source, response.url)
    return _compare(page, document=document, response=response, held=held, tools=tools, trusted=True)


def _trail(page: Source, url: str, known: Validators | None, tools: Tools) -> Trail:
    """The answer, at the end of all redirects. FetchError, with its status, also for a page that is gone unexplained."""
    response = _ask(page, url, known, tools)
    if response.status == GONE and not _is_explained(page, response, tools):
        raise FetchError(refusal(place(url).site, url, GONE), status=GONE)
    return follow(page, response, get=lambda to: _ask(page, to, None, tools), most=tools.settings.max_redirects)


def _is_explained(page: Source, response: Response, tools: Tools) -> bool:
    """Whether GOV.UK says why a page is gone, or what stands in its place."""
    if not isinstance(page, GovukSource):
        return False
    try:
        state = read(response.body, source=page, url=response.url, people=tools.people).state
    except ExtractError:
        return False
    return state.kind == "gone" and bool(state.explanation or state.to)


def _settled(
    page: Source, *, document: str, trail: Trail, held: Held, known: Validators | None, modified: str | None,
    tools: Tools,
) -> Taken:  # fmt: skip
    """What came of an answer, with the validators to keep."""
    end = trail.end
    if end is not None and end.not_modified and held.version is not None:
        return Taken(Unchanged(source=page.id, document=document, at=end.fetched_at, not_modified=True))
    taken = _through(page, document, trail, held, tools)
    asked = end if end is not None and not trail.hops else None  # A redirect's 304 would hide the page at its end.
    learned = Validators(
        key=config_key(page, extractor_of(page)),
        etag=asked.header("etag") if asked else None,
        last_modified=asked.header("last-modified") if asked else None,
        modified=modified,
    )
    keeps = isinstance(taken.outcome, Recorded | Unchanged) and learned != known
    return replace(taken, validators=learned if keeps else None, body=end.body if end else None)


def _through(page: Source, document: str, trail: Trail, held: Held, tools: Tools) -> Taken:
    """Each redirect is recorded where it is news; then the page at the end, if it is the same document."""
    before, end = held.document, trail.end
    if end is not None and (not trail.hops or before is None):
        return _compare(page, document=document, response=end, held=held, tools=tools)
    same = before is not None and before.identity is not None and identity_of(end) == before.identity
    if same and end is not None and before is not None and before.url == _address(page, end, tools):
        return _compare(page, document=document, response=end, held=held, tools=tools)
    try:
        turned = _turned(page, document, trail, held)
    except ExtractError as error:
        return _suspect(page, document, error.reason, trail.hops[0].response)
    if same and end is not None:
        last = held.saying(canonical.read(turned[-1].text.decode(), turned[-1].meta)) if turned else held
        taken = _compare(page, document=document, response=end, held=last, tools=tools)
        return taken if isinstance(taken.outcome, Suspect) else replace(taken, entries=(*turned, *taken.entries))
    return _elsewhere(page, document, trail, turned)


def _turned(page: Source, document: str, trail: Trail, held: Held) -> tuple[Entry, ...]:
    """An entry for each redirect, unless the last of them is how the page stood already."""
    found = [held.standing(State(kind="redirected", to=hop.to)) for hop in trail.hops]
    if canonical.substance(canonical.meta(found[-1])) == canonical.substance(held.meta or b"{}"):
        return ()
    return tuple(
        _entry(page, document, one, kind="meta", response=hop.response, final_url=public(hop))
        for one, hop in zip(found, trail.hops, strict=True)
    )


def _elsewhere(page: Source, document: str, trail: Trail, turned: tuple[Entry, ...]) -> Taken:
    """The page's place was taken by another one, or by none."""
    at = trail.hops[-1].response.fetched_at
    leads_to = trail.end.url if trail.end else None
    if not turned:
        return Taken(Unchanged(source=page.id, document=document, at=at, not_modified=False), leads_to=leads_to)
    recorded = Recorded(source=page.id, document=document, title=turned[-1].title, version_kind="meta", at=at)
    return Taken(recorded, entries=turned, leads_to=leads_to)


def _address(page: Source, response: Response, tools: Tools) -> str | None:
    try:
        return read(response.body, source=page, url=response.url, people=tools.people).url
    except ExtractError:
        return None


def _missed(page: Source, document: str, error: FetchError, held: Held, tools: Tools) -> Taken:
    """No answer. A page that was good and is not there is believed lost only when a second round finds the same."""
    before = held.document
    if error.status not in MISSING or before is None or held.version is None:
        return _failed(page, document, error, tools)
    state = State(kind="gone" if error.status == GONE else "missing")
    if before.state == state:
        return Taken(Unchanged(source=page.id, document=document, at=tools.now(), not_modified=False))
    failing = tools.archive.failing(page.id, document)
    if failing is None or failing.status not in MISSING:
        once = FetchError(f"missing once (a second round decides): {error.reason}", status=error.status)
        return _failed(page, document, once, tools)
    at, version = tools.now(), held.version
    found = before.model_copy(update={"state": state})
    entry = Entry(
        source=page.id, document=document, kind="meta", title=found.title, text=found.text.encode(),
        meta=canonical.meta(found), raw=tools.archive.raw(version), url=version.url,
        final_url=tools.archive.final_url(version), status=error.status or 0, fetched_at=at, charset=version.charset,
        extractor=version.extractor, config_key=version.config_key,
    )  # fmt: skip
    recorded = Recorded(source=page.id, document=document, title=found.title, version_kind="meta", at=at)
    return Taken(recorded, entries=(entry,))


def _suspect(page: Source, document: str, reason: str, response: Response) -> Taken:
    """Kept aside with what a person needs to accept it."""
    outcome = Suspect(source=page.id, document=document, reason=reason, at=response.fetched_at)
    kept = Kept(
        blob=blob_id(response.body), url=response.url, final_url=response.final_url, status=response.status,
        at=response.fetched_at, content_type=response.header("content-type"), etag=response.header("etag"),
        last_modified=response.header("last-modified"),
    )  # fmt: skip
    return Taken(outcome, suspect=response.body, kept=kept)


@dataclass(frozen=True, slots=True)
class _Again:
    held: Held
    entries: tuple[Entry, ...] = ()


def _reextract(page: Source, *, document: str, known: Validators | None, tools: Tools) -> _Again:
    """What is held; read anew from the raw bytes first when the configuration or the extractor changed since."""
    held = Held.of(tools.archive, page.id, document)
    version, key = held.version, config_key(page, extractor_of(page))
    if version is None or known is not None or version.config_key == key:
        return _Again(held)
    before, raw = held.document, tools.archive.raw(version)
    if before is None or raw is None:
        return _Again(held)
    if version.seen_by and as_recorded(page, version.url, raw, version.seen_in or "") != page:
        return _Again(replace(held, comparable=False))  # An archive's page and today's answer are of different forms.
    try:
        found = read(raw, source=page, url=version.url, people=tools.people, charset=version.charset)
    except ExtractError:
        # A selector mended after a redesign fits the new page, not the old bytes: the round must still ask.
        return _Again(replace(held, comparable=False))
    if found.state.kind in OVER:
        return _Again(held)
    if before.state.kind in OVER:  # Told by a status, not by these bytes.
        found = found.model_copy(update={"state": before.state})
    if (found.text, canonical.meta(found)) == (held.text, held.meta):
        return _Again(held)
    entry = Entry(
        source=page.id, document=document, kind="reextract", title=found.title, text=found.text.encode(),
        meta=canonical.meta(found), raw=raw, url=version.url, final_url=tools.archive.final_url(version),
        status=version.status, fetched_at=tools.now(), charset=version.charset, extractor=extractor_of(page),
        config_key=key,
    )  # fmt: skip
    return _Again(held.saying(found), (entry,))


def _entry(
    page: Source, document: str, found: Document, *, kind: VersionKind, response: Response, final_url: str | None = None
) -> Entry:
    extractor = extractor_of(page)
    return Entry(
        source=page.id, document=document, kind=kind, title=found.title, text=found.text.encode(),
        meta=canonical.meta(found), raw=response.body, url=response.url, final_url=final_url or response.final_url,
        status=response.status, fetched_at=response.fetched_at, etag=response.header("etag"),
        last_modified=response.header("last-modified"), charset=declared_charset(response), extractor=extractor,
        config_key=config_key(page, extractor),
    )  # fmt: skip


def _ask(page: Source, url: str, known: Validators | None, tools: Tools) -> Response:
    if isinstance(page, FileSource):
        return read_file(tools.root / page.path, url=url, now=tools.now)
    etag, last_modified = (known.etag, known.last_modified) if known else (None, None)
    return tools.client.get(url, etag=etag, last_modified=last_modified, allow_hosts=page.allow_hosts)


def _compare(
    page: Source, *, document: str, response: Response, held: Held, tools: Tools, trusted: bool = False
) -> Taken:
    from tracker.capture.gate.suspicion import explained, suspicion  # here, as a 304 needs no parser

    at, asked, charset = response.fetched_at, not trusted, declared_charset(response)
    rules = rules_for(page, document=document, held=held.version is not None, settings=tools.settings)
    try:
        found = read(response.body, source=page, url=response.url, people=tools.people, charset=charset)
        found = held.standing(found.state) if found.state.kind in OVER else found
    except ExtractError as error:
        why = explained(look_at(response, None, charset=charset), error.reason, rules=rules)
        return _suspect(page, document, why, response)
    if not trusted and found.text != held.text:  # What is held was accepted once, however odd it looks.
        look = look_at(response, found, charset=charset)
        if doubt := suspicion(look, rules=rules, held=_looked_at(held, tools), comparable=held.comparable):
            return _suspect(page, document, doubt, response)
    kind = _kind(page, held, found.text, canonical.meta(found))
    if kind is None:
        return Taken(Unchanged(source=page.id, document=document, at=at, not_modified=False))
    if kind != "first" and asked and _is_back(page, document, found, held, tools):
        kind = "recovered"
    recorded = Recorded(source=page.id, document=document, title=found.title, version_kind=kind, at=at)
    return Taken(recorded, entries=(_entry(page, document, found, kind=kind, response=response),))


def _looked_at(held: Held, tools: Tools) -> Look | None:
    """What is held, as the gate would see it; its bytes are read from the store only when the gate asks for them."""
    version, document = held.version, held.document
    if version is None or document is None:
        return None
    archive = tools.archive
    return Look(document, lambda: archive.raw(version) or b"", version.url, lambda: archive.final_url(version))


def _kind(page: Source, held: Held, text: str, meta: bytes) -> VersionKind | None:
    if held.text is None or held.meta is None:
        return "first"
    if held.version and held.version.seen_by and _form(held.version.extractor) != _form(extractor_of(page)):
        return "first"  # In this form: what differs from an archive's HTML is no change of the publisher's.
    if held.text != text:
        return "content"
    return "meta" if canonical.substance(held.meta) != canonical.substance(meta) else None


def _form(extractor: str) -> str:
    return extractor.partition("/")[0]


def _is_back(page: Source, document: str, found: Document, held: Held, tools: Tools) -> bool:
    """Whether this is the first good capture after failed or suspect ones, or of a page that was recorded as lost.

    What the publisher took away and said so is no loss: to put it back is a change like any other.
    """
    before = held.document.state if held.document else State()
    lost = before.kind in LOST and not (before.explanation or before.to)
    return (lost and found.state.kind not in OVER) or tools.archive.in_trouble(page.id, document)


def declared_charset(response: Response) -> str | None:
    """The charset that the server names for its answer."""
    found = re.search(
        r"charset\s*=\s*[\"']?([A-Za-z0-9._-]{1,40})", response.header("content-type") or "", re.IGNORECASE
    )
    return found.group(1) if found else None


def _failed(page: Source, document: str | None, error: FetchError, tools: Tools) -> Taken:
    return Taken(
        Failed(
            source=page.id, document=document, reason=error.reason, transient=error.transient, status=error.status,
            host=error.host, blocked=error.blocked, at=tools.now(),
        )
    )  # fmt: skip
