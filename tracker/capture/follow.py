"""Follow: all documents of a source, each asked once: those it wants now, those they lead to, and those it met before."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import assert_never
from urllib.parse import urlsplit

from tracker.capture.kinds.kind import DocumentRequest, NothingChosen
from tracker.capture.kinds.registry import kind_of, page_kind
from tracker.capture.outcome import Failed, Unchanged
from tracker.capture.page import take, take_new
from tracker.capture.reading import as_page, extractor_of
from tracker.capture.result import CaptureResult
from tracker.capture.tools import Tools
from tracker.capture.unread import failed
from tracker.capture.warden import here
from tracker.config.declaration import ListSource
from tracker.config.key import config_key
from tracker.config.source import Source
from tracker.errors import ConfigError, FetchError
from tracker.store.layout import document_id
from tracker.store.record import Discovery

_DIGITS = 8


def take_source(source: Source, *, tools: Tools) -> Iterator[CaptureResult]:
    """Ask for all that a source wants of a round and all that it leads to, then for what was met in earlier rounds.

    A source of which nothing was asked, and of which nothing was ever recorded, fails: it watches nothing.
    """
    following = _Following(source, tools)
    asked = False
    for taken in following.everything():
        asked = True
        yield taken
    if not asked and not _may_be_empty(source) and not tools.archive.documents(source.id):
        fault = FetchError(_explained(following.nothing))
        yield CaptureResult(Failed.of(source.id, fault, at=tools.now()).model_copy(update={"nothing": True}))


def _may_be_empty(source: Source) -> bool:
    return isinstance(source, ListSource) and source.allow_empty


def _explained(nothing: NothingChosen | None) -> str:
    if nothing is None:
        return "nothing was asked of it"
    meant = "set `allow_empty = true` if that is meant"
    return f"{nothing.reason}: {nothing.mend}, or {meant}" if nothing.mend else f"{nothing.reason}: {meant}"


class _Following:
    """What a source has led to so far in this round."""

    def __init__(self, source: Source, tools: Tools) -> None:
        self.nothing: NothingChosen | None = None
        """Why its list gives nothing to ask for."""
        self._source = source
        self._kind = kind_of(source)
        self._tools = tools
        self._met = dict(tools.archive.met(source.id))
        self._urls: set[str] = set()
        self._documents: set[str] = set()

    def everything(self) -> Iterator[CaptureResult]:
        """What is wanted, in the order of the plan; then what was met before."""
        wanted = deque[DocumentRequest]()
        try:
            for one in self._kind.plan(self._source, tools=self._tools):
                match one:
                    case DocumentRequest():
                        wanted.append(one)
                    case NothingChosen():
                        self.nothing = one
                    case Failed():
                        yield CaptureResult(one)
                    case _:
                        assert_never(one)
        except Exception as error:  # noqa: BLE001 - see `failed`
            yield failed(self._source, error, at=self._tools.now())
        yield from self._all(wanted)
        yield from self._all(self._met_before())

    def _all(self, wanted: Iterable[DocumentRequest]) -> Iterator[CaptureResult]:
        """Each of them and what it leads to, breadth first; no address and no document twice."""
        queue = deque(wanted)
        while queue:
            one = queue.popleft()
            if one.url in self._urls:
                continue
            self._urls.add(one.url)
            taken = self._take(one)
            if taken is None:
                continue
            yield taken
            try:
                queue.extend(self._leads(one, taken))
            except Exception as error:  # noqa: BLE001 - see `failed`
                yield failed(self._source, error, at=self._tools.now())

    def _met_before(self) -> Iterator[DocumentRequest]:
        """Documents met in earlier rounds that nothing has named in this one."""
        for document, met in sorted(self._met.items()):
            if document not in self._documents and self._kind.still_watches(self._source, met):
                yield DocumentRequest(url=met.url, by=met.by, document=document)

    def _take(self, one: DocumentRequest) -> CaptureResult | None:
        """What came of asking; None for a document that was asked for in this round already."""
        document = one.document or self._document(one)
        if document in self._documents:
            return None
        try:
            taken = self._asked(one, document)
        except ConfigError as error:
            if one.by == "page":
                raise
            # A list of this machine leads to a public site, and nobody said who we are: that page fails, not the round.
            unasked = document or self._name(None, one.url)
            taken = CaptureResult(Failed.of(self._source.id, error, at=self._tools.now(), document=unasked))
        except Exception as error:  # noqa: BLE001 - see `failed`
            unread = document or self._name(None, one.url)
            taken = failed(self._source, error, at=self._tools.now(), document=unread)
        name = taken.outcome.document
        if name is None or name in self._documents:
            return None
        self._documents.add(name)
        return replace(taken, met=self._news(name, one))

    def _asked(self, one: DocumentRequest, document: str | None) -> CaptureResult:
        if document is None:
            return take_new(self._source, url=one.url, name=lambda found: self._name(found, one.url), tools=self._tools)
        if self._is_as_listed(document, one):
            return CaptureResult(
                Unchanged(source=self._source.id, document=document, at=self._tools.now(), not_modified=True)
            )
        return take(self._source, document=document, url=one.url, tools=self._tools, modified=one.modified)

    def _news(self, document: str, one: DocumentRequest) -> Mapping[str, Discovery]:
        """What is to be remembered: nothing of what does not stay, nor of what is known at that address."""
        known = self._met.get(document)
        if one.by == "page" or not one.stays or (known is not None and known.url == one.url):
            return {}
        met = Discovery(url=one.url, by=known.by if known else one.by)
        self._met[document] = met
        return {f"{self._source.id}/{document}": met}

    def _document(self, one: DocumentRequest) -> str | None:
        """The name of a document, if it can be known before it is asked for."""
        at_url = next((name for name, met in self._met.items() if met.url == one.url), None)
        if at_url is not None:
            return at_url
        if one.identity is None and page_kind(as_page(self._source, one.url)).NAMES_ITSELF:
            return None
        return self._name(one.identity, one.url)

    def _name(self, identity: str | None, url: str) -> str:
        """The name of a document; the one it has already, if it was met under another address."""
        parts = urlsplit(url)
        fresh = document_id(identity or url, parts.path.rstrip("/").rpartition("/")[2] or parts.hostname or "")
        return next((name for name in self._met if name[-_DIGITS:] == fresh[-_DIGITS:]), fresh)

    def _is_as_listed(self, document: str, one: DocumentRequest) -> bool:
        """Whether the list's stamp is the one under which the document was read last."""
        if one.modified is None:
            return False
        known = self._tools.archive.validators(self._source.id, document)
        if known is None or known.modified != one.modified:
            return False
        page = as_page(self._source, one.url)
        return known.key == config_key(page, extractor_of(page))

    def _leads(self, one: DocumentRequest, taken: CaptureResult) -> Iterator[DocumentRequest]:
        if taken.outcome.document is None:
            return
        if taken.leads_to is not None:
            yield DocumentRequest(url=taken.leads_to, by="redirect")
        page, document = as_page(self._source, one.url), taken.outcome.document
        apart = self._tools.apart if taken.body else here  # What is held was read before, and is its own bound.
        yield from page_kind(page).leads(page, lambda: taken.body or self._raw(document), by=one.by, apart=apart)

    def _raw(self, document: str) -> bytes | None:
        version = self._tools.archive.latest(self._source.id, document)
        return self._tools.archive.raw(version) if version else None
