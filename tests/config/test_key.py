"""When the text must be made again."""

from typing import Any

import pytest

from tracker.config.entry import read_source
from tracker.config.key import config_key
from tracker.config.source import KINDS, Source

BASE: dict[str, Any] = {
    "id": "a",
    "kind": "html",
    "publisher": "labour",
    "publisher_type": "party",
    "url": "https://labour.org.uk/",
}


def make(**facts: Any) -> Source:
    """A source with these facts."""
    source, wrong = read_source({**BASE, **facts})
    assert source is not None, wrong
    return source


def test_a_key_is_twelve_hexadecimal_digits_and_stays() -> None:
    """A key written today is known again in later versions: it must never change for one configuration."""
    assert config_key(make(), "tracker-html/1") == "0a52da35a20d"


@pytest.mark.parametrize(
    "facts",
    [
        {"url": "https://labour.org.uk/change/"},
        {"select": "main"},
        {"drop": ("aside",)},
        {"ignore_lines": ("^Share",)},
        {"kind": "wordpress"},
    ],
)
def test_what_shapes_the_text_changes_the_key(facts: dict[str, Any]) -> None:
    """Address, kind, selectors and ignored lines do."""
    assert config_key(make(**facts), "x/1") != config_key(make(), "x/1")


@pytest.mark.parametrize(
    "facts", [{"title": "T"}, {"topics": ("send",)}, {"notes": "n"}, {"enabled": False}, {"licence": "OGL-UK-3.0"}]
)
def test_what_does_not_shape_the_text_leaves_the_key(facts: dict[str, Any]) -> None:
    """Names, topics, notes and licences do not."""
    assert config_key(make(**facts), "x/1") == config_key(make(), "x/1")


def test_a_new_extractor_changes_the_key() -> None:
    """Its texts are not comparable with the old one's."""
    assert config_key(make(), "x/1") != config_key(make(), "x/2")


def test_every_kind_has_a_key() -> None:
    """No two kinds share one."""
    sources = [
        make(),
        make(kind="wordpress", url="https://labour.org.uk"),
        read_source({**{key: BASE[key] for key in BASE if key != "url"}, "kind": "govuk", "path": "/x"})[0],
        make(kind="file", path="x"),
        make(kind="feed"),
        make(kind="sitemap"),
        read_source({**{key: BASE[key] for key in BASE if key != "url"}, "kind": "govuk_search", "q": "x"})[0],
    ]

    assert len({config_key(source, "x/1") for source in sources if source}) == 7


_PLACE = {"publisher": "labour", "publisher_type": "party", "id": "a"}
_SHAPE = {"select": "main", "drop": ("aside", ".ad"), "ignore_lines": ("^Share",)}
_KEYS: list[tuple[dict[str, Any], str]] = [
    ({"kind": "html", "url": "https://labour.org.uk/", **_SHAPE}, "0d0041995e5c"),
    ({"kind": "wordpress", "url": "https://labour.org.uk"}, "2df33c3ecd09"),
    (
        {
            "kind": "wordpress",
            "url": "https://labour.org.uk/",
            "post_type": "news",
            "categories": (3, 1),
            "search": "schools",
            "max_items": 5,
            **_SHAPE,
        },
        "681e48eb0514",
    ),
    (
        {"kind": "feed", "url": "https://labour.org.uk/feed", "include": ("/news/*",), "read_as": "govuk"},
        "eaddfa6189c3",
    ),
    ({"kind": "feed", "url": "https://labour.org.uk/feed", **_SHAPE}, "171c2258f14b"),
    (
        {"kind": "sitemap", "url": "https://labour.org.uk/sitemap.xml", "exclude": ("*.pdf",), "max_items": 9},
        "7dab8b4d6041",
    ),
    ({"kind": "govuk", "path": "/government/news/x"}, "31879046cf14"),
    ({"kind": "govuk", "path": "/x", "base_url": "http://127.0.0.1:8000/", "watch_members": True}, "60b6720466d5"),
    ({"kind": "govuk_search", "q": "schools", "since": "2024-07-05"}, "78a49b7b5944"),
    ({"kind": "govuk_search", "organisations": ("ofsted",), "base_url": "https://x.org.uk"}, "94fff0b9a9b3"),
    ({"kind": "pdf", "url": "https://labour.org.uk/plan.pdf"}, "4b5c25323254"),
    ({"kind": "docx", "url": "https://labour.org.uk/plan.docx"}, "e765cb18a349"),
    ({"kind": "odt", "url": "https://labour.org.uk/plan.odt"}, "b91c96b546ea"),
    ({"kind": "file", "path": "saved/plan.html", "published": "2024-01-02", **_SHAPE}, "5dcb607655af"),
    ({"kind": "file", "path": "saved/plan.md", "url": "https://labour.org.uk/plan"}, "d01b33e1c310"),
]


@pytest.mark.parametrize(("facts", "key"), _KEYS)
def test_keys_of_every_kind_stay(facts: dict[str, Any], key: str) -> None:
    """Written by the tracker of 2026-11-28: another key would read every stored page anew and forget every validator."""
    source, wrong = read_source({**_PLACE, **facts})

    assert source is not None, wrong
    assert config_key(source, "x/1") == key


def test_the_key_of_every_kind_is_pinned() -> None:
    """A new kind joins the list above."""
    assert {facts["kind"] for facts, _ in _KEYS} == set(KINDS)
