"""Deciding suspects: a person looks at what a round kept aside, and says whether it is the page."""

from collections.abc import Sequence

from tracker.capture.fault import ReaderError
from tracker.capture.outcome import Outcome, Suspect
from tracker.capture.page import retake
from tracker.capture.result import CaptureResult
from tracker.capture.tools import Tools
from tracker.config.source import Source
from tracker.errors import UsageError
from tracker.extract import canonical
from tracker.extract.document import Document
from tracker.fetch.response import Response
from tracker.store.archive import Archive
from tracker.store.record import KeptBody


def accept(source: Source, document: str, *, tools: Tools, by: str | None = None) -> Outcome:
    """Record the kept body as a version, read as a round would read it; `by`: who decided so.

    UsageError when there is none, or no text.
    """
    kept, taken = _again(source, document, tools)
    tools.archive.accept(source.id, document, kept.blob, taken.entries, by=by)
    return taken.outcome


def look(source: Source, document: str, *, tools: Tools) -> str:
    """The text that `accept` would record. UsageError as there; nothing is recorded."""
    found = look_at_kept(source, document, tools=tools)
    return found.text if found else ""


def look_at_kept(source: Source, document: str, *, tools: Tools) -> Document | None:
    """The document that `accept` would record; None where it would record nothing and holds nothing. UsageError as there."""
    _, taken = _again(source, document, tools)
    if taken.entries:
        last = taken.entries[-1]
        return canonical.read(last.text.decode("utf-8"), last.meta)
    version = tools.archive.latest(source.id, document)
    return canonical.read(tools.archive.text(version), tools.archive.meta(version)) if version else None


def _again(source: Source, document: str, tools: Tools) -> tuple[KeptBody, CaptureResult]:
    kept = _kept(tools.archive, f"{source.id}/{document}")
    response = _response(kept, tools.archive.body(kept))
    try:
        taken = retake(source, document=document, response=response, tools=tools)
    except ReaderError as error:
        raise UsageError(f"{source.id}/{document} cannot be accepted: {error}.") from error
    if isinstance(taken.outcome, Suspect):
        raise UsageError(
            f"{source.id}/{document} cannot be accepted: {taken.outcome.reason}. "
            "Fix the source in config/sources.toml, or dismiss what was kept."
        )
    return kept, taken


def find_suspect(archive: Archive, asked: str) -> tuple[str, str]:
    """(source, document) of the suspect that is meant; a source alone will do where it has only one. UsageError."""
    waiting = archive.suspects()
    found = [name for name in waiting if name == asked or name.startswith(f"{asked}/")]
    if len(found) == 1:
        source, _, document = found[0].partition("/")
        return source, document
    if found:
        raise UsageError(f"{asked} has {len(found)} suspect documents: {_named(found)}. Name one of them.")
    there = f"Suspect are: {_named(list(waiting))}." if waiting else "Nothing is suspect."
    raise UsageError(f"{asked[:80]!r} is not suspect, or was decided already. {there}")


def _named(names: Sequence[str]) -> str:
    shown = 5
    more = f" and {len(names) - shown} more" if len(names) > shown else ""
    return ", ".join(name.removesuffix("/page") for name in names[:shown]) + more


def _kept(archive: Archive, name: str) -> KeptBody:
    found = archive.suspects().get(name)
    if found is None or found.body is None:
        raise UsageError(f"{name} is not suspect, or was decided already. `tracker status` says what is.")
    return found.body


def _response(kept: KeptBody, body: bytes) -> Response:
    told = {"content-type": kept.content_type, "etag": kept.etag, "last-modified": kept.last_modified}
    headers = tuple((name, value) for name, value in told.items() if value is not None)
    return Response(
        url=kept.url, final_url=kept.final_url, status=kept.status, headers=headers, body=body, fetched_at=kept.at
    )
