"""Remembered pages: which pages a costly section has, kept beside the store, so that an unchanged site makes none of them.

How many pages a list has is known only when all that is listed was read. So what was made last is noted: under the
section's name, for one key of all that it is made from, each page's address and key.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from functools import cache

from tracker.site.holdings import SiteHoldings
from tracker.site.site_file import SiteFile
from tracker.site.site_page import SitePage
from tracker.store.findings import Findings
from tracker.store.layout import SUMMARIES


def remembered(held: SiteHoldings, name: str, key: str, make: Callable[[], Iterable[SitePage]]) -> Iterator[SiteFile]:
    """The files of the pages that `make` gives; it is called where the key is new, or a page has to be written again."""

    @cache
    def pages() -> dict[str, SitePage]:
        return {one.address: one for one in make()}

    key = held.key(key, held.site.corrected)  # feeds among them tell of corrections
    kept, place = Findings(held.archive.folder / SUMMARIES), f"section {name}"
    told = _read(kept.get([place]).get(place), key)
    if told is None:
        told = [(one.address, one.key) for one in pages().values()]
        kept.keep({place: json.dumps([key, told]).encode("ascii")})
    for address, page_key in told:
        yield SiteFile(address, held.key(page_key), _made(pages, address))


def _made(pages: Callable[[], dict[str, SitePage]], address: str) -> Callable[[], bytes]:
    def make() -> bytes:
        return pages()[address].content()

    return make


def _read(kept: bytes | None, key: str) -> list[tuple[str, str]] | None:
    try:
        known, told = json.loads(kept or b"null")
        return [(str(address), str(page_key)) for address, page_key in told] if known == key else None
    except (ValueError, TypeError):  # nobody has noted anything yet, or somebody else's bytes
        return None
