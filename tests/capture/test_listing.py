"""A WordPress site's listing decides which posts are asked for."""

import json
from typing import Any

import pytest

from tracker.config.source import WordpressSource

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
