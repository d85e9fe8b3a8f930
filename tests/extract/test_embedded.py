"""Text that a page carries as data alone: its title, its blocks in the forms that editors keep, and nothing hostile."""

import json
import time
from contextlib import suppress
from typing import Any

import pytest

from tracker.errors import ExtractError
from tracker.extract import article
from tracker.extract.document import Document

_SAID = [
    "We will open a hall in each of the nine towns that have none, and pay for it from the levy.",
    "Every hall will have a kitchen, a stage and a room that can be let for nothing.",
    "The first four will open in the spring of 2028, in towns that the councils have chosen.",
]


def _page(data: object, kind: str = "id='__NEXT_DATA__' type='application/json'", head: str = "") -> Document:
    script = json.dumps(data).replace("<", "\\u003c")
    html = f"<html><head>{head}</head><body><div id='__next'></div><script {kind}>{script}</script></body></html>"
    return article.read(html.encode(), url="https://example.org/halls")


def _lines(document: Document) -> list[str]:
    return [f"{document.block_of(one).kind}: {one.text}" for one in document.sentences]


def test_title_and_standfirst_stand_beside_the_text() -> None:
    """What the object round the text calls it is the title; menus and footers in the data are left out."""
    data = {
        "props": {
            "navigation": [{"label": "Here is a long line of a menu, with a full stop at the end of it."}],
            "page": {
                "title": "Halls",
                "standfirst": "Nine towns have none.",
                "html": "".join(f"<p>{s}</p>" for s in _SAID),
            },
            "footer": {"imprint": "Printed and promoted by the party, at its own cost, in the town of Owlbury."},
        }
    }

    document = _page(data)

    assert document.title == "Halls"
    assert _lines(document)[1:] == [f"paragraph: {text}" for text in ("Nine towns have none.", *_SAID)]
    assert "page's data" in document.warnings[0]


_FORMS: dict[str, list[Any]] = {
    "Contentful": [
        {"nodeType": "heading-2", "content": [{"nodeType": "text", "value": "Our plan"}]},
        *(
            {
                "nodeType": "paragraph",
                "content": [{"nodeType": "text", "value": s[:20]}, {"nodeType": "text", "value": s[20:]}],
            }
            for s in _SAID
        ),
        {
            "nodeType": "unordered-list",
            "content": [
                {
                    "nodeType": "list-item",
                    "content": [{"nodeType": "paragraph", "content": [{"nodeType": "text", "value": "tea"}]}],
                }
            ],
        },
    ],
    "Sanity": [
        {"_type": "block", "style": "h2", "children": [{"_type": "span", "text": "Our plan"}]},
        *({"_type": "block", "style": "normal", "children": [{"text": s[:9]}, {"text": s[9:]}]} for s in _SAID),
        {"_type": "block", "style": "normal", "listItem": "bullet", "children": [{"_type": "span", "text": "tea"}]},
    ],
    "ProseMirror": [
        {"type": "heading", "attrs": {"level": 2}, "content": [{"type": "text", "text": "Our plan"}]},
        *({"type": "paragraph", "content": [{"type": "text", "text": s}]} for s in _SAID),
        {
            "type": "bulletList",
            "content": [
                {"type": "listItem", "content": [{"type": "paragraph", "content": [{"type": "text", "text": "tea"}]}]}
            ],
        },
    ],
    "Draft.js": [
        {"type": "header-two", "text": "Our plan"},
        *({"type": "unstyled", "text": s} for s in _SAID),
        {"type": "unordered-list-item", "text": "tea"},
    ],
    "Editor.js": [
        {"type": "header", "data": {"text": "Our plan", "level": 2}},
        *({"type": "paragraph", "data": {"text": s}} for s in _SAID),
        {"type": "list-item", "data": {"text": "tea"}},
    ],
    "WordPress blocks": [
        {"name": "core/heading", "attributes": {"content": "Our plan"}},
        *({"name": "core/paragraph", "attributes": {"content": f"<strong>{s[:6]}</strong>{s[6:]}"}} for s in _SAID),
        {"name": "core/list-item", "attributes": {"content": "tea"}},
    ],
}


@pytest.mark.parametrize("form", _FORMS)
def test_editors_blocks_are_blocks(form: str) -> None:
    """Headings, paragraphs in marked runs and items, in the forms of six editors."""
    document = _page({"props": {"title": "Halls", "body": _FORMS[form]}})

    assert _lines(document)[1:] == ["heading: Our plan", *(f"paragraph: {text}" for text in _SAID), "item: tea"]


def test_json_ld_gives_body_and_headline() -> None:
    """What a publisher states of its article is read where the page prints nothing."""
    document = _page(
        {"@type": "Thing", "headline": "Halls", "articleBody": "\n".join(_SAID * 3)}, "type='application/ld+json'"
    )

    assert document.title == "Halls"
    assert _lines(document)[1:] == [f"paragraph: {text}" for text in _SAID]


def _nested(depth: int) -> object:
    found: object = _SAID[0]
    for _ in range(depth):
        found = {"type": "paragraph", "content": [found]}
    return found


@pytest.mark.parametrize(
    "data",
    [
        [{"type": "paragraph"}] * 60_000,
        {"body": [_nested(300), _nested(300)]},
        {str(n): "x" * 80 for n in range(60_000)},
        {"html": "<b>" * 20_000 + _SAID[0]},
        {"html": f"<p {' '.join(f'a{n}=1' for n in range(3000))}>{_SAID[0]} {_SAID[1]}"},
        [[[[{"text": None, "title": 3, "content": [None, 1, {"type": []}]}]]]],
    ],
)
def test_hostile_data_costs_little(data: object) -> None:
    """Many values, deep ones, wrong types, HTML that is not to be parsed: an empty page, or its text, soon."""
    started = time.process_time()
    with suppress(ExtractError):
        _page(data)
    assert time.process_time() - started < 5
