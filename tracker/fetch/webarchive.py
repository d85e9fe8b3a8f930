"""Web archives: what they hold of an address, and each capture as it was received. Protocols of research/govuk.md 4.

Three dialects: the Internet Archive's CDX server (`ia`: a JSON array, read in pages), the UK Government Web Archive's
(`ukgwa`: a JSON object a line, other field names), and the TimeMap of any Memento archive (`timemap`, RFC 7089).
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime
from typing import Literal, assert_never
from urllib.parse import quote, urlencode, urlsplit

from pydantic import AwareDatetime, BaseModel

from tracker.errors import FetchError
from tracker.fetch.reason import shown
from tracker.fetch.response import Response

Dialect = Literal["ia", "ukgwa", "timemap"]
BASES: dict[Dialect, str] = {
    "ia": "https://web.archive.org",
    "ukgwa": "https://webarchive.nationalarchives.gov.uk/ukgwa",
    "timemap": "https://timetravel.mementoweb.org",
}
"""Where each of them is asked, unless another address is given."""
A_PAGE = 5_000
"""Captures that are asked for at once."""
MOST_PAGES = 400
_STAMP = re.compile(r"[0-9]{14}")
_STAMPED = re.compile(r"/([0-9]{14})(?:[a-z]{2}_)?/")
_MEMENTO = re.compile(r"<([^<>\s]{1,4000})>\s*;([^<]{0,1000})")
_DATE = re.compile(r'datetime="([^"]{1,60})"')
_RELATION = re.compile(r'rel="([^"]{1,100})"')
_FINE = frozenset({"200", "-"})
"""Statuses in a list that may be pages: `-` is a revisit, whose bytes are those of an earlier capture."""


class Memento(BaseModel, frozen=True, extra="forbid"):
    """A capture that an archive lists."""

    at: AwareDatetime
    url: str
    """The publisher's address, as it was asked then."""
    replay: str
    """The archive's address of the bytes as received."""
    digest: str = ""
    """The archive's own hash of them; empty where it gives none."""


class WebArchive:
    """One archive, asked through `get`, which is a polite client. One request at a time."""

    def __init__(self, dialect: Dialect, get: Callable[[str], Response], *, base: str | None = None) -> None:
        self.dialect = dialect
        self.base = (base or BASES[dialect]).rstrip("/")
        self._get = get

    @property
    def name(self) -> str:
        """Its host, by which captures are said to be seen."""
        return urlsplit(self.base).hostname or self.base

    def listed(self, url: str, *, first: date | None = None, last: date | None = None) -> tuple[Memento, ...]:
        """Captures of an address that may be pages, oldest first; days are UTC and both belong to it.

        FetchError when the list cannot be had or is none.
        """
        match self.dialect:
            case "ia":
                found = self._cdx_by_pages(url, _span(first, last))
            case "ukgwa":
                found = self._cdx(url, _span(first, last))
            case "timemap":
                found = self._timemap(url)
            case _:
                assert_never(self.dialect)
        within = [one for one in found if (not first or one.at.date() >= first) and (not last or one.at.date() <= last)]
        return tuple(sorted(within, key=lambda one: (one.at, one.replay)))

    def body(self, held: Memento) -> Response:
        """The bytes of a capture. FetchError when the archive does not play it, or plays another one in its place."""
        answer = self._get(held.replay)
        played = _STAMPED.search(answer.final_url)
        if played and played[1] != f"{held.at:%Y%m%d%H%M%S}":
            raise FetchError(f"{self.name} plays the capture of {played[1]} in its place", status=answer.status)
        return answer

    # ---- lists

    def _cdx(self, url: str, span: dict[str, str]) -> Iterator[Memento]:
        asked = {"url": url, "output": "json", **span}
        return self._rows(_objects(self._text(f"{self.base}/cdx?{urlencode(asked)}")))

    def _cdx_by_pages(self, url: str, span: dict[str, str]) -> Iterator[Memento]:
        asked = {"url": url, "output": "json", **span}
        asked |= {"fl": "timestamp,original,mimetype,statuscode,digest", "limit": str(A_PAGE), "showResumeKey": "true"}
        for _ in range(MOST_PAGES):
            rows, resume = _arrays(self._text(f"{self.base}/cdx/search/cdx?{urlencode(asked)}"))
            yield from self._rows(rows)
            if not resume:
                return
            asked["resumeKey"] = resume
        raise FetchError(
            f"{self.name} lists more than {A_PAGE * MOST_PAGES:,} captures of {shown(url)}: give --from and --to."
        )

    def _rows(self, rows: Iterable[dict[str, str]]) -> Iterator[Memento]:
        for row in rows:
            stamp, url = row.get("timestamp", ""), row.get("original") or row.get("url") or ""
            if not _STAMP.fullmatch(stamp) or (row.get("statuscode") or row.get("status") or "200") not in _FINE:
                continue
            if not url.lower().startswith(("http://", "https://")):
                continue
            at = _moment(stamp)
            if at:
                yield Memento(at=at, url=url, replay=self._replay(stamp, url), digest=row.get("digest", ""))

    def _replay(self, stamp: str, url: str) -> str:
        place = f"{self.base}/web" if self.dialect == "ia" else self.base
        return f"{place}/{stamp}id_/{quote(url, safe=_IN_URL)}"

    def _timemap(self, url: str) -> Iterator[Memento]:
        text = self._text(f"{self.base}/timemap/link/{quote(url, safe=_IN_URL)}")
        for address, facts in _MEMENTO.findall(text):
            relation, said = _RELATION.search(facts), _DATE.search(facts)
            if not relation or not said or "memento" not in relation[1].split():
                continue
            at = _http_date(said[1])
            if at:
                raw = _STAMPED.sub(lambda found: f"/{found[1]}id_/", address, count=1)
                yield Memento(at=at, url=url, replay=raw)

    def _text(self, url: str) -> str:
        return self._get(url).body.decode("utf-8", "replace")


_IN_URL = "%/:=&?~#+!$,;'@()*[]"


def _span(first: date | None, last: date | None) -> dict[str, str]:
    return {name: f"{day:%Y%m%d}" for name, day in (("from", first), ("to", last)) if day}


def first_of_each(held: Iterable[Memento], every: Literal["capture", "day", "change"]) -> Iterator[Memento]:
    """All of them, or the first of each (UTC) day, or those whose digest differs from the one before."""
    last: object = None
    for one in held:
        key: object = {"capture": one.replay, "day": one.at.date(), "change": one.digest or one.replay}[every]
        if key != last:
            yield one
        last = key


def _arrays(text: str) -> tuple[list[dict[str, str]], str | None]:
    """(rows, key that the next page is asked with) of the Internet Archive's list: an array of arrays, its first a head."""
    if not text.strip():
        return [], None
    table = _parsed(text)
    if not isinstance(table, list) or not all(isinstance(row, list) for row in table):
        raise _no_list(text)
    resume = None
    if len(table) > 1 and table[-2] == [] and table[-1]:
        resume, table = str(table[-1][0]), table[:-2]
    head, *rows = table or [[]]
    return [dict(zip(map(str, head), map(str, row), strict=False)) for row in rows], resume


def _objects(text: str) -> Iterator[dict[str, str]]:
    """Rows of a list with a JSON object a line."""
    for line in filter(str.strip, text.splitlines()):
        row = _parsed(line)
        if not isinstance(row, dict):
            raise _no_list(text)
        yield {str(key): str(value) for key, value in row.items()}


def _parsed(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _no_list(text) from error


def _no_list(text: str) -> FetchError:
    return FetchError(f"The archive's answer is no list of captures: it begins “{shown(text.strip()[:60])}”.")


def _moment(stamp: str) -> datetime | None:
    try:
        return datetime.strptime(stamp, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None


def _http_date(text: str) -> datetime | None:
    from email.utils import parsedate_to_datetime

    try:
        found = parsedate_to_datetime(text)
    except ValueError:
        return None
    return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
