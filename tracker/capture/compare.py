"""Compare: an answer against what is held of the document: recorded, unchanged, or suspect."""

from functools import partial
from typing import TYPE_CHECKING

from tracker.capture.baseline import LOST, OVER, Baseline, state_in
from tracker.capture.entry import of_answer
from tracker.capture.kinds.registry import page_kind
from tracker.capture.outcome import Recorded, Suspect, Unchanged
from tracker.capture.reading import extractor_of
from tracker.capture.result import CaptureResult
from tracker.capture.tools import Tools
from tracker.config.source import Page
from tracker.extract.registry import form, is_shown
from tracker.fetch.response import Response
from tracker.later import later
from tracker.store.reader import blob_id
from tracker.store.record import KeptBody
from tracker.store.version import Version, VersionKind

if TYPE_CHECKING:
    from tracker.capture import judgement
    from tracker.capture.judgement import Judgement
    from tracker.extract import canonical
else:
    canonical, judgement = later("tracker.extract.canonical"), later("tracker.capture.judgement")


def compare(
    page: Page, *, document: str, response: Response, held: Baseline, tools: Tools, trusted: bool = False
) -> CaptureResult:
    """What came of an answer. One that a person has recognised as the page (`trusted`) does not pass the gate.

    ReaderError where our reader failed on it.
    """
    found = _judged(page, document, response, held, tools, trusted=trusted)
    if found.says is None or found.doubt:
        return suspect(page, document, found.doubt or "it holds no document", response)
    title, text, meta = found.says
    kind = _kind(page, held, text.decode(), meta)
    if kind is None:
        at = response.fetched_at
        return CaptureResult(Unchanged(source=page.id, document=document, at=at, not_modified=False))
    if kind != "first" and not trusted and _is_back(page, document, meta, held, tools):
        kind = "recovered"
    recorded = Recorded(source=page.id, document=document, title=title, version_kind=kind, at=response.fetched_at)
    return CaptureResult(recorded, entries=(of_answer(page, document, found.says, kind=kind, response=response),))


def _judged(
    page: Page, document: str, response: Response, held: Baseline, tools: Tools, *, trusted: bool
) -> "Judgement":
    version, people = held.version, tools.people.only(page.publisher)
    rules = page_kind(page).rules(page, document=document, held=version is not None, settings=tools.settings)
    asked = partial(judgement.judge, page=page, people=people, rules=rules, trusted=trusted)
    response = response.model_copy(update={"picture": None})  # no reader looks at it: millions of bytes to hand over
    before = judgement.HeldPage(held.words, version.url, held.comparable) if version and held.words else None
    found = tools.read(response, asked, response, held=before)
    if not found.asks or version is None or before is None:
        return found
    seen = tools.archive.raw(version) or b"", tools.archive.final_url(version)
    return tools.read(response, asked, response, held=before._replace(seen=seen))


def suspect(page: Page, document: str, reason: str, response: Response) -> CaptureResult:
    """Kept aside with what a person needs to accept it."""
    outcome = Suspect(source=page.id, document=document, reason=reason, at=response.fetched_at)
    return CaptureResult(outcome, suspect=response.body, kept=kept_body(response))


def kept_body(response: Response) -> KeptBody:
    """Where a body that is kept came from."""
    return KeptBody(
        blob=blob_id(response.body),
        url=response.url,
        final_url=response.final_url,
        status=response.status,
        at=response.fetched_at,
        content_type=response.header("content-type"),
        etag=response.header("etag"),
        last_modified=response.header("last-modified"),
    )


def _kind(page: Page, held: Baseline, text: str, meta: bytes) -> VersionKind | None:
    if held.text is None or held.meta is None:
        return "first"
    if held.version and _is_of_another_form(held.version, extractor_of(page)):
        return "first"  # In this form: what differs from the other is no change of the publisher's.
    if held.text != text:
        return "content"
    return "meta" if canonical.substance(held.meta) != canonical.substance(meta) else None


def _is_of_another_form(version: Version, extractor: str) -> bool:
    """Whether its bytes are an archive's HTML of a page that we read as data, or only one of the two is a browser's."""
    if is_shown(version.extractor) != is_shown(extractor):
        return True
    return bool(version.seen_by) and form(version.extractor) != form(extractor)


def _is_back(page: Page, document: str, meta: bytes, held: Baseline, tools: Tools) -> bool:
    """Whether this is the first good capture after failed or suspect ones, or of a page that was recorded as lost.

    What the publisher took away and said so is no loss: to put it back is a change like any other.
    """
    before = held.state
    lost = before.kind in LOST and not (before.explanation or before.to)
    return (lost and state_in(meta).kind not in OVER) or tools.archive.in_trouble(page.id, document)
