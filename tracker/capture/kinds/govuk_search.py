"""A search of GOV.UK: the pages that it finds, newest first, each read through the Content API and watched from then on."""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlencode, urlsplit

from tracker.capture import part
from tracker.capture.kinds import govuk, ordinary
from tracker.capture.kinds.govuk import finders, item_page, organisation
from tracker.capture.kinds.kind import DocumentRequest, NothingChosen, Plan
from tracker.capture.outcome import Failed
from tracker.capture.recognition import Recognition
from tracker.capture.tools import Tools
from tracker.config.checks import GOVUK_HOSTS
from tracker.config.source import GovukSearchSource, GovukSource
from tracker.errors import ExtractError, FetchError, UsageError
from tracker.fetch.address import item_at
from tracker.fetch.reason import shown
from tracker.later import later
from tracker.store.record import Discovery

if TYPE_CHECKING:
    from tracker.extract import dates, leads, loose, losses
else:
    dates = later("tracker.extract.dates")
    leads = later("tracker.extract.leads")
    loose = later("tracker.extract.loose")
    losses = later("tracker.extract.losses")

SETTLED = timedelta(hours=1)
"""A stamp younger than this is not trusted: the page may still be an old copy (GOV.UK's caches hold one for minutes)."""
_REFUSED = 422
_NO_LIST = "GOV.UK's search gave no list of results; a later round tries again"
_HIT = ("link", "title", "content_id", "content_store_document_type", "public_timestamp", "updated_at")
"""Fields of a hit (search-api). `updated_at` is when it was indexed: it moves with every edit, silent ones too."""
_PARAMETERS = {
    "organisations": "organisations",
    "content_store_document_type": "document_types",
    "public_timestamp": "since",
    "count": "max_items",
    "query": "q",
    '"q"': "q",
}
"""What search-api calls a parameter → what sources.toml calls it."""
_FINDER_KEYS = {
    "organisations": ("organisations[]", "organisations", "filter_organisations", "filter_organisations[]"),
    "document_types": (
        "content_store_document_type[]",
        "content_store_document_type",
        "filter_content_store_document_type",
        "filter_content_store_document_type[]",
    ),
    "q": ("keywords", "q"),
    "since": ("public_timestamp[from]",),
}
"""What sources.toml calls it → what GOV.UK's finders and its search API call it."""
_ORGANISATIONS = "/government/organisations/"

extractor = govuk.extractor
recognise = ordinary.unrecognised
try_one = None


def plan(source: GovukSearchSource, *, tools: Tools) -> Plan:
    """Ask the search once, then for each hit whose stamp is new to us."""
    try:
        response = tools.client.get(search(source), allow_hosts=source.allow_hosts)
        found = tools.read_list(response, loose.rows, response.body, key="results", otherwise=_NO_LIST)
    except FetchError as error:
        yield Failed.of(source.id, _explained(error), at=tools.now())
    except ExtractError as error:
        yield Failed.of(source.id, error, at=tools.now())
    else:
        hits, odd = tuple(_wanted(source, found, now=tools.now())), [one for one in found if _link(one) is None]
        told = losses.told(len(found), odd=[_title(one) for one in odd], lacks="without a link")
        yield from part.lossy(source.id, search(source), tuple(told), at=tools.now())
        yield from hits or (NothingChosen(_nothing(source), "see how GOV.UK writes these in its own addresses"),)


def search(source: GovukSearchSource) -> str:
    """The hits of a search of GOV.UK, newest first."""
    asked = {"order": "-public_timestamp", "count": str(source.max_items), "fields": ",".join(_HIT)}
    return f"{source.address}&{urlencode(asked, safe=',:')}"


def still_watches(source: GovukSearchSource, met: Discovery) -> bool:
    """Unless its sort is left out by now."""
    return {"attachment": source.follow_html_attachments, "member": source.watch_members}.get(met.by, True)


def as_page(source: GovukSearchSource, url: str) -> GovukSource:
    """Every hit is a page of GOV.UK."""
    return item_page(source, url)


def known(address: str, *, root: Path) -> Recognition | None:  # noqa: ARG001 - searches lie in no folder
    """A search, or the page of an organisation, on GOV.UK."""
    parts = urlsplit(address)
    path = parts.path.rstrip("/")
    if parts.hostname not in GOVUK_HOSTS:
        return None
    if path.startswith("/search/") or path == "/api/search.json":
        return _search(address)
    slug = path.removeprefix(_ORGANISATIONS)
    is_organisation = path.startswith(_ORGANISATIONS) and slug and "/" not in slug and not slug.endswith(".atom")
    return organisation(slug) if is_organisation else None


def declared(kind: str, address: str) -> Recognition:
    """A search of GOV.UK, or of another site with the same API."""
    if found := known(address, root=Path()):
        return found
    facts = search_of(address)
    if not facts:
        raise UsageError(f"{address[:200]} is not a GOV.UK search: give one, or an organisation’s page.")
    return Recognition(kind=kind, facts=facts, says="a search", name="search", open_licence=True)


def search_of(url: str) -> dict[str, str | list[str]]:
    """What a search of GOV.UK asks for, as keys of a source; empty where it asks for nothing that can be declared."""
    parts = urlsplit(url)
    asked = parse_qs(parts.query)
    facts: dict[str, str | list[str]] = {}
    for key, names in _FINDER_KEYS.items():
        found = [value for name in names for value in asked.get(name, []) if value]
        if found:
            facts[key] = found[0] if key in {"q", "since"} else list(dict.fromkeys(found))
    if "document_types" not in facts and (listed := finders()["finder"].get(parts.path.rpartition("/")[2])):
        facts["document_types"] = list(listed)
    return facts


def _search(url: str) -> Recognition:
    facts = search_of(url)
    if not facts.keys() - {"since"}:
        raise UsageError(
            "This search of GOV.UK asks for no organisation, no document type and no words, so all of GOV.UK would be "
            "watched: choose an organisation on the page and give the address that it has then."
        )
    return Recognition(
        kind="govuk_search",
        facts=facts,
        says="a search of GOV.UK: each page that it finds is watched",
        publishers=tuple(str(one).replace("-", " ") for one in facts.get("organisations", ())),
        name="search",
        open_licence=True,
    )


def _wanted(source: GovukSearchSource, hits: Sequence[object], *, now: datetime) -> Iterator[DocumentRequest]:
    for hit in map(loose.mapping, hits[: source.max_items]):
        path = leads.site_path(_link(hit))  # None for pages of other sites, which the search recommends
        if path is not None:
            yield DocumentRequest(
                url=item_at(source.base_url, path),
                identity=leads.identity(hit.get("content_id"), leads.locale_of(path)),
                modified=_trusted(loose.line(hit.get("updated_at")), now),
            )


def _link(hit: object) -> str | None:
    return loose.line(loose.mapping(hit).get("link"))


def _title(hit: object) -> str:
    return loose.line(loose.mapping(hit).get("title")) or ""


def _trusted(stamp: str | None, now: datetime) -> str | None:
    at, _ = dates.stated(stamp)
    return stamp if at is not None and now - at > SETTLED else None


def _nothing(source: GovukSearchSource) -> str:
    asked = [f"organisations {', '.join(source.organisations)}"] if source.organisations else []
    asked += [f"document_types {', '.join(source.document_types)}"] if source.document_types else []
    asked += [f"q {source.q!r}"] if source.q else []
    asked += [f"since {source.since}"] if source.since else []
    return f"GOV.UK's search finds nothing for {'; '.join(asked)}"


def _explained(error: FetchError) -> FetchError:
    """A refusal in one sentence that names the key to mend."""
    if error.status != _REFUSED:
        return error
    try:
        told = shown(str(json.loads(error.body).get("error", "")))
    except (ValueError, AttributeError):
        told = ""
    keys = [key for name, key in _PARAMETERS.items() if name in told]
    which = f"the value of `{keys[0]}`" if keys else "one of organisations, document_types, q, since and max_items"
    says = f" (it says: “{told}”)" if told else ""
    return FetchError(
        f"GOV.UK's search refuses {which}{says}: mend it in config/sources.toml", status=error.status, body=error.body
    )
