"""Origin: where a page was saved from, and when, by what the file itself says: SingleFile, browsers, printed PDFs."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from html import unescape
from typing import NamedTuple

from tracker.extract import pdf
from tracker.patterns import deferred

_HEAD = 200_000
"""Characters of a page in which its origin stands: at the head, before anything that it shows."""
_SINGLEFILE = deferred(
    r"<!--\s{0,9}Page saved with SingleFile(?: Lite)?\s{1,9}url: {0,9}(\S{1,4000}+)(?:\s{1,9}saved date: ([^\n]{1,200}))?"
)
_SAVED_FROM = deferred(r"<!-- saved from url=\(\d{1,6}\)(\S{1,4000}+) -->")
"""The mark that browsers write since Internet Explorer 5."""
_LINK = deferred(r"<(?:link|meta)\s[^<>]{1,4000}>", re.IGNORECASE)
_CANONICAL = deferred(r"\b(?:rel|property)\s{0,3}=\s{0,3}[\"']?(?:canonical|og:url)\b", re.IGNORECASE)
_TO = deferred(
    r"\b(?:href|content)\s{0,3}=\s{0,3}(?:\"([^\"]{1,4000}+)\"|'([^']{1,4000}+)'|([^\s>\"']{1,4000}+))", re.IGNORECASE
)
_DAY = deferred(r"[A-Z][a-z]{2} ([A-Z][a-z]{2} \d{1,2} \d{4} \d\d:\d\d:\d\d) GMT([+-]\d{4})")
"""A date as JavaScript writes it."""
_ADDRESS = deferred(r"https?://[^\s<>\"']{1,4000}+")
_PRINTED_PAGES = 2


class SavedFrom(NamedTuple):
    """What a file says of where it came from; nothing of it need be so."""

    url: str = ""
    is_own_word: bool = False
    """The address is what the page says of itself, and not what saved it."""
    at: datetime | None = None
    text: str = ""
    """The first pages of a PDF, in whose margins the address stands."""


def origin_of_page(html: str) -> SavedFrom:
    """Of HTML: SingleFile's comment, the browser's, else the address that the page gives for itself."""
    head = html[:_HEAD]
    single, browser = _SINGLEFILE.search(head), _SAVED_FROM.search(head)
    if single and not (
        browser and browser.start() < single.start()
    ):  # the first is of what saved it; a page may forge one
        return SavedFrom(unescape(single[1]), at=_javascript(single[2] or ""))
    if browser:
        return SavedFrom(unescape(browser[1]))
    for tag in _LINK.finditer(head):
        if _CANONICAL.search(tag[0]) and (to := _TO.search(tag[0])):
            return SavedFrom(unescape(to[1] or to[2] or to[3]), is_own_word=True)
    return SavedFrom()


def origin_of_pdf(body: bytes) -> SavedFrom:
    """Of a PDF that a browser printed with its address in the margin: the last address of a page that ends a line.

    Raises:
        ExtractError: it cannot be opened.
    """
    pages, facts = pdf.beginning(body, pages=_PRINTED_PAGES)
    at = pdf.stated_moment(facts.get("CreationDate", ""))
    return SavedFrom(_margin(pages), at=at, text="\n".join(pages))


def _margin(pages: Sequence[str]) -> str:
    """The address at the head or the foot of the first page: a line that begins with it, the outermost one first."""
    lines = [line.strip() for line in pages[0].splitlines() if line.strip()] if pages else []
    for line in (*lines[:-6:-1], *lines[:5]):
        if found := _ADDRESS.match(line):
            return found[0]
    return ""


def _javascript(text: str) -> datetime | None:
    found = _DAY.match(text.strip())
    if not found:
        return None
    try:
        return datetime.strptime(f"{found[1]} {found[2]}", "%b %d %Y %H:%M:%S %z").astimezone(UTC)
    except (ValueError, OverflowError):
        return None
