"""Recognise: what kind of source an address is. Asks for it once, as politely as a round does; a page without text twice."""

import ipaddress
from pathlib import Path
from urllib.parse import urlsplit

from tracker.capture.kinds import govuk, html
from tracker.capture.kinds.registry import KINDS, RECOGNISED
from tracker.capture.recognition import Recognition
from tracker.capture.tools import Getter
from tracker.capture.warden import Caller, here
from tracker.config import checks
from tracker.errors import FetchError, UsageError
from tracker.fetch import guard
from tracker.fetch.address import GOVUK, item_at
from tracker.fetch.exchange import View
from tracker.fetch.place import place
from tracker.fetch.response import Response

_THIN = 500
"""Characters of text below which a page with scripts is tried in a browser; whether that brings more is then measured."""
_TIMES = 2
"""So many times the text it must have there to be proposed so."""
_HEAD = 1_000_000
"""Bytes in which a script is looked for."""


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
    size = _thin(response, apart)
    try:
        found = apart(by_answer, response)
    except UsageError as error:
        if size is None:
            raise
        return _shown(response, size, error, client=client, allow_hosts=allow_hosts, apart=apart)
    if size is None or found.kind != "html":
        return found
    return _shown(response, size, found, client=client, allow_hosts=allow_hosts, apart=apart)


def _thin(response: Response, apart: Caller) -> int | None:
    """The characters of a page's text that scripts might add to; None where there is enough of it, or no script."""
    if b"<script" not in response.body[:_HEAD].lower():
        return None
    size = apart(html.characters, response)
    return size if size < _THIN else None


def _shown(
    response: Response,
    size: int,
    found: Recognition | UsageError,
    *,
    client: Getter,
    allow_hosts: tuple[str, ...],
    apart: Caller,
) -> Recognition:
    """A page as a browser shows it, where that has more text; else what was found without one."""
    try:
        shown = client.show(response.final_url, View(allow_hosts=allow_hosts))
        more = apart(html.characters, shown)
        if more >= max(_THIN, _TIMES * size):
            by_scripts = apart(by_answer, shown)
            says = (
                f"{by_scripts.says}, which appears only with scripts ({size:,} characters without, {more:,} with them)"
            )
            return by_scripts.model_copy(update={"facts": {**by_scripts.facts, "fetch": "browser"}, "says": says})
        tried = "a browser shows no more of it"
    except FetchError as error:
        tried = f"whether scripts bring more of its text could not be tried: {error.reason.rstrip('.')}"
    if isinstance(found, UsageError):
        raise UsageError(f"{str(found).rstrip('.')}; {tried}.") from found
    return found.model_copy(update={"remarks": (*found.remarks, tried)})


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
