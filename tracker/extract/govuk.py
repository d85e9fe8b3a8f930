"""Read a page of GOV.UK as its Content API gives it: the text without template, the facts without what moves by itself.

`updated_at`, most `links` and the publishing system's own ids change when nothing was edited; none of them is read.
Shapes by type: docs/design.md, "GOV.UK".
"""

from datetime import datetime
from typing import Any

from tracker.errors import ExtractError
from tracker.extract import build, details, govspeak, loose, printed, targets
from tracker.extract.dates import moment, stated
from tracker.extract.document import ChangeNote, Document, Precision, State, When
from tracker.extract.piece import Piece

_LICENCE = "OGL-UK-3.0"


def read(
    item: bytes,
    *,
    publisher: str | None = None,
    publisher_type: str | None = None,
    published: When = None,
    url: str | None = None,
) -> Document:
    """The document of a Content API item of any type: title, description, then every text of its details.

    A redirect or a page that is gone gives a document without text whose `state` says so.

    Raises:
        ExtractError: not an item, or a live one without any text.
    """
    found = loose.load(item, what="a Content API item")
    title, path = loose.line(found.get("title")), loose.line(found.get("base_path"))
    if not (title or path):
        raise ExtractError("not a Content API item: it has neither a title nor a base_path")
    state = _state(found)
    body = _body(found, state)
    if not body.pieces and state.kind in ("live", "withdrawn"):
        raise ExtractError("the page is empty: the Content API item has neither a description nor a body")
    when, precision = moment(published) if published else _first_published(found)
    return build.document(
        title=title or path or "",
        pieces=body.pieces,
        url=url or (f"{govspeak.SITE}{path}" if path else None),
        publisher=publisher,
        publisher_type=publisher_type,
        published=when,
        precision=precision,
        updated=stated(found.get("public_updated_at"))[0],
        author=_speaker(found),
        organisations=_linked(found, "organisations"),
        people=_linked(found, "people", "ministers"),
        territory=printed.applicable(loose.mapping(found.get("details")).get("national_applicability")),
        document_type=loose.line(found.get("document_type")) or loose.line(found.get("schema_name")),
        identity=_identity(found),
        notes=_notes(found),
        attachments=body.attachments,
        state=state,
        government=loose.line(_government(found).get("title")),
        history_mode=_is_history(found),
        licence=_LICENCE,
        **targets.of(body.pieces, govspeak.SITE + (path or "/")),
    )


def _body(item: dict[str, Any], state: State) -> govspeak.Body:
    """Description and details; nothing of a page that is not there any more."""
    if state.kind not in ("live", "withdrawn"):
        return govspeak.Body([], ())
    body = details.read(item)
    description = loose.line(item.get("description"))
    return (
        govspeak.Body([Piece(kind="paragraph", text=description), *body.pieces], body.attachments)
        if description
        else body
    )


def _first_published(item: dict[str, Any]) -> tuple[datetime | None, Precision | None]:
    """Older items have the date only among their details."""
    found = stated(item.get("first_published_at"))
    return found if found[0] else stated(loose.mapping(item.get("details")).get("first_public_at"))


def _state(item: dict[str, Any]) -> State:
    kinds = {loose.line(item.get("schema_name")), loose.line(item.get("document_type"))}
    found = loose.mapping(item.get("details"))
    if "redirect" in kinds:
        return State(kind="redirected", to=_destination(item))
    if "gone" in kinds:
        to = loose.line(found.get("alternative_path"))
        return State(kind="gone", to=to, explanation=govspeak.text(found.get("explanation")))
    if notice := item.get("withdrawn_notice"):  # absent, null or {} on a page that is not withdrawn
        told = loose.mapping(notice)
        at = stated(told.get("withdrawn_at"))[0]
        return State(kind="withdrawn", explanation=govspeak.text(told.get("explanation")), at=at)
    return State()


def _destination(item: dict[str, Any]) -> str | None:
    """Where the page itself has gone; other paths of the item may have gone elsewhere."""
    redirects = loose.objects(item.get("redirects"))
    own = [redirect for redirect in redirects if redirect.get("path") == item.get("base_path")]
    return next((to for redirect in own + redirects if (to := loose.line(redirect.get("destination")))), None)


def _identity(item: dict[str, Any]) -> str | None:
    content_id = loose.line(item.get("content_id"))
    return f"{content_id}:{loose.line(item.get('locale')) or 'en'}" if content_id else None


def _notes(item: dict[str, Any]) -> tuple[ChangeNote, ...]:
    """The notes as a sorted set: their order is not guaranteed, and editors add, change and remove them."""
    found = loose.mapping(item.get("details"))
    notes = {
        (stated(entry.get("public_timestamp"))[0], loose.line(entry.get("note")))
        for entry in loose.objects(found.get("change_history"))
    } | {
        (stated(entry.get("published_at"))[0], _manual_note(entry))
        for entry in loose.objects(found.get("change_notes"))
    }
    return tuple(ChangeNote(at=at, note=note) for at, note in sorted(notes, key=_by_time) if note)


def _manual_note(entry: dict[str, Any]) -> str | None:
    """A manual's note names the section it is about."""
    return ": ".join(text for name in ("title", "change_note") if (text := loose.line(entry.get(name)))) or None


def _by_time(note: tuple[datetime | None, str | None]) -> tuple[str, str]:
    at, text = note
    return (at.isoformat() if at else "", text or "")


def _speaker(item: dict[str, Any]) -> str | None:
    speakers = loose.objects(loose.mapping(item.get("links")).get("speaker"))
    names = [name for speaker in speakers if (name := loose.line(speaker.get("title")))]
    return ", ".join(names) or loose.line(loose.mapping(item.get("details")).get("speaker_without_profile"))


def _linked(item: dict[str, Any], *names: str) -> tuple[str, ...]:
    """Whom an item links to, by the last part of their address, else by name; GOV.UK gives them in no certain order."""
    links = loose.mapping(item.get("links"))
    found = [entry for name in names for entry in loose.objects(links.get(name))]
    slugs = ((loose.line(entry.get("base_path")) or "").rpartition("/")[2] for entry in found)
    names_there = (slug or loose.line(entry.get("title")) for slug, entry in zip(slugs, found, strict=True))
    return tuple(sorted({name for name in names_there if name}))


def _government(item: dict[str, Any]) -> dict[str, Any]:
    governments = loose.objects(loose.mapping(item.get("links")).get("government"))
    return governments[0] if governments else {}


def _is_history(item: dict[str, Any]) -> bool:
    """GOV.UK's own rule: political, and published under a government that is no longer in office."""
    is_political = bool(loose.mapping(item.get("details")).get("political"))
    return is_political and loose.mapping(_government(item).get("details")).get("current") is False
