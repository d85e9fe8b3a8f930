"""Remembered pages: of a costly section it is kept which pages it has, so that an unchanged site makes none of them.

How many pages a list has is known only when all that is listed was read.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import cache

from tracker.site.holdings import SiteHoldings
from tracker.site.site_file import SiteFile
from tracker.site.site_page import SitePage


def remembered(held: SiteHoldings, name: str, key: str, make: Callable[[], Iterable[SitePage]]) -> Iterator[SiteFile]:
    """The files of the pages that `make` gives; it is called where the key is new, or a page has to be written again."""

    @cache
    def pages() -> dict[str, SitePage]:
        return {one.address: one for one in make()}

    key = held.key(key, held.site.corrected)  # feeds among them tell of corrections
    for address, page_key in held.kept.pages(name, key, lambda: [(one.address, one.key) for one in pages().values()]):
        yield SiteFile(address, held.key(page_key), _made(pages, address))


def _made(pages: Callable[[], dict[str, SitePage]], address: str) -> Callable[[], bytes]:
    def make() -> bytes:
        return pages()[address].content()

    return make
