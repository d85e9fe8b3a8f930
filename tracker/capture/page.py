"""One document, asked for once: fetch, follow, and compare with what is held."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from tracker.capture.baseline import Baseline
from tracker.capture.compare import compare, suspect
from tracker.capture.entry import of_answer, words
from tracker.capture.kinds.registry import page_kind
from tracker.capture.lost import missed
from tracker.capture.outcome import Failed, Recorded, Suspect, Unchanged
from tracker.capture.reading import address_in, as_page, extractor_of, identity_of
from tracker.capture.refresh import refreshed
from tracker.capture.result import CaptureResult
from tracker.capture.tools import Tools
from tracker.capture.trail import MISSING, Trail
from tracker.config.key import config_key
from tracker.config.source import Page, Source
from tracker.errors import ExtractError, FetchError
from tracker.fetch.response import Response
from tracker.later import later
from tracker.store.record import Validators
from tracker.store.version import Entry

if TYPE_CHECKING:
    from tracker.extract import canonical
    from tracker.extract import document as documents
else:
    canonical, documents = later("tracker.extract.canonical"), later("tracker.extract.document")


def take(source: Source, *, document: str, url: str, tools: Tools, modified: str | None = None) -> CaptureResult:
    """Ask for one document. Never raises for a failing source: that is an outcome."""
    page = as_page(source, url)
    known = tools.archive.validators(source.id, document)
    if known is not None and known.key != config_key(page, extractor_of(page)):
        known = None  # Learned under another configuration: a 304 would hide what the new one reads differently.
    held, entries = refreshed(page, document=document, known=known, tools=tools)
    version = held.version
    asking = None if version is not None and version.status in MISSING else known  # "as it was" is news of a lost page
    try:
        trail = _trail(page, url, asking, tools)
    except FetchError as error:
        taken = missed(page, document, error, held, tools)
        return replace(taken, entries=(*entries, *taken.entries))
    taken = _settled(page, document=document, trail=trail, held=held, known=known, modified=modified, tools=tools)
    return replace(taken, entries=(*entries, *taken.entries))


def take_new(source: Source, *, url: str, name: Callable[[str | None], str], tools: Tools) -> CaptureResult:
    """Ask for a document that only its answer can name: by content_id and locale, or by nothing."""
    page = as_page(source, url)
    try:
        trail = _trail(page, url, None, tools)
    except FetchError as error:
        return CaptureResult(Failed.of(page.id, error, at=tools.now(), document=name(None)))
    document = name(_identity(trail.end, tools))
    held = Baseline.of(tools.archive, source.id, document)
    return _settled(page, document=document, trail=trail, held=held, known=None, modified=None, tools=tools)


def retake(source: Source, *, document: str, response: Response, tools: Tools) -> CaptureResult:
    """Read a body that a person has recognised as the page, without the gate. Still Suspect where there is no text."""
    held = Baseline.of(tools.archive, source.id, document)
    page = as_page(source, response.url)
    return compare(page, document=document, response=response, held=held, tools=tools, trusted=True)


def _trail(page: Page, url: str, known: Validators | None, tools: Tools) -> Trail:
    """The answer, at the end of all redirects. FetchError, with its status, also for a page that is gone unexplained."""
    kind = page_kind(page)

    def ask(to: str, known: Validators | None = None) -> Response:
        etag, last_modified = (known.etag, known.last_modified) if known else (None, None)
        return kind.ask(
            page, to, client=tools.client, root=tools.root, now=tools.now, etag=etag, last_modified=last_modified
        )

    return kind.follow(page, ask(url, known), get=ask, most=tools.settings.max_redirects, read=tools.read)


def _settled(
    page: Page,
    *,
    document: str,
    trail: Trail,
    held: Baseline,
    known: Validators | None,
    modified: str | None,
    tools: Tools,
) -> CaptureResult:
    """What came of an answer, with the validators to keep."""
    end = trail.end
    if end is not None and end.not_modified and held.version is not None:
        return CaptureResult(Unchanged(source=page.id, document=document, at=end.fetched_at, not_modified=True))
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


def _through(page: Page, document: str, trail: Trail, held: Baseline, tools: Tools) -> CaptureResult:
    """Each redirect is recorded where it is news; then the page at the end, if it is the same document."""
    end = trail.end
    if end is not None and not (trail.hops and held.words):
        return compare(page, document=document, response=end, held=held, tools=tools)
    before = held.document
    same = before is not None and before.identity is not None and _identity(end, tools) == before.identity
    if same and end is not None and before is not None and before.url == _address(page, end, tools):
        return compare(page, document=document, response=end, held=held, tools=tools)
    try:
        turned = _turned(page, document, trail, held)
    except ExtractError as error:
        return suspect(page, document, error.reason, trail.hops[0].response)
    if same and end is not None:
        last = held.saying((turned[-1].text.decode(), turned[-1].meta)) if turned else held
        taken = compare(page, document=document, response=end, held=last, tools=tools)
        return taken if isinstance(taken.outcome, Suspect) else replace(taken, entries=(*turned, *taken.entries))
    return _elsewhere(page, document, trail, turned)


def _turned(page: Page, document: str, trail: Trail, held: Baseline) -> tuple[Entry, ...]:
    """An entry for each redirect, unless the last of them is how the page stood already."""
    found = [held.standing(documents.State(kind="redirected", to=hop.to)) for hop in trail.hops]
    if canonical.substance(canonical.meta(found[-1])) == canonical.substance(held.meta or b"{}"):
        return ()
    return tuple(
        of_answer(page, document, words(one), kind="meta", response=hop.response, final_url=hop.url)
        for one, hop in zip(found, trail.hops, strict=True)
    )


def _elsewhere(page: Page, document: str, trail: Trail, turned: tuple[Entry, ...]) -> CaptureResult:
    """The page's place was taken by another one, or by none."""
    at = trail.hops[-1].response.fetched_at
    leads_to = trail.end.url if trail.end else None
    if not turned:
        return CaptureResult(Unchanged(source=page.id, document=document, at=at, not_modified=False), leads_to=leads_to)
    recorded = Recorded(source=page.id, document=document, title=turned[-1].title, version_kind="meta", at=at)
    return CaptureResult(recorded, entries=turned, leads_to=leads_to)


def _identity(response: Response | None, tools: Tools) -> str | None:
    return tools.read(response, identity_of, response.body) if response else None


def _address(page: Page, response: Response, tools: Tools) -> str | None:
    people = tools.people.only(page.publisher)
    return tools.read(response, address_in, response.body, source=page, url=response.url, people=people)
