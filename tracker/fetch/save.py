"""Asking a web archive to save a page: the Internet Archive's Save Page Now, and archives that answer likewise.

With a key it answers with a job, whose status is asked for later; without one with the capture's address itself (in
Location or Content-Location), or with a job. Of all it says only the time of a capture is taken: the address is made
here, so that no answer can put another page, host or script in its place.
"""

import ipaddress
import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import NamedTuple
from urllib.parse import quote, unquote, urlencode, urlsplit

from tracker.errors import FetchError
from tracker.fetch.guard import is_loopback, is_public
from tracker.fetch.place import place
from tracker.fetch.reason import shown
from tracker.fetch.redirect import REDIRECTS, target
from tracker.fetch.response import Response
from tracker.fetch.retry import TransientFetchError
from tracker.patterns import deferred

Ask = Callable[..., Response]
"""`Client.service`, or a fake."""
_JOB = deferred(r"[A-Za-z0-9-]{1,100}")
_JOB_ON_PAGE = deferred(rb"spn2-[0-9a-f]{8,80}")
"""How the page names the job for those without a key."""
_PLAYED = deferred(r"/web/((?:19|2[01])[0-9]{12})(?:[a-z]{2}_)?/(.+)", re.DOTALL)
_STAMP = deferred(r"(?:19|2[01])[0-9]{12}")
_IN_URL = "%/:=&?~#+!$,;'@()*[]"
_BUSY = frozenset({"error:user-session-limit", "error:session-limit", "error:celery"})
"""It is the archive that is busy with us, not this page that is the trouble."""
_NEVER = frozenset(
    f"error:{name}"
    for name in """
    bad-request blocked blocked-client-ip blocked-url filesize-limit ftp-access-denied gone http-version-not-supported
    invalid-host-resolution invalid-url-syntax method-not-allowed no-access not-found not-implemented unauthorized
    """.split()
)
"""What asking again does not mend, by the documentation of Save Page Now 2."""
BREAK = 300.0
"""Seconds for which an archive that is asked too often blocks us, where it does not say for how long itself."""


class ArchiveCopy(NamedTuple):
    """A page that the archive has saved."""

    address: str
    taken: datetime


class SaveJob(NamedTuple):
    """A page that it is about to save."""

    id: str


class BusyError(FetchError):
    """The archive asks to be left alone, whatever the page; `wait` is for how many seconds."""

    def __init__(self, reason: str, *, wait: float, status: int | None = None) -> None:
        self.wait = wait or BREAK
        super().__init__(reason, transient=True, status=status)


class SavePageNow:
    """One archive. `key` is `access:secret`, as the archive gives it to an account; without it less is allowed."""

    def __init__(self, ask: Ask, *, base: str, key: str | None = None) -> None:
        self.base = base.rstrip("/")
        self._ask = ask
        self._key = key
        self._hosts = (place(self.base).host,)
        """Settings name it: it may also be on a private network."""

    @property
    def name(self) -> str:
        """Its host, by which a copy is said to be kept."""
        return self._hosts[0]

    def refuses(self, url: str) -> str | None:
        """Why an address is not told to the archive: only what anybody can read is. None where it may be."""
        try:
            host = place(url).host
        except FetchError:
            return "it has no address on the web"
        if is_loopback(host) and is_loopback(self.name):
            return None
        return None if _is_public_name(host) else "its address is a private one"

    def save(self, url: str) -> ArchiveCopy | SaveJob:
        """Ask for it. BusyError when the archive is to be left alone, FetchError when it will not save the page."""
        if self._key:
            form = urlencode({"url": url, "skip_first_archive": "1"}).encode("ascii")
            answer = self._asked(f"{self.base}/save", form)
        else:
            answer = self._asked(f"{self.base}/save/{quote(url, safe=_IN_URL)}", None)
        if answer.status in REDIRECTS:
            return self._played(target(answer.url, answer.header("location")), url)
        if location := answer.header("content-location"):
            return self._played(target(answer.url, location), url)
        return self._job(answer, url)

    def look(self, job: str, url: str) -> ArchiveCopy | None:
        """What has come of a job; None while it is under way. BusyError and FetchError as for `save`."""
        told = _object(self._asked(f"{self.base}/save/status/{job}", None).body)
        if told.get("status") == "pending":
            return None
        if told.get("status") != "success":
            raise self._refused(told, url)
        stamp = str(told.get("timestamp"))
        if not _STAMP.fullmatch(stamp) or not _same(str(told.get("original_url") or url), url):
            raise FetchError(f"{self.name} says it saved a page other than {shown(url)}, or does not say when.")
        return self._capture(stamp, url)

    def _asked(self, at: str, form: bytes | None) -> Response:
        headers = [("Accept", "application/json")]
        headers += [("Authorization", f"LOW {self._key}")] if self._key else []
        try:
            return self._ask(at, form=form, headers=tuple(headers), allow_hosts=self._hosts)
        except TransientFetchError as error:
            if error.wait or error.status == 429:  # noqa: PLR2004 - too many requests
                raise BusyError(error.reason, wait=error.wait, status=error.status) from error
            raise

    def _job(self, answer: Response, url: str) -> SaveJob:
        told = _object(answer.body)
        if _JOB.fullmatch(job := str(told.get("job_id") or "")):
            return SaveJob(job)
        if told.get("message") or told.get("status_ext"):
            raise self._refused(told, url)
        found = _JOB_ON_PAGE.search(answer.body)
        if found:
            return SaveJob(found[0].decode("ascii"))
        raise FetchError(f"{self.name} does not say whether {shown(url)} was saved.", transient=True)

    def _played(self, location: str, url: str) -> ArchiveCopy:
        """The capture that an answer leads to. FetchError where that is no capture of this page in this archive."""
        found = _PLAYED.fullmatch(location.removeprefix(self.base)) if location.startswith(f"{self.base}/") else None
        if not found or not (_same(found[2], url) or _same(unquote(found[2]), url)):
            raise FetchError(f"{self.name} redirects to something that is not a copy of {shown(url)}; it was not used.")
        return self._capture(found[1], url)

    def _capture(self, stamp: str, url: str) -> ArchiveCopy:
        try:
            taken = datetime.strptime(stamp, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
        except ValueError as error:
            raise FetchError(f"{self.name} gives no time at which it has saved {shown(url)}.") from error
        return ArchiveCopy(f"{self.base}/web/{stamp}/{quote(url, safe=_IN_URL)}", taken)

    def _refused(self, told: dict[str, object], url: str) -> FetchError:
        code = str(told.get("status_ext") or "")
        why = shown(str(told.get("message") or code or "it gives no reason"), 120)
        reason = f"{self.name} did not save {shown(url)}: {why}"
        if code in _BUSY:
            return BusyError(reason, wait=BREAK)
        return FetchError(reason, transient=code not in _NEVER)


def _object(body: bytes) -> dict[str, object]:
    """The JSON object in an answer; an empty one where there is none."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _same(one: str, other: str) -> bool:
    """Whether two addresses name one page: scheme, `www.`, a last slash, the default port and a fragment apart."""
    return _page(one) == _page(other)


def _page(url: str) -> tuple[str, str, str] | str:
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").removeprefix("www."), parts.port
    except ValueError:
        return url
    return f"{host}:{port if port not in {80, 443} else None}", unquote(parts.path).rstrip("/"), unquote(parts.query)


def _is_public_name(host: str) -> bool:
    """Whether a host is one of the public web, told from its name or literal address alone."""
    try:
        return is_public(ipaddress.ip_address(host))
    except ValueError:
        ending = host.rpartition(".")[2]
        return "." in host and ending not in {
            "local",
            "internal",
            "localhost",
            "lan",
            "home",
            "test",
            "invalid",
            "intranet",
        }
