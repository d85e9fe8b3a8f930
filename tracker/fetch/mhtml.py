"""MHTML: the page in a file of a browser that holds a page with all its parts (RFC 2557), as Chromium and its kin write it.

Only the page itself is read. Its other parts are passed by, and no address in the file is ever opened or made a path.
"""

import email
from datetime import UTC, datetime
from email.message import Message
from email.policy import compat32
from email.utils import parsedate_to_datetime
from typing import NamedTuple

from tracker.errors import FetchError

_HEAD = 4096
_PAGES = ("text/html", "application/xhtml+xml")
_MOST_PARTS = 20_000
_DEEPEST = 20
"""Parts within parts; browsers write one level, mail programs three."""


class MhtmlPage(NamedTuple):
    """The page."""

    url: str
    """Empty where the file does not say it."""
    at: datetime | None
    body: bytes
    charset: str | None


def is_mhtml(body: bytes) -> bool:
    """Whether a file begins as one: with the head of a message of several parts."""
    head = body[:_HEAD].lower().lstrip()
    return head.startswith(
        (b"from:", b"mime-version:", b"snapshot-content-location:", b"content-type: multipart")
    ) and (b"multipart/related" in head)


def read_mhtml(body: bytes) -> MhtmlPage:
    """The page in it. FetchError where there is none, or it is packed in more layers and parts than a browser writes."""
    try:
        whole = email.message_from_bytes(body, policy=compat32)
        found = _page(whole)
        return MhtmlPage(
            url=_header(whole, "Snapshot-Content-Location") or _header(found, "Content-Location"),
            at=_moment(_header(whole, "Date")),
            body=_bytes(found),
            charset=found.get_content_charset(),
        )
    except FetchError:
        raise
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise FetchError("It is no MHTML file that can be read: save the page again.") from error


def _page(whole: Message) -> Message:
    """The part that is the page: the one that `start` names, else the first that is HTML."""
    parts: list[tuple[Message, int]] = [(whole, 0)]
    pages: list[Message] = []
    seen = 0
    while parts:
        part, depth = parts.pop()
        seen += 1
        if seen > _MOST_PARTS or depth > _DEEPEST:
            raise FetchError("It has more parts than a browser writes into an MHTML file; it was not read.")
        inner = part.get_payload()
        if isinstance(inner, list):
            parts += [(one, depth + 1) for one in reversed(inner) if isinstance(one, Message)]
        elif part.get_content_type() in _PAGES:
            pages.append(part)
    start = str(whole.get_param("start") or "")
    named = [one for one in pages if start and _header(one, "Content-ID") == start]
    if not pages:
        raise FetchError("It holds no page: save the page again as “Webpage, Single File”.")
    return (named or pages)[0]


def _bytes(part: Message) -> bytes:
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""


def _header(part: Message, name: str) -> str:
    return "".join(str(part.get(name) or "").split())[:4096] if name != "Date" else str(part.get(name) or "")[:100]


def _moment(text: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
