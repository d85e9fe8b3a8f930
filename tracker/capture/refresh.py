"""Refresh: what is held of a document, read anew where its configuration or extractor has changed since.

So a mended selector or a better reader is never told as the publisher's change.
"""

from dataclasses import replace

from tracker.capture.baseline import OVER, Baseline
from tracker.capture.entry import of_version, words
from tracker.capture.reading import as_recorded, extractor_of, read
from tracker.capture.tools import Tools
from tracker.config.key import config_key
from tracker.config.source import Page
from tracker.errors import ExtractError
from tracker.extract import canonical
from tracker.store.record import Validators
from tracker.store.version import Entry


def refreshed(
    page: Page, *, document: str, known: Validators | None, tools: Tools
) -> tuple[Baseline, tuple[Entry, ...]]:
    """What is held, under today's configuration, and what is to be recorded of that: nothing where it says the same."""
    held = Baseline.of(tools.archive, page.id, document)
    version, key = held.version, config_key(page, extractor_of(page))
    if version is None or known is not None or version.config_key == key:
        return held, ()
    before, raw = held.document, tools.archive.raw(version)
    if before is None or raw is None:
        return held, ()
    if version.seen_by and as_recorded(page, version.url, raw, version.seen_in or "") != page:
        return replace(held, comparable=False), ()  # An archive's page and today's answer are of different forms.
    try:
        found = read(raw, source=page, url=version.url, people=tools.people, charset=version.charset)
    except ExtractError:
        # A selector mended after a redesign fits the new page, not the old bytes: the round must still ask.
        return replace(held, comparable=False), ()
    if found.state.kind in OVER:
        return held, ()
    if before.state.kind in OVER:  # Told by a status, not by these bytes.
        found = found.model_copy(update={"state": before.state})
    if (found.text, canonical.meta(found)) == (held.text, held.meta):
        return held, ()
    entry = of_version(
        version,
        kind="reextract",
        says=words(found),
        raw=raw,
        final_url=tools.archive.final_url(version),
        at=tools.now(),
        extractor=extractor_of(page),
        config_key=key,
    )
    return held.saying(found), (entry,)
