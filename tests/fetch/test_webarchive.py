"""Lists and replays of web archives, over real sockets."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime

import pytest
from loopback import Answer, Loopback
from webarchives import Archives

from tracker.config.settings import Settings
from tracker.errors import FetchError
from tracker.fetch.client import Client
from tracker.fetch.webarchive import Dialect, WebArchive, first_of_each

URL = "https://example.org/plan?a=1"
DAYS = [datetime(2020, 6, day, 9, 30, 5, tzinfo=UTC) for day in (1, 2, 3, 4)]
BODIES = [b"one", b"one", b"two", b"one"]


@pytest.fixture
def archives(loopback: Loopback) -> Archives:
    """Four captures of an address; the list comes in pages of three."""
    found = Archives(loopback, page_size=3)
    found.hold(URL, list(zip(DAYS, BODIES, strict=True)))
    return found


@pytest.fixture
def ask(loopback: Loopback, archives: Archives) -> Iterator[Callable[[Dialect], WebArchive]]:
    """An archive of a dialect, asked by a real client."""
    with Client(Settings(delay=0, retries=0), now=lambda: DAYS[0], version="0", sleep=lambda _: None) as client:
        yield lambda dialect: WebArchive(
            dialect, lambda url: client.get(url, allow_hosts=loopback.hosts), base=archives.base[dialect]
        )


@pytest.mark.parametrize("dialect", ["ia", "ukgwa", "timemap"])
def test_each_dialect_lists_and_plays(ask: Callable[[Dialect], WebArchive], dialect: Dialect) -> None:
    """All captures, oldest first, and the bytes of each as received."""
    archive = ask(dialect)

    held = archive.listed(URL).held

    assert [one.at for one in held] == DAYS
    assert [archive.body(one).body for one in held] == BODIES
    assert archive.name == "127.0.0.1"


@pytest.mark.parametrize("dialect", ["ia", "ukgwa", "timemap"])
def test_days_bound_the_list(ask: Callable[[Dialect], WebArchive], dialect: Dialect) -> None:
    """Both days belong to it."""
    held = ask(dialect).listed(URL, first=date(2020, 6, 2), last=date(2020, 6, 3)).held

    assert [one.at.day for one in held] == [2, 3]


def test_a_list_can_be_thinned(ask: Callable[[Dialect], WebArchive]) -> None:
    """To the first of each day, or to those whose bytes differ from the one before."""
    held = ask("ia").listed(URL).held

    assert [one.at.day for one in first_of_each(held, "change")] == [1, 3, 4]
    assert [one.at.day for one in first_of_each((*held, held[-1]), "day")] == [1, 2, 3, 4]
    assert len(list(first_of_each(held, "capture"))) == 4


def test_an_unknown_address_has_no_captures(ask: Callable[[Dialect], WebArchive]) -> None:
    """An empty list is no error."""
    assert ask("ia").listed("https://example.org/never").held == ()
    assert ask("ukgwa").listed("https://example.org/never").held == ()


def test_another_capture_is_not_taken_for_the_one_asked(
    ask: Callable[[Dialect], WebArchive], archives: Archives, loopback: Loopback
) -> None:
    """Archives lead to the nearest capture where they cannot play one."""
    archive = ask("ia")
    loopback.redirect(f"/web/20200601093005id_/{URL}", f"/web/20200603093005id_/{URL}")

    with pytest.raises(FetchError, match="served its capture of 20200603093005 instead"):
        archive.body(archive.listed(URL).held[0])


@pytest.mark.parametrize(
    "said", [b"<html>Busy</html>", b'{"error": 1}', b"[1, 2]", b"[" * 100_000, b"\x1b[31mred"], ids=str
)
def test_what_is_no_list_is_told(ask: Callable[[Dialect], WebArchive], loopback: Loopback, said: bytes) -> None:
    """With how it begins, and nothing in it can colour a terminal."""
    loopback.answers("/cdx/search/cdx", Answer(said))

    with pytest.raises(FetchError, match="not a list of captures") as caught:
        ask("ia").listed(URL)
    assert "\x1b" not in str(caught.value)


def test_rows_that_are_no_pages_are_passed_by(ask: Callable[[Dialect], WebArchive], loopback: Loopback) -> None:
    """Redirects, errors, impossible dates, other schemes; a revisit is a page."""
    head = '["timestamp", "original", "mimetype", "statuscode", "digest"]'
    rows = [
        '["20200601093005", "https://example.org/plan", "text/html", "301", "A"]',
        '["20200602093005", "https://example.org/plan", "warc/revisit", "-", "A"]',
        '["20209902093005", "https://example.org/plan", "text/html", "200", "A"]',
        '["20200603093005", "javascript:alert(1)", "text/html", "200", "A"]',
        '["2020", "https://example.org/plan", "text/html", "200", "A"]',
    ]
    loopback.answers("/cdx/search/cdx", Answer(f"[{head}, {', '.join(rows)}]".encode()))

    found = ask("ia").listed(URL)

    assert [one.at.day for one in found.held] == [2]
    assert found.passed == {"with the status 301": 1}
    assert found.lost == {
        "with the stamp “20209902093005”": 1,
        "without an address of the web": 1,
        "with the stamp “2020”": 1,
    }
