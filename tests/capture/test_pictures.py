"""A round keeps the picture that came with a page, of each version that it records and of no other."""

from collections.abc import Callable
from hashlib import sha256
from typing import Any

import pytest
from pagepictures import png

from tracker.capture.bench import Bench
from tracker.capture.kinds import html
from tracker.capture.reextract import reextract
from tracker.config.person import People
from tracker.config.settings import Settings
from tracker.fetch.response import Response

Page = Callable[..., str]
WHITE, GREY = png(40, 30), png(40, 30, shade=128)


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What comes with each answer, set by a test: as if a browser had shown the page."""
    comes: dict[str, Any] = {"picture": None}
    ask = html.ask

    def with_picture(*args: Any, **kwargs: Any) -> Response:
        return ask(*args, **kwargs).model_copy(update=comes)

    monkeypatch.setattr(html, "ask", with_picture)
    return comes


def test_each_recorded_version_has_its_picture(desk: Any, page: Page, shown: dict[str, Any]) -> None:
    """And the record of the round has its SHA-256; a round that found nothing new keeps nothing."""
    desk.site.page("/plan", page("We will."))
    shown["picture"] = WHITE
    desk.round(desk.html())
    first = desk.record.pictures
    shown["picture"] = GREY
    desk.round(desk.html())
    quiet = desk.record.pictures
    desk.site.page("/plan", page("We aim to."))
    desk.round(desk.html())

    assert [desk.archive.picture(one) for one in desk.archive.versions("plan", "page")] == [WHITE, GREY]
    assert (first, quiet) == ({"plan/page": sha256(WHITE).hexdigest()}, {})
    assert desk.record.pictures == {"plan/page": sha256(GREY).hexdigest()}


@pytest.mark.parametrize("picture", [b"", b"no picture", WHITE[:-4]])
def test_what_is_no_picture_is_not_kept(desk: Any, page: Page, shown: dict[str, Any], picture: bytes) -> None:
    """The page is recorded all the same."""
    desk.site.page("/plan", page("We will."))
    shown["picture"] = picture

    desk.round(desk.html())

    (version,) = desk.archive.versions("plan", "page")
    assert desk.archive.picture_id(version) is None
    assert desk.record.pictures == {}


def test_a_suspect_page_keeps_no_picture(desk: Any, page: Page, shown: dict[str, Any]) -> None:
    """It is not known to be the page."""
    desk.site.page("/plan", page("We will."))
    desk.round(desk.html())
    shown["picture"] = WHITE
    desk.site.page("/plan", "<html><title>Please wait</title><main><h1>Checking your browser</h1></main></html>")

    (found,) = desk.round(desk.html())

    assert found.kind == "suspect"
    assert desk.archive.pictured() == frozenset()


def test_what_is_read_anew_keeps_the_picture_of_its_bytes(desk: Any, page: Page, shown: dict[str, Any]) -> None:
    """The same bytes, the same picture; the record of that reading names none, for none was taken."""
    desk.site.page("/plan", page("We will.", "Updated daily by hand."))
    shown["picture"] = WHITE
    desk.round(desk.html())

    reextract([desk.html(ignore_lines=["^Updated"])], bench=Bench(desk.archive, Settings(), People(), desk.clock))

    assert desk.kinds() == ["first", "reextract"]
    assert [desk.archive.picture(one) for one in desk.archive.versions("plan", "page")] == [WHITE, WHITE]
    assert desk.archive.runs(limit=1)[0].pictures == {}
