"""Lost: a page that was good and is not there. It is believed lost only when a second round finds the same."""

from typing import TYPE_CHECKING

from tracker.capture.baseline import Baseline
from tracker.capture.entry import of_version, words
from tracker.capture.outcome import Failed, Recorded, Unchanged
from tracker.capture.result import CaptureResult
from tracker.capture.tools import Tools
from tracker.capture.trail import GONE, MISSING
from tracker.config.source import Page
from tracker.errors import FetchError
from tracker.later import later

if TYPE_CHECKING:
    from tracker.extract import document as documents
else:
    documents = later("tracker.extract.document")


def missed(page: Page, document: str, error: FetchError, held: Baseline, tools: Tools) -> CaptureResult:
    """What to make of it that no answer came."""
    before, version = held.document, held.version
    if error.status not in MISSING or before is None or version is None:
        return CaptureResult(Failed.of(page.id, error, at=tools.now(), document=document))
    state = documents.State(kind="gone" if error.status == GONE else "missing")
    if before.state == state:
        return CaptureResult(Unchanged(source=page.id, document=document, at=tools.now(), not_modified=False))
    failing = tools.archive.failing(page.id, document)
    if failing is None or failing.status not in MISSING:
        once = FetchError(f"missing once (a second round decides): {error.reason}", status=error.status)
        return CaptureResult(Failed.of(page.id, once, at=tools.now(), document=document))
    at, found = tools.now(), before.model_copy(update={"state": state})
    entry = of_version(
        version,
        kind="meta",
        says=words(found),
        raw=tools.archive.raw(version),
        final_url=tools.archive.final_url(version),
        at=at,
        status=error.status,
    )
    recorded = Recorded(source=page.id, document=document, title=found.title, version_kind="meta", at=at)
    return CaptureResult(recorded, entries=(entry,))
