"""What a site's own lists name is what is asked for: WordPress posts, feeds, sitemaps."""

import gzip
import json
from typing import Any

import pytest
from contentapi import item
from contentapi import publish as publish_item
from loopback import Answer

from tracker.capture.kinds.named import is_chosen
from tracker.config.source import FeedSource, SitemapSource, WordpressSource

BASE = "/wp-json/wp/v2/posts"


@pytest.fixture
def blog(desk: Any) -> WordpressSource:
    """A site on loopback."""
    return WordpressSource.model_validate(
        {
            "id": "blog", "kind": "wordpress", "publisher": "owls", "publisher_type": "press",
            "url": desk.site.url("").rstrip("/"), "allow_hosts": desk.site.hosts,
        }
    )  # fmt: skip


def publish(desk: Any, *posts: tuple[int, str, str]) -> None:
    """Posts of id, modification stamp and sentence."""
    rows = []
    for number, modified, sentence in posts:
        row = {
            "id": number,
            "slug": f"post-{number}",
            "link": f"https://example.org/{number}",
            "modified_gmt": modified,
        }
        rows.append(row)
        text = f"<p>{sentence}</p><p>There is much more about the birds of our wood in here than we can tell today.</p>"
        full = {**row, "date_gmt": modified, "title": {"rendered": f"Post {number}"}, "content": {"rendered": text}}
        desk.site.page(f"{BASE}/{number}", json.dumps(full), content_type="application/json")
    desk.site.page(BASE, json.dumps(rows), content_type="application/json")


def test_only_edited_posts_are_asked_for(desk: Any, blog: WordpressSource) -> None:
    """A post whose modification stamp we know is unchanged without a request of its own."""
    publish(desk, (1, "2024-05-01T09:00:00", "We will feed owls."), (2, "2024-05-02T09:00:00", "We will feed jays."))
    desk.round(blog)
    publish(desk, (1, "2024-05-01T09:00:00", "We will feed owls."), (2, "2024-05-09T09:00:00", "We may feed jays."))
    asked = len(desk.site.asked)

    found = desk.round(blog)

    assert [one.kind for one in found] == ["unchanged", "recorded"]
    assert [path.partition("?")[0] for path in desk.site.paths[asked:] if "robots" not in path] == [BASE, f"{BASE}/2"]


@pytest.mark.parametrize("body", ['{"code": "rest_disabled"}', "<h1>Hello</h1>"])
def test_a_site_without_a_listing_fails_as_one(desk: Any, blog: WordpressSource, body: str) -> None:
    """The reason says what to declare instead."""
    desk.site.page(BASE, body)

    (found,) = desk.round(blog)

    assert (found.kind, found.document) == ("failed", None)
    assert 'kind = "html"' in found.reason


def lists(desk: Any, *, feed: bool = True) -> dict[str, Any]:
    """A list of two pages of the site."""
    name, path = ("feed", "/feed.xml") if feed else ("sitemap", "/sitemap.xml")
    return {
        "id": "news", "kind": name, "publisher": "owls", "publisher_type": "party", "url": desk.site.url(path),
        "allow_hosts": desk.site.hosts,
    }  # fmt: skip


def rss(desk: Any, *paths: str) -> str:
    """A feed of our own."""
    entries = "".join(
        f"<item><title>{path}</title><link>{desk.site.url(path)}</link>"
        f'<guid isPermaLink="false">{desk.site.url("/")}?p={number}</guid></item>'
        for number, path in enumerate(paths, start=1)
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>{entries}</channel></rss>'


def recorded(desk: Any, source: str = "news") -> list[str]:
    """Names of documents, without what makes them unlike any other."""
    return [name.rpartition("-")[0] for _, name in desk.archive.documents(source)]


def asked(desk: Any, since: int = 0) -> list[str]:
    """Paths asked for."""
    return [path for path in desk.site.paths[since:] if "robots" not in path]


def test_each_entry_of_a_feed_is_watched_from_then_on(desk: Any, page: Any) -> None:
    """Its pages are read as HTML; those that leave it stay watched; what counts visitors is no part of an address."""
    source = FeedSource.model_validate(lists(desk))
    for path in ("/a", "/b"):
        desk.site.page(path, page(f"We will plant {path}."))
    desk.site.page("/feed.xml", rss(desk, "/a?utm_source=rss#top"))
    desk.round(source)
    desk.site.page("/feed.xml", rss(desk, "/b"))
    desk.site.page("/a", page("We may plant an oak."))

    found = desk.round(source)

    assert recorded(desk) == ["a", "b"]
    assert [(one.kind, one.document[0]) for one in found] == [("recorded", "b"), ("recorded", "a")]
    assert "/a" in asked(desk)


def test_a_feed_is_narrowed_by_patterns_and_number(desk: Any, page: Any) -> None:
    """Only addresses like `include` and unlike `exclude`, and of those the first max_items."""
    paths = ("/news/a", "/news/b.pdf", "/blog/c", "/news/d", "/news/e")
    for path in paths:
        desk.site.page(path, page(f"We will plant {path}."))
    desk.site.page("/feed.xml", rss(desk, *paths))
    narrowed = {"include": ("/news/*",), "exclude": ("*.pdf",), "max_items": 2}

    desk.round(FeedSource.model_validate({**lists(desk), **narrowed}))

    assert recorded(desk) == ["a", "d"]


def test_pages_of_gov_uk_in_a_feed_are_read_through_its_content_api(desk: Any) -> None:
    """With read_as = "govuk", as for every page of GOV.UK itself, the item is asked for and not the page."""
    publish_item(desk.site, item("/news/a", "We will plant an oak."))
    desk.site.page("/feed.xml", rss(desk, "/news/a"))
    source = FeedSource.model_validate({**lists(desk), "read_as": "govuk"})

    desk.round(source)
    (again,) = desk.round(source)

    (name,) = [name for _, name in desk.archive.documents("news")]
    assert desk.archive.latest("news", name).extractor.startswith("tracker-govuk/")
    assert again.kind == "unchanged"
    assert "/news/a" not in asked(desk)


@pytest.mark.parametrize("body", ["<h1>Hello</h1>", "", "{}"])
def test_what_is_no_feed_is_a_failure_of_the_list_alone(desk: Any, page: Any, body: str) -> None:
    """The pages that it named before are asked for all the same."""
    source = FeedSource.model_validate(lists(desk))
    desk.site.page("/a", page("We will plant an oak."))
    desk.site.page("/feed.xml", rss(desk, "/a"))
    desk.round(source)
    desk.site.page("/feed.xml", body)

    found = desk.round(source)

    assert [(one.kind, one.document is None) for one in found] == [("failed", True), ("unchanged", False)]


def test_a_hostile_address_in_a_list_harms_nothing(desk: Any, page: Any) -> None:
    """Files, scripts, other ports of this machine and odd characters are left out or refused, one by one."""
    desk.site.page("/a", page("We will plant an oak."))
    bad = (
        "file:///etc/passwd",
        "javascript:alert(1)",
        "http://127.0.0.2/x",
        "http://[::1",
        "http://a:0/",
        "//x y\\z",
        "https://elsewhere.example/x",
    )
    links = "".join(f"<item><link>{one}</link></item>" for one in (*bad, desk.site.url("/a")))
    desk.site.page("/feed.xml", f'<rss version="2.0"><channel>{links}</channel></rss>')

    found = desk.round(FeedSource.model_validate(lists(desk)))

    assert "recorded" in {one.kind for one in found}
    assert {one.kind for one in found} <= {"recorded", "failed"}
    assert recorded(desk) == ["a"]


def urlset(desk: Any, *entries: tuple[str, str], name: str = "url") -> str:
    """A sitemap of paths and days."""
    rows = "".join(
        f"<{name}><loc>{desk.site.url(path)}</loc><lastmod>{day}</lastmod></{name}>" for path, day in entries
    )
    root = "urlset" if name == "url" else "sitemapindex"
    return f'<?xml version="1.0"?><{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</{root}>'


def test_a_sitemap_and_an_index_of_sitemaps_name_pages(desk: Any, page: Any) -> None:
    """Those that the site says changed last come first, up to max_items; packed sitemaps are unpacked."""
    desk.site.page(
        "/sitemap.xml", urlset(desk, ("/one.xml", "2024-05-01"), ("/two.xml.gz", "2024-05-02"), name="sitemap")
    )
    desk.site.page("/one.xml", urlset(desk, ("/plan/a", "2024-05-09"), ("/about", "2024-05-09")))
    packed = gzip.compress(urlset(desk, ("/plan/b", "2024-05-10"), ("/plan/c", "2024-05-01")).encode())
    desk.site.page("/two.xml.gz", packed, content_type="application/gzip")
    for path in ("/plan/a", "/plan/b", "/plan/c"):
        desk.site.page(path, page(f"We will plant {path}."))
    narrowed = {"include": ("/plan/*",), "max_items": 2}

    found = desk.round(SitemapSource.model_validate({**lists(desk, feed=False), **narrowed}))

    assert [one.kind for one in found] == ["recorded", "recorded"]
    assert recorded(desk) == ["a", "b"]


def test_a_site_that_refuses_rest_is_read_through_its_feed(desk: Any, blog: WordpressSource, page: Any) -> None:
    """From then on the interface is left alone, so that no post is taken for edited because it is read in another way."""
    desk.site.answers(BASE, Answer(b'{"code": "rest_forbidden"}', 401))
    desk.site.page("/feed/", rss(desk, "/a"))
    desk.site.page("/a", page("We will plant an oak."))
    first = desk.round(blog)
    publish(desk, (1, "2024-05-01T09:00:00", "We will feed owls."))
    before = len(desk.site.asked)

    second = desk.round(blog)

    assert ([one.kind for one in first], [one.kind for one in second]) == (["recorded"], ["unchanged"])
    assert asked(desk, before) == ["/feed/", "/a"]


def test_a_site_that_gave_posts_before_is_failing_when_it_refuses(desk: Any, blog: WordpressSource) -> None:
    """A refusal after good rounds is a failure, not another way to read the same posts."""
    publish(desk, (1, "2024-05-01T09:00:00", "We will feed owls."))
    desk.round(blog)
    desk.site.answers(BASE, Answer(status=403))

    (found,) = desk.round(blog)

    assert (found.kind, found.status) == ("failed", 403)
    assert "/feed/" not in asked(desk)


def test_a_site_that_gives_neither_posts_nor_a_feed_says_why(desk: Any, blog: WordpressSource) -> None:
    """The reason tells of both."""
    desk.site.answers(BASE, Answer(status=403))

    (found,) = desk.round(blog)

    assert found.kind == "failed"
    assert "403" in found.reason
    assert "feed" in found.reason


@pytest.mark.parametrize(
    ("url", "include", "exclude", "chosen"),
    [
        ("https://a.example/news/x", (), (), True),
        ("https://a.example/news/x", ("/news/*",), (), True),
        ("https://a.example/newsroom", ("/news/*",), (), False),
        ("https://a.example/news/x?page=2", ("/news/*",), ("*page=*",), False),
        ("https://b.example/news/x", ("https://a.example/*",), (), False),
        ("https://a.example/" + "a" * 1900, ("*a*a*a*a*a*a*b",), (), False),
    ],
)
def test_patterns_are_plain(url: str, include: tuple[str, ...], exclude: tuple[str, ...], chosen: bool) -> None:  # noqa: FBT001
    """A star stands for anything; with // in it a pattern is for the whole address; none of them can run away."""
    assert is_chosen(url, include=include, exclude=exclude) is chosen
