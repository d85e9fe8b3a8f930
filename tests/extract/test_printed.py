"""What a page of GOV.UK prints of itself is read where it has no head, and what an item states of the nations."""

import json
from datetime import UTC, datetime

import pytest

from tracker.diff.facts import facts
from tracker.extract import article, govuk, printed
from tracker.extract.document import Document

URL = "https://www.gov.uk/government/news/nurseries"
_TEXT = "<p>We will open 120 nurseries in the towns that have none.</p>"


def _page(boxes: str) -> Document:
    return article.read(f"<main><h1>Nurseries</h1>{boxes}{_TEXT}</main>".encode(), url=URL)


def test_a_page_without_head_is_dated_by_what_it_prints() -> None:
    """Published, updated and whom it is about stand in boxes; the text keeps none of it."""
    found = _page(
        "<dl class=gem-c-metadata><dt>Published</dt><dd>9 March 2021</dd><dt>Last updated</dt><dd>26 May 2022</dd></dl>"
        "<div class=gem-c-devolved-nations>Applies to England and Wales</div>"
    )

    assert (found.published, found.precision) == (datetime(2021, 3, 9, tzinfo=UTC), "day")
    assert found.updated == datetime(2022, 5, 25, 23, tzinfo=UTC)
    assert found.territory == ("England", "Wales")
    assert "2021" not in found.text


def test_the_head_is_believed_before_the_boxes() -> None:
    """It knows the minute."""
    head = "<meta name=govuk:public-updated-at content=2022-05-26T09:30:00Z>"
    page = f"<html><head>{head}</head><main><h1>T</h1><p class=gem-c-metadata>Updated: 27 May 2022</p>{_TEXT}</main></html>"

    assert article.read(page.encode(), url=URL).updated == datetime(2022, 5, 26, 9, 30, tzinfo=UTC)


def test_a_speech_knows_its_minister() -> None:
    """Who is linked beside the day on which it was delivered."""
    found = _page(
        "<dl class=gem-c-metadata><dt>From:</dt><dd><a href=/government/people/ann-owl>Ann Owl MP</a></dd>"
        "<dt>Delivered on:</dt><dd>24 May 2022</dd></dl>"
    )

    assert found.author == "Ann Owl MP"


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Guidance", "guidance"),
        ("Press release", "press_release"),
        ("Oral statement to Parliament", "oral_statement"),
        ("Correspondence overview:", "correspondence"),
        ("What the owl said on the 4th of May", None),
        ("", None),
    ],
)
def test_a_page_says_what_type_of_document_it_is(label: str, kind: str | None) -> None:
    """Above its title, spelled as GOV.UK's data has it; a phrase of another shape is no type."""
    assert _page(f"<span class=gem-c-title__context>{label}</span>").document_type == kind


@pytest.mark.parametrize(
    ("text", "nations"),
    [
        ("Applies to England", ("England",)),
        ("Applies to: England, Scotland and Wales", ("England", "Scotland", "Wales")),
        ("Applies to the UK", printed.NATIONS),
        ("Applies to everyone", ()),
        ("It applies to England, they said", ()),
    ],
)
def test_nations_are_read_from_their_label(text: str, nations: tuple[str, ...]) -> None:
    """Not stated is not "none"; a sentence that happens to say so is no label."""
    assert printed.read([text]).territory == nations


def test_a_day_that_there_is_not_is_no_date() -> None:
    """31 June is nothing."""
    assert printed.read(["Published 31 June 2021"]).published is None


def _item(**stated: object) -> Document:
    return govuk.read(json.dumps({"title": "T", "description": "D.", "base_path": "/t", **stated}).encode())


def test_an_item_states_its_nations_and_when_it_was_withdrawn() -> None:
    """A change of either is a change of the page."""
    england, wales = (
        {name: {"applicable": name == one} for name in ("england", "wales")} for one in ("england", "wales")
    )
    old = _item(details={"national_applicability": england})
    new = _item(details={"national_applicability": wales}, withdrawn_notice={"withdrawn_at": "2019-11-19T10:20:03Z"})

    assert (old.territory, new.territory) == (("England",), ("Wales",))
    assert new.state.at == datetime(2019, 11, 19, 10, 20, 3, tzinfo=UTC)
    assert [(one.fact, one.old, one.new) for one in facts(old, new) if one.fact == "territory"] == [
        ("territory", "England", "Wales")
    ]
