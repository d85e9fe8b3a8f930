"""A file at an address of its own, PDF, Word or OpenDocument: a manifesto, a consultation, a letter."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from tracker.capture.kinds import ordinary
from tracker.capture.kinds.html import amount
from tracker.capture.kinds.kind import Plan
from tracker.capture.kinds.ordinary import own_page, title_of
from tracker.capture.recognition import Recognition
from tracker.capture.tools import Getter, Tools
from tracker.config.source import DocxSource, OdtSource, PdfSource
from tracker.errors import ExtractError, UsageError
from tracker.extract.registry import EXTRACTOR
from tracker.fetch.response import Response
from tracker.later import later

if TYPE_CHECKING:
    from tracker.extract import paper, title
    from tracker.extract.document import Document
else:
    title = later("tracker.extract.title")
    paper = later("tracker.extract.paper")

NAMES_ITSELF = False
_FORMS = MappingProxyType({"pdf": "a PDF", "docx": "a Word file", "odt": "an OpenDocument text"})

Paper = DocxSource | OdtSource | PdfSource

ask = ordinary.ask
as_page = ordinary.itself
declared = ordinary.as_said
follow = ordinary.stay
known = ordinary.unknown
leads = ordinary.no_leads
rules = ordinary.interface_rules
still_watches = ordinary.never


def plan(source: Paper, *, tools: Tools) -> Plan:  # noqa: ARG001 - one file needs no tools
    """The file."""
    yield own_page(source.url)


def extractor(source: Paper) -> str:
    """Of its form."""
    return EXTRACTOR[source.kind]


def try_one(source: Paper, *, client: Getter, root: Path, now: Callable[[], datetime]) -> Response:
    """The file."""
    return ask(source, source.url, client=client, root=root, now=now)


def read(body: bytes, *, source: Paper, url: str, publisher: str, charset: str | None) -> "Document":  # noqa: ARG001
    """By the reader of its form."""
    return paper.READERS[source.kind](body, url=url, publisher=publisher, publisher_type=source.publisher_type)


def recognise(response: Response) -> Recognition | None:
    """By how the file begins. UsageError where it cannot be read."""
    url, body = response.final_url, response.body
    kind = paper.kind_of("", body)
    if kind is None:
        return None
    try:
        document = paper.READERS[kind](body, url=url)
    except ExtractError as error:
        raise UsageError(f"It is {_FORMS[kind]}, but it cannot be read: {error.reason}.") from error
    return Recognition(
        kind=kind,
        facts={"url": url},
        says=f"{_FORMS[kind]} of {amount(document)}",
        title=title_of(document.title, untitled=title.UNTITLED),
        name=unquote(urlsplit(url).path.rpartition("/")[2]).rpartition(".")[0],
    )
