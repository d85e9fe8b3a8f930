"""One [[source]]: a source, or what is wrong with it."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.config.entry import read_source
from tracker.config.source import KINDS, PLANNED_KINDS

COMMON = {"id": "a", "publisher": "labour", "publisher_type": "party"}
OWN: dict[str, dict[str, Any]] = {
    "govuk": {"path": "/x"},
    "html": {"url": "https://labour.org.uk/"},
    "wordpress": {"url": "https://labour.org.uk", "categories": (4,), "max_items": 5},
    "file": {"path": "saved/x.html"},
    "pdf": {"url": "https://labour.org.uk/plan.pdf"},
    "docx": {"url": "https://labour.org.uk/plan.docx"},
    "odt": {"url": "https://labour.org.uk/plan.odt"},
    "feed": {"url": "https://labour.org.uk/feed/"},
    "govuk_search": {"organisations": ("department-for-education",)},
    "sitemap": {"url": "https://labour.org.uk/sitemap.xml"},
}

VALUES = st.recursive(
    st.one_of(
        st.text(max_size=20), st.integers(), st.floats(), st.booleans(), st.dates(), st.sampled_from(["html", "/x"])
    ),
    lambda inner: st.lists(inner, max_size=3).map(tuple) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=4,
)
KEYS = st.one_of(st.sampled_from(["kind", "url", "path", "drop", "select", "published", "id"]), st.text(max_size=8))

KNOWN = "known kinds: docx, feed, file, govuk, govuk_search, html, odt, pdf, sitemap, wordpress"
WRONG: list[tuple[dict[str, Any], list[str]]] = [
    (
        {**COMMON},
        [f"kind: missing: how the source is read; {KNOWN}"],
    ),
    (
        {**COMMON, "kind": "wayback"},
        [f"kind: kind 'wayback' is planned, not in this version; {KNOWN}"],
    ),
    (
        {**COMMON, "kind": "goveuk"},
        [(f"kind: expected a kind of source, found 'goveuk'; did you mean 'govuk'?; {KNOWN}")],
    ),
    (
        {"kind": 7, "id": "A"},
        [
            f"kind: expected a kind of source, found 7; {KNOWN}",
            "id: expected 1 to 60 small letters, digits and hyphens, such as dfe-rise, found 'A'",
            "publisher: missing: who publishes: an id of people.toml, e.g. dfe or labour",
            "publisher_type: missing: what the publisher is. A department's page is never filed as a party's pledge",
        ],
    ),
    (
        {**COMMON, "kind": "html", "url": "https://www.gov.uk/government/news/x"},
        ["url: use kind = \"govuk\" for a page of GOV.UK, with path = '/government/news/x' in place of url"],
    ),
    (
        {**COMMON, "kind": "govuk", "url": "https://www.gov.uk/x", "drop": ("a",)},
        [
            "path: missing: the page's address without https://www.gov.uk, e.g. /government/publications/…",
            "url: not a key of kind 'govuk', which has follow_html_attachments, watch_members, path, base_url",
            "drop: not a key of kind 'govuk', which has follow_html_attachments, watch_members, path, base_url",
        ],
    ),
    (
        {**COMMON, **OWN["html"], "kind": "html", "successor_of": "b"},
        ["successor_of: expected a list in square brackets, found 'b'"],
    ),
    (
        {**COMMON, **OWN["html"], "kind": "html", "interval": "often"},
        ["interval: expected an interval such as 6h, hourly, daily, weekly or 7d, from 5m to 365d, found 'often'"],
    ),
    ({**COMMON, **OWN["html"], "kind": "html", "topcis": ()}, ["topcis: not a known key; did you mean 'topics'?"]),
    (
        {**COMMON, **OWN["html"], "kind": "html", "enabled": "yes", "topics": "send", "title": 3},
        [
            "title: expected text in quotes, found 3",
            "topics: expected a list in square brackets, found 'send'",
            "enabled: expected true or false, without quotes, found 'yes'",
        ],
    ),
    (
        {**COMMON, **OWN["html"], "kind": "html", "publisher_type": "prty"},
        [
            (
                "publisher_type: expected one of 'party', 'department', 'regulator', 'parliament', 'press', 'union' or "
                "'other', found 'prty'; did you mean 'party'?"
            )
        ],
    ),
    (
        {**COMMON, **OWN["wordpress"], "kind": "wordpress", "max_items": 1000, "categories": (0, "4")},
        [
            "categories 0: expected 1 or more, found 0",
            "categories 1: expected a whole number, without quotes, found '4'",
            "max_items: expected 100 or less, found 1000",
        ],
    ),
    (
        {**COMMON, **OWN["html"], "kind": "html", "select": "main >", "ignore_lines": ("(",)},
        [
            "select: expected a CSS selector such as main or article .body, whole from start to end, found 'main >'",
            (
                "ignore_lines 0: expected a regular expression (missing ), unterminated subpattern at position 0), "
                "found '('"
            ),
        ],
    ),
    (
        {**COMMON, "kind": "govuk_search"},
        [": expected organisations, document_types or q: without one of them all of GOV.UK would be watched"],
    ),
    (
        {**COMMON, "kind": "govuk_search", "organisations": ("DfE",), "since": "2024-07-05T09:00Z", "q": "x" * 513},
        [
            (
                "organisations 0: expected GOV.UK's own short name, such as department-for-education or press_release, "
                "found 'DfE'"
            ),
            "q: expected at most 512 characters, found 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…",
            "since: expected a date such as 2024-07-05, without a time, found '2024-07-05T09:00Z'",
        ],
    ),
    (
        {**COMMON, **OWN["feed"], "kind": "feed", "include": ("news",), "exclude": ("/a",) * 51, "max_items": 0},
        [
            "exclude: expected at most 50 entries, found a list of 51",
            (
                "include 0: expected a pattern for addresses such as /news/* or *.pdf, in which * stands for anything, "
                "found 'news'"
            ),
            "max_items: expected 1 or more, found 0",
        ],
    ),
]


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_shortest_declaration_of_each_kind_is_a_source(kind: str) -> None:
    """Id, kind, publisher, its type and where it is suffice."""
    source, wrong = read_source({**COMMON, **OWN[kind], "kind": kind})

    assert wrong == ()
    assert source is not None
    assert source.kind == kind


@pytest.mark.parametrize(("entry", "expected"), WRONG)
def test_every_fault_is_told_in_plain_words(entry: dict[str, Any], expected: list[str]) -> None:
    """All faults of an entry at once: where in it, and what was expected there."""
    source, wrong = read_source(entry)

    assert source is None
    assert sorted(f"{' '.join(map(str, place))}: {told}" for place, told in wrong) == sorted(expected)


@pytest.mark.parametrize("kind", PLANNED_KINDS)
def test_a_planned_kind_is_not_taken_for_a_slip(kind: str) -> None:
    """Whoever asks for a kind that is to come hears that it is to come."""
    _, wrong = read_source({**COMMON, "kind": kind})

    assert "planned" in wrong[0][1]


@settings(max_examples=50, deadline=None)
@given(st.dictionaries(KEYS, VALUES, max_size=5), st.sampled_from([*sorted(KINDS), "feed", 7]))
def test_no_entry_breaks_the_reader(entry: dict[str, Any], kind: object) -> None:
    """Whatever stands in a file, the reader says what is wrong in words that can be shown."""
    for source, wrong in (read_source(entry), read_source({**COMMON, **entry, "kind": kind})):
        assert (source is None) is bool(wrong)
        assert all(told.isprintable() for _, told in wrong)


def test_a_file_may_say_its_date_with_or_without_quotes() -> None:
    """TOML knows dates; both ways of writing give the same source."""
    from datetime import UTC, date, datetime

    entry = {**COMMON, **OWN["file"], "kind": "file"}

    written = [read_source({**entry, "published": day})[0] for day in ("2024-06-13", date(2024, 6, 13))]
    moment, _ = read_source({**entry, "published": datetime(2024, 6, 13, 9, tzinfo=UTC)})

    assert written[0] == written[1]
    assert moment is not None
    assert moment.kind == "file"
    assert moment.published == "2024-06-13T09:00:00+00:00"


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, False),
        ({"licence": "OGL-UK-3.0"}, True),
        ({"licence": "OPL-3.0"}, True),
        ({"licence": "All rights reserved"}, False),
        ({"licence": "OGL-UK-3.0", "redistribute": False}, False),
        ({"redistribute": True}, True),
    ],
)
def test_copies_are_handed_on_only_where_the_licence_allows(facts: dict[str, Any], expected: bool) -> None:  # noqa: FBT001 - a table's column
    """What is declared decides; else the licence; else copies stay here."""
    source, _ = read_source({**COMMON, **OWN["html"], "kind": "html", **facts})

    assert source is not None
    assert source.redistributable is expected
