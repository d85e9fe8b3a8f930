"""Saved page: a file of one page as a person saved it, or an archive's copy, without the account of whoever read it."""

from collections import Counter
from datetime import datetime
from pathlib import PurePath
from typing import Final, NamedTuple

from tracker.errors import ExtractError
from tracker.extract import paper
from tracker.extract.account import has_private_query, shows_account, shows_reader, without_account
from tracker.extract.decode import decode
from tracker.extract.origin import origin_of_page, origin_of_pdf
from tracker.fetch.mhtml import is_mhtml, read_mhtml

PLAIN: Final = frozenset({".md", ".markdown", ".txt"})
"""Endings of files that are text, whatever is in them."""
_ACCOUNT = (
    "it shows the account of whoever printed it (“Signed in as …”, or an address with a token), and nothing can be taken "
    "out of a PDF: print the page signed out, or save it as a web page"
)
_BLANKS = b"\xef\xbb\xbf \t\r\n"
_LONGEST_LINK = 4096


class SavedPage(NamedTuple):
    """One page of a file, as far as it is for everybody."""

    url: str
    at: datetime | None
    body: bytes
    removed: Counter[str]
    is_own_word: bool = False
    """Where it is from is what the page says of itself."""


def one_page(body: bytes, name: str = "") -> SavedPage:
    """A file of one page: MHTML, a PDF that was printed, or HTML as a browser or SingleFile writes it.

    Other files (DOCX, ODT, an item of the Content API, text) have neither address nor account in them, and stay as they are.

    Raises:
        FetchError, ExtractError: it cannot be read, or is a PDF that shows an account.
    """
    if is_mhtml(body):
        held = read_mhtml(body)
        clean = without_account(decode(held.body, held.charset), rendered=True)
        return SavedPage(held.url, held.at, clean.html.encode("utf-8", "replace"), clean.removed)
    if paper.kind_of("", body) == "pdf":
        printed = origin_of_pdf(body)
        if shows_account(printed.text) or any(map(has_private_query, _links(body))):
            raise ExtractError(_ACCOUNT)
        return SavedPage(printed.url, printed.at, body, Counter())
    if not _is_page(body, name):
        return SavedPage("", None, body, Counter())
    text = decode(body)
    origin = origin_of_page(text)
    clean = without_account(text, rendered=True)
    return SavedPage(origin.url, origin.at, clean.html.encode("utf-8", "replace"), clean.removed, origin.is_own_word)


def cleaned(body: bytes, charset: str | None, secrets: tuple[str, ...]) -> tuple[bytes, Counter[str]]:
    """A body as an archive received it, and what was taken out; the very bytes where that was nothing."""
    if not _is_page(body):
        return body, Counter()
    clean = without_account(decode(body, charset), secrets=secrets)
    return (clean.html.encode("utf-8", "replace"), clean.removed) if clean.removed else (body, Counter())


def cleaned_crawl(body: bytes, charset: str | None, secrets: tuple[str, ...]) -> tuple[bytes, Counter[str]]:
    """As `cleaned`, of a file that may hold a public crawl: the very bytes, too, where nothing shows a reader of its own.

    What shows one: words such as “Signed in as …” or “Log out”, or one of the `secrets` that the request or answer carried.
    """
    if not _is_page(body):
        return body, Counter()
    html = decode(body, charset)
    if not shows_reader(html, secrets):
        return body, Counter()
    clean = without_account(html, secrets=secrets)
    return (clean.html.encode("utf-8", "replace"), clean.removed) if clean.removed else (body, Counter())


def from_a_browser(body: bytes, name: str = "") -> SavedPage | None:
    """A page that a browser or SingleFile says that it saved, without its account; None of any other file.

    Raises:
        FetchError, ExtractError: it cannot be read.
    """
    if is_mhtml(body):
        return one_page(body)
    if not _is_page(body, name):
        return None
    origin = origin_of_page(decode(body))
    return one_page(body, name) if origin.url and not origin.is_own_word else None


def _is_page(body: bytes, name: str = "") -> bool:
    """Whether it is read as HTML: whatever is no paper, no JSON and not named as text."""
    if paper.kind_of("", body) or body.lstrip(_BLANKS)[:1] in {b"{", b"["}:
        return False
    return PurePath(name).suffix.lower() not in PLAIN or body.lstrip(_BLANKS)[:9].lower().startswith(
        (b"<!doctype", b"<html")
    )


def _links(body: bytes) -> list[str]:
    """Where a PDF's links lead, as its writers put them down in plain bytes."""
    found, at = [], 0
    while (at := body.find(b"/URI (", at)) >= 0:
        end = body.find(b")", at, at + _LONGEST_LINK)
        found.append(body[at + 6 : end if end >= 0 else at + _LONGEST_LINK].decode("latin-1"))
        at += 6
    return found
