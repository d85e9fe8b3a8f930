"""Recognise: what kind of source an address is. Asks for it at most once, as politely as a round does."""

import ipaddress
from pathlib import Path
from urllib.parse import urlsplit

from tracker.capture.page import Getter
from tracker.capture.recognise.by_address import GOVUK, by_address, page_path, search_of
from tracker.capture.recognise.by_answer import by_answer, item
from tracker.capture.recognise.found import Found
from tracker.config.source import KINDS
from tracker.errors import FetchError, UsageError
from tracker.fetch import guard
from tracker.fetch.address import item_at
from tracker.fetch.place import place

_GOVUK = "https://www.gov.uk"


def recognise(address: str, *, client: Getter, root: Path, allow_hosts: tuple[str, ...] = ()) -> Found:
    """What an address is.

    Raises:
        FetchError: it does not answer, or may not be asked.
        UsageError: there is nothing to watch.
    """
    known = by_address(address, root=root)
    if known is not None:
        return known
    if urlsplit(address).hostname in GOVUK:
        return _page_of_govuk(address, client)
    _check(address, allow_hosts)
    response = client.get(address, allow_hosts=allow_hosts)
    if urlsplit(response.final_url).hostname in GOVUK:
        return by_address(response.final_url, root=root) or _page_of_govuk(response.final_url, client)
    return by_answer(response)


def declared(address: str, kind: str, *, root: Path, allow_hosts: tuple[str, ...] = ()) -> Found:
    """An address as the kind that a person says it is; nobody is asked. UsageError where it cannot be that."""
    if kind not in KINDS:
        raise UsageError(f"There is no kind {kind[:40]!r}: known are {', '.join(KINDS)}.")
    known = by_address(address, root=root)
    if kind == "file" or "://" not in address:
        return _agreed(known, kind, address)
    _check(address, allow_hosts)
    if kind == "govuk_search":
        return _agreed(known, kind, address) if known else _searched(address)
    where = urlsplit(address)
    if kind == "govuk":
        path = page_path(address)
        if path is None:
            raise UsageError(f"{address[:200]} is no address of a page of GOV.UK.")
        own = {} if where.hostname in GOVUK else {"base_url": f"{where.scheme}://{where.netloc}"}
        return Found(kind=kind, facts={"path": path, **own}, says="a page of GOV.UK", name=path.rpartition("/")[2])
    url = f"{where.scheme}://{where.netloc}" if kind == "wordpress" else address
    name = where.path.rstrip("/").rpartition("/")[2].partition(".")[0] or kind
    return Found(kind=kind, facts={"url": url}, says="taken as you say", name="posts" if kind == "wordpress" else name)


def _page_of_govuk(address: str, client: Getter) -> Found:
    path = page_path(address)
    if path is None:
        raise UsageError(f"{address[:200]} is no address of a page of GOV.UK that can be watched.")
    return item(client.get(item_at(_GOVUK, path)), path=path)


def _searched(address: str) -> Found:
    facts = search_of(address)
    if not facts:
        raise UsageError(f"{address[:200]} is no search of GOV.UK: give one, or the page of an organisation.")
    return Found(kind="govuk_search", facts=facts, says="a search", name="search")


def _agreed(found: Found | None, kind: str, address: str) -> Found:
    if found is None or found.kind != kind:
        what = found.kind if found else "page of the web"
        raise UsageError(f"{address[:200]} is a {what}, not a {kind}: leave --kind away.")
    return found


def _check(address: str, allow_hosts: tuple[str, ...]) -> None:
    """A round would refuse a private address; told at once, where the address itself shows it."""
    host = place(address).host
    try:
        shows = ipaddress.ip_address("127.0.0.1" if guard.is_loopback(host) else host)
    except ValueError:
        return
    try:
        guard.check(host, (shows,), allow_hosts)
    except FetchError as error:
        raise UsageError(f"{error.reason} Here: --allow-host {host}") from error
