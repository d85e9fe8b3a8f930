"""Trial: a source asked once, to look at what would be kept of it. Records nothing."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from tracker.capture.gate.look import Look, Rules, look_at, rules_for
from tracker.capture.gate.suspicion import explained, suspicion
from tracker.capture.held import OVER
from tracker.capture.page import Getter, declared_charset
from tracker.capture.reading import extractor_of, read
from tracker.config.person import People
from tracker.config.settings import Settings
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
    WordpressSource,
)
from tracker.errors import ExtractError, FetchError, UsageError
from tracker.extract import second, selector
from tracker.extract.document import Document, State
from tracker.extract.parts import Parts, parts
from tracker.extract.title import UNTITLED
from tracker.fetch.address import content_item, listing, post
from tracker.fetch.file import read_file
from tracker.fetch.response import Response
from tracker.store.layout import PAGE

_IDS = TypeAdapter(list[dict[str, object]])
_LEAST_KEPT = 0.1
"""Share of the visible text below which too much was left out, or the page needs a browser."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of it."""

    source: Source
    response: Response
    extractor: str
    document: Document | None
    fault: str | None
    """Why there is no document."""
    suspicion: str | None
    """Why a round would not record it."""
    parts: Parts | None
    """Of a web page: what was kept and left out."""
    opinion: second.Opinion | None
    warnings: tuple[str, ...]


def trial(
    source: Source, *, client: Getter, settings: Settings, people: People, root: Path, now: Callable[[], datetime]
) -> Trial:
    """Ask for a source once, read it, and say what was kept.

    Raises:
        FetchError: there is no usable answer.
        UsageError: the source is a list of pages.
    """
    response = _ask(source, client=client, root=root, now=now)
    declared = declared_charset(response)
    rules = rules_for(source, document=PAGE, held=False, settings=settings)
    document, fault = None, None
    try:
        document = read(response.body, source=source, url=response.url, people=people, charset=declared)
    except ExtractError as error:
        fault = explained(look_at(response, None, charset=declared), error.reason, rules=rules)
    look = look_at(response, document, charset=declared)
    page = document if document is not None and extractor_of(source).startswith("tracker-html/") else None
    return Trial(
        source=source,
        response=response,
        extractor=extractor_of(source),
        document=document,
        fault=fault,
        suspicion=_doubt(document, look, rules) if document else None,
        parts=parts(response.body, page, charset=declared) if page else None,
        opinion=second.opinion(response.body, page, charset=declared) if page else None,
        warnings=tuple(_warnings(source, document)),
    )


def _ask(source: Source, *, client: Getter, root: Path, now: Callable[[], datetime]) -> Response:
    match source:
        case GovukSource():
            return client.get(content_item(source), allow_hosts=source.allow_hosts)
        case HtmlSource() | PaperSource():
            return client.get(source.url, allow_hosts=source.allow_hosts)
        case FileSource():
            return read_file(root / source.path, url=source.url or f"file:{source.path}", now=now)
        case WordpressSource():
            return client.get(post(source, _newest(source, client)), allow_hosts=source.allow_hosts)
        case FeedSource() | GovukSearchSource() | SitemapSource():
            raise UsageError(
                f"{source.id} is a list of pages, and only a page can be tried: declare one of them as a source of its "
                "own (it may stay enabled = false), and try that."
            )


def _newest(source: WordpressSource, client: Getter) -> int:
    """The post that the site lists first."""
    response = client.get(listing(source), allow_hosts=source.allow_hosts)
    try:
        found = _IDS.validate_json(response.body)
    except ValidationError:
        found = []
    number = found[0].get("id") if found else None
    if not isinstance(number, int):
        raise FetchError("the site's REST interface gave no list of posts", transient=False)
    return number


def _doubt(document: Document, look: Look, rules: Rules) -> str | None:
    return _elsewhere(document.state) if document.state.kind in OVER else suspicion(look, rules=rules)


def _elsewhere(state: State) -> str:
    """What became of a page that is only an address any more."""
    to = f": declare {state.to} instead" if state.to else ""
    why = f" ({state.explanation})" if state.explanation else ""
    return f"the page has moved{to}" if state.kind == "redirected" else f"the page has been taken down{why}{to}"


def _warnings(source: Source, document: Document | None) -> Iterator[str]:
    if isinstance(source, Shaped):
        named = ([("select", source.select)] if source.select else []) + [("drop", one) for one in source.drop]
        for where, one in named:
            if reason := selector.brittle(one):
                yield f"{where} '{one}' is brittle: {reason}"
    if document is None:
        return
    yield from document.warnings
    if document.kept is not None and document.kept < _LEAST_KEPT:
        yield f"only {document.kept:.0%} of the visible text was kept"
    if document.mended:
        yield f"{document.mended} characters are broken on the page and were mended"
    if document.title == UNTITLED:
        yield "the page has no headline that could be found"
