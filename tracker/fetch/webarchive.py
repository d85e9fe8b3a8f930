"""Web archives: what they hold of an address, and each capture as it was received (docs/studies/govuk.md 4).

Three dialects: the Internet Archive's CDX server (`ia`: a JSON array, read in pages), the UK Government Web Archive's
(`ukgwa`: a JSON object a line, other field names), and the TimeMap of any Memento archive (`timemap`, RFC 7089).
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from typing import Literal, NamedTuple, assert_never
from urllib.parse import quote, urlencode, urlsplit

from pydantic import AwareDatetime, BaseModel

from tracker.errors import FetchError
from tracker.fetch import cdx
from tracker.fetch.packing import opened
from tracker.fetch.reason import shown
from tracker.fetch.response import Response
from tracker.patterns import deferred

Dialect = Literal["ia", "ukgwa", "timemap"]
Every = Literal["capture", "day", "month", "change"]
"""Of its captures: all, the first of each day or month (UTC), or those whose bytes differ."""
BASES: dict[Dialect, str] = {
    "ia": "https://web.archive.org",
    "ukgwa": "https://webarchive.nationalarchives.gov.uk/ukgwa",
    "timemap": "https://timetravel.mementoweb.org",
}
"""Where each of them is asked, unless another address is given."""
A_PAGE = 5_000
"""Captures that are asked for at once."""
MOST_PAGES = 400
_STAMP = deferred(r"[0-9]{14}")
_STAMPED = deferred(r"/([0-9]{14})(?:[a-z]{2}_)?/")
_MEMENTO = deferred(r"<([^<>\s]{1,4000})>\s*;([^<]{0,1000})")
_DATE = deferred(r'datetime="([^"]{1,60})"')
_RELATION = deferred(r'rel="([^"]{1,100})"')
_OK = "200"
_FINE = frozenset({_OK, "-"})
"""Statuses in a list that may be pages: `-` is a revisit, whose bytes are those of an earlier capture."""


class Memento(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """A capture that an archive lists."""

    at: AwareDatetime
    url: str
    """The publisher's address, as it was asked then."""
    replay: str
    """The archive's address of the bytes as received."""
    digest: str = ""
    """The archive's own hash of them; empty where it gives none."""


class MementoList(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """What an archive lists of an address."""

    held: tuple[Memento, ...]
    """Captures that may be pages, oldest first."""
    passed: Mapping[str, int] = {}
    """How many rows are no pages, by what they are, in words that follow "rows"."""
    lost: Mapping[str, int] = {}
    """How many rows, or parts of the list, cannot be read, likewise."""


class _OtherRow(NamedTuple):
    """A row that names no capture of a page."""

    what: str
    lost: bool
    """It might have named one."""


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

    def listed(self, url: str, *, first: date | None = None, last: date | None = None) -> MementoList:
        """Captures of an address that may be pages, oldest first; days are UTC and both belong to it.

        FetchError when the list cannot be had or is none; one that breaks off later is read as far as it goes.
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
        held, passed, lost = list[Memento](), Counter[str](), Counter[str]()
        for one in found:
            match one:
                case Memento():
                    held.append(one)
                case _OtherRow():
                    (lost if one.lost else passed)[one.what] += 1
                case _:
                    assert_never(one)
        within = (one for one in held if (not first or one.at.date() >= first) and (not last or one.at.date() <= last))
        inside = tuple(sorted(within, key=lambda one: (one.at, one.replay)))
        return MementoList(held=inside, passed=passed, lost=lost)

    def body(self, held: Memento) -> Response:
        """The plain bytes of a capture, however they come packed.

        FetchError when the archive does not play it, or plays another one in its place, or its packing is damaged.
        """
        answer = self._get(held.replay)
        played = _STAMPED.search(answer.final_url)
        if played and played[1] != f"{held.at:%Y%m%d%H%M%S}":
            raise FetchError(f"{self.name} served its capture of {played[1]} instead", status=answer.status)
        coding = answer.header("x-archive-orig-content-encoding") or ""
        return answer.model_copy(update={"body": opened(answer.body, coding, url=held.replay)})

    # ---- lists

    def _cdx(self, url: str, span: dict[str, str]) -> Iterator[Memento | _OtherRow]:
        asked = {"url": url, "output": "json", **span}
        return map(self._memento, cdx.objects(self._text(f"{self.base}/cdx?{urlencode(asked)}")))

    def _cdx_by_pages(self, url: str, span: dict[str, str]) -> Iterator[Memento | _OtherRow]:
        asked = {"url": url, "output": "json", **span}
        asked |= {"fl": "timestamp,original,mimetype,statuscode,digest", "limit": str(A_PAGE), "showResumeKey": "true"}
        for nth in range(MOST_PAGES):
            try:
                rows, resume, whole = cdx.arrays(self._text(f"{self.base}/cdx/search/cdx?{urlencode(asked)}"))
            except FetchError as error:
                if not nth:
                    raise
                yield _OtherRow(f"rest of the list: {error.reason}", lost=True)
                return
            yield from map(self._memento, rows)
            if not whole:
                yield _OtherRow("part of the list, which is cut short or damaged", lost=True)
            if not resume:
                return
            asked["resumeKey"] = resume
        yield _OtherRow(
            f"rest of the list, which is longer than {A_PAGE * MOST_PAGES:,}: give --from and --to", lost=True
        )

    def _memento(self, row: cdx.Row) -> Memento | _OtherRow:
        stamp, url = row.get("timestamp", ""), row.get("original") or row.get("url") or ""
        status = row.get("statuscode") or row.get("status") or _OK
        at = _moment(stamp)
        if not row or not url.lower().startswith(("http://", "https://")):
            return _OtherRow("without an address of the web", lost=True)
        if at is None:
            return _OtherRow(f"with the stamp “{shown(stamp, 20)}”" if stamp else "without a stamp", lost=True)
        if status not in _FINE:
            return _OtherRow(f"with the status {shown(status, 10)}", lost=False)
        return Memento(at=at, url=url, replay=self._replay(stamp, url), digest=row.get("digest", ""))

    def _replay(self, stamp: str, url: str) -> str:
        place = f"{self.base}/web" if self.dialect == "ia" else self.base
        return f"{place}/{stamp}id_/{quote(url, safe=_IN_URL)}"

    def _timemap(self, url: str) -> Iterator[Memento | _OtherRow]:
        text = self._text(f"{self.base}/timemap/link/{quote(url, safe=_IN_URL)}")
        for address, facts in _MEMENTO.findall(text):
            relation, said = _RELATION.search(facts), _DATE.search(facts)
            if not relation or "memento" not in relation[1].split():
                continue
            at = _http_date(said[1]) if said else None
            if at is None:
                yield _OtherRow("without a date that can be read", lost=True)
            else:
                raw = _STAMPED.sub(lambda found: f"/{found[1]}id_/", address, count=1)
                yield Memento(at=at, url=url, replay=raw)

    def _text(self, url: str) -> str:
        return self._get(url).body.decode("utf-8", "replace")


_IN_URL = "%/:=&?~#+!$,;'@()*[]"


def _span(first: date | None, last: date | None) -> dict[str, str]:
    return {name: f"{day:%Y%m%d}" for name, day in (("from", first), ("to", last)) if day}


def first_of_each(held: Iterable[Memento], every: Every) -> Iterator[Memento]:
    """All of them, or the first of each (UTC) day or month, or those whose digest differs from the one before."""
    last: object = None
    for one in held:
        key: object = _kept_by(one, every)
        if key != last:
            yield one
        last = key


def _kept_by(one: Memento, every: Every) -> object:
    """What two captures share of which one is enough."""
    match every:
        case "capture":
            return one.replay
        case "day":
            return one.at.date()
        case "month":
            return one.at.year, one.at.month
        case "change":
            return one.digest or one.replay
        case _:
            assert_never(every)


def _moment(stamp: str) -> datetime | None:
    try:
        return datetime.strptime(stamp, "%Y%m%d%H%M%S").replace(tzinfo=UTC) if _STAMP.fullmatch(stamp) else None
    except ValueError:
        return None


def _http_date(text: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(text)
    except ValueError:
        return None
    return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
