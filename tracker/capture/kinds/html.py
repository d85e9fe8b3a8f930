"""One web page."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from tracker.capture.gate.look import GateRules, look_at
from tracker.capture.kinds import ordinary
from tracker.capture.kinds.kind import Plan
from tracker.capture.kinds.ordinary import number_of, own_page, title_of
from tracker.capture.recognition import Recognition
from tracker.capture.tools import Getter, Tools
from tracker.config.declaration import PageShape, SourceDeclaration
from tracker.config.settings import Settings
from tracker.config.source import HtmlSource
from tracker.errors import ExtractError, UsageError
from tracker.extract.registry import EXTRACTOR, IN_A_BROWSER
from tracker.fetch.exchange import View
from tracker.fetch.response import Response
from tracker.later import later
from tracker.store.layout import PAGE

if TYPE_CHECKING:
    from tracker.capture.gate import suspicion
    from tracker.extract import article, heads, parts, title
    from tracker.extract.document import Document
else:
    title = later("tracker.extract.title")
    suspicion = later("tracker.capture.gate.suspicion")
    article = later("tracker.extract.article")
    heads = later("tracker.extract.heads")
    parts = later("tracker.extract.parts")

NAMES_ITSELF = False
_FEEDS = frozenset({"application/atom+xml", "application/rss+xml"})
_WORDPRESS = "https://api.w.org/"
"""The relation by which every WordPress site names its REST interface (developer.wordpress.org/rest-api/discovery)."""

as_page = ordinary.itself
declared = ordinary.as_said
follow = ordinary.stay
known = ordinary.unknown
leads = ordinary.no_leads
still_watches = ordinary.never


def plan(source: HtmlSource, *, tools: Tools) -> Plan:  # noqa: ARG001 - one page needs no tools
    """The page."""
    yield own_page(source.url)


def ask(
    source: HtmlSource,
    url: str,
    *,
    client: Getter,
    root: Path,
    now: Callable[[], datetime],
    etag: str | None = None,
    last_modified: str | None = None,
) -> Response:
    """One conditional request, or what a browser shows."""
    if source.fetch == "browser":
        return client.show(url, view_of(source))
    return ordinary.ask(source, url, client=client, root=root, now=now, etag=etag, last_modified=last_modified)


def view_of(source: HtmlSource) -> View:
    """How a browser is to show it."""
    return View(source.wait_for, source.dismiss, source.evidence_picture, source.allow_hosts)


def web_page(source: SourceDeclaration, url: str) -> HtmlSource:
    """The web page at that address, as one of that source."""
    return HtmlSource.model_validate({**source.common, **shape_of(source), "kind": "html", "url": url})


def shape_of(source: SourceDeclaration) -> dict[str, Any]:
    """How the HTML of a source's pages becomes text, for another page of it; nothing where no page of it is HTML."""
    return {name: getattr(source, name) for name in PageShape.model_fields if hasattr(source, name)}


def extractor(source: SourceDeclaration) -> str:
    """Of web pages; it tells a page that a browser showed."""
    return f"{EXTRACTOR['html']}{IN_A_BROWSER * (isinstance(source, HtmlSource) and source.fetch == 'browser')}"


def try_one(source: HtmlSource, *, client: Getter, root: Path, now: Callable[[], datetime]) -> Response:
    """The page."""
    return ask(source, source.url, client=client, root=root, now=now)


def read(body: bytes, *, source: HtmlSource, url: str, publisher: str, charset: str | None) -> "Document":
    """The article, without the page's furniture."""
    return article.read(
        body,
        url=url,
        **shape_of(source),
        charset=charset,
        publisher=publisher,
        publisher_type=source.publisher_type,
    )


def rules(source: HtmlSource, *, document: str, held: bool, settings: Settings) -> GateRules:
    """Error pages and walls come as web pages.

    A part to leave out may well be missing from one of many pages of a list; from a page of which it was left out
    before it may not, nor from one for which it was declared.
    """
    drop = source.drop if held or document == PAGE else ()
    return GateRules.of(source, settings, words=True, drop=drop)


def recognise(response: Response) -> Recognition | None:
    """Any page in which something can be read. UsageError where nothing can."""
    charset, url = response.charset, response.final_url
    try:
        document = article.read(response.body, url=url, charset=charset)
    except ExtractError as error:
        raise UsageError(f"Nothing can be read there: {error.reason}.") from error
    linked = heads.links(response.body, url=url, charset=charset)
    feeds = tuple(one.url for one in linked if "alternate" in one.rel.split() and one.type in _FEEDS)
    return Recognition(
        kind="html",
        facts={"url": url},
        title=title_of(document.title, untitled=title.UNTITLED),
        name=_last(url),
        says=f"a web page of {amount(document)}",
        select=parts.parts(response.body, document, charset=charset).select,
        remarks=tuple(_remarks(response, document, feeds=feeds, is_wordpress=is_wordpress(response))),
    )


def characters(response: Response) -> int:
    """How much text can be read in a page; 0 for none."""
    try:
        document = article.read(response.body, url=response.final_url, charset=response.charset)
    except ExtractError:
        return 0
    return sum(len(sentence.text) for sentence in document.sentences)


def is_wordpress(response: Response) -> bool:
    """Whether a page says that its site is made with WordPress."""
    linked = heads.links(response.body, url=response.final_url, charset=response.charset)
    return _WORDPRESS in (response.header("link") or "") or any(one.rel == _WORDPRESS for one in linked)


def amount(document: "Document") -> str:
    """E.g. `12 sentences, 34% of its visible text`."""
    kept = f", {document.kept:.0%} of its visible text" if document.kept is not None else ""
    return f"{number_of(len(document.sentences), 'sentence')}{kept}"


def _remarks(response: Response, document: "Document", *, feeds: tuple[str, ...], is_wordpress: bool) -> Iterator[str]:
    if response.final_url != response.url:
        yield f"{response.url} leads to {response.final_url}, which is watched"
    if is_wordpress:
        yield "the site is made with WordPress: give its first page, or --kind wordpress, to watch all its posts"
    if feeds:
        yield f"the site has a feed, {feeds[0]}: give that to watch all pages that it names"
    where = {"id": "asked", "kind": "html", "publisher": "asked", "publisher_type": "other", "url": response.final_url}
    looked_for = rules(HtmlSource.model_validate(where), document=PAGE, held=False, settings=Settings())
    if doubt := suspicion.suspicion(look_at(response, document, charset=response.charset), rules=looked_for):
        yield f"a round would not record it: {doubt}"


def _last(url: str) -> str:
    parts = urlsplit(url)
    return parts.path.rstrip("/").rpartition("/")[2].partition(".")[0] or (parts.hostname or "").removeprefix("www.")
