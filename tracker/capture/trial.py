"""Trial: a source asked once, to look at what would be kept of it. Records nothing."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from tracker.capture.baseline import OVER
from tracker.capture.fault import ReaderError
from tracker.capture.gate.look import GateRules, Look, look_at
from tracker.capture.gate.suspicion import explained, suspicion
from tracker.capture.kinds.registry import kind_of, page_kind
from tracker.capture.reading import as_page, extractor_of, read
from tracker.capture.tools import Getter
from tracker.capture.warden import Caller, here
from tracker.config.declaration import PageShape
from tracker.config.person import People
from tracker.config.settings import Settings
from tracker.config.source import Page, Source
from tracker.errors import ExtractError, UsageError
from tracker.extract import second, selector
from tracker.extract.document import Document, State
from tracker.extract.parts import Parts, parts
from tracker.extract.registry import media_type
from tracker.extract.title import UNTITLED
from tracker.fetch.response import Response
from tracker.store.layout import PAGE

_LEAST_KEPT = 0.1
"""Share of the visible text below which too much was left out, or the page needs a browser."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of it."""

    source: Source
    response: Response
    extractor: str
    document: Document | None = None
    fault: str | None = None
    """Why there is no document."""
    suspicion: str | None = None
    """Why a round would not record it."""
    parts: Parts | None = None
    """Of a web page: what was kept and left out."""
    opinion: second.Opinion | None = None
    warnings: tuple[str, ...] = ()


def trial(
    source: Source,
    *,
    client: Getter,
    settings: Settings,
    people: People,
    root: Path,
    now: Callable[[], datetime],
    apart: Caller = here,
) -> Trial:
    """Ask for a source once, read it, and say what was kept. That our own reader fails on it is its fault, too.

    Raises:
        FetchError: there is no usable answer.
        UsageError: the source is a list of pages.
    """
    ask = kind_of(source).try_one
    if ask is None:
        raise UsageError(
            f"{source.id} is a list of pages, and only a page can be tried: declare one of them as a source of its own "
            "(it may stay enabled = false), and try that."
        )
    response = ask(source, client=client, root=root, now=now)
    page = as_page(source, response.url)
    rules = page_kind(page).rules(page, document=PAGE, held=False, settings=settings)
    looked = partial(_looked_at, response, source=source, page=page, people=people.only(page.publisher))
    try:
        return apart(looked, rules=rules)
    except ReaderError as error:
        return Trial(source, response, extractor_of(page), fault=str(error))


def _looked_at(response: Response, *, source: Source, page: Page, people: People, rules: GateRules) -> Trial:
    declared = response.charset
    try:
        document = read(response.body, source=page, url=response.url, people=people, charset=declared)
    except ExtractError as error:
        fault = explained(look_at(response, None, charset=declared), error.reason, rules=rules)
        return Trial(source, response, extractor_of(page), fault=fault, warnings=tuple(_warnings(source, None)))
    is_html = media_type(extractor_of(page)) == "text/html"
    return Trial(
        source,
        response,
        extractor_of(page),
        document=document,
        suspicion=_doubt(document, look_at(response, document, charset=declared), rules),
        parts=parts(response.body, document, charset=declared) if is_html else None,
        opinion=second.opinion(response.body, document, charset=declared) if is_html else None,
        warnings=tuple(_warnings(source, document)),
    )


def _doubt(document: Document, look: Look, rules: GateRules) -> str | None:
    return _elsewhere(document.state) if document.state.kind in OVER else suspicion(look, rules=rules)


def _elsewhere(state: State) -> str:
    """What became of a page that is only an address any more."""
    to = f": declare {state.to} instead" if state.to else ""
    why = f" ({state.explanation})" if state.explanation else ""
    return f"the page has moved{to}" if state.kind == "redirected" else f"the page has been taken down{why}{to}"


def _warnings(source: Source, document: Document | None) -> Iterator[str]:
    if isinstance(source, PageShape):
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
