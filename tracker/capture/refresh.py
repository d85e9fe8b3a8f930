"""Refresh: what is held of a document, read anew where its configuration or extractor has changed since.

So a mended selector or a better reader is never told as the publisher's change.
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from tracker.capture.baseline import OVER, Baseline
from tracker.capture.entry import of_version, words
from tracker.capture.fault import ReaderError
from tracker.capture.reading import as_recorded, extractor_of, read
from tracker.capture.tools import Tools
from tracker.config.key import config_key
from tracker.config.person import People
from tracker.config.source import Page
from tracker.errors import ExtractError
from tracker.extract.registry import is_shown
from tracker.store.record import Validators
from tracker.store.version import Entry, Version

if TYPE_CHECKING:
    from tracker.extract.document import State


def refreshed(
    page: Page, *, document: str, known: Validators | None, tools: Tools
) -> tuple[Baseline, tuple[Entry, ...]]:
    """What is held, under today's configuration, and what is to be recorded of that: nothing where it says the same."""
    held = Baseline.of(tools.archive, page.id, document)
    version, key = held.version, config_key(page, extractor_of(page))
    if version is None or known is not None or version.config_key == key:
        return held, ()
    raw = tools.archive.raw(version)
    if held.words is None or raw is None:
        return held, ()
    archived = version.seen_by and as_recorded(page, version.url, raw, version.seen_in or "") != page
    if archived or is_shown(version.extractor) != is_shown(extractor_of(page)):
        return replace(held, comparable=False), ()  # Its bytes and today's answer are of different forms.
    people, told = tools.people.only(page.publisher), held.state if held.state.kind in OVER else None
    try:
        says = tools.apart(_words, raw, page=page, version=version, people=people, state=told)
    except (ExtractError, ReaderError):
        # A selector mended after a redesign fits the new page, not the old bytes: the round must still ask.
        return replace(held, comparable=False), ()
    if says is None or (says[1].decode(), says[2]) == held.words:
        return held, ()
    entry = of_version(
        version,
        kind="reextract",
        says=says,
        raw=raw,
        final_url=tools.archive.final_url(version),
        at=tools.now(),
        extractor=extractor_of(page),
        config_key=key,
        picture=tools.archive.picture(version),
    )
    return held.saying((says[1].decode(), says[2])), (entry,)


def _words(
    raw: bytes, *, page: Page, version: Version, people: People, state: "State | None"
) -> tuple[str, bytes, bytes] | None:
    """(title, text.md, meta.json) of a version's bytes, with the state that was told by a status and not by them.

    None where they only say that the page is gone.
    """
    found = read(raw, source=page, url=version.url, people=people, charset=version.charset)
    if found.state.kind in OVER:
        return None
    return words(found.model_copy(update={"state": state}) if state else found)
