"""A WordPress post as its REST interface gives it."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from tracker.errors import ExtractError
from tracker.extract import wordpress
from tracker.extract.document import Document


def _post(**changed: Any) -> bytes:
    return json.dumps(
        {
            "id": 7, "slug": "clubs", "link": "https://paper.example.org/clubs/",
            "date_gmt": "2024-06-12T05:00:00", "modified_gmt": "2024-06-13T05:00:00",
            "title": {"rendered": "Clubs &#8216;by 2027&#8217;"},
            "excerpt": {"rendered": "<p>A hand-written standfirst.</p>"},
            "content": {"rendered": "<p>We will open clubs. All of them.</p><h3>Costs</h3><p>They cost £5.</p>"},
            **changed,
        }
    ).encode()  # fmt: skip


def _read(**changed: Any) -> Document:
    return wordpress.read(_post(**changed))


def test_title_standfirst_and_article() -> None:
    """The post is title, excerpt and content, with its dates in UTC and its number as identity."""
    found = _read()

    assert found.text == (
        "# Clubs ‘by 2027’\n\nA hand-written standfirst.\n\nWe will open clubs.\nAll of them.\n\n"
        "## Costs\n\nThey cost £5.\n"
    )
    assert found.published == datetime(2024, 6, 12, 5, 0, tzinfo=UTC)
    assert found.modified == datetime(2024, 6, 13, 5, 0, tzinfo=UTC)
    assert (found.identity, found.url) == ("7", "https://paper.example.org/clubs/")


def test_an_excerpt_cut_from_the_text_is_no_standfirst() -> None:
    """What WordPress cuts off the article's start by itself is not said twice."""
    found = _read(excerpt={"rendered": "<p>We will open clubs. All of [&hellip;]</p>"})

    assert found.text.startswith("# Clubs ‘by 2027’\n\nWe will open clubs.\n")


def test_sharing_buttons_in_the_content_are_no_text() -> None:
    """What plug-ins add to the content is left out."""
    content = json.loads(_post())["content"]["rendered"]
    added = f'{content}<div class="sharedaddy"><h3>Share this:</h3><ul><li>Post</li></ul></div>'

    assert _read(content={"rendered": added}).text == _read().text


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        (b"<html>", "not JSON"),
        (b'{"code":"rest_forbidden"}', "no content.rendered"),
        (_post(content={"rendered": "", "protected": True}), "needs a password"),
    ],
)
def test_what_is_no_post_is_one_clear_error(body: bytes, complaint: str) -> None:
    """A refusal, a protected post or an error page is said in a sentence."""
    with pytest.raises(ExtractError, match=complaint):
        wordpress.read(body)
