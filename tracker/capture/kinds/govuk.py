"""A page of GOV.UK, read through its Content API, with its attachments that are pages and a manual's sections.

GOV.UK's Content API answers 200 for a redirect, with the rule as its body (content-store). What ends elsewhere under the
same content_id and locale is the same document at another address; anything else is another document.
"""

import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tracker.capture.gate.look import GateRules
from tracker.capture.kinds import ordinary
from tracker.capture.kinds.kind import AnswerReader, DocumentRequest, Origin, Plan
from tracker.capture.kinds.ordinary import own_page
from tracker.capture.recognition import Recognition
from tracker.capture.tools import Getter, Tools
from tracker.capture.trail import GONE, MISSING, Hop, Trail
from tracker.capture.warden import Caller
from tracker.config import checks
from tracker.config.checks import GOVUK_HOSTS
from tracker.config.declaration import SourceDeclaration
from tracker.config.settings import Settings
from tracker.config.source import GovukSource
from tracker.errors import ExtractError, FetchError, UsageError
from tracker.extract.registry import EXTRACTOR
from tracker.fetch.address import content_api, item_at
from tracker.fetch.place import place
from tracker.fetch.reason import refusal
from tracker.fetch.response import Response
from tracker.later import later
from tracker.store.record import Discovery

if TYPE_CHECKING:
    from tracker.extract import govuk
    from tracker.extract import leads as extract_leads
    from tracker.extract.document import Document
else:
    extract_leads, govuk = later("tracker.extract.leads"), later("tracker.extract.govuk")

NAMES_ITSELF = True
_SWITCH = {"attachment": "follow_html_attachments", "member": "watch_members"}
"""By which key a page's further documents are left out."""

ask = ordinary.ask
known = ordinary.unknown
recognise = ordinary.unrecognised


def plan(source: GovukSource, *, tools: Tools) -> Plan:  # noqa: ARG001 - the page itself needs no tools
    """The page; what else belongs to it, its item says."""
    yield own_page(item_at(source.base_url, source.path))


def still_watches(source: GovukSource, met: Discovery) -> bool:
    """Unless its sort is left out by now."""
    return met.by not in _SWITCH or bool(getattr(source, _SWITCH[met.by]))


def as_page(source: GovukSource, url: str) -> GovukSource:
    """Itself, or another page of the same site."""
    base, path = content_api(url)
    own = (source.base_url.rstrip("/"), source.path)
    return source if not path or (base, path) == own else item_page(source, url)


def item_page(source: SourceDeclaration, url: str) -> GovukSource:
    """The page whose item is at that address, as one of that source."""
    base, path = content_api(url)
    own = {name: getattr(source, name) for name in _SWITCH.values() if hasattr(source, name)}
    return GovukSource.model_validate({**source.common, **own, "kind": "govuk", "path": path, "base_url": base})


def extractor(_source: SourceDeclaration) -> str:
    """Of items."""
    return EXTRACTOR["govuk"]


def try_one(source: GovukSource, *, client: Getter, root: Path, now: Callable[[], datetime]) -> Response:
    """The page's item."""
    return ask(source, item_at(source.base_url, source.path), client=client, root=root, now=now)


def follow(
    source: GovukSource, response: Response, *, get: Callable[[str], Response], most: int, read: AnswerReader
) -> Trail:
    """Along the redirects that items are, to the page at the end. A page that is gone must say why, or what replaces it."""
    if response.status == GONE and not read(response, _is_explained, response, source=source):
        raise FetchError(refusal(place(response.url).site, response.url, GONE), status=GONE)
    hops: list[Hop] = []
    seen = {response.url}
    while not response.not_modified and read(response, extract_leads.schema_of, response.body) == "redirect":
        base, path = content_api(response.url)
        to = read(response, extract_leads.destination, response.body, path=path)
        hops.append(Hop(response, to, extract_leads.absolute(base, to) if to else response.final_url))
        next_path = extract_leads.site_path(to.removeprefix(base) or "/") if to else None
        url = item_at(base, next_path) if next_path else None
        if url is None or url in seen or len(hops) > most:
            return Trail(tuple(hops), None)
        seen.add(url)
        try:
            response = get(url)
        except FetchError as error:
            if error.status in MISSING:
                return Trail(tuple(hops), None)
            raise
    return Trail(tuple(hops), response)


def leads(
    source: GovukSource, body: Callable[[], bytes | None], *, by: Origin, apart: Caller
) -> Iterator[DocumentRequest]:
    """Attachments that are pages, sections of a manual, members of a collection that is watched with its members."""
    try:
        found = apart(extract_leads.read, body() or b"").leads
    except ExtractError:
        return
    for lead in found:
        if lead.kind == "attachment" and not source.follow_html_attachments:
            continue
        if lead.kind == "member" and not (source.watch_members and by in {"page", "listing"}):
            continue
        yield DocumentRequest(url=item_at(source.base_url, lead.path), by=lead.kind, identity=lead.identity)


def read(body: bytes, *, source: GovukSource, url: str, publisher: str, charset: str | None) -> "Document":  # noqa: ARG001
    """By the item; its address is the page's own, which people can open, whatever part or old path was asked for."""
    try:
        path = extract_leads.read(body).path
    except ExtractError:
        path = None
    where = f"{source.base_url.rstrip('/')}{path or source.path}"
    return govuk.read(body, url=where, publisher=publisher, publisher_type=source.publisher_type)


def rules(source: GovukSource, *, document: str, held: bool, settings: Settings) -> GateRules:  # noqa: ARG001
    """The Content API gives no error page in a page's place, and many a publication is but a line and attachments."""
    return GateRules.of(source, settings, moves=False, min_characters=1)


def declared(kind: str, address: str) -> Recognition:
    """A page of GOV.UK, or of another site with the same API."""
    path = page_path(address)
    if path is None:
        raise UsageError(f"{address[:200]} is not the address of a GOV.UK page.")
    where = urlsplit(address)
    own = {} if where.hostname in GOVUK_HOSTS else {"base_url": f"{where.scheme}://{where.netloc}"}
    return Recognition(
        kind=kind,
        facts={"path": path, **own},
        says="a page of GOV.UK",
        name=path.rpartition("/")[2],
        open_licence=True,
    )


def page_path(url: str) -> str | None:
    """The path of a page of GOV.UK, also from the address of its item; None for an address of another sort."""
    _, inner = content_api(url)
    path = (inner or urlsplit(url).path).partition("?")[0].rstrip("/")
    try:
        return checks.site_path(path)
    except ValueError:
        return None


def item(response: Response, *, path: str) -> Recognition:
    """A page of GOV.UK, by its item. UsageError where it is none to watch."""
    try:
        found = extract_leads.read(response.body)
    except ExtractError as error:
        raise UsageError(f"GOV.UK has no item for {path}: {error.reason}.") from error
    if found.schema_name == "redirect":
        to = extract_leads.destination(response.body, path=path) or "another page"
        raise UsageError(f"{path} has moved to {to}: add that address instead.")
    if found.schema_name == "gone":
        raise UsageError(f"{path} has been taken off GOV.UK: there is nothing to watch.")
    if found.schema_name == "organisation":
        return organisation(path.rpartition("/")[2], title=found.title)
    own = found.path or path
    sorts = finders()["evidence"].items()
    kind = (found.document_type or "page").replace("_", " ")
    return Recognition(
        kind="govuk",
        facts={"path": own},
        says=f"a page of GOV.UK ({kind}), read through its Content API",
        title=found.title,
        publishers=found.publishers,
        name=own.rpartition("/")[2],
        evidence=next((sort for sort, types in sorts if found.document_type in types), None),
        remarks=(f"{path} is a part of {own}, which is watched as a whole",) if own != path else (),
        open_licence=True,
    )


def organisation(slug: str, *, title: str | None = None) -> Recognition:
    """The documents of an organisation: its page is a search for them."""
    types = list(finders()["organisation"]["types"])
    return Recognition(
        kind="govuk_search",
        facts={"organisations": [slug], "document_types": types},
        says=f"an organisation's page on GOV.UK: what it publishes is found by a search for {slug}",
        title=title,
        publishers=(title or slug.replace("-", " "),),
        name="search",
        remarks=("take out the document types that you do not want",),
        open_licence=True,
    )


@cache
def finders() -> Mapping[str, Mapping[str, Sequence[str]]]:
    """What finders.toml says."""
    found: Mapping[str, Mapping[str, Sequence[str]]] = tomllib.loads(
        files("tracker.capture.kinds").joinpath("finders.toml").read_text(encoding="utf-8")
    )
    return found


def _is_explained(response: Response, *, source: GovukSource) -> bool:
    """Whether GOV.UK says why a page is gone, or what stands in its place."""
    try:
        state = read(response.body, source=source, url=response.url, publisher=source.publisher, charset=None).state
    except ExtractError:
        return False
    return state.kind == "gone" and bool(state.explanation or state.to)
