"""GOV.UK pages as items of the Content API (shape: alphagov/publishing-api, content schemas of 2026).

What the API moves without an edit moves here too: `updated_at`, `publishing_request_id` and the linked items.
"""

import json
from datetime import UTC, date, datetime, time

from tracker.demo.dice import Dice
from tracker.demo.markup import pieces
from tracker.demo.page import DemoPage, Edition, File

DFE = "ebd15ade-73b2-4eaf-b1c3-43034a42eb37"
"""The Department for Education's own content id."""
LABOUR_GOVERNMENT = "2024 Labour government"
_RELATED = (
    "Find a school in England",
    "Teachers’ pay and conditions",
    "Schools causing concern",
    "Get into teaching",
    "Academy trust handbook",
    "Keeping children safe in education",
)


def render(page: DemoPage, edition: Edition, day: date) -> bytes:
    """The item as the API gives it on that day: same page, same day, same bytes; keys sorted as there."""
    dice = Dice(f"{page.source} {day.isoformat()}")
    stamps = [at for at, _ in edition.notes]
    item: dict[str, object] = {
        "base_path": page.path,
        "content_id": page.content_id,
        "description": edition.standfirst,
        "details": _details(edition),
        "document_type": page.document_type,
        "first_published_at": stamps[0].isoformat(),
        "links": _links(dice),
        "locale": "en",
        "phase": "live",
        "public_updated_at": stamps[-1].isoformat(),
        "publishing_app": "tracker-demo",
        "publishing_request_id": f"{dice.number(10, 99)}-{dice.hex(12)}",
        "rendering_app": "frontend",
        "schema_name": "publication",
        "title": edition.title,
        "updated_at": datetime.combine(day, time(dice.number(0, 5), dice.number(0, 59)), UTC).isoformat(),
        "withdrawn_notice": {},
    }
    return json.dumps(item, ensure_ascii=False, sort_keys=True).encode()


def _details(edition: Edition) -> dict[str, object]:
    body = "\n".join(pieces(edition.body))
    return {
        "attachments": [_attachment(number, file) for number, file in enumerate(edition.attachments, start=1)],
        "body": f'<div class="govspeak">{body}\n</div>',
        # Newest first: GOV.UK's own order is not guaranteed, and a reader must not depend on it.
        "change_history": [{"note": note, "public_timestamp": at.isoformat()} for at, note in reversed(edition.notes)],
        "political": True,
    }


def _attachment(number: int, file: File) -> dict[str, object]:
    return {
        "accessible": True,
        "attachment_type": "file",
        "content_type": "application/pdf",
        "file_size": file.size,
        "filename": file.file,
        "id": str(number),
        "number_of_pages": file.pages,
        "title": file.title,
        "url": f"https://assets.publishing.service.gov.uk/media/{Dice(file.file).hex(24)}/{file.file}",
    }


def _links(dice: Dice) -> dict[str, object]:
    department = {
        "base_path": "/government/organisations/department-for-education",
        "content_id": DFE,
        "document_type": "organisation",
        "title": "Department for Education",
    }
    government = {
        "details": {"current": True, "ended_on": None, "started_on": "2024-07-05T00:00:00+00:00"},
        "document_type": "government",
        "title": LABOUR_GOVERNMENT,
    }
    related = [{"document_type": "guidance", "title": title} for title in dice.pick(_RELATED, 3)]
    return {
        "government": [government],
        "ordered_related_items": related,
        "organisations": [department],
        "primary_publishing_organisation": [department],
    }
