"""The server on this machine."""

import threading
from collections.abc import Iterator
from datetime import date
from http.client import HTTPConnection, HTTPResponse

import pytest

from tracker.demo.server import DemoSite
from tracker.demo.site import pages_on
from tracker.demo.sources import DATES

PAGE = "/labour/plan-for-schools"


@pytest.fixture
def site() -> Iterator[DemoSite]:
    """A site on a free port, at the first day."""
    with DemoSite() as opened:
        yield opened


@pytest.mark.parametrize("day", DATES)
def test_every_page_is_served(site: DemoSite, day: date) -> None:
    """With its bytes, type and ETag, on every day."""
    site.at(day)

    for path, body in pages_on(day).items():
        response, content = _get(site, path)

        assert response.status == 200
        assert content == body.bytes
        assert response.headers["ETag"] == body.etag
        assert response.headers["Content-Type"] == body.content_type


@pytest.mark.parametrize("sent", ["{etag}", "W/{etag}", '"other", {etag}', "*"])
def test_an_unchanged_page_is_not_sent_again(site: DemoSite, sent: str) -> None:
    """304 without a body when If-None-Match names the ETag."""
    etag = pages_on(DATES[0])[PAGE].etag

    response, content = _get(site, PAGE, {"If-None-Match": sent.format(etag=etag)})

    assert response.status == 304
    assert content == b""
    assert response.headers["ETag"] == etag


def test_another_day_answers_an_old_etag_with_the_page(site: DemoSite) -> None:
    """The furniture moved, so the strong ETag did."""
    etag = pages_on(DATES[0])[PAGE].etag
    site.at(DATES[1])

    response, content = _get(site, PAGE, {"If-None-Match": etag})

    assert response.status == 200
    assert content == pages_on(DATES[1])[PAGE].bytes


@pytest.mark.parametrize("path", ["/nowhere", "/labour/manifesto/schools", "/api/content/labour/plan-for-schools"])
def test_what_does_not_exist_is_404(site: DemoSite, path: str) -> None:
    """Also a page whose first day is still to come."""
    response, _ = _get(site, path)

    assert response.status == 404


def test_answers_are_counted_by_status(site: DemoSite) -> None:
    """So that the demonstration can say what a round cost."""
    _get(site, PAGE)
    _get(site, "/nowhere")
    _get(site, PAGE, {"If-None-Match": "*"})

    assert dict(site.answered) == {200: 1, 404: 1, 304: 1}


def test_no_thread_is_left_behind() -> None:
    """Leaving the site ends and joins what it started."""
    before = threading.active_count()

    with DemoSite() as site:
        threads = [threading.Thread(target=_get, args=(site, PAGE)) for _ in range(20)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    assert threading.active_count() == before


def _get(site: DemoSite, path: str, headers: dict[str, str] | None = None) -> tuple[HTTPResponse, bytes]:
    connection = HTTPConnection("127.0.0.1", site.port, timeout=10)
    try:
        connection.request("GET", path, headers=headers or {})
        response = connection.getresponse()
        return response, response.read()
    finally:
        connection.close()
