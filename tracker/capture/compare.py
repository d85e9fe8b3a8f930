"""Compare: an answer against what is held of the document: recorded, unchanged, or suspect."""

from tracker.capture.baseline import LOST, OVER, Baseline
from tracker.capture.entry import of_answer
from tracker.capture.gate.look import Look, look_at
from tracker.capture.kinds.registry import page_kind
from tracker.capture.outcome import Recorded, Suspect, Unchanged
from tracker.capture.reading import extractor_of, read
from tracker.capture.result import CaptureResult
from tracker.capture.tools import Tools
from tracker.config.source import Page
from tracker.errors import ExtractError
from tracker.extract import canonical
from tracker.extract.document import Document, State
from tracker.fetch.response import Response
from tracker.store.reader import blob_id
from tracker.store.record import KeptBody
from tracker.store.version import VersionKind


def compare(
    page: Page, *, document: str, response: Response, held: Baseline, tools: Tools, trusted: bool = False
) -> CaptureResult:
    """What came of an answer. One that a person has recognised as the page (`trusted`) does not pass the gate."""
    from tracker.capture.gate.suspicion import explained, suspicion  # here, as a 304 needs no parser

    at, charset = response.fetched_at, response.charset
    rules = page_kind(page).rules(page, document=document, held=held.version is not None, settings=tools.settings)
    try:
        found = read(response.body, source=page, url=response.url, people=tools.people, charset=charset)
        found = held.standing(found.state) if found.state.kind in OVER else found
    except ExtractError as error:
        why = explained(look_at(response, None, charset=charset), error.reason, rules=rules)
        return suspect(page, document, why, response)
    if not trusted and found.text != held.text:  # What is held was accepted once, however odd it looks.
        look = look_at(response, found, charset=charset)
        if doubt := suspicion(look, rules=rules, held=_looked_at(held, tools), comparable=held.comparable):
            return suspect(page, document, doubt, response)
    kind = _kind(page, held, found.text, canonical.meta(found))
    if kind is None:
        return CaptureResult(Unchanged(source=page.id, document=document, at=at, not_modified=False))
    if kind != "first" and not trusted and _is_back(page, document, found, held, tools):
        kind = "recovered"
    recorded = Recorded(source=page.id, document=document, title=found.title, version_kind=kind, at=at)
    return CaptureResult(recorded, entries=(of_answer(page, document, found, kind=kind, response=response),))


def suspect(page: Page, document: str, reason: str, response: Response) -> CaptureResult:
    """Kept aside with what a person needs to accept it."""
    outcome = Suspect(source=page.id, document=document, reason=reason, at=response.fetched_at)
    kept = KeptBody(
        blob=blob_id(response.body),
        url=response.url,
        final_url=response.final_url,
        status=response.status,
        at=response.fetched_at,
        content_type=response.header("content-type"),
        etag=response.header("etag"),
        last_modified=response.header("last-modified"),
    )
    return CaptureResult(outcome, suspect=response.body, kept=kept)


def _looked_at(held: Baseline, tools: Tools) -> Look | None:
    """What is held, as the gate would see it; its bytes are read from the store only when the gate asks for them."""
    version, document = held.version, held.document
    if version is None or document is None:
        return None
    archive = tools.archive
    return Look(document, lambda: archive.raw(version) or b"", version.url, lambda: archive.final_url(version))


def _kind(page: Page, held: Baseline, text: str, meta: bytes) -> VersionKind | None:
    if held.text is None or held.meta is None:
        return "first"
    if held.version and held.version.seen_by and _form(held.version.extractor) != _form(extractor_of(page)):
        return "first"  # In this form: what differs from an archive's HTML is no change of the publisher's.
    if held.text != text:
        return "content"
    return "meta" if canonical.substance(held.meta) != canonical.substance(meta) else None


def _form(extractor: str) -> str:
    return extractor.partition("/")[0]


def _is_back(page: Page, document: str, found: Document, held: Baseline, tools: Tools) -> bool:
    """Whether this is the first good capture after failed or suspect ones, or of a page that was recorded as lost.

    What the publisher took away and said so is no loss: to put it back is a change like any other.
    """
    before = held.document.state if held.document else State()
    lost = before.kind in LOST and not (before.explanation or before.to)
    return (lost and found.state.kind not in OVER) or tools.archive.in_trouble(page.id, document)
