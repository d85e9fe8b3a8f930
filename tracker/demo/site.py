"""The demonstration's small web: which bytes each address gives on a day."""

import hashlib
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from email.utils import format_datetime
from types import MappingProxyType

from pydantic import BaseModel

from tracker.demo import html, item
from tracker.demo.page import pages

ROBOTS = b"User-agent: *\nDisallow: /comment\nDisallow: /subscribe\n"
_HTML = "text/html; charset=utf-8"


class DemoAnswer(BaseModel, frozen=True, extra="forbid"):
    """One answer of the server. The ETag is strong: equal ETags mean equal bytes."""

    content_type: str
    bytes: bytes
    etag: str
    """With its quotes, as in the header."""
    last_modified: str
    """An HTTP date."""


def pages_on(day: date) -> Mapping[str, DemoAnswer]:
    """Path → body of every page that exists on that day, and /robots.txt. Same day, same bytes, on every machine."""
    found = {"/robots.txt": _body("text/plain; charset=utf-8", ROBOTS, day)}
    for page in pages():
        edition = page.on(day)
        if edition is not None and page.kind == "govuk":
            found[page.served_at] = _body("application/json; charset=utf-8", item.render(page, edition, day), day)
        elif edition is not None:
            found[page.served_at] = _body(_HTML, html.render(page, edition, day), day)
    return MappingProxyType(found)


def _body(content_type: str, content: bytes, day: date) -> DemoAnswer:
    digest = hashlib.sha256(content).hexdigest()[:32]
    modified = format_datetime(datetime.combine(day, time(4), UTC), usegmt=True)
    return DemoAnswer(content_type=content_type, bytes=content, etag=f'"{digest}"', last_modified=modified)
