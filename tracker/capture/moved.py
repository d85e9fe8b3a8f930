"""Moved: a page of GOV.UK that leads elsewhere, followed to where it ends.

GOV.UK's Content API answers 200 for a redirect, with the rule as its body (content-store). What ends elsewhere under the
same content_id and locale is the same document at another address; anything else is another document.
"""

from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import urlsplit

from tracker.config.source import GovukSource, Source
from tracker.errors import ExtractError, FetchError
from tracker.extract import leads
from tracker.fetch.address import content_api, item_at
from tracker.fetch.response import Response

MISSING = frozenset({404, 410})


class Hop(NamedTuple):
    """An answer that leads elsewhere, and where to, as GOV.UK writes it."""

    response: Response
    to: str | None


class Trail(NamedTuple):
    """From the address that was asked for to the page at the end; None where there is none on this site."""

    hops: tuple[Hop, ...]
    end: Response | None


def follow(page: Source, response: Response, *, get: Callable[[str], Response], most: int) -> Trail:
    """The trail that an answer begins. FetchError when its end may be there, but does not answer just now."""
    hops: list[Hop] = []
    seen = {response.url}
    if not isinstance(page, GovukSource) or response.not_modified:
        return Trail((), response)
    while leads.schema_of(response.body) == "redirect":
        base, path = content_api(response.url)
        to = leads.destination(response.body, path=path)
        hops.append(Hop(response, to))
        next_path = leads.site_path(to.removeprefix(base) or "/") if to else None
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


def identity_of(response: Response | None) -> str | None:
    """content_id and locale of an item; None where it has none."""
    try:
        return leads.read(response.body).identity if response else None
    except ExtractError:
        return None


def public(hop: Hop) -> str:
    """The address to which a hop leads."""
    base, _ = content_api(hop.response.url)
    return leads.absolute(base, hop.to) if hop.to else hop.response.final_url


def slug(url: str) -> str:
    """The last part of an address, to name a document by."""
    return urlsplit(url).path.rstrip("/").rpartition("/")[2]
