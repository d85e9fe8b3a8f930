"""Listing: the pages that a site's own lists name: WordPress posts, feeds, sitemaps."""

from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from urllib.parse import urlsplit

from pydantic import BaseModel, TypeAdapter, ValidationError

from tracker.capture.follow import Wanted, take_all
from tracker.capture.outcome import Failed, Unchanged
from tracker.capture.page import Taken, Tools, take
from tracker.capture.reading import extractor_of
from tracker.config.key import config_key
from tracker.config.source import FeedSource, SitemapSource, WordpressSource
from tracker.errors import ExtractError, FetchError
from tracker.extract import feed, sitemap
from tracker.fetch.address import is_post, item_of_page, listing, post, post_feed
from tracker.store.layout import document_id

REFUSALS = frozenset({401, 403, 404})
"""Answers by which a WordPress site says that its REST interface is not for us."""
MOST_SITEMAPS = 50
"""Sitemaps of one index that are read in a round."""


class _Post(BaseModel, frozen=True):
    id: int
    slug: str
    link: str
    modified_gmt: str


_POSTS = TypeAdapter(tuple[_Post, ...])


def take_posts(source: WordpressSource, *, tools: Tools) -> Iterator[Taken]:
    """Ask for the listing once, then only for the posts whose modification stamp is new to us.

    A site that has refused its REST interface from the start is read through its feed. Which of the two it is stays as
    it was first: the same post read in two ways would look like an edit.
    """
    if tools.archive.met(source.id):
        yield from _take_post_feed(source, refused=None, tools=tools)
        return
    try:
        response = tools.client.get(listing(source), allow_hosts=source.allow_hosts)
        posts = _POSTS.validate_json(response.body)
    except FetchError as error:
        if error.status in REFUSALS and not _has_posts(source, tools):
            yield from _take_post_feed(source, refused=error, tools=tools)
        else:
            yield _failed(source, error, tools)
        return
    except ValidationError:
        reason = 'the site\'s REST interface gave no list of posts; declare single pages as kind = "html" instead'
        yield _failed(source, FetchError(reason), tools)
        return
    key = config_key(source, extractor_of(source))
    for one in posts:
        document = document_id(f"wordpress:{one.id}", one.slug)
        known = tools.archive.validators(source.id, document)
        if known is not None and (known.key, known.modified) == (key, one.modified_gmt):
            yield Taken(Unchanged(source=source.id, document=document, at=tools.now(), not_modified=True))
        else:
            yield take(source, document=document, url=post(source, one.id), tools=tools, modified=one.modified_gmt)


def take_feed(source: FeedSource, *, tools: Tools) -> Iterator[Taken]:
    """Ask for the feed once, then for the pages it names, then for those it named before."""
    urls: list[str] = []
    try:
        response = tools.client.get(source.url, allow_hosts=source.allow_hosts)
        urls = [entry.url for entry in feed.read(response.body, url=response.final_url).entries]
    except (FetchError, ExtractError) as error:
        yield _failed(source, error, tools)
    yield from take_all(source, _chosen(source, urls), tools=tools)


def take_sitemap(source: SitemapSource, *, tools: Tools) -> Iterator[Taken]:
    """Ask for the sitemap, those that it leads to, the pages they name, and those they named before."""
    urls: list[str] = []
    try:
        urls = _in_sitemaps(source, tools)
    except (FetchError, ExtractError) as error:
        yield _failed(source, error, tools)
    yield from take_all(source, _chosen(source, urls), tools=tools)


def is_chosen(url: str, *, include: Sequence[str], exclude: Sequence[str]) -> bool:
    """Whether an address is like one of the first patterns, if there are any, and like none of the second."""
    return (not include or _is_like(url, include)) and not _is_like(url, exclude)


def _take_post_feed(source: WordpressSource, *, refused: FetchError | None, tools: Tools) -> Iterator[Taken]:
    urls: list[str] = []
    try:
        response = tools.client.get(post_feed(source), allow_hosts=source.allow_hosts)
        urls = [entry.url for entry in feed.read(response.body, url=response.final_url).entries]
    except (FetchError, ExtractError) as error:
        both = f"{refused.reason} Its feed does not help: {error.reason}" if refused else error.reason
        told = error if isinstance(error, FetchError) else FetchError(both)
        fault = FetchError(both, status=told.status, transient=told.transient, host=told.host, blocked=told.blocked)
        yield _failed(source, fault, tools)
    yield from take_all(source, (Wanted(url=url) for url in urls[: source.max_items]), tools=tools)


def _has_posts(source: WordpressSource, tools: Tools) -> bool:
    """Whether posts were read through the REST interface before."""
    names = tools.archive.documents(source.id)
    return any(version and is_post(source, version.url) for version in (tools.archive.latest(*name) for name in names))


def _in_sitemaps(source: SitemapSource, tools: Tools) -> list[str]:
    """Addresses of pages, those that the site says changed last first; the order of the file where it says nothing."""
    first = sitemap.read(tools.client.get(source.url, allow_hosts=source.allow_hosts).body)
    if not first.is_index:
        return _newest_first(first.entries)
    entries: list[sitemap.SitemapEntry] = []
    for url in _newest_first(first.entries)[:MOST_SITEMAPS]:
        inner = sitemap.read(tools.client.get(url, allow_hosts=source.allow_hosts).body)
        entries += () if inner.is_index else inner.entries
    return _newest_first(entries)


def _newest_first(entries: Sequence[sitemap.SitemapEntry]) -> list[str]:
    dated = sorted((one for one in entries if one.modified), key=lambda one: str(one.modified), reverse=True)
    return [one.url for one in (*dated, *(one for one in entries if not one.modified))]


def _chosen(source: FeedSource | SitemapSource, urls: Sequence[str]) -> Iterator[Wanted]:
    chosen = [url for url in urls if is_chosen(url, include=source.include, exclude=source.exclude)]
    for url in chosen[: source.max_items]:
        yield Wanted(url=_asked(source, url))


def _asked(source: FeedSource | SitemapSource, url: str) -> str:
    """The address to ask for a page: its item, where it is a page of GOV.UK."""
    if source.read_as == "html":
        return url
    parts = urlsplit(url)
    base = f"{parts.scheme}://{parts.netloc}" if source.read_as == "govuk" else None
    return item_of_page(url, base_url=base) or url


def _is_like(url: str, patterns: Sequence[str]) -> bool:
    parts = urlsplit(url)
    local = parts.path + (f"?{parts.query}" if parts.query else "")
    return any(fnmatchcase(url if "://" in pattern else local, pattern) for pattern in patterns)


def _failed(
    source: WordpressSource | FeedSource | SitemapSource, error: FetchError | ExtractError, tools: Tools
) -> Taken:
    told = error if isinstance(error, FetchError) else FetchError(error.reason)
    return Taken(
        Failed(
            source=source.id, document=None, reason=told.reason, transient=told.transient, status=told.status,
            host=told.host, blocked=told.blocked, at=tools.now(),
        )
    )  # fmt: skip
