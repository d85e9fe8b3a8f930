"""Recognise: what kind of source an address is. Asks for it at most once, as politely as a round does."""

import ipaddress
from pathlib import Path
from urllib.parse import urlsplit

from tracker.capture.kinds import govuk
from tracker.capture.kinds.registry import KINDS, RECOGNISED
from tracker.capture.recognition import Recognition
from tracker.capture.tools import Getter
from tracker.capture.warden import Caller, here
from tracker.config import checks
from tracker.errors import FetchError, UsageError
from tracker.fetch import guard
from tracker.fetch.address import GOVUK, item_at
from tracker.fetch.place import place
from tracker.fetch.response import Response


def recognise(
    address: str, *, client: Getter, root: Path, allow_hosts: tuple[str, ...] = (), apart: Caller = here
) -> Recognition:
    """What an address is.

    Raises:
        FetchError: it does not answer, or may not be asked.
        UsageError: there is nothing to watch.
        ReaderError: our own reader failed on it.
    """
    if found := _known(address, root):
        return found
    if _is_govuk(address):
        return _page_of_govuk(address, client, apart)
    _check(address, allow_hosts)
    response = client.get(address, allow_hosts=allow_hosts)
    if _is_govuk(response.final_url):
        return _known(response.final_url, root) or _page_of_govuk(response.final_url, client, apart)
    return apart(by_answer, response)


def declared(address: str, kind: str, *, root: Path, allow_hosts: tuple[str, ...] = ()) -> Recognition:
    """An address as the kind that a person says it is; nobody is asked. UsageError where it cannot be that."""
    if kind not in KINDS:
        raise UsageError(f"There is no kind {kind[:40]!r}: known are {', '.join(sorted(KINDS))}.")
    found = _known(address, root)
    if kind == "file" or "://" not in address:
        return _agreed(found, kind, address)
    _check(address, allow_hosts)
    return KINDS[kind].declared(kind, address)


def by_answer(response: Response) -> Recognition:
    """What came from an address. UsageError where nothing in it can be watched."""
    for kind in RECOGNISED:
        if found := kind.recognise(response):
            return found
    raise UsageError("Nothing can be read there.")


def _known(address: str, root: Path) -> Recognition | None:
    """What can be told without asking anyone. UsageError for what cannot be an address."""
    if "://" in address:
        try:
            checks.http_url(address)
        except ValueError as error:
            raise UsageError(f"{address[:80]!r} cannot be watched: expected {error}.") from error
    return next((found for kind in dict.fromkeys(KINDS.values()) if (found := kind.known(address, root=root))), None)


def _is_govuk(address: str) -> bool:
    return urlsplit(address).hostname in checks.GOVUK_HOSTS


def _page_of_govuk(address: str, client: Getter, apart: Caller) -> Recognition:
    path = govuk.page_path(address)
    if path is None:
        raise UsageError(f"{address[:200]} is not the address of a GOV.UK page that can be watched.")
    return apart(govuk.item, client.get(item_at(GOVUK, path)), path=path)


def _agreed(found: Recognition | None, kind: str, address: str) -> Recognition:
    if found is None or found.kind != kind:
        what = found.kind if found else "page of the web"
        raise UsageError(f"{address[:200]} is a {what}, not a {kind}: leave out --kind.")
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
