"""When the text must be made again."""

from typing import Any

import pytest

from tracker.config.entry import read_source
from tracker.config.key import config_key
from tracker.config.source import Source

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
