"""The bytes that the small web gives on each day."""

import json
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

import pytest

from tracker.demo.markup import blocks
from tracker.demo.page import DemoPage, pages
from tracker.demo.site import pages_on
from tracker.demo.sources import DATES
from tracker.extract import article, govuk
from tracker.extract.canonical import meta, substance
from tracker.extract.document import Document

HTML = [page for page in pages() if page.kind == "html"]
GOVUK = [page for page in pages() if page.kind == "govuk"]
VOID = {"meta", "link", "input", "br", "img"}


@pytest.mark.parametrize("day", DATES)
def test_every_page_is_there_from_its_day(day: date) -> None:
    """One body a page and no other, each with an ETag of its own bytes."""
    found = pages_on(day)

    assert set(found) == {page.served_at for page in pages() if page.since <= day} | {"/robots.txt"}
    assert len({body.etag for body in found.values()}) == len(found)


def test_the_same_day_gives_the_same_bytes() -> None:
    """Nothing depends on the clock, on chance or on an earlier day."""
    first = pages_on(DATES[3])
    pages_on(DATES[7])

    assert pages_on(DATES[3]) == first


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.source)
def test_no_two_days_give_the_same_bytes(page: DemoPage) -> None:
    """Furniture and volatile fields move between any two rounds, so that no page is ever spared by its bytes."""
    bodies = [pages_on(day)[page.served_at].bytes for day in DATES if page.since <= day]

    assert len(set(bodies)) == len(bodies)


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.source)
def test_furniture_never_reaches_the_document(page: DemoPage) -> None:
    """What the extractors read is exactly title, standfirst, body and files, whatever stands around them."""
    for day in DATES:
        edition = page.on(day)
        if edition is None:
            continue
        read = _read(page, day)

        said = [read.text[block.start : block.end] for block in read.blocks]
        assert [" ".join(text.split()) for text in said] == [
            edition.title,
            edition.standfirst,
            *(text for _, text in blocks(edition.body)),
            *(file.title for file in edition.attachments),
        ]


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.source)
def test_a_version_is_due_on_days_of_real_edits_only(page: DemoPage) -> None:
    """Between two days the text or the substance of the metadata changes if and only if somebody edited the page."""
    days = [day for day in DATES if page.since <= day]
    edited = {edit.on for edit in page.edit if not edit.furniture_only}

    for earlier, later in pairwise(days):
        old, new = _read(page, earlier), _read(page, later)

        same = old.text == new.text and substance(meta(old)) == substance(meta(new))
        assert same == (later not in edited)


@pytest.mark.parametrize("page", HTML, ids=lambda page: page.source)
def test_pages_are_well_formed(page: DemoPage) -> None:
    """Every element is closed in its place, there is one h1, and no id stands twice."""
    for day in DATES:
        if page.since <= day:
            checker = _Checker()
            checker.feed(pages_on(day)[page.served_at].bytes.decode())
            checker.close()

            assert checker.faults == []
            assert checker.open == []
            assert checker.headings == 1
            assert len(set(checker.ids)) == len(checker.ids)


def test_the_silent_edit_moves_no_date() -> None:
    """On GOV.UK the body changes while `public_updated_at` and `change_history` stay."""
    before, after = (_item("dfe-teachers", DATES[number]) for number in (7, 8))

    assert before["details"]["body"] != after["details"]["body"]
    assert before["details"]["change_history"] == after["details"]["change_history"]
    assert before["public_updated_at"] == after["public_updated_at"]


def test_a_noted_update_moves_the_dates() -> None:
    """The note, its date and the public update move together."""
    before, after = (_item("dfe-rise", DATES[number]) for number in (4, 5))

    assert len(after["details"]["change_history"]) == len(before["details"]["change_history"]) + 1
    assert after["public_updated_at"] == after["details"]["change_history"][0]["public_timestamp"]
    assert after["first_published_at"] == before["first_published_at"]


def test_volatile_fields_move_every_day() -> None:
    """`updated_at` and `publishing_request_id` are new each day, also where nothing was edited."""
    items = [_item("dfe-teachers", day) for day in DATES[4:]]

    for field in ("updated_at", "publishing_request_id"):
        assert len({item[field] for item in items}) == len(items)
    assert len({json.dumps(item["links"]) for item in items}) > 1


def _read(page: DemoPage, day: date) -> Document:
    body = pages_on(day)[page.served_at].bytes
    return govuk.read(body) if page.kind == "govuk" else article.read(body, url=f"http://127.0.0.1{page.path}")


def _item(source: str, day: date) -> dict[str, Any]:
    page = next(page for page in GOVUK if page.source == source)
    item: dict[str, Any] = json.loads(pages_on(day)[page.served_at].bytes)
    return item


class _Checker(HTMLParser):
    """Notes elements that are closed out of place."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []
        self.ids: list[str] = []
        self.headings = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.ids += [value or "" for name, value in attrs if name == "id"]
        self.headings += tag == "h1"
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(tag)
