"""Search: the pages of GOV.UK that a search finds."""

import json
from collections.abc import Iterator

from pydantic import BaseModel, ValidationError

from tracker.capture.follow import Wanted, take_all
from tracker.capture.outcome import Failed
from tracker.capture.page import Taken, Tools
from tracker.config.source import GovukSearchSource
from tracker.errors import FetchError
from tracker.extract import leads
from tracker.fetch.address import item_at, search
from tracker.fetch.reason import shown

_REFUSED = 422
_KEYS = {
    "organisations": "organisations",
    "content_store_document_type": "document_types",
    "public_timestamp": "since",
    "count": "max_items",
    "query": "q",
    '"q"': "q",
}
"""What search-api calls a parameter → what sources.toml calls it."""


class _Hit(BaseModel, frozen=True):
    link: str | None = None
    content_id: str | None = None
    updated_at: str | None = None


class _Hits(BaseModel, frozen=True):
    results: tuple[_Hit, ...]


def take_search(source: GovukSearchSource, *, tools: Tools) -> Iterator[Taken]:
    """Ask the search once, then for each hit whose stamp is new to us, then for those that were hits before."""
    hits: tuple[Wanted, ...] = ()
    try:
        response = tools.client.get(search(source), allow_hosts=source.allow_hosts)
        hits = tuple(_wanted(source, _Hits.model_validate_json(response.body)))
        if not hits and not tools.archive.met(source.id):
            yield failed(source, FetchError(_nothing(source)), tools)
    except FetchError as error:
        yield failed(source, _explained(error), tools)
    except ValidationError:
        yield failed(source, FetchError("GOV.UK's search gave no list of results; a later round tries again"), tools)
    yield from take_all(source, hits, tools=tools)


def failed(source: GovukSearchSource, error: FetchError, tools: Tools) -> Taken:
    """The list itself gave nothing to go by."""
    return Taken(
        Failed(
            source=source.id, document=None, reason=error.reason, transient=error.transient, status=error.status,
            host=error.host, blocked=error.blocked, at=tools.now(),
        )
    )  # fmt: skip


def _wanted(source: GovukSearchSource, hits: _Hits) -> Iterator[Wanted]:
    for hit in hits.results[: source.max_items]:
        path = leads.site_path(hit.link)  # None for pages of other sites, which the search recommends
        if path is not None:
            yield Wanted(
                url=item_at(source.base_url, path),
                identity=leads.identity(hit.content_id, leads.locale_of(path)),
                modified=hit.updated_at,
            )


def _nothing(source: GovukSearchSource) -> str:
    asked = [f"organisations {', '.join(source.organisations)}"] if source.organisations else []
    asked += [f"document_types {', '.join(source.document_types)}"] if source.document_types else []
    asked += [f"q {source.q!r}"] if source.q else []
    asked += [f"since {source.since}"] if source.since else []
    return f"GOV.UK's search finds nothing for {'; '.join(asked)}: see how GOV.UK writes these in its own addresses"


def _explained(error: FetchError) -> FetchError:
    """A refusal in one sentence that names the key to mend."""
    if error.status != _REFUSED:
        return error
    try:
        told = shown(str(json.loads(error.body).get("error", "")))
    except (ValueError, AttributeError):
        told = ""
    keys = [key for name, key in _KEYS.items() if name in told]
    which = f"the value of `{keys[0]}`" if keys else "one of organisations, document_types, q, since and max_items"
    says = f" (it says: “{told}”)" if told else ""
    return FetchError(
        f"GOV.UK's search refuses {which}{says}: mend it in config/sources.toml", status=error.status, body=error.body
    )
