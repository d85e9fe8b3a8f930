"""Make hostile input out of bytes, so that hypothesis and atheris can both steer it: each byte is a choice.

Bytes of their own would hardly ever get past the first tag or brace; these shapes get deep into a reader.
"""

import json
from collections.abc import Callable, Iterator
from typing import Any

_TAGS = (
    "html head body main article section div p h1 h2 h3 h6 ul ol li dl dt dd table caption tr td th blockquote q figure "
    "figcaption a sup em b span br hr pre form nav footer aside iframe noscript template textarea script style title meta "
    "svg math select option button details summary img frameset plaintext xmp"
).split()
_ATTRIBUTES = (
    "",
    ' class="wp-caption"',
    ' class="wp-caption-text"',
    ' class="standfirst"',
    ' class="entry-content"',
    ' class="share related"',
    ' class="comments"',
    ' class="attachment embed gem-c-attachment"',
    ' class="footnote anchor"',
    ' id="content"',
    ' role="navigation"',
    " hidden",
    ' style="display : none"',
    ' aria-hidden="true"',
    ' href="https://[::1"',
    ' href="#fn:1" role="doc-noteref"',
    " class='\"><",
    ' property="og:title" content="A title"',
    ' property="article:published_time" content="0001-01-01T00:00:00+14:00"',
    ' datetime="2024-06-13T25:61:00Z"',
    ' type="application/ld+json"',
    " \x00=\x00",
)
_TEXTS = (
    "We will recruit 6,500 teachers. ",
    "Ministers said that the new teams, which begin work in September, would help schools in every part of England. ",
    "“Is it?” he asked. ",
    "p. 4, i.e. s. 12(3) … ",
    "# not a heading",
    "- not an item",
    "1. not a number",
    "> not a quote",
    "| not | a row |",
    "\\ not an escape",
    "[caption] not a caption",
    "[attachment] not one",
    "[^1]",
    "1",
    " ",
    "\n\n",
    "\r\n",
    "\u2028",
    "\u0085",
    "\u00a0",
    "\u200b",
    "\u202e",
    "\x00",
    "\x0b\x0c\x1c",
    "e\u0301\u0316",
    "\ud83c\udff4".encode("utf-16", "surrogatepass").decode("utf-16"),
    "\ud800",
    "&#x0;",
    "&#xd800;",
    "&nbsp;&shy;&amp;&lt;p&gt;",
    "<!-- ",
    " -->",
    "<![CDATA[",
    "]]>",
    "<!doctype html>",
    "<",
    ">",
    "</",
    "{",
    '{"@type":"NewsArticle","headline":"x","datePublished":"9999-12-31T23:59:59-12:00","author":[{"name":["a"]},null]}',
    "Photo: A. Marsh",
    "By A. Marsh",
    "Comments",
    '**bold** _thin_ `code` [link](http://example.org "t")',
    "---",
    "===",
    "```",
    "  ",
    "\t",
)
_KEYS = (
    "title base_path description schema_name document_type details links locale content_id first_published_at "
    "public_updated_at withdrawn_notice redirects body parts documents attachments change_history change_notes "
    "collection_groups child_section_groups child_sections blocks political government current speaker "
    "speaker_without_profile explanation alternative_path final_outcome_detail outcome_detail opening_date closing_date "
    "display_date state content content_type path destination url file_size number_of_pages public_timestamp note "
    "published_at change_note rendered excerpt date_gmt modified_gmt link id items heading text label first_public_at "
    "publisher publisher_type published precision updated modified author identity notes at size pages kind to "
    "history_mode licence schema sentences"
).split()
_SCALARS: tuple[Any, ...] = (
    None,
    True,
    False,
    0,
    -1,
    10**30,
    1.5,
    float("nan"),
    float("inf"),
    "",
    " ",
    "A title",
    "redirect",
    "gone",
    "statistics_announcement",
    "landing_page",
    "text/html",
    "text/govspeak",
    "0001-01-01T00:00:00Z",
    "9999-12-31T23:59:59-12:00",
    "2024-06-13T09:30:00+01:00",
    "2024-02-30",
    "2024-06",
    "\ud800",
    "\x00",
    "/government/news/x",
    "second",
    "live",
    "<p>We will recruit 6,500 teachers.</p>",
    "<h2>T</h2><ul><li>one<li>two</ul><div class='attachment embed'><h3><a href='http://[x'>A</a></h3>2 pages, 1.5MB</div>",
)
_DEEPEST = 6
_MOST_CHILDREN = 5

Dice = Callable[[int], int]
"""A whole number from 0 up to, and without, the one given."""


def dice(data: bytes) -> Dice:
    """Throws steered by the bytes; 0 when they are used up, so that every shape comes to an end."""
    left = iter(data)
    return lambda sides: next(left, 0) % sides


def page(data: bytes) -> bytes:
    """A page of tags, attributes and texts in no good order; every fourth one is the bytes as they are."""
    if data[:1] and data[0] % 4 == 0:
        return data[1:]
    return "".join(_markup(data[1:])).encode("utf-8", "surrogatepass")


def text(data: bytes) -> str:
    """Text or Markdown; every fourth one is the bytes as they are."""
    if data[:1] and data[0] % 4 == 0:
        return data[1:].decode("utf-8", "surrogateescape")
    return "".join(_TEXTS[byte % len(_TEXTS)] + ("\n" if byte >= len(_TEXTS) * 3 else "") for byte in data[1:])


def item(data: bytes) -> bytes:
    """A Content API item: the keys are real ones, their values are anything."""
    if data[:1] and data[0] % 8 == 0:
        return data[1:]
    thrown = dice(data[1:])
    found = {"title": "A title", "description": "We will act.", **_object(thrown, 0)}
    return json.dumps(found).encode()


def post(data: bytes) -> bytes:
    """A WordPress post: title and content are there, the rest is anything."""
    if data[:1] and data[0] % 8 == 0:
        return data[1:]
    half = len(data) // 2
    body = page(data[1:half]).decode("utf-8", "replace")
    found = {"title": {"rendered": "A title"}, "content": {"rendered": body}, **_object(dice(data[half:]), 0)}
    return json.dumps(found).encode()


def meta(data: bytes) -> bytes:
    """Metadata as `meta.json` holds it, or nearly."""
    if data[:1] and data[0] % 8 == 0:
        return data[1:]
    return json.dumps(_object(dice(data[1:]), 0)).encode()


def _markup(data: bytes) -> Iterator[str]:
    thrown = dice(data)
    for _ in range(len(data)):
        match thrown(4):
            case 0:
                yield f"</{_TAGS[thrown(len(_TAGS))]}>"
            case 1:
                yield _TEXTS[thrown(len(_TEXTS))]
            case _:
                yield f"<{_TAGS[thrown(len(_TAGS))]}{_ATTRIBUTES[thrown(len(_ATTRIBUTES))]}>"


def _object(thrown: Dice, depth: int) -> dict[str, Any]:
    return {_KEYS[thrown(len(_KEYS))]: _value(thrown, depth + 1) for _ in range(thrown(_MOST_CHILDREN + 3))}


def _value(thrown: Dice, depth: int) -> Any:
    match thrown(4 if depth < _DEEPEST else 2):
        case 2:
            return _object(thrown, depth)
        case 3:
            return [_value(thrown, depth + 1) for _ in range(thrown(_MOST_CHILDREN))]
        case _:
            return _SCALARS[thrown(len(_SCALARS))]
