"""The pages that a sitemap, or an index of sitemaps, names, each watched from then on."""

from collections import deque
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tracker.capture import part
from tracker.capture.kinds import named, ordinary
from tracker.capture.kinds.kind import Plan
from tracker.capture.kinds.ordinary import number_of
from tracker.capture.outcome import Failed
from tracker.capture.recognition import Recognition
from tracker.capture.tools import Tools
from tracker.config.source import SitemapSource
from tracker.errors import ConfigError, ExtractError, FetchError, SourceError, TrackerError
from tracker.fetch.response import Response
from tracker.later import later

if TYPE_CHECKING:
    from tracker.extract import sitemap
    from tracker.extract.sitemap import Sitemap, SitemapEntry
else:
    sitemap = later("tracker.extract.sitemap")

MOST_SITEMAPS = 50
"""Sitemaps that one source leads to and that are read in a round."""
MOST_LEVELS = 3
"""Indexes inside one another that are followed; the protocol knows of one."""
_TOO_DEEP = f"the index lies behind {MOST_LEVELS} others, which is too deep: declare it as a source of its own"

as_page = named.as_page
extractor = named.extractor
declared = ordinary.as_said
known = ordinary.unknown
still_watches = ordinary.always
try_one = None


def plan(source: SitemapSource, *, tools: Tools) -> Plan:
    """Ask for the sitemap and those that it leads to, then for the pages that they name."""
    try:
        walk = _Walk(source, tools)
    except (FetchError, ExtractError) as error:
        yield Failed.of(source.id, error, at=tools.now())
        return
    walk.on()
    yield from walk.failed
    yield from named.chosen(source, [one.url for one in _newest_first(walk.entries)])


def recognise(response: Response) -> Recognition | None:
    """A sitemap or an index of them."""
    try:
        found = sitemap.read(response.body, url=response.final_url)
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


class _Walk:
    """A sitemap and those that it leads to, level by level; each is asked for once."""

    def __init__(self, source: SitemapSource, tools: Tools) -> None:
        """FetchError or ExtractError where the first of them cannot be read."""
        self.entries: list[SitemapEntry] = []
        """Pages."""
        self.failed: list[Failed] = []
        """What could not be read of it all."""
        self._source, self._tools = source, tools
        self._waiting = deque[tuple[str, int]]()
        self._met = {source.url}
        self._take(source.url, self._read(source.url), level=0)

    def on(self) -> None:
        """Read what the first of them leads to."""
        read = 0
        while self._waiting and read < MOST_SITEMAPS:
            url, level = self._waiting.popleft()
            read += 1
            try:
                self._take(url, self._read(url), level=level)
            except (SourceError, ConfigError) as error:
                self._fail(url, error)
        if self._waiting:
            left = number_of(len(self._waiting), "sitemap")
            self._lose(self._source.url, f"leads to {left} more than the {MOST_SITEMAPS} that are read in a round")

    def _read(self, url: str) -> "Sitemap":
        response = self._tools.client.get(url, allow_hosts=self._source.allow_hosts)
        return self._tools.read(response, sitemap.read, response.body, url=response.final_url)

    def _take(self, url: str, found: "Sitemap", *, level: int) -> None:
        self._lose(url, *found.losses)
        if not found.is_index:
            self.entries += found.entries
        elif level == MOST_LEVELS:
            self._fail(url, ExtractError(_TOO_DEEP))
        else:
            fresh = [one for one in _newest_first(found.entries) if one.url not in self._met]
            self._met.update(one.url for one in fresh)
            self._waiting += [(one.url, level + 1) for one in fresh]

    def _fail(self, url: str, error: TrackerError) -> None:
        self.failed.append(part.failed(self._source.id, url, error, at=self._tools.now()))

    def _lose(self, url: str, *losses: str) -> None:
        self.failed += part.lossy(self._source.id, url, losses, at=self._tools.now())


def _newest_first(entries: "Sequence[SitemapEntry]") -> "list[SitemapEntry]":
    """Those that the site says changed last first; the order of the file where it says nothing."""
    dated = sorted((one for one in entries if one.modified), key=lambda one: str(one.modified), reverse=True)
    return [*dated, *(one for one in entries if not one.modified)]
