"""A source that watches nothing is in trouble until it has a version: nobody else would notice."""

import json
from datetime import date
from typing import Any

import pytest
from contentapi import search
from loopback import Answer

from tracker.capture.follow import take_source
from tracker.capture.health import health
from tracker.capture.kinds import registry
from tracker.capture.outcome import Failed, Outcome
from tracker.capture.troubles import Troubles, troubles
from tracker.config.settings import Settings
from tracker.config.source import FeedSource, SitemapSource, Source, WordpressSource

SETTINGS = Settings(delay=0, retries=0, contact="me@example.org")
BACK = "set `allow_empty = true` if that is meant"


def sitemap(desk: Any, **facts: object) -> SitemapSource:
    """A source of the pages that /sitemap.xml names."""
    where = {"url": desk.site.url("/sitemap.xml"), "allow_hosts": desk.site.hosts}
    common = {"id": "news", "kind": "sitemap", "publisher": "owls", "publisher_type": "party"}
    return SitemapSource.model_validate({**common, **where, **facts})


def names(desk: Any, *paths: str, at: str = "/sitemap.xml", root: str = "urlset", item: str = "url") -> None:
    """The sitemap names these pages from now on, or an index these sitemaps."""
    listed = "".join(f"<{item}><loc>{desk.site.url(path)}</loc></{item}>" for path in paths)
    body = f'<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{listed}</{root}>'
    desk.site.page(at, body, content_type="application/xml")


def asked(desk: Any, source: Source) -> Troubles:
    """One round, a day after the last one: what it tells of its troubles."""
    found = desk.round(source, settings=SETTINGS)
    return troubles(desk.record, found, desk.archive, settings=SETTINGS)


def state(desk: Any, source: Source) -> str:
    """As `tracker status` says it."""
    (one,) = health([source], desk.archive, settings=SETTINGS, now=desk.time)
    return one.state


def reason(found: tuple[Outcome, ...]) -> str:
    """Why the only source of a round watches nothing."""
    (one,) = found
    assert isinstance(one, Failed)
    assert one.nothing
    return one.reason


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"include": ("/nwes/*",)}, f"the list names 2 pages, none like `/nwes/*`: mend `include`, or {BACK}"),
        (
            {"include": ("/a/*", "/b/*", "/c/*", "/d/*")},
            f"the list names 2 pages, none like `/a/*` or `/b/*` or `/c/*` …: mend `include`, or {BACK}",
        ),
        (
            {"exclude": ("/news/*",)},
            f"the list names 2 pages, and `exclude` leaves out each that is wanted: mend `exclude`, or {BACK}",
        ),
    ],
)
def test_a_list_of_which_no_page_is_chosen_says_how_many_it_names(desk: Any, facts: Any, said: str) -> None:
    """A slip of a pen in `include` was `ok` for ever, with exit code 0."""
    names(desk, "/news/1", "/news/2")
    source = sitemap(desk, **facts)

    assert reason(desk.round(source)) == said
    assert state(desk, source) == "watches nothing"


def test_it_is_told_once_and_counted_until_it_is_mended(desk: Any, page: Any) -> None:
    """As other troubles are; mended, the source is well again."""
    names(desk, "/news/1")
    desk.site.page("/news/1", page("We will plant an oak."))
    slip, mended = sitemap(desk, include=("/nwes/*",)), sitemap(desk, include=("/news/*",))

    first, second, third = asked(desk, slip), asked(desk, slip), asked(desk, mended)

    assert [(one.why, one.fault.state) for one in first.notices] == [("new", "watches nothing")]
    assert first.need_attention
    assert (list(second.notices), len(second.still)) == ([], 1)
    assert list(third.recovered) == ["news"]
    assert not third.need_attention


def test_an_acknowledgement_silences_it(desk: Any) -> None:
    """Until its day."""
    names(desk, "/news/1")
    source = sitemap(desk, include=("/nwes/*",))
    asked(desk, source)
    desk.archive.acknowledge("news", date(2024, 6, 20))

    found = asked(desk, source)

    assert not found.need_attention
    assert [one.state for one in found.acknowledged] == ["watches nothing"]


@pytest.mark.parametrize("paths", [(), ("/news/1",)])
def test_a_list_may_be_said_to_be_empty(desk: Any, paths: tuple[str, ...]) -> None:
    """Then it is asked for, and in order."""
    names(desk, *paths)
    source = sitemap(desk, include=("/nwes/*",), allow_empty=True)

    assert desk.round(source) == ()
    assert desk.record.empty == ("news",)
    assert state(desk, source) == "ok"


def test_a_list_that_becomes_empty_is_in_order(desk: Any, page: Any) -> None:
    """What it named before stays watched: only a source that never had a version watches nothing."""
    names(desk, "/news/1")
    desk.site.page("/news/1", page("We will plant an oak."))
    source = sitemap(desk)
    desk.round(source)
    names(desk)

    found = desk.round(source)

    assert [one.kind for one in found] == ["unchanged"]
    assert state(desk, source) == "ok"


def test_every_kind_of_list_says_that_it_names_nothing(desk: Any) -> None:
    """A feed without entries, a site without posts, a search without hits."""
    feed = b"<feed xmlns='http://www.w3.org/2005/Atom'><title>F</title></feed>"
    desk.site.answers("/feed", Answer(feed))
    desk.site.page("/wp-json/wp/v2/posts", "[]", content_type="application/json")
    desk.site.page("/api/search.json", json.dumps({"results": []}), content_type="application/json")
    common = {"id": "news", "publisher": "owls", "publisher_type": "party", "allow_hosts": desk.site.hosts}
    sources = [
        FeedSource.model_validate({**common, "kind": "feed", "url": desk.site.url("/feed")}),
        WordpressSource.model_validate({**common, "kind": "wordpress", "url": desk.site.url("").rstrip("/")}),
        search(desk.site),
    ]

    said = [reason(desk.round(source)) for source in sources]

    assert [one.partition(":")[0].partition(" for ")[0] for one in said] == [
        "the list names no page",
        "the site lists no such posts",
        "GOV.UK's search finds nothing",
    ]


def test_a_kind_that_asks_for_nothing_is_never_in_order(desk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even one whose plan is empty by our own fault."""

    class Forgotten:
        """A kind without a plan."""

        def plan(self, *_: object, **__: object) -> Any:
            """Nothing."""
            return iter(())

    kinds = {**registry.KINDS, "html": Forgotten()}
    monkeypatch.setattr(registry, "KINDS", kinds)

    (one,) = take_source(desk.html(), tools=desk.tools(None, SETTINGS))

    assert isinstance(one.outcome, Failed)
    assert (one.outcome.nothing, one.outcome.reason) == (True, "nothing was asked of it")
