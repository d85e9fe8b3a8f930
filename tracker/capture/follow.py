"""Follow: all documents of a source that holds many, each asked once: those it names now and those it named before."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal
from urllib.parse import urlsplit

from tracker.capture.moved import slug
from tracker.capture.outcome import Failed, Unchanged
from tracker.capture.page import Taken, Tools, take, take_new
from tracker.capture.reading import as_page, extractor_of
from tracker.config.key import config_key
from tracker.config.source import GovukSource, Source
from tracker.errors import ConfigError, ExtractError
from tracker.extract import leads
from tracker.extract.dates import stated
from tracker.fetch.address import item_at
from tracker.store.layout import PAGE, document_id
from tracker.store.record import Met

SETTLED = timedelta(hours=1)
"""A stamp younger than this is not trusted: the page may still be an old copy (GOV.UK's caches hold one for minutes)."""
_DIGITS = 8

By = Literal["page", "listing", "attachment", "section", "member", "redirect"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A document to ask for."""

    url: str
    by: By = "listing"
    document: str | None = None
    identity: str | None = None
    """content_id and locale where they are known beforehand."""
    modified: str | None = None
    """The list's own stamp of the last edit, if it has one that can be trusted."""


def take_all(source: Source, wanted: Iterable[Wanted], *, tools: Tools) -> Iterator[Taken]:
    """Ask for what is wanted and all that it leads to, then for what was met in earlier rounds."""
    following = _Following(source, tools)
    yield from following.all(wanted)
    yield from following.all(following.met_before())


class _Following:
    """What a source has led to so far in this round."""

    def __init__(self, source: Source, tools: Tools) -> None:
        self._source = source
        self._tools = tools
        self._met = dict(tools.archive.met(source.id))
        self._urls: set[str] = set()
        self._documents: set[str] = set()

    def all(self, wanted: Iterable[Wanted]) -> Iterator[Taken]:
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
            queue.extend(self._leads(one, taken))

    def met_before(self) -> Iterator[Wanted]:
        """Documents met in earlier rounds that nothing has named in this one."""
        for document, met in sorted(self._met.items()):
            if document not in self._documents and self._still(met):
                yield Wanted(url=met.url, by=met.by, document=document)

    def _still(self, met: Met) -> bool:
        page = as_page(self._source, met.url)
        off = {"attachment": "follow_html_attachments", "member": "watch_members"}.get(met.by)
        return off is None or bool(getattr(page, off, True))

    def _take(self, one: Wanted) -> Taken | None:
        """What came of asking; None for a document that was asked for in this round already."""
        document = one.document or self._document(one)
        if document in self._documents:
            return None
        try:
            taken = self._asked(one, document)
        except ConfigError as error:
            if one.by == "page":
                raise
            taken = self._unasked(document or self._name(None, one.url), error)
        name = taken.outcome.document
        if name is None or name in self._documents:
            return None
        self._documents.add(name)
        return replace(taken, met=self._news(name, one))

    def _asked(self, one: Wanted, document: str | None) -> Taken:
        if document is None:
            return take_new(self._source, url=one.url, name=lambda found: self._name(found, one.url), tools=self._tools)
        if self._is_as_listed(document, one):
            return Taken(Unchanged(source=self._source.id, document=document, at=self._tools.now(), not_modified=True))
        modified = _trusted(one.modified, self._tools.now())
        return take(self._source, document=document, url=one.url, tools=self._tools, modified=modified)

    def _unasked(self, document: str, error: ConfigError) -> Taken:
        """A list of this machine leads to a public site, and nobody said who we are: that page fails, not the round."""
        failed = Failed(
            source=self._source.id, document=document, reason=str(error), transient=False, status=None,
            at=self._tools.now(),
        )  # fmt: skip
        return Taken(failed)

    def _news(self, document: str, one: Wanted) -> Mapping[str, Met]:
        """What is to be remembered: nothing of the source's own page, nor of what is known at that address."""
        known = self._met.get(document)
        if one.by == "page" or (known is not None and known.url == one.url):
            return {}
        met = Met(url=one.url, by=known.by if known else one.by)
        self._met[document] = met
        return {f"{self._source.id}/{document}": met}

    def _document(self, one: Wanted) -> str | None:
        """The name of a document, if it can be known before it is asked for."""
        at_url = next((name for name, met in self._met.items() if met.url == one.url), None)
        if at_url is not None:
            return at_url
        if isinstance(as_page(self._source, one.url), GovukSource) and one.identity is None:
            return None
        return self._name(one.identity, one.url)

    def _name(self, identity: str | None, url: str) -> str:
        """The name of a document; the one it has already, if it was met under another address."""
        fresh = document_id(identity or url, slug(url) or urlsplit(url).hostname or "")
        return next((name for name in self._met if name[-_DIGITS:] == fresh[-_DIGITS:]), fresh)

    def _is_as_listed(self, document: str, one: Wanted) -> bool:
        """Whether the list's stamp is the one under which the document was read last."""
        known = self._tools.archive.validators(self._source.id, document)
        if known is None or one.modified is None or known.modified != one.modified:
            return False
        page = as_page(self._source, one.url)
        return known.key == config_key(page, extractor_of(page))

    def _leads(self, one: Wanted, taken: Taken) -> Iterator[Wanted]:
        page = as_page(self._source, one.url)
        if not isinstance(page, GovukSource) or taken.outcome.document is None:
            return
        if taken.leads_to is not None:
            yield Wanted(url=taken.leads_to, by="redirect")
        for lead in _found(taken.body or self._raw(taken.outcome.document)):
            if lead.kind == "attachment" and not page.follow_html_attachments:
                continue
            if lead.kind == "member" and not (page.watch_members and one.by in {"page", "listing"}):
                continue
            yield Wanted(url=item_at(page.base_url, lead.path), by=lead.kind, identity=lead.identity)

    def _raw(self, document: str) -> bytes | None:
        version = self._tools.archive.latest(self._source.id, document)
        return self._tools.archive.raw(version) if version else None


def the_page(url: str) -> Wanted:
    """The page that a source declares."""
    return Wanted(url=url, by="page", document=PAGE)


def _found(body: bytes | None) -> tuple[leads.Lead, ...]:
    try:
        return leads.read(body).leads if body else ()
    except ExtractError:
        return ()


def _trusted(stamp: str | None, now: datetime) -> str | None:
    at, _ = stated(stamp)
    return stamp if at is not None and now - at > SETTLED else None
