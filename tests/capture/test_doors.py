"""Other ways to what a page says that refuses programs: each is asked for before it is named."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from loopback import Answer, Loopback
from webarchives import Archives

from tracker.capture.doors import Door, doors
from tracker.config.settings import Settings
from tracker.fetch.client import Client
from tracker.fetch.webarchive import WebArchive

FEED = (
    '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Owls</title><id>urn:x</id>'
    '<entry><title>Plan</title><id>urn:y</id><link href="/plan"/><updated>2026-01-01T00:00:00Z</updated></entry></feed>'
)
SITEMAP = '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>{0}</loc></url></urlset>'
POSTS = json.dumps([{"id": 1, "content": {"rendered": "<p>We will.</p>"}, "link": "/a"}])
TAKEN = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)
REFUSED = Answer(b"Forbidden", status=403)


@pytest.fixture
def client() -> Iterator[Client]:
    """In no hurry, and yet at once."""
    settings = Settings(delay=0, retries=0, contact="ann@owls.example")
    with Client(settings, now=lambda: datetime(2026, 8, 17, tzinfo=UTC), sleep=lambda _: None, version="0") as made:
        yield made


def found(client: Client, loopback: Loopback, archives: Archives) -> list[Door]:
    """What is found of /plan, which refuses."""
    loopback.answers("/plan", REFUSED)
    archive = WebArchive("ia", lambda url: client.get(url, allow_hosts=loopback.hosts), base=archives.base["ia"])
    return list(doors(loopback.url("/plan"), client=client, archive=archive, allow_hosts=tuple(loopback.hosts)))


def test_what_a_site_offers_to_programs_is_found(client: Client, loopback: Loopback) -> None:
    """Feed, sitemap and WordPress's interface; then the latest copy of an archive."""
    archives = Archives(loopback)
    archives.hold(loopback.url("/plan"), [(TAKEN.replace(year=2025), b"<p>old</p>"), (TAKEN, b"<p>new</p>")])
    loopback.page("/feed/", FEED, content_type="application/atom+xml")
    loopback.page("/sitemap.xml", SITEMAP.format(loopback.url("/plan")), content_type="application/xml")
    loopback.page("/wp-json/wp/v2/posts?per_page=1", POSTS, content_type="application/json")

    ways = found(client, loopback, archives)

    assert [one.kind for one in ways] == ["feed", "sitemap", "wordpress", "archive"]
    assert ways[0].address == loopback.url("/feed/")
    assert ways[-1].copy is not None
    assert ways[-1].copy.at == TAKEN


def test_the_archives_copy_names_feeds_and_papers(client: Client, loopback: Loopback) -> None:
    """Only those of the same site, and only those that answer."""
    archives = Archives(loopback)
    page = (
        '<html><head><link rel="alternate" type="application/atom+xml" href="/news/atom">'
        '<link rel="alternate" type="application/rss+xml" href="http://169.254.169.254/rss"></head>'
        '<body><a href="/plan.pdf">Plan</a> <a href="http://169.254.169.254/x.pdf">x</a> <a href="/gone.pdf">x</a></body>'
    )
    archives.hold(loopback.url("/plan"), [(TAKEN, page.encode())])
    loopback.page("/news/atom", FEED, content_type="application/atom+xml")
    paper = Path(__file__).parents[1] / "data/saved/printed.pdf"
    loopback.page("/plan.pdf", paper.read_bytes(), content_type="application/pdf")

    ways = found(client, loopback, archives)

    assert [(one.kind, one.address) for one in ways[:-1]] == [
        ("feed", loopback.url("/news/atom")),
        ("pdf", loopback.url("/plan.pdf")),
    ]


def test_a_site_that_refuses_everything_is_left_alone(client: Client, loopback: Loopback) -> None:
    """After three refusals in a row nothing more is asked of it."""
    for path in ("/feed/", "/feed.xml", "/rss.xml", "/sitemap.xml", "/wp-json/wp/v2/posts?per_page=1"):
        loopback.answers(path, REFUSED)

    assert found(client, loopback, Archives(loopback)) == []
    asked = [path for path in loopback.paths if not path.startswith(("/cdx", "/robots"))]
    assert asked == ["/feed/", "/feed.xml", "/rss.xml"]


@pytest.mark.parametrize("body", ["[]", "{}", "[1]", "[" * 9999, "<html><p>We will.</p></html>"])
def test_what_is_none_is_not_named(client: Client, loopback: Loopback, body: str) -> None:
    """A page that every address answers with is neither feed nor interface."""
    for path in ("/feed/", "/feed.xml", "/rss.xml", "/sitemap.xml", "/wp-json/wp/v2/posts?per_page=1"):
        loopback.page(path, body, content_type="text/html")

    assert found(client, loopback, Archives(loopback)) == []
