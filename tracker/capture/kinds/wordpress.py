"""The newest and the newly edited posts of a WordPress site, by its REST interface; where it refuses that, its feed."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlencode, urlsplit

from tracker.capture import part
from tracker.capture.kinds import ordinary
from tracker.capture.kinds.html import is_wordpress, shape_of, web_page
from tracker.capture.kinds.kind import DocumentRequest, NothingChosen, Plan
from tracker.capture.outcome import Failed
from tracker.capture.recognition import Recognition
from tracker.capture.tools import Getter, Tools
from tracker.config.source import HtmlSource, WordpressSource
from tracker.errors import ExtractError, FetchError
from tracker.extract.registry import EXTRACTOR
from tracker.fetch.response import Response
from tracker.later import later
from tracker.store.layout import document_id

if TYPE_CHECKING:
    from tracker.extract import feed, loose, losses, wordpress
    from tracker.extract.document import Document
else:
    feed, loose, losses = map(later, ("tracker.extract.feed", "tracker.extract.loose", "tracker.extract.losses"))
    wordpress = later("tracker.extract.wordpress")

NAMES_ITSELF = False
REFUSALS = frozenset({401, 403, 404})
"""Answers by which a WordPress site says that its REST interface is not for us."""
_LISTED = ("id", "slug", "link", "date_gmt", "modified_gmt", "title")
_POST = (*_LISTED, "content", "excerpt")
"""Fields of a post (WordPress REST API Handbook). `content` is the article alone, without adverts and comments."""

ask = ordinary.ask
follow = ordinary.stay
known = ordinary.unknown
leads = ordinary.no_leads
rules = ordinary.interface_rules
still_watches = ordinary.always


class _Post(NamedTuple):
    """A post that a site lists."""

    id: int
    slug: str
    modified: str | None


def plan(source: WordpressSource, *, tools: Tools) -> Plan:
    """Ask for the listing once, then only for the posts whose modification stamp is new to us.

    A site that has refused its REST interface from the start is read through its feed. Which of the two it is stays as
    it was first: the same post read in two ways would look like an edit.
    """
    if tools.archive.met(source.id):
        yield from _in_feed(source, refused=None, tools=tools)
        return
    try:
        response = tools.client.get(listing(source), allow_hosts=source.allow_hosts)
        posts, odd = tools.read_list(response, _listed, response.body)
    except FetchError as error:
        if error.status in REFUSALS and not _has_posts(source, tools):
            yield from _in_feed(source, refused=error, tools=tools)
        else:
            yield Failed.of(source.id, error, at=tools.now())
    except ExtractError as error:
        yield Failed.of(source.id, error, at=tools.now())
    else:
        yield from part.lossy(source.id, listing(source), tuple(odd), at=tools.now())
        yield from (_wanted(source, one) for one in posts) if posts else _none()


def as_page(source: WordpressSource, url: str) -> WordpressSource | HtmlSource:
    """A post of the REST interface, or a web page of the site."""
    return source if is_post(source, url) else web_page(source, url)


def extractor(_source: WordpressSource) -> str:
    """Of posts."""
    return EXTRACTOR["wordpress"]


def try_one(source: WordpressSource, *, client: Getter, root: Path, now: Callable[[], datetime]) -> Response:
    """The post that the site lists first."""
    response = client.get(listing(source), allow_hosts=source.allow_hosts)
    posts, _ = _listed(response.body)
    if not posts:
        raise ExtractError("the site lists no such posts")
    return ask(source, post(source, posts[0].id), client=client, root=root, now=now)


def read(body: bytes, *, source: WordpressSource, url: str, publisher: str, charset: str | None) -> "Document":  # noqa: ARG001
    """The article of a post."""
    return wordpress.read(body, **shape_of(source), publisher=publisher, publisher_type=source.publisher_type)


def declared(kind: str, address: str) -> Recognition:
    """The site that an address is on."""
    where = urlsplit(address)
    return Recognition(
        kind=kind, facts={"url": f"{where.scheme}://{where.netloc}"}, says="taken as you say", name="posts"
    )


def recognise(response: Response) -> Recognition | None:
    """The REST interface itself, or the first page of a site that names one."""
    site, found, _ = response.final_url.partition("/wp-json")
    is_first_page = not urlsplit(response.final_url).path.strip("/")
    if not found and not (is_first_page and is_wordpress(response)):
        return None
    return Recognition(
        kind="wordpress",
        facts={"url": site.rstrip("/")},
        name="posts",
        says="a WordPress site: its newest and newly edited posts are watched through its REST interface",
        remarks=("narrow it with categories, the numbers of the categories to watch",),
    )


def listing(source: WordpressSource) -> str:
    """The site's posts, latest edit first, so that new ones and edited old ones both come to the top."""
    asked: dict[str, str] = {
        "per_page": str(source.max_items),
        "orderby": "modified",
        "order": "desc",
        "_fields": ",".join(_LISTED),
    }
    if source.categories:
        asked["categories"] = ",".join(map(str, source.categories))
    if source.search:
        asked["search"] = source.search
    return f"{_posts(source)}?{urlencode(asked, safe=',')}"


def post(source: WordpressSource, number: int) -> str:
    """One post with its text, by WordPress's id."""
    return f"{_posts(source)}/{number}?{urlencode({'_fields': ','.join(_POST)}, safe=',')}"


def is_post(source: WordpressSource, url: str) -> bool:
    """Whether this is the address of a post in the REST interface, not of its web page."""
    return url.startswith(f"{source.url.rstrip('/')}/wp-json/")


def post_feed(source: WordpressSource) -> str:
    """The site's feed, for a site that refuses its REST interface."""
    asked: dict[str, str] = {}
    if source.categories:
        asked["cat"] = ",".join(map(str, source.categories))
    if source.search:
        asked["s"] = source.search
    if source.post_type != "posts":
        asked["post_type"] = source.post_type
    return f"{source.url.rstrip('/')}/feed/{'?' if asked else ''}{urlencode(asked, safe=',')}"


def _has_posts(source: WordpressSource, tools: Tools) -> bool:
    """Whether posts were read through the REST interface before."""
    names = tools.archive.documents(source.id)
    return any(version and is_post(source, version.url) for version in (tools.archive.latest(*name) for name in names))


def _posts(source: WordpressSource) -> str:
    return f"{source.url.rstrip('/')}/wp-json/wp/v2/{source.post_type}"


def _listed(body: bytes) -> tuple[list[_Post], Iterator[str]]:
    """(posts that a listing names, what of it could not be read); only the number of a post is needed.

    ExtractError where it is no list of posts.
    """
    found = loose.rows(body, otherwise=_NO_LIST)
    rows = [(loose.identifier(loose.mapping(one).get("id")), loose.mapping(one)) for one in found]
    posts = [
        _Post(number, loose.line(row.get("slug")) or "", loose.line(row.get("modified_gmt")))
        for number, row in rows
        if number is not None
    ]
    odd = [loose.line(row.get("link")) or loose.line(row.get("slug")) or "" for number, row in rows if number is None]
    return posts, losses.told(len(rows), odd=odd, lacks="without a number")


_NO_LIST = 'the site\'s REST interface gave no list of posts; declare single pages as kind = "html" instead'


def _wanted(source: WordpressSource, one: _Post) -> DocumentRequest:
    """A post that falls off the list is asked for no more: the list is by date of edit."""
    document = document_id(f"wordpress:{one.id}", one.slug)
    return DocumentRequest(url=post(source, one.id), document=document, modified=one.modified, stays=False)


def _none() -> Iterator[NothingChosen]:
    yield NothingChosen("the site lists no such posts", "see `post_type`, `categories` and `search`")


def _in_feed(source: WordpressSource, *, refused: FetchError | None, tools: Tools) -> Plan:
    try:
        response = tools.client.get(post_feed(source), allow_hosts=source.allow_hosts)
        found = tools.read(response, feed.read, response.body, url=response.final_url)
    except (FetchError, ExtractError) as error:
        both = f"{refused.reason} Its feed does not help: {error.reason}" if refused else error.reason
        told = error if isinstance(error, FetchError) else FetchError(both)
        fault = FetchError(both, status=told.status, transient=told.transient, host=told.host, blocked=told.blocked)
        yield Failed.of(source.id, fault, at=tools.now())
    else:
        yield from part.lossy(source.id, post_feed(source), found.losses, at=tools.now())
        pages = found.entries[: source.max_items]
        yield from (DocumentRequest(url=one.url) for one in pages) if pages else _none()
