"""Named: what feeds and sitemaps have in common, lists of the addresses of pages. No kind of its own."""

from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from urllib.parse import urlsplit

from tracker.capture.kinds.govuk import item_page
from tracker.capture.kinds.html import web_page
from tracker.capture.kinds.kind import DocumentRequest, NothingChosen
from tracker.capture.kinds.ordinary import number_of
from tracker.config.source import FeedSource, GovukSource, HtmlSource, SitemapSource
from tracker.extract.registry import EXTRACTOR
from tracker.fetch.address import is_content_item, item_of_page


def chosen(source: FeedSource | SitemapSource, urls: Sequence[str]) -> Iterator[DocumentRequest | NothingChosen]:
    """Those of the pages named that the source watches, at most so many as it says; or why there are none."""
    found = [url for url in urls if is_chosen(url, include=source.include, exclude=source.exclude)]
    if not found:
        yield _nothing(source, urls)
    for url in found[: source.max_items]:
        yield DocumentRequest(url=_address(source, url))


def is_chosen(url: str, *, include: Sequence[str], exclude: Sequence[str]) -> bool:
    """Whether an address is like one of the first patterns, if there are any, and like none of the second."""
    return (not include or _is_like(url, include)) and not _is_like(url, exclude)


def as_page(source: FeedSource | SitemapSource, url: str) -> GovukSource | HtmlSource:
    """A page of GOV.UK where its item is asked for, else a web page."""
    return item_page(source, url) if is_content_item(url) else web_page(source, url)


def extractor(source: FeedSource | SitemapSource) -> str:
    """As the source says, else of web pages."""
    return EXTRACTOR[source.read_as or "html"]


def _address(source: FeedSource | SitemapSource, url: str) -> str:
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


def _nothing(source: FeedSource | SitemapSource, urls: Sequence[str]) -> NothingChosen:
    if not urls:
        return NothingChosen("the list names no page")
    named = f"the list names {number_of(len(urls), 'page')}"
    if any(is_chosen(url, include=source.include, exclude=()) for url in urls):
        return NothingChosen(f"{named}, and `exclude` leaves out each that is wanted", "mend `exclude`")
    like = " or ".join(f"`{pattern}`" for pattern in source.include[:_SHOWN])
    more = " …" if len(source.include) > _SHOWN else ""
    return NothingChosen(f"{named}, none like {like}{more}", "mend `include`")


_SHOWN = 3
"""Patterns that a sentence names."""
