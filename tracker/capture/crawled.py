"""Crawled: captures of WARC files, less the account of whoever was logged in when they were made."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from tracker.capture.elsewhere import Capture
from tracker.capture.fault import ReaderError
from tracker.capture.fromwarc import WarcLoss, Warcs
from tracker.capture.savedfile import HEADERS
from tracker.capture.savedpage import cleaned_crawl
from tracker.capture.warden import Caller
from tracker.config.source import Source
from tracker.errors import ExtractError


class PublicCrawl(NamedTuple):
    """What may be kept of the captures of WARC files."""

    captures: dict[str, tuple[Source, list[Capture]]]
    """By source, in their order."""
    removed: Counter[str]
    """What was taken out, by its sort; of private headers how many there were, as no header is kept."""
    pages: int
    """How many captures showed an account."""


def without_readers(
    warcs: Warcs, found: Mapping[str, tuple[Source, Sequence[Capture]]], apart: Caller, *, public: bool
) -> PublicCrawl:
    """A page that shows an account is kept without it, and is private unless all are `public`; others are left as they are.

    One of which nobody can say what is private in it joins the losses of `warcs`.
    """
    kept: dict[str, tuple[Source, list[Capture]]] = {}
    removed, pages = Counter({HEADERS: warcs.private.total()}), 0
    for name, (source, captures) in found.items():
        mine = []
        for one in captures:
            try:
                body, gone = apart(cleaned_crawl, one.body or b"", one.charset, warcs.secrets(one.url))
            except (ExtractError, ReaderError) as error:
                warcs.lost.append(WarcLoss(f"{name}/{one.document}", one.at, one.where, str(error)))
                continue
            removed += gone
            pages += bool(gone)
            facts = {"body": body, "charset": "utf-8", "saved_by": None if public else "a person"}
            mine.append(one.model_copy(update=facts) if gone else one)
        if mine:
            kept[name] = (source, mine)
    return PublicCrawl(kept, +removed, pages)
