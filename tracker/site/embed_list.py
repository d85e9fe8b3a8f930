"""Embed list: where cards and embeds were put, from a CSV that a desk keeps or from the pages that hold them."""

import csv
import re
from collections.abc import Iterator
from datetime import date, datetime
from html import unescape
from pathlib import Path
from typing import NamedTuple

from tracker.errors import UsageError
from tracker.patterns import deferred

MOST = 20_000_000
"""Bytes of one file: a list of embeds is short, and so is a page."""
_PLEDGE = deferred(r"(?<![\w-])t-[a-z2-7]{10}(?![a-z2-7])")
_CHANGE = deferred(r"(?<![\w@/-])[\w-]{1,100}(?:/[\w-]{1,100})?@\d{1,6}#d-[a-z2-7]{10}(?![a-z2-7])")
_CHANGE_PAGE = deferred(r"changes/([\w-]{1,100})/([\w-]{1,100})/(\d{1,6})\.html#(d-[a-z2-7]{10})(?![a-z2-7])")
_EDITION = deferred(r"(?<![a-z2-7])[a-z2-7]{8}(?![a-z2-7])")
_PIECE = deferred(r"<blockquote\b[^<>]{0,2000}>", re.IGNORECASE)
_TOLD = deferred(r"""\bdata-(tracker|as-of)=["']([^"'<>]{0,300})["']""", re.IGNORECASE)
_PAGE = "page"


class PlacedEmbed(NamedTuple):
    """A card or an embed somewhere."""

    id: str
    edition: str | None = None
    as_of: date | None = None
    where: str | None = None


def placed(path: Path) -> tuple[PlacedEmbed, ...]:
    """Those that a file names. UsageError where it cannot be read, or names none."""
    try:
        if path.stat().st_size > MOST:
            raise UsageError(
                f"{path} is larger than {MOST // 1_000_000} MB: give a list of embeds, or a page that holds some."
            )
        text = path.read_text(encoding="utf-8-sig", errors="replace")
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror or error}.") from error
    found = tuple(_in_page(text, str(path)) if path.suffix.lower() in {".html", ".htm"} else _in_list(text))
    if not found:
        raise UsageError(
            f"{path} names no card or embed: a CSV needs a column id (t-… or the address of its page), and may have "
            "edition, as_of and where; a page (.html) the pieces that the site gives to embed."
        )
    return found


def _in_list(text: str) -> Iterator[PlacedEmbed]:
    csv.field_size_limit(MOST)
    rows = csv.DictReader(text.replace("\0", "").splitlines())
    for row in rows:
        told = {str(name or "").strip().lower(): str(value or "").strip() for name, value in row.items()}
        if name := _id(told.get("id", "")):
            mark = _EDITION.fullmatch(told.get("edition", ""))
            yield PlacedEmbed(name, mark[0] if mark else None, _day(told.get("as_of", "")), told.get("where") or None)


def _in_page(text: str, where: str) -> Iterator[PlacedEmbed]:
    for piece in _PIECE.finditer(text):
        told = {name: unescape(value) for name, value in _TOLD.findall(piece[0])}
        name, _, mark = told.get("tracker", "").partition(" ")
        if found := _id(name):
            edition = _EDITION.fullmatch(mark)
            yield PlacedEmbed(found, edition[0] if edition else None, _day(told.get("as-of", "")), where)


def _id(text: str) -> str | None:
    """A pledge's or a change's, by itself or in the address of its page."""
    if page := _CHANGE_PAGE.search(text):
        source, document, number, change = page.groups()
        return f"{source}{'' if document == _PAGE else f'/{document}'}@{number}#{change}"
    found = _CHANGE.search(text) or _PLEDGE.search(text)
    return found[0] if found else None


def _day(text: str) -> date | None:
    """`2026-02-24` or, as pieces and cards have it, `24 Feb 2026`."""
    for form in ("%Y-%m-%d", "%d %b %Y"):
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None
