"""Where an item of the Content API leads."""

import json
from typing import Any

import pytest

from tracker.errors import ExtractError
from tracker.extract import leads


def body(**facts: Any) -> bytes:
    """An item."""
    return json.dumps({"base_path": "/x", "content_id": "1", **facts}).encode()


def test_attachments_children_sections_and_members_are_led_to_once() -> None:
    """Each further page once, with its identity where the item says it; files and other sites are none."""
    details = {
        "attachments": [
            {"attachment_type": "html", "url": "/x/a"},
            {"attachment_type": "html", "url": "https://www.gov.uk/x/b"},
            {"attachment_type": "html", "url": "https://elsewhere.example/x/c"},
            {"attachment_type": "file", "url": "/x/d.pdf"},
        ],
        "child_section_groups": [{"child_sections": [{"base_path": "/x/s"}, {"base_path": 3}]}, "odd"],
    }
    links = {
        "children": [
            {"base_path": "/x/a", "content_id": "2", "locale": "cy", "schema_name": "html_publication"},
            {"base_path": "/x/e", "content_id": "3", "schema_name": "html_publication"},
            {"base_path": "/x/f", "content_id": "4", "schema_name": "publication"},
        ],
        "documents": [{"base_path": "/m", "content_id": "5"}, {"base_path": "/x/a", "content_id": "2"}],
    }

    found = leads.read(body(details=details, links=links)).leads

    assert [(lead.kind, lead.path, lead.identity) for lead in found] == [
        ("attachment", "/x/a", "2:cy"),
        ("attachment", "/x/b", None),
        ("attachment", "/x/e", "3:en"),
        ("section", "/x/s", None),
        ("member", "/m", "5:en"),
    ]


@pytest.mark.parametrize(
    "odd", [{"details": [], "links": 7}, {"details": {"attachments": {}}, "links": {"children": 1}}]
)
def test_an_item_of_an_odd_shape_leads_nowhere(odd: dict[str, Any]) -> None:
    """What has not the shape one hopes for is absent, never a fault."""
    assert leads.read(body(**odd)).leads == ()


def test_what_is_no_item_is_said_to_be_none() -> None:
    """HTML in an item's place, say."""
    with pytest.raises(ExtractError):
        leads.read(b"<h1>Hello</h1>")
    assert leads.schema_of(b"<h1>Hello</h1>") is None


RULES = [
    {"path": "/a", "type": "exact", "destination": "/b?x=1#y"},
    {"path": "/a/p", "type": "prefix", "destination": "/q/"},
    {"path": "/a/p/i", "type": "prefix", "destination": "/r", "segments_mode": "ignore"},
]


@pytest.mark.parametrize(
    ("path", "to"),
    [
        ("/a", "/b?x=1#y"),
        ("/a/p/one/two", "/q/one/two"),
        ("/a/p/i/one", "/r"),
        ("/a/p", "/q/"),
        ("/elsewhere", "/b?x=1#y"),
        ("/a/pp", "/b?x=1#y"),
    ],
)
def test_a_redirect_sends_each_path_by_its_closest_rule(path: str, to: str) -> None:
    """Exact before prefix, longer before shorter; a prefix keeps the rest of the path unless it says otherwise."""
    assert leads.destination(body(redirects=RULES), path=path) == to


@pytest.mark.parametrize(
    ("value", "path"),
    [
        ("/a/b", "/a/b"), ("/a?x=1#y", "/a"), ("https://www.gov.uk/a", None), ("//elsewhere.example/a", None),
        ("/../etc/passwd", None), ("/a/%2e%2e/b", None), (None, None), ("/" + "a" * 700, None), ("http://[", None),
    ],
)  # fmt: skip
def test_a_path_of_the_site_is_told_from_everything_else(value: object, path: str | None) -> None:
    """Only a plain path of the same site is one."""
    assert leads.site_path(value) == path


@pytest.mark.parametrize(
    ("path", "locale"), [("/a", "en"), ("/a.cy", "cy"), ("/a.es-419", "es-419"), ("/a.pdfs", "en"), ("/v1.2", "en")]
)
def test_a_translation_shows_in_the_path(path: str, locale: str) -> None:
    """GOV.UK ends it in a dot and the language's code."""
    assert leads.locale_of(path) == locale


def test_the_publisher_is_the_primary_one() -> None:
    """Else all organisations that are linked."""
    orgs = [{"title": "Department for Owls"}, {"title": "Office for Nests"}]

    assert leads.read(body(links={"organisations": orgs})).publishers == ("Department for Owls", "Office for Nests")
    both = {"organisations": orgs, "primary_publishing_organisation": orgs[1:]}
    assert leads.read(body(links=both)).publishers == ("Office for Nests",)
