"""What the answer says: a page of GOV.UK, a WordPress site, a feed, a sitemap, a PDF or other file, or any web page."""

from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from tracker.capture.gate.look import look_at, rules_for
from tracker.capture.gate.suspicion import suspicion
from tracker.capture.page import declared_charset
from tracker.capture.recognise.by_address import finders, organisation
from tracker.capture.recognise.found import Found
from tracker.config.settings import Settings
from tracker.config.source import HtmlSource
from tracker.errors import ExtractError, UsageError
from tracker.extract import article, feed, heads, leads, paper, sitemap
from tracker.extract.document import Document
from tracker.extract.parts import parts
from tracker.extract.title import UNTITLED
from tracker.fetch.response import Response
from tracker.store.layout import PAGE

_WORDPRESS = "https://api.w.org/"
"""The relation by which every WordPress site names its REST interface (developer.wordpress.org/rest-api/discovery)."""
_FEEDS = frozenset({"application/atom+xml", "application/rss+xml"})
_FORMS = {"pdf": "a PDF", "docx": "a Word file", "odt": "an OpenDocument text"}
_XML = (b"<?xml", b"<rss", b"<feed", b"<urlset", b"<sitemapindex", b"\x1f\x8b", b"\xef\xbb\xbf<?xml")


def item(response: Response, *, path: str) -> Found:
    """A page of GOV.UK, by its item. UsageError where it is none to watch."""
    try:
        found = leads.read(response.body)
    except ExtractError as error:
        raise UsageError(f"GOV.UK has no item for {path}: {error.reason}.") from error
    if found.schema_name == "redirect":
        to = leads.destination(response.body, path=path) or "another page"
        raise UsageError(f"{path} has moved to {to}: add that address instead.")
    if found.schema_name == "gone":
        raise UsageError(f"{path} has been taken off GOV.UK: there is nothing to watch.")
    if found.schema_name == "organisation":
        return organisation(path.rpartition("/")[2], title=found.title)
    own = found.path or path
    sorts = finders()["evidence"].items()
    kind = (found.document_type or "page").replace("_", " ")
    return Found(
        kind="govuk", facts={"path": own}, says=f"a page of GOV.UK ({kind}), read through its Content API",
        title=found.title, publishers=found.publishers, name=own.rpartition("/")[2],
        evidence=next((sort for sort, types in sorts if found.document_type in types), None),
        remarks=(f"{path} is a part of {own}, which is watched as a whole",) if own != path else (),
    )  # fmt: skip


def by_answer(response: Response) -> Found:
    """What came from an address. UsageError where nothing in it can be watched."""
    url, body = response.final_url, response.body
    if kind := paper.kind_of("", body):
        return _paper(kind, url, body)
    if body.lstrip()[:20].startswith(_XML) and (found := _list(url, body)):
        return found
    if "/wp-json" in urlsplit(url).path:
        return _wordpress(url.partition("/wp-json")[0])
    return _page(response)


def _paper(kind: str, url: str, body: bytes) -> Found:
    try:
        document = paper.READERS[kind](body, url=url)
    except ExtractError as error:
        raise UsageError(f"It is {_FORMS[kind]}, but it cannot be read: {error.reason}.") from error
    return Found(
        kind=kind, facts={"url": url}, says=f"{_FORMS[kind]} of {_amount(document)}", title=_title(document),
        name=unquote(urlsplit(url).path.rpartition("/")[2]).rpartition(".")[0],
    )  # fmt: skip


def _list(url: str, body: bytes) -> Found | None:
    try:
        found = feed.read(body, url=url)
    except ExtractError:
        return _sitemap(url, body)
    return Found(
        kind="feed", facts={"url": url}, title=found.title, name="feed",
        says=f"a feed that names {_number(len(found.entries), 'page')}; each is watched",
    )  # fmt: skip


def _sitemap(url: str, body: bytes) -> Found | None:
    try:
        found = sitemap.read(body)
    except ExtractError:
        return None
    what = "sitemap" if found.is_index else "page"
    return Found(
        kind="sitemap", facts={"url": url}, says=f"a sitemap that names {_number(len(found.entries), what)}", name="sitemap",
        remarks=('narrow it with include, for example include = ["/news/*"]; else the newest 50 pages are watched',),
    )  # fmt: skip


def _wordpress(site: str) -> Found:
    return Found(
        kind="wordpress", facts={"url": site.rstrip("/")}, name="posts",
        says="a WordPress site: its newest and newly edited posts are watched through its REST interface",
        remarks=("narrow it with categories, the numbers of the categories to watch",),
    )  # fmt: skip


def _page(response: Response) -> Found:
    charset = declared_charset(response)
    linked = heads.links(response.body, url=response.final_url, charset=charset)
    is_wordpress = _WORDPRESS in (response.header("link") or "") or any(one.rel == _WORDPRESS for one in linked)
    if is_wordpress and not urlsplit(response.final_url).path.strip("/"):
        return _wordpress(response.final_url)
    try:
        document = article.read(response.body, url=response.final_url, charset=charset)
    except ExtractError as error:
        raise UsageError(f"Nothing can be read there: {error.reason}.") from error
    feeds = tuple(one.url for one in linked if "alternate" in one.rel.split() and one.type in _FEEDS)
    return Found(
        kind="html", facts={"url": response.final_url}, title=_title(document), name=_last(response.final_url),
        says=f"a web page of {_amount(document)}", select=parts(response.body, document, charset=charset).select,
        remarks=tuple(_remarks(response, document, charset, feeds=feeds, is_wordpress=is_wordpress)),
    )  # fmt: skip


def _remarks(
    response: Response, document: Document, charset: str | None, *, feeds: tuple[str, ...], is_wordpress: bool
) -> Iterator[str]:
    if response.final_url != response.url:
        yield f"{response.url} leads to {response.final_url}, which is watched"
    if is_wordpress:
        yield "the site is made with WordPress: give its first page, or --kind wordpress, to watch all its posts"
    if feeds:
        yield f"the site has a feed, {feeds[0]}: give that to watch all pages that it names"
    where = {"id": "asked", "kind": "html", "publisher": "asked", "publisher_type": "other", "url": response.final_url}
    rules = rules_for(HtmlSource.model_validate(where), document=PAGE, held=False, settings=Settings())
    if doubt := suspicion(look_at(response, document, charset=charset), rules=rules):
        yield f"a round would not record it: {doubt}"


def _amount(document: Document) -> str:
    kept = f", {document.kept:.0%} of its visible text" if document.kept is not None else ""
    return f"{_number(len(document.sentences), 'sentence')}{kept}"


def _number(count: int, of: str) -> str:
    return f"{count:,} {of}{'' if count == 1 else 's'}"


def _title(document: Document) -> str | None:
    return document.title if document.title != UNTITLED else None


def _last(url: str) -> str:
    parts_of = urlsplit(url)
    return parts_of.path.rstrip("/").rpartition("/")[2].partition(".")[0] or (parts_of.hostname or "").removeprefix(
        "www."
    )
