"""Reading: from the bytes of a source to its Document, by the source's kind.

Readers are imported where they are used: most pages of most rounds are answered 304, and parsers are slow to load.
"""

from pathlib import PurePath
from typing import Any

from tracker.config.person import People
from tracker.config.source import (
    FeedSource,
    FileSource,
    GovukSearchSource,
    GovukSource,
    HtmlSource,
    PaperSource,
    Shaped,
    SitemapSource,
    Source,
    Watched,
    WordpressSource,
)
from tracker.errors import ExtractError
from tracker.extract.document import Document
from tracker.extract.registry import EXTRACTOR
from tracker.fetch.address import content_api, is_content_item, is_post

_HTML = {".html", ".htm", ".xhtml"}
_PLAIN = {".md", ".markdown", ".txt"}
_ENDINGS = {"govuk": "json", "plain": "md"}


def extractor_of(source: Source) -> str:
    """Name and number of the extractor that reads this source.

    A file's is that of its ending; that of a list is the one by which most of its pages are read.
    """
    match source:
        case FileSource():
            return EXTRACTOR[_format(source.path)]
        case GovukSearchSource():
            return EXTRACTOR["govuk"]
        case FeedSource() | SitemapSource():
            return EXTRACTOR[source.read_as or "html"]
        case _:
            return EXTRACTOR[source.kind]


def as_page(source: Source, url: str) -> Source:
    """The source as which the document at `url` is read: itself, or a page of its own with the same id and publisher."""
    match source:
        case GovukSource():
            base, path = content_api(url)
            own = (source.base_url.rstrip("/"), source.path)
            return source if not path or (base, path) == own else _govuk(source, url)
        case GovukSearchSource():
            return _govuk(source, url)
        case FeedSource() | SitemapSource() if is_content_item(url):
            return _govuk(source, url)
        case FeedSource() | SitemapSource():
            return _html(source, url)
        case WordpressSource() if not is_post(source, url):
            return _html(source, url)
        case _:
            return source


def as_recorded(source: Source, url: str, body: bytes, name: str = "") -> Source:
    """The source as which bytes are read that may have come another way than its own: from an archive, or saved.

    A page of GOV.UK that an archive holds is HTML, not an item of the Content API; so is a WordPress post. The bytes
    tell: what a round of today would fetch is read as in a round. `name` is that of a file, where there was one: no
    bytes tell that they are Markdown.
    """
    from tracker.extract import paper

    found = paper.kind_of("", body) or _textual(body, name)
    if not isinstance(source, FileSource) and not url.startswith(("https://", "http://")):
        return _saved(source, url, found)  # A file of another repository has no address of its publisher's.
    page = as_page(source, url)
    match page:
        case GovukSource() | WordpressSource():
            fits = found == "govuk"
        case HtmlSource():
            fits = found == "html"
        case PaperSource():
            fits = found == page.kind
        case _:
            fits = True  # A file is what its name says.
    return page if fits else _saved(page, url, found)


def _textual(body: bytes, name: str) -> str:
    if body.lstrip()[:1] in (b"{", b"["):
        return "govuk"
    plain = PurePath(name).suffix.lower() in _PLAIN and not body.lstrip().lower().startswith((b"<!doctype", b"<html"))
    return "plain" if plain else "html"


def _saved(source: Source, url: str, found: str) -> Source:
    """A source of the same id and publisher, for bytes of another form than its own."""
    shape = {name: getattr(source, name) for name in Shaped.model_fields} if isinstance(source, Shaped) else {}
    public = url if url.startswith(("https://", "http://")) else None
    if found == "html" and public:
        return HtmlSource.model_validate({**_common(source), **shape, "kind": "html", "url": public})
    name = f"capture.{_ENDINGS.get(found, found)}"
    return FileSource.model_validate({**_common(source), **shape, "kind": "file", "path": name, "url": public})


def _govuk(source: Source, url: str) -> GovukSource:
    base, path = content_api(url)
    own = {
        name: getattr(source, name) for name in ("follow_html_attachments", "watch_members") if hasattr(source, name)
    }
    return GovukSource.model_validate({**_common(source), **own, "kind": "govuk", "path": path, "base_url": base})


def _html(source: FeedSource | SitemapSource | WordpressSource, url: str) -> HtmlSource:
    shape = {name: getattr(source, name) for name in Shaped.model_fields}
    return HtmlSource.model_validate({**_common(source), **shape, "kind": "html", "url": url})


def _common(source: Source) -> dict[str, Any]:
    return {name: getattr(source, name) for name in Watched.model_fields}


def _format(path: str) -> str:
    from tracker.extract import paper

    ending = PurePath(path).suffix.lower()
    return paper.kind_of(path) or ("html" if ending in _HTML else "govuk" if ending == ".json" else "plain")


def read(body: bytes, *, source: Source, url: str, people: People, charset: str | None = None) -> Document:
    """The Document in a body. ExtractError when there is none."""
    publisher, kind = people.name_of(source.publisher), source.publisher_type
    match source:
        case GovukSource():
            from tracker.extract import govuk

            return govuk.read(body, url=_canonical(body, source), publisher=publisher, publisher_type=kind)
        case WordpressSource():
            from tracker.extract import wordpress

            return wordpress.read(
                body, select=source.select, drop=source.drop, ignore_lines=source.ignore_lines,
                publisher=publisher, publisher_type=kind,
            )  # fmt: skip
        case HtmlSource():
            from tracker.extract import article

            return article.read(
                body, url=url, select=source.select, drop=source.drop, ignore_lines=source.ignore_lines,
                charset=charset, publisher=publisher, publisher_type=kind,
            )  # fmt: skip
        case PaperSource():
            from tracker.extract import paper

            return paper.READERS[source.kind](body, url=url, publisher=publisher, publisher_type=kind)
        case FileSource():
            return _file(body, source=source, url=source.url or url, publisher=publisher)
        case FeedSource() | GovukSearchSource() | SitemapSource():
            return read(body, source=as_page(source, url), url=url, people=people, charset=charset)


def _canonical(body: bytes, source: GovukSource) -> str:
    """The page's own address, which people can open: the item says it, whatever part or old path was asked for."""
    from tracker.extract import leads

    try:
        path = leads.read(body).path
    except ExtractError:
        path = None
    return f"{source.base_url.rstrip('/')}{path or source.path}"


def _file(body: bytes, *, source: FileSource, url: str, publisher: str) -> Document:
    from tracker.extract import article, govuk, paper, plain

    kind, published = source.publisher_type, source.published
    ending = _format(source.path)
    if (content := paper.kind_of("", body)) and content != ending:
        raise ExtractError(f"the file holds a {content.upper()}, but its name does not end in .{content}: rename it")
    if ending in paper.READERS:
        return paper.READERS[ending](body, url=url, publisher=publisher, publisher_type=kind, published=published)
    if ending == "html":
        return article.read(
            body, url=url, select=source.select, drop=source.drop, ignore_lines=source.ignore_lines,
            publisher=publisher, publisher_type=kind, published=published,
        )  # fmt: skip
    if ending == "govuk":
        return govuk.read(body, url=url, publisher=publisher, publisher_type=kind, published=published)
    return plain.read(plain.decoded(body), url=url, publisher=publisher, publisher_type=kind, published=published)
