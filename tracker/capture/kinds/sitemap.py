"""The pages that a sitemap, or an index of sitemaps, names, each watched from then on."""

from collections.abc import Sequence

from tracker.capture.kinds import named, ordinary
from tracker.capture.kinds.feed import XML
from tracker.capture.kinds.kind import NothingChosen, Plan
from tracker.capture.kinds.ordinary import number_of
from tracker.capture.outcome import Failed
from tracker.capture.recognition import Recognition
from tracker.capture.tools import Tools
from tracker.config.source import SitemapSource
from tracker.errors import ExtractError, FetchError
from tracker.extract.sitemap import SitemapEntry
from tracker.fetch.response import Response

MOST_SITEMAPS = 50
"""Sitemaps of one index that are read in a round."""

as_page = named.as_page
extractor = named.extractor
declared = ordinary.as_said
known = ordinary.unknown
still_watches = ordinary.always
try_one = None


def plan(source: SitemapSource, *, tools: Tools) -> Plan:
    """Ask for the sitemap and those that it leads to, then for the pages that they name."""
    try:
        entries, indexes = _entries(source, tools)
    except (FetchError, ExtractError) as error:
        yield Failed.of(source.id, error, at=tools.now())
        return
    if indexes and not entries:
        only, they = ("a further index", "it names") if indexes == 1 else (f"{indexes:,} further indexes", "they name")
        yield NothingChosen(f"the sitemap leads only to {only} of sitemaps", f"declare a sitemap that {they}")
    else:
        yield from named.chosen(source, [one.url for one in _newest_first(entries)])


def recognise(response: Response) -> Recognition | None:
    """A sitemap or an index of them."""
    from tracker.extract import sitemap

    if not response.body.lstrip().startswith(XML):
        return None
    try:
        found = sitemap.read(response.body)
    except ExtractError:
        return None
    what = "sitemap" if found.is_index else "page"
    return Recognition(
        kind="sitemap",
        facts={"url": response.final_url},
        says=f"a sitemap that names {number_of(len(found.entries), what)}",
        name="sitemap",
        remarks=('narrow it with include, for example include = ["/news/*"]; else the newest 50 pages are watched',),
    )


def _entries(source: SitemapSource, tools: Tools) -> tuple[Sequence[SitemapEntry], int]:
    """(pages named, indexes inside an index, which are not read)."""
    from tracker.extract import sitemap

    first = sitemap.read(tools.client.get(source.url, allow_hosts=source.allow_hosts).body)
    if not first.is_index:
        return first.entries, 0
    entries: list[SitemapEntry] = []
    indexes = 0
    for one in _newest_first(first.entries)[:MOST_SITEMAPS]:
        inner = sitemap.read(tools.client.get(one.url, allow_hosts=source.allow_hosts).body)
        indexes += inner.is_index
        entries += () if inner.is_index else inner.entries
    return entries, indexes


def _newest_first(entries: Sequence[SitemapEntry]) -> list[SitemapEntry]:
    """Those that the site says changed last first; the order of the file where it says nothing."""
    dated = sorted((one for one in entries if one.modified), key=lambda one: str(one.modified), reverse=True)
    return [*dated, *(one for one in entries if not one.modified)]
