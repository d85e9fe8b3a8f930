"""What a Content API item says, by type: every text of `details`, in the order in which GOV.UK prints it."""

from collections.abc import Callable, Iterator
from typing import Any
from zoneinfo import ZoneInfo

from tracker.extract import attachments, govspeak, loose
from tracker.extract.dates import stated
from tracker.extract.document import Attachment
from tracker.extract.govspeak import Body
from tracker.extract.piece import Piece

_LONDON = ZoneInfo("Europe/London")
_DATES = (("opening_date", "Opening date"), ("closing_date", "Closing date"))
_ANNOUNCED = (
    ("display_date", "Release date"),
    ("state", "State"),
    ("previous_display_date", "Previous release date"),
    ("latest_change_note", "Reason for change"),
    ("cancellation_reason", "Reason for cancellation"),
)
_WAYS = (("link_url", "Respond online"), ("email", "Email to"), ("postal_address", "Write to"))
_OUTCOMES = (
    ("final_outcome_detail", "final_outcome_documents", "final_outcome_attachments", "Detail of outcome"),
    ("outcome_detail", "outcome_documents", "outcome_attachments", "Detail of outcome"),
    (
        "public_feedback_detail",
        "public_feedback_documents",
        "public_feedback_attachments",
        "Detail of feedback received",
    ),
)
_LANDING_TEXTS = ("title", "heading", "label", "text", "csv_title")
_LANDING_CONTENT = ("content", "body", "description")
_MOST_BLOCKS = 2000


def read(item: dict[str, Any]) -> Body:
    """Pieces and attachments of an item's details; attachments not offered in the text follow it, a line each."""
    details = loose.mapping(item.get("details"))
    pieces: list[Piece] = []
    offered: list[Attachment] = []
    for part in _PARTS:
        for body in part(details, item):
            pieces.extend(body.pieces)
            offered.extend(body.attachments)
    listed = attachments.in_item(details.get("attachments"))
    titles = {piece.text for piece in pieces if piece.kind == "attachment"}
    pieces.extend(Piece(kind="attachment", text=found.title) for found in listed if found.title not in titles)
    known = {found.url for found in listed}
    return Body(pieces, (*listed, *(found for found in dict.fromkeys(offered) if found.url not in known)))


def _dates(details: dict[str, Any], _: dict[str, Any]) -> Iterator[Body]:
    """When a consultation opens and closes, as London reads it."""
    for name, label in _DATES:
        at, _precision = stated(details.get(name))
        if at is not None:
            local = at.astimezone(_LONDON)
            yield _paragraph(f"{label}: {local.day} {local:%B %Y}, {local:%H:%M}")


def _announcement(details: dict[str, Any], item: dict[str, Any]) -> Iterator[Body]:
    if item.get("schema_name") == "statistics_announcement":
        for name, label in _ANNOUNCED:
            if value := loose.line(details.get(name)):
                yield _paragraph(f"{label}: {value}")


def _speech(details: dict[str, Any], _: dict[str, Any]) -> Iterator[Body]:
    """When and where a speech was given, and whether the text is what was said."""
    at, _precision = stated(details.get("delivered_on"))
    if at is not None:
        local = at.astimezone(_LONDON)
        explained = loose.line(details.get("speech_type_explanation"))
        yield _paragraph(f"Delivered on: {local.day} {local:%B %Y}{f' ({explained})' if explained else ''}")
        if place := loose.line(details.get("location")):
            yield _paragraph(f"Location: {place}")


def _captions(details: dict[str, Any], _: dict[str, Any]) -> Iterator[Body]:
    """What stands under the lead picture; older items have one picture, newer ones a list of which the first is shown."""
    images = [*loose.objects(details.get("images"))[:1], loose.mapping(details.get("image"))]
    for image in images[:1]:
        if caption := loose.line(image.get("caption")):
            yield Body([Piece(kind="caption", text=caption)], ())


def _ways_to_respond(details: dict[str, Any], _: dict[str, Any]) -> Iterator[Body]:
    """Where answers to a consultation go."""
    ways = loose.mapping(details.get("ways_to_respond"))
    for name, label in _WAYS:
        if value := loose.line(ways.get(name)):
            yield _paragraph(f"{label}: {value}")


def _body(details: dict[str, Any], _: dict[str, Any]) -> Iterator[Body]:
    yield govspeak.read(details.get("body"))


def _parts(details: dict[str, Any], _: dict[str, Any]) -> Iterator[Body]:
    """The chapters of a guide."""
    for part in loose.objects(details.get("parts")):
        yield _heading(part.get("title"))
        yield govspeak.read(part.get("body"), deeper=1)


def _documents(details: dict[str, Any], _: dict[str, Any]) -> Iterator[Body]:
    """Attachment boxes, rendered, of older items."""
    for document in loose.strings(details.get("documents")):
        yield govspeak.read(document)


def _outcomes(details: dict[str, Any], _: dict[str, Any]) -> Iterator[Body]:
    """What came of a consultation."""
    for detail, documents, listed, label in _OUTCOMES:
        bodies = [govspeak.read(details.get(detail), deeper=1)]
        bodies += [govspeak.read(document) for document in loose.strings(details.get(documents))]
        found = attachments.in_item(details.get(listed))
        bodies.append(Body([Piece(kind="attachment", text=attachment.title) for attachment in found], found))
        if any(body.pieces for body in bodies):
            yield _heading(label)
            yield from bodies


def _collection(details: dict[str, Any], item: dict[str, Any]) -> Iterator[Body]:
    """The groups of a collection with the titles of their documents."""
    documents = loose.objects(loose.mapping(item.get("links")).get("documents"))
    titles = {loose.line(document.get("content_id")): document.get("title") for document in documents}
    for group in loose.objects(details.get("collection_groups")):
        yield _heading(group.get("title"))
        yield govspeak.read(group.get("body"), deeper=1)
        yield _items(titles.get(content_id) for content_id in loose.strings(group.get("documents")))


def _sections(details: dict[str, Any], _: dict[str, Any]) -> Iterator[Body]:
    """The contents of a manual."""
    for group in loose.objects(details.get("child_section_groups")):
        yield _heading(group.get("title"))
        sections = loose.objects(group.get("child_sections"))
        yield _items(_titled(section) for section in sections)


def _landing(details: dict[str, Any], _: dict[str, Any]) -> Iterator[Body]:
    """The free-form blocks of a landing page, whatever they are nested in."""
    waiting: list[object] = [details.get("blocks")]
    for _index in range(_MOST_BLOCKS):
        if not waiting:
            return
        block = waiting.pop()
        if isinstance(block, list):
            waiting.extend(reversed(block))
        elif isinstance(block, dict):
            for name in _LANDING_TEXTS:
                yield _heading(block.get(name)) if name in ("title", "heading") else _paragraph(block.get(name))
            for name in _LANDING_CONTENT:
                if isinstance(block.get(name), str):
                    yield govspeak.read(block[name], deeper=1)
            waiting.extend(reversed([value for value in block.values() if isinstance(value, list | dict)]))


_PARTS: tuple[Callable[[dict[str, Any], dict[str, Any]], Iterator[Body]], ...] = (
    _dates,
    _announcement,
    _speech,
    _captions,
    _body,
    _ways_to_respond,
    _documents,
    _parts,
    _outcomes,
    _collection,
    _sections,
    _landing,
)


def _titled(section: dict[str, Any]) -> str:
    return ": ".join(text for name in ("title", "description") if (text := loose.line(section.get(name))))


def _heading(title: object) -> Body:
    text = loose.line(title)
    return Body([Piece(kind="heading", text=text, level=2)] if text else [], ())


def _paragraph(value: object) -> Body:
    text = loose.line(value)
    return Body([Piece(kind="paragraph", text=text)] if text else [], ())


def _items(titles: Iterator[object]) -> Body:
    return Body([Piece(kind="item", text=text) for title in titles if (text := loose.line(title))], ())
