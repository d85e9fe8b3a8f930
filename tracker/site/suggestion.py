"""Suggestion: a mail in which a reader says what is wrong on a page, with the ids of what is meant. No server takes it.

A mail address and percent-encoded text are all that the link holds: no word of a page can add a header or another address.
"""

from collections.abc import Iterable
from html import unescape
from urllib.parse import quote

from tracker.render.safe import safe
from tracker.render.words import cut

MOST_IDS = 30
"""Of more the first: some mail programs take no more than 2,000 characters of a link."""
_TITLE = 120
"""Characters of a title."""
_ASKED = "What is wrong:\r\n\r\n\r\nWhat is right, and where that is written:\r\n\r\n"


def suggestion(to: str, base: str | None, page: str, title: str, ids: str) -> str:
    """The link. `title` and `ids` as a template has them, escaped; ids are separated by spaces."""
    named = cut(safe(unescape(str(title))).strip(), _TITLE)
    about = [f"Page: {base or ''}{page}", f"Title: {named}", *_told(unescape(str(ids)).split())]
    body = "\r\n".join((*about, "", _ASKED))
    return f"mailto:{quote(to, safe='@')}?subject={quote(f'Correction: {named}', safe='')}&body={quote(body, safe='')}"


def _told(ids: list[str]) -> Iterable[str]:
    known = list(dict.fromkeys(map(safe, ids)))
    if known:
        more = f" and {len(known) - MOST_IDS} more" if len(known) > MOST_IDS else ""
        yield f"About: {' '.join(known[:MOST_IDS])}{more}"
