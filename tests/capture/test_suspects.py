"""Suspects from the first round to the decision, and what the rounds after it make of the page."""

from collections.abc import Callable
from typing import Any

import pytest
from loopback import Answer

from tracker.capture.decide import accept
from tracker.config.settings import Settings
from tracker.fetch.client import Client

Page = Callable[..., str]
OWLS, MORE = "We will build 40 owl boxes in every village.", "We will build 60 owl boxes in every village."
WALL = "<title>Access Denied</title><main><h1>Access Denied</h1><p>You have no permission to access this page.</p>{}</main>"
CHALLENGE = (
    "<html><head><title>Just a moment...</title></head><body><script>window._cf_chl_opt={}</script></body></html>"
)


def accepted(desk: Any, source: Any) -> Any:
    """A person says that what is kept is the page."""
    with Client(Settings(), now=desk.clock, version="0") as client:
        return accept(source, "page", tools=desk.tools(client, Settings()))


def test_the_same_suspect_twice_is_one_body_seen_twice(desk: Any, page: Page) -> None:
    """It is counted, kept once, and the page as it was is no news when it comes back."""
    desk.site.page("/plan", page(OWLS), etag='"1"')
    desk.round(desk.html())
    desk.site.page("/plan", CHALLENGE)
    desk.round(desk.html())
    desk.round(desk.html())
    found = desk.archive.suspects()["plan/page"]
    desk.site.page("/plan", page(OWLS), etag='"1"')

    (back,) = desk.round(desk.html())

    assert found.count == 2
    assert "as a page does that checks for robots" in found.reason
    assert desk.archive.suspect("plan", "page") == CHALLENGE.encode()
    assert (back.kind, back.not_modified, desk.kinds(), desk.archive.suspects()) == ("unchanged", True, ["first"], {})


def test_an_accepted_suspect_is_compared_with_from_then_on(desk: Any, page: Page) -> None:
    """Its edits are news without another decision; the page before is news again when it comes back."""
    desk.site.page("/plan", page(OWLS), etag='"1"')
    desk.round(desk.html())
    desk.site.page("/plan", WALL.format(""), etag='"2"')
    desk.round(desk.html())
    decided = accepted(desk, desk.html())
    (same,) = desk.round(desk.html())
    desk.site.page("/plan", WALL.format("<p>Ask at the hut by the river if you want to be a member.</p>"))
    (edited,) = desk.round(desk.html())
    desk.site.page("/plan", page(OWLS), etag='"1"')

    (back,) = desk.round(desk.html())

    assert [one.kind for one in (decided, same, edited, back)] == ["recorded", "unchanged", "recorded", "recorded"]
    assert desk.kinds() == ["first", "content", "content", "content"]


def test_the_page_before_an_accepted_one_is_not_hidden_by_a_304(desk: Any, page: Page) -> None:
    """Validators of the page before are forgotten when another one is accepted: its return would look like no change."""
    desk.site.page("/plan", page(OWLS), etag='"1"')
    desk.round(desk.html())
    desk.site.page("/plan", WALL.format(""), etag='"2"')
    desk.round(desk.html())
    accepted(desk, desk.html())
    before = desk.archive.validators("plan", "page")
    desk.archive.reindex()
    desk.site.page("/plan", page(OWLS), etag='"1"')

    (back,) = desk.round(desk.html())

    assert (before, desk.archive.decisions()[0].accepted.keys()) == (None, {"plan/page"})
    assert (back.kind, desk.kinds()) == ("recorded", ["first", "content", "content"])


@pytest.mark.parametrize(
    ("to", "words"),
    [
        ("/", "it was sent on to where the site begins"),
        ("{local}/plan-2", "it was sent on to another site, http://localhost:"),
    ],
)
def test_a_page_sent_on_is_suspect(desk: Any, page: Page, to: str, words: str) -> None:
    """To the start of the site or to another host: what is there is kept aside, and the good version stays."""
    desk.site.page("/plan", page(OWLS))
    desk.round(desk.html(allow_hosts=("127.0.0.1", "::1")))
    desk.site.page("/", page(MORE))
    desk.site.page("/plan-2", page(MORE))
    desk.site.redirect("/plan", to.format(local=desk.site.url("", host="localhost")))

    (found,) = desk.round(desk.html(allow_hosts=("127.0.0.1", "::1")))

    assert (found.kind, desk.kinds()) == ("suspect", ["first"])
    assert words in found.reason


def test_where_an_accepted_page_was_sent_on_to_is_known(desk: Any, page: Page) -> None:
    """Its edits there are news; after our own reader changed, too."""
    desk.site.page("/plan", page(OWLS))
    desk.round(desk.html())
    desk.site.page("/", page(MORE))
    desk.site.redirect("/plan", "/")
    desk.round(desk.html())
    accepted(desk, desk.html())
    desk.site.page("/", page(MORE, "<b class='x'>We will count them.</b>"))
    (edited,) = desk.round(desk.html())
    (again,) = desk.round(desk.html(drop=[".x"]))
    desk.site.page("/", page(OWLS, "<b class='x'>We will count them.</b>"))

    (last,) = desk.round(desk.html(drop=[".x"]))

    assert [one.kind for one in (edited, again, last)] == ["recorded", "unchanged", "recorded"]
    assert desk.archive.final_url(desk.archive.latest("plan", "page")) == desk.site.url("/")
    assert desk.kinds() == ["first", "content", "content", "reextract", "content"]


def test_a_host_that_is_allowed_may_answer(desk: Any, page: Page) -> None:
    """Files often lie on another host; who names it is not asked again."""
    desk.site.page("/plan-2", page(MORE))
    desk.site.redirect("/plan", desk.site.url("/plan-2", host="localhost"))

    (found,) = desk.round(desk.html(allow_hosts=("127.0.0.1", "localhost")))

    assert found.kind == "recorded"


def test_a_selector_that_matches_nothing_is_suspect(desk: Any, page: Page) -> None:
    """The element that was named is not there any more: neither an empty page nor the whole one is taken for it."""
    desk.site.page("/plan", page(OWLS))
    desk.round(desk.html(select="main"))
    desk.site.page("/plan", page(MORE, box="section"))

    (found,) = desk.round(desk.html(select="main"))

    assert (found.kind, desk.kinds()) == ("suspect", ["first"])
    assert "select 'main' matches nothing on the page" in found.reason


def test_a_part_to_leave_out_that_went_is_suspect_once(desk: Any, page: Page) -> None:
    """Whoever accepts the page without it is not asked again."""
    advert = "<i class='advert'>Buy our nests today.</i>"
    desk.site.page("/plan", page(OWLS, advert))
    desk.round(desk.html(drop=[".advert"]))
    desk.site.page("/plan", page(OWLS, advert.replace("advert", "zz")))
    (found,) = desk.round(desk.html(drop=[".advert"]))
    accepted(desk, desk.html(drop=[".advert"]))
    desk.site.page("/plan", page(MORE))

    (last,) = desk.round(desk.html(drop=[".advert"]))

    assert (found.kind, last.kind) == ("suspect", "recorded")
    assert "drop '.advert' matches nothing on the page" in found.reason


def test_a_list_may_name_pages_without_the_part_to_leave_out(desk: Any, page: Page) -> None:
    """Of many pages of a feed, some have no advert: they are recorded."""
    from tracker.config.source import SitemapSource

    listed = "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>{}</loc></url></urlset>"
    desk.site.page("/sitemap.xml", listed.format(desk.site.url("/plan")))
    desk.site.page("/plan", page(OWLS))
    told = {"kind": "sitemap", "url": desk.site.url("/sitemap.xml"), "drop": (".advert",)}
    common = {"id": "plans", "publisher": "owls", "publisher_type": "party", "allow_hosts": desk.site.hosts}

    (found,) = desk.round(SitemapSource.model_validate({**common, **told}))

    assert found.kind == "recorded"


def test_a_challenge_in_the_place_of_an_item_is_named(desk: Any) -> None:
    """The Content API answers with an item or not at all: a page in its place is named for what it is."""
    from contentapi import govuk, item, publish

    publish(desk.site, item())
    desk.round(govuk(desk.site))
    desk.site.answers("/api/content/nests", Answer(CHALLENGE.encode(), 200))

    (found,) = desk.round(govuk(desk.site))

    assert (found.kind, desk.kinds("nests")) == ("suspect", ["first"])
    assert "as a page does that checks for robots" in found.reason
