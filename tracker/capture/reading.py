"""Reading: from the bytes of a source to its Document, by the source's kind.

Readers are imported where they are used: most pages of most rounds are answered 304, and parsers are slow to load.
"""

from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from tracker.capture.kinds.registry import kind_of, page_kind
from tracker.config.person import People
from tracker.config.source import FileSource, HtmlSource, Page, Source
from tracker.errors import ExtractError
from tracker.extract.registry import EXTRACTOR, is_shown, media_type
from tracker.later import later
from tracker.patterns import deferred

if TYPE_CHECKING:
    from tracker.capture import savedpage
    from tracker.capture.kinds import html
    from tracker.extract import leads, paper
    from tracker.extract.document import Document
else:
    savedpage, html = later("tracker.capture.savedpage"), later("tracker.capture.kinds.html")
    leads = later("tracker.extract.leads")
    paper = later("tracker.extract.paper")

_WEB = ("https://", "http://")
_ENDINGS = {"govuk": "json", "plain": "md"}
_ITEM = deferred(rb"\s*\{\s*\"")
"""An item of the Content API begins so: an object with a key. Markdown begins with `[` and `{%` too."""


def extractor_of(source: Source) -> str:
    """Name and number of the extractor that reads this source.

    A file's is that of its ending; that of a list is the one by which most of its pages are read.
    """
    return kind_of(source).extractor(source)


def as_page(source: Source, url: str) -> Page:
    """The source as which the document at `url` is read: itself, or a page of its own with the same id and publisher."""
    return kind_of(source).as_page(source, url)


def as_recorded(source: Source, url: str, body: bytes, name: str = "") -> Page:
    """The source as which bytes are read that may have come another way than its own: from an archive, or saved.

    A page of GOV.UK that an archive holds is HTML, not an item of the Content API; so is a WordPress post. The bytes
    tell: what a round of today would fetch is read as in a round. `name` is that of a file, where there was one: no
    bytes tell that they are Markdown.
    """
    reader = paper.kind_of("", body) or _textual(body, name)
    if source.host and not url.startswith(_WEB):
        return _saved(source, url, reader)  # A file of another repository has no address of its publisher's.
    page = as_page(source, url)
    fits = not page.host or media_type(extractor_of(page)) == media_type(
        EXTRACTOR[reader]
    )  # A file is what it is named.
    return page if fits else _saved(page, url, reader)


def as_taken(source: Source, extractor: str) -> Source:
    """The source as which a version's bytes were taken: as they were sent, or as a browser showed them.

    A source that is now asked otherwise does not change what its earlier bytes are.
    """
    if not isinstance(source, HtmlSource) or is_shown(extractor) == is_shown(extractor_of(source)):
        return source
    other: dict[str, Any] = {"fetch": "browser" if is_shown(extractor) else "http", "wait_for": None, "dismiss": ()}
    return source.model_copy(update={**other, "evidence_picture": False})


def read(body: bytes, *, source: Source, url: str, people: People, charset: str | None = None) -> "Document":
    """The Document in a body. ExtractError when there is none."""
    page = source if isinstance(source, Page) else as_page(source, url)
    publisher = people.name_of(page.publisher)
    return page_kind(page).read(body, source=page, url=url, publisher=publisher, charset=charset)


def identity_of(body: bytes) -> str | None:
    """What stays of a document when its address changes: content_id and locale of an item; None where it has none."""
    try:
        return leads.read(body).identity
    except ExtractError:
        return None


def address_in(body: bytes, *, source: Page, url: str, people: People) -> str | None:
    """The address that the document in a body says it has; None where there is none."""
    try:
        return read(body, source=source, url=url, people=people).url
    except ExtractError:
        return None


def _textual(body: bytes, name: str) -> str:
    if _ITEM.match(body):
        return "govuk"
    plain = PurePath(name).suffix.lower() in savedpage.PLAIN and not body.lstrip().lower().startswith(
        (b"<!doctype", b"<html")
    )
    return "plain" if plain else "html"


def _saved(source: Source, url: str, reader: str) -> Page:
    """A source of the same id and publisher, for bytes of another form than its own."""
    public = url if url.startswith(_WEB) else None
    if reader == "html" and public:
        return html.web_page(source, public)
    name = f"capture.{_ENDINGS.get(reader, reader)}"
    return FileSource.model_validate(
        {**source.common, **html.shape_of(source), "kind": "file", "path": name, "url": public}
    )
