"""Sentences for a reader about what a site did. Foreign text in them is short and without control signs."""

import unicodedata
from http import HTTPStatus

SHOWN = 200
"""Characters of a foreign text that a sentence shows; enough for almost every address."""
BY_HAND = "save the page for `tracker inbox`"
"""The way out where robots are not welcome."""
_ADVICE = {
    401: f"the site asks for a password; {BY_HAND}",
    403: f"the site refuses robots; {BY_HAND}",
    404: "there is no such page; see whether it has moved",
    410: "the page is gone",
    429: "it is being asked too often; a later round tries again",
    451: f"it is withheld for legal reasons; {BY_HAND}",
}


def shown(text: str, limit: int = SHOWN) -> str:
    """Foreign text fit for a line of ours: no control, direction or line signs, single spaces, at most `limit` long."""
    cleaned = "".join(" " if unicodedata.category(sign)[0] in "CZ" else sign for sign in text[: limit * 2])
    line = " ".join(cleaned.split())
    return line if len(line) <= limit else f"{line[: limit - 1]}…"


def refusal(site: str, url: str, status: int) -> str:
    """Why an answer with this status is no page. The words are ours: a server's own reason phrase is not repeated."""
    return f"{shown(site)} answered {status}{_phrase(status)} for {shown(url)}: {_advice(status)}"


def _phrase(status: int) -> str:
    try:
        return f" ({HTTPStatus(status).phrase.lower()})"
    except ValueError:
        return ""


def _advice(status: int) -> str:
    if status in _ADVICE:
        return _ADVICE[status]
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return "the site has a fault of its own; a later round tries again"
    return "that is not a page"
