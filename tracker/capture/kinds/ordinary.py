"""Ordinary: what a kind takes from here where nothing about it is special. No kind of its own."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from tracker.capture.gate.look import GateRules
from tracker.capture.kinds.kind import AnswerReader, DocumentRequest, Origin
from tracker.capture.recognition import Recognition
from tracker.capture.tools import Getter
from tracker.capture.trail import GONE, Trail
from tracker.capture.warden import Caller
from tracker.config.declaration import SourceDeclaration
from tracker.config.settings import Settings
from tracker.config.source import Page
from tracker.errors import FetchError
from tracker.fetch.place import place
from tracker.fetch.reason import refusal
from tracker.fetch.response import Response
from tracker.store.layout import PAGE
from tracker.store.record import Discovery

Itself = TypeVar("Itself", bound=Page)


def own_page(url: str) -> DocumentRequest:
    """The page that a source declares."""
    return DocumentRequest(url=url, by="page", document=PAGE)


def never(_source: SourceDeclaration, _met: Discovery) -> bool:
    """A source that is one page holds no further documents."""
    return False


def always(_source: SourceDeclaration, _met: Discovery) -> bool:
    """What a list named once stays watched, also when the list names it no more."""
    return True


def itself(source: Itself, _url: str) -> Itself:
    """A source that is one page is read as it is declared."""
    return source


def ask(
    source: SourceDeclaration,
    url: str,
    *,
    client: Getter,
    root: Path,  # noqa: ARG001 - a file's kind needs it
    now: Callable[[], datetime],  # noqa: ARG001
    etag: str | None = None,
    last_modified: str | None = None,
) -> Response:
    """One conditional request."""
    return client.get(url, etag=etag, last_modified=last_modified, allow_hosts=source.allow_hosts)


def stay(
    _source: SourceDeclaration,
    response: Response,
    *,
    get: Callable[[str], Response],  # noqa: ARG001
    most: int,  # noqa: ARG001
    read: AnswerReader,  # noqa: ARG001
) -> Trail:
    """The answer is the page: redirects were the client's matter. FetchError for a page that is gone."""
    if response.status == GONE:
        raise FetchError(refusal(place(response.url).site, response.url, GONE), status=GONE)
    return Trail((), response)


def no_leads(
    _source: SourceDeclaration,
    _body: Callable[[], bytes | None],
    *,
    by: Origin,  # noqa: ARG001
    apart: Caller,  # noqa: ARG001
) -> Iterator[DocumentRequest]:
    """Nothing else belongs to such a page."""
    return iter(())


def interface_rules(source: SourceDeclaration, *, document: str, held: bool, settings: Settings) -> GateRules:  # noqa: ARG001
    """For what comes from an interface or as a file: no error page in its place, no part that could be missing."""
    return GateRules.of(source, settings)


def unknown(_address: str, *, root: Path) -> Recognition | None:  # noqa: ARG001
    """No address alone says that it is of such a kind."""
    return None


def unrecognised(_response: Response) -> Recognition | None:
    """No answer says that it is of such a kind."""
    return None


def as_said(kind: str, address: str) -> Recognition:
    """The address as declared, named after its last part."""
    name = urlsplit(address).path.rstrip("/").rpartition("/")[2].partition(".")[0] or kind
    return Recognition(kind=kind, facts={"url": address}, says="taken as you say", name=name)


def title_of(title: str, *, untitled: str) -> str | None:
    """A title that the page has; None where the reader had to make one."""
    return title if title != untitled else None


def number_of(count: int, of: str) -> str:
    """E.g. `1 page`, `2,000 pages`."""
    return f"{count:,} {of}{'' if count == 1 else 's'}"
