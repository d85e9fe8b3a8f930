"""Doors: other ways to what a page says, where the page itself refuses programs. Each is asked for before it is named.

What sites offer to programs comes first: feeds, the list of their pages, WordPress's interface, PDFs. Then the latest copy
that a web archive has. A few requests, as polite as all others; a site that refuses those too is asked no more.
"""

import json
import re
from collections.abc import Iterator
from typing import Literal, NamedTuple
from urllib.parse import urljoin, urlsplit

from tracker.capture.kinds.registry import RECOGNISED
from tracker.capture.tools import Getter
from tracker.capture.warden import Caller, here
from tracker.errors import ExtractError, FetchError, SourceError, UsageError
from tracker.extract import heads
from tracker.fetch.response import Response
from tracker.fetch.webarchive import Memento, WebArchive
from tracker.patterns import deferred

DoorKind = Literal["feed", "sitemap", "wordpress", "pdf", "archive"]
_WORDPRESS = "/wp-json/wp/v2/posts?per_page=1"
_USUAL = ("/feed/", "/feed.xml", "/rss.xml", "/sitemap.xml")
"""Where sites have them that say nothing of it."""
_FEEDS = frozenset({"application/atom+xml", "application/rss+xml"})
_MOST_REFUSALS = 3
"""In a row; then the site means all programs, whatever they ask for."""
_MOST_LINKS = 2
_PDF = deferred(rb"href\s{0,3}=\s{0,3}[\"']?([^\"'\s<>]{1,2000}+)", re.IGNORECASE)


class Door(NamedTuple):
    """Another way in, which answered."""

    kind: DoorKind
    address: str
    copy: Memento | None = None
    """Of an archive: its latest copy of the page."""


def doors(
    address: str, *, client: Getter, archive: WebArchive, allow_hosts: tuple[str, ...] = (), apart: Caller = here
) -> Iterator[Door]:
    """The ways that were found, the most telling first. What does not answer is none, and no error."""
    copy, page = _copy(address, archive)
    asked = _OtherDoors(address, client, allow_hosts, apart)
    yield from asked.all(page)
    if copy is not None:
        yield Door("archive", address, copy)


def _copy(address: str, archive: WebArchive) -> tuple[Memento | None, bytes]:
    """(the latest copy that an archive plays, its bytes)."""
    try:
        held = archive.listed(address).held
        return (held[-1], archive.body(held[-1]).body) if held else (None, b"")
    except FetchError:
        return None, b""


class _OtherDoors:
    def __init__(self, address: str, client: Getter, allow_hosts: tuple[str, ...], apart: Caller) -> None:
        self._address, self._client, self._hosts, self._apart = address, client, allow_hosts, apart
        self._refused = 0

    def all(self, page: bytes) -> Iterator[Door]:
        linked, papers = self._linked(page)
        found: set[str] = set()
        for url in dict.fromkeys((*linked, *(urljoin(self._address, path) for path in _USUAL))):
            answer = self._get(url)
            kind = self._apart(feed_or_sitemap, answer) if answer else None
            if kind and kind not in found:
                found.add(kind)
                yield Door(kind, url)
        answer = self._get(urljoin(self._address, _WORDPRESS))
        if answer and is_list_of_posts(answer.body):
            yield Door("wordpress", urljoin(self._address, "/"))
        for url in papers:
            answer = self._get(url)
            if answer and answer.body.startswith(b"%PDF"):
                yield Door("pdf", url)

    def _get(self, url: str) -> Response | None:
        if self._refused >= _MOST_REFUSALS:
            return None
        try:
            answer = self._client.get(url, allow_hosts=self._hosts)
        except FetchError as error:
            self._refused = self._refused + 1 if error.blocked else 0
            return None
        self._refused = 0
        return answer

    def _linked(self, page: bytes) -> tuple[list[str], list[str]]:
        """(feeds, PDFs) of the same site that the archived copy names."""
        try:
            named = self._apart(heads.links, page, url=self._address) if page else ()
        except SourceError:
            named = ()
        feeds = [one.url for one in named if "alternate" in one.rel.split() and one.type in _FEEDS]
        hrefs = (urljoin(self._address, one.decode("utf-8", "replace")) for one in _PDF.findall(page[:2_000_000]))
        papers = [one for one in hrefs if urlsplit(one).path.lower().endswith(".pdf")]
        return [one for one in feeds if self._is_ours(one)][:_MOST_LINKS], [
            one for one in dict.fromkeys(papers) if self._is_ours(one)
        ][:_MOST_LINKS]

    def _is_ours(self, url: str) -> bool:
        return urlsplit(url).netloc == urlsplit(self._address).netloc


def feed_or_sitemap(answer: Response) -> Literal["feed", "sitemap"] | None:
    """Which of the two an answer is, if either."""
    for kind in RECOGNISED:
        try:
            found = kind.recognise(answer)
        except (UsageError, ExtractError):
            return None
        if found:
            return found.kind if found.kind in {"feed", "sitemap"} else None  # type: ignore[return-value]
    return None


def is_list_of_posts(body: bytes) -> bool:
    """Whether it is what WordPress answers for its newest posts."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return False
    return isinstance(found, list) and bool(found) and isinstance(found[0], dict) and "content" in found[0]
