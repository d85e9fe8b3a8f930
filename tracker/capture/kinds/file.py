"""A file that a person saved: HTML, MHTML, PDF, DOCX, ODT, plain text, Markdown or a Content API item."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from tracker.capture.gate.look import GateRules
from tracker.capture.kinds import ordinary
from tracker.capture.kinds.html import shape_of
from tracker.capture.kinds.kind import AnswerReader, Plan
from tracker.capture.kinds.ordinary import own_page
from tracker.capture.recognition import Recognition
from tracker.capture.tools import Getter, Tools
from tracker.capture.trail import Trail
from tracker.config.settings import Settings
from tracker.config.source import FileSource
from tracker.errors import ExtractError, FetchError, UsageError
from tracker.extract.registry import EXTRACTOR
from tracker.fetch.file import read_file
from tracker.fetch.response import Response
from tracker.later import later

if TYPE_CHECKING:
    from tracker.capture import savedpage
    from tracker.extract import article, govuk, paper, plain
    from tracker.extract.document import Document
    from tracker.fetch import mhtml
else:
    mhtml = later("tracker.fetch.mhtml")
    savedpage = later("tracker.capture.savedpage")
    article = later("tracker.extract.article")
    govuk = later("tracker.extract.govuk")
    paper = later("tracker.extract.paper")
    plain = later("tracker.extract.plain")

NAMES_ITSELF = False
_HTML = frozenset({".html", ".htm", ".xhtml", ".mhtml", ".mht"})

as_page = ordinary.itself
declared = ordinary.as_said
leads = ordinary.no_leads
recognise = ordinary.unrecognised
still_watches = ordinary.never


def plan(source: FileSource, *, tools: Tools) -> Plan:  # noqa: ARG001 - one file needs no tools
    """The file."""
    yield own_page(_address(source))


def extractor(source: FileSource) -> str:
    """By the file's ending."""
    return EXTRACTOR[_form(source)]


def try_one(source: FileSource, *, client: Getter, root: Path, now: Callable[[], datetime]) -> Response:
    """The file."""
    return ask(source, _address(source), client=client, root=root, now=now)


def ask(
    source: FileSource,
    url: str,
    *,
    client: Getter,  # noqa: ARG001 - nobody is asked
    root: Path,
    now: Callable[[], datetime],
    etag: str | None = None,  # noqa: ARG001
    last_modified: str | None = None,  # noqa: ARG001
) -> Response:
    """The file's bytes, as an answer."""
    return read_file(root / source.path, url=url, now=now)


def follow(
    source: FileSource,
    response: Response,
    *,
    get: Callable[[str], Response],  # noqa: ARG001 - a file leads nowhere
    most: int,  # noqa: ARG001
    read: AnswerReader,
) -> Trail:
    """The file; what a browser or SingleFile saved without the account that it shows, as nothing of that may be kept.

    Raises:
        FetchError: it says that it is such a page, and cannot be read as one.
    """
    try:
        page = read(response, savedpage.from_a_browser, response.body, source.path) if _form(source) == "html" else None
    except ExtractError as error:
        raise FetchError(error.reason) from error
    if page is None:
        return Trail((), response)
    return Trail((), response.model_copy(update={"body": page.body, "headers": _OURS}))


_OURS = (("content-type", "text/html; charset=utf-8"),)


def read(body: bytes, *, source: FileSource, url: str, publisher: str, charset: str | None) -> "Document":
    """By its ending. ExtractError where the content is of another form."""
    form = _form(source)
    facts: dict[str, Any] = {
        "publisher": publisher,
        "publisher_type": source.publisher_type,
        "published": source.published,
    }
    where = source.url or url
    if (content := paper.kind_of("", body)) and content != form:
        raise ExtractError(f"the file holds a {content.upper()}, but its name does not end in .{content}: rename it")
    if form in paper.READERS:
        return paper.READERS[form](body, url=where, **facts)
    if form == "html":
        if mhtml.is_mhtml(body):  # as `sources try` has it; a round keeps the page in it alone
            body, charset = savedpage.one_page(body).body, "utf-8"
        return article.read(body, url=where, charset=charset, **shape_of(source), **facts)
    if form == "govuk":
        return govuk.read(body, url=where, **facts)
    return plain.read(plain.decoded(body), url=where, **facts)


def rules(source: FileSource, *, document: str, held: bool, settings: Settings) -> GateRules:  # noqa: ARG001
    """A file that is no paper by its name may be an error page that was saved."""
    return GateRules.of(source, settings, words=paper.kind_of(source.path) is None)


def known(address: str, *, root: Path) -> Recognition | None:
    """Any address that names no protocol. UsageError where no such file lies in the working folder."""
    if "://" in address:
        return None
    path, base = Path(address), root.resolve()
    there = (path if path.is_absolute() else base / path).resolve()
    if not there.is_file():
        raise UsageError(
            f"There is no file {address[:200]!r} in the working folder; write https:// before the address of a page."
        )
    if not there.is_relative_to(base):
        raise UsageError(f"{address[:200]!r} is not in the working folder: copy it there, for example into saved/.")
    facts = {"path": there.relative_to(base).as_posix()}
    return Recognition(kind="file", facts=facts, says="a file", name=there.stem)


def _address(source: FileSource) -> str:
    return source.url or f"file:{source.path}"


def _form(source: FileSource) -> str:
    """Which reader reads it."""
    ending = PurePath(source.path).suffix.lower()
    if found := paper.kind_of(source.path):
        return found
    return "html" if ending in _HTML else "govuk" if ending == ".json" else "plain"
