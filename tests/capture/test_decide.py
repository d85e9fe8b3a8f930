"""Deciding what is suspect among the documents of a source that holds many."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from contentapi import govuk, hit, item, listed, publish, search

from tracker.capture.decide import accept, find_suspect, look
from tracker.capture.health import health
from tracker.config.settings import Settings
from tracker.config.source import FeedSource, Source
from tracker.errors import UsageError
from tracker.fetch.client import Client

SETTINGS = Settings(delay=0, retries=0)
SHORT = "<p>We will count them.</p>"


def decided(desk: Any, source: Source, document: str) -> Any:
    """What comes of accepting the suspect body of a document."""
    with Client(SETTINGS, now=desk.clock, version="0") as client:
        return accept(source, document, tools=desk.tools(client, SETTINGS))


def shortened(path: str, number: int) -> dict[str, Any]:
    """An item that has lost most of its text."""
    return item(path, number=number, details={"body": SHORT}, updated_at="2024-06-02T09:00:00+01:00")


@pytest.fixture
def two(desk: Any) -> tuple[Source, str]:
    """A search with two hits, of which one has become much shorter: the source and that document."""
    source = search(desk.site)
    listed(desk.site, hit("/news/a", 1), hit("/news/b", 2))
    publish(desk.site, item("/news/a", number=1), item("/news/b", number=2))
    desk.round(source)
    listed(desk.site, hit("/news/a", 1), hit("/news/b", 2, "2024-06-02T09:00:00Z"))
    publish(desk.site, shortened("/news/b", 2))
    desk.round(source)
    return source, next(name for _, name in desk.archive.documents("nests") if name.startswith("b"))


def test_a_hit_is_accepted_by_its_name_or_its_source(desk: Any, two: tuple[Source, str]) -> None:
    """Only that hit becomes a version; the next round finds it as it was."""
    source, document = two
    assert find_suspect(desk.archive, "nests") == find_suspect(desk.archive, f"nests/{document}") == ("nests", document)

    outcome = decided(desk, source, document)
    again = desk.round(source)

    assert (outcome.kind, outcome.version_kind) == ("recorded", "content")
    assert [one.kind for one in again] == ["unchanged", "unchanged"]
    assert desk.archive.streaks() == {}


def test_a_dismissed_hit_keeps_its_last_good_version(desk: Any, two: tuple[Source, str]) -> None:
    """It is asked for again in every round, and suspect again while nothing mends it; then it is well again."""
    source, document = two
    desk.archive.dismiss("nests", document)
    assert desk.archive.suspects() == {}

    again = desk.round(source)
    publish(desk.site, item("/news/b", number=2))
    mended = desk.round(source)

    assert [one.kind for one in again] == ["unchanged", "suspect"]
    assert [one.kind for one in mended] == ["unchanged", "unchanged"]
    assert desk.kinds("nests", document) == ["first"]
    (one,) = health([source], desk.archive, settings=SETTINGS, now=desk.time)
    assert (one.state, list(one.recovered)) == ("recovered", [f"nests/{document}"])


def test_of_several_suspects_one_must_be_named(desk: Any) -> None:
    """The source alone would not say which is meant."""
    source = search(desk.site)
    hits = [hit(f"/news/{name}", number) for number, name in enumerate("ab")]
    listed(desk.site, *hits)
    publish(desk.site, *(item(f"/news/{name}", number=number) for number, name in enumerate("ab")))
    desk.round(source)
    listed(desk.site, *(one | {"updated_at": "2024-06-02T09:00:00Z"} for one in hits))
    publish(desk.site, *(shortened(f"/news/{name}", number) for number, name in enumerate("ab")))
    desk.round(source)

    with pytest.raises(UsageError, match=r"nests has 2 suspect documents: nests/a-.*, nests/b-.*\. Name one of them"):
        find_suspect(desk.archive, "nests")


def test_a_suspect_collection_is_looked_at_and_accepted(desk: Any) -> None:
    """The collection's own page; its members go on being watched while it waits, also those it no longer names."""
    members = [{"base_path": f"/news/{name}", "content_id": item(number=number)["content_id"], "locale": "en"}
               for number, name in ((1, "a"), (2, "b"))]  # fmt: skip
    facts = {
        "schema_name": "document_collection",
        "document_type": "document_collection",
        "links": {"documents": members},
    }
    source = govuk(desk.site, watch_members=True)
    publish(desk.site, item("/news/a", number=1), item("/news/b", number=2), item(number=9, **facts))
    desk.round(source)
    publish(desk.site, item(number=9, **facts | {"details": {"body": SHORT}, "links": {"documents": members[:1]}}))

    found = {one.document: one.kind for one in desk.round(source)}
    with Client(SETTINGS, now=desk.clock, version="0") as client:
        shown = look(source, "page", tools=desk.tools(client, SETTINGS))
    outcome = decided(desk, source, "page")

    assert found.pop("page") == "suspect"
    assert list(found.values()) == ["unchanged", "unchanged"]
    assert "We will count them." in shown
    assert outcome.kind == "recorded"
    assert desk.kinds("nests") == ["first", "content"]
    assert {one.kind for one in desk.round(source)} == {"unchanged"}


def test_a_page_that_a_feed_names_is_accepted(desk: Any, page: Callable[..., str]) -> None:
    """It is read as the page that it is, not as the feed."""
    url = desk.site.url("/post")
    entry = f"<entry><title>P</title><id>{url}</id><link href='{url}'/><updated>2024-06-01T06:00:00Z</updated></entry>"
    desk.site.page("/feed", f"<feed xmlns='http://www.w3.org/2005/Atom'><title>F</title>{entry}</feed>")
    source = FeedSource.model_validate(
        {
            "id": "news", "kind": "feed", "publisher": "owls", "publisher_type": "party",
            "url": desk.site.url("/feed"), "allow_hosts": desk.site.hosts,
        }
    )  # fmt: skip
    desk.site.page("/post", page("We will plant an oak."))
    desk.round(source)
    desk.site.page("/post", page("We may plant an oak.", title="Access denied"))
    desk.round(source)
    _, document = find_suspect(desk.archive, "news")

    outcome = decided(desk, source, document)

    assert (outcome.kind, desk.kinds("news", document)) == ("recorded", ["first", "content"])
    assert json.loads(desk.archive.meta(desk.archive.latest("news", document)))["url"] == url
