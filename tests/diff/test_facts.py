"""What a page states beside its text, compared."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from tracker.diff.fact import FactChange
from tracker.diff.facts import facts
from tracker.extract.document import Attachment, ChangeNote, Document, PageLink, State

Page = Callable[..., Document]

_PLAN = Attachment(title="The plan", url="/media/1/plan.pdf", content_type="application/pdf", size=69_632, pages=12)
_DAY = datetime(2024, 6, 12, 23, 30, tzinfo=UTC)


def _told(page: Page, old: dict[str, object], new: dict[str, object]) -> tuple[FactChange, ...]:
    document = page()
    return facts(document.model_copy(update=old), document.model_copy(update=new))


def _said(page: Page, old: dict[str, object], new: dict[str, object]) -> list[str]:
    return [fact.said for fact in _told(page, old, new)]


def test_a_page_with_the_same_facts_has_none(page: Page) -> None:
    """Nothing is said of facts that stayed."""
    same = {"attachments": (_PLAN,), "notes": (ChangeNote(at=_DAY, note="First published."),), "updated": _DAY}

    assert _told(page, same, same) == ()


def test_attachments_come_and_go(page: Page) -> None:
    """With the size and pages that the publisher states; what went weighs more than what came."""
    annex = Attachment(title="Annex", url="/media/2/annex.ods", size=2_411_725)

    gone, came = _told(page, {"attachments": (_PLAN,)}, {"attachments": (annex,)})

    assert (gone.kind, gone.said) == ("removed", "attachment removed “The plan” (68 KB, 12 pages)")
    assert (came.kind, came.said) == ("added", "attachment added “Annex” (2.3 MB)")
    assert gone.old_attachment == _PLAN
    assert gone.score > came.score


@pytest.mark.parametrize(
    ("update", "said"),
    [
        (
            {"url": "/media/9/plan-v2.pdf", "size": 71_680, "pages": 13},
            "attachment replaced “The plan” (68 KB, 12 pages → 70 KB, 13 pages)",
        ),
        (
            {"url": "/media/9/plan-v2.pdf"},
            "attachment replaced “The plan” (68 KB, 12 pages, plan.pdf → 68 KB, 12 pages, plan-v2.pdf)",
        ),
        (
            {"url": "/media/9/plan.pdf"},
            "attachment replaced “The plan” (68 KB, 12 pages → 68 KB, 12 pages, uploaded again)",
        ),
        (
            {"title": "The plan for all"},
            "attachment replaced “The plan for all” (“The plan”, 68 KB, 12 pages → “The plan for all”, 68 KB, 12 pages)",
        ),
    ],
)
def test_a_replaced_attachment_shows_what_differs(page: Page, update: dict[str, object], said: str) -> None:
    """Size and pages, else the name of the file, else the title; it is one change and not two."""
    after = _PLAN.model_copy(update=update)

    assert _said(page, {"attachments": (_PLAN,)}, {"attachments": (after,)}) == [said]


def test_attachments_in_another_order_are_the_same(page: Page) -> None:
    """The order of files is no news."""
    annex = Attachment(title="Annex", url="/media/2/annex.ods")

    assert _told(page, {"attachments": (_PLAN, annex)}, {"attachments": (annex, _PLAN)}) == ()


def test_notes_are_added_edited_and_removed(page: Page) -> None:
    """The publisher's history is itself watched: a note rewritten afterwards is told as edited, by its London day."""
    first, second = ChangeNote(at=_DAY, note="First published."), ChangeNote(at=_DAY, note="First published in error.")
    later = ChangeNote(at=_DAY.replace(month=7), note="Added the annex.")

    assert _said(page, {"notes": (first,)}, {"notes": (first, later)}) == [
        "change note of 13 July 2024: “Added the annex.”"
    ]
    assert _said(page, {"notes": (first, later)}, {"notes": (second, later)}) == [
        "change note edited of 13 June 2024: “First published.” → “First published in error.”"
    ]
    assert _said(page, {"notes": (first, later)}, {"notes": (first,)}) == [
        "change note removed of 13 July 2024: “Added the annex.”"
    ]


def test_withdrawn_and_redirected_are_told_first(page: Page) -> None:
    """With the publisher's explanation and where the page went."""
    withdrawn = State(kind="withdrawn", explanation="Replaced by new guidance.")

    assert _said(page, {}, {"state": withdrawn, "updated": _DAY}) == [
        "state: live → withdrawn (“Replaced by new guidance.”)",
        "publisher’s date of update: 13 June 2024, 00:30",
    ]
    assert _said(page, {}, {"state": State(kind="redirected", to="/new")}) == ["state: live → redirected to /new"]


def test_a_consultation_goes_through_its_states(page: Page) -> None:
    """Open, closed, outcome published; other types are told by name."""
    old = {"document_type": "open_consultation"}

    assert _said(page, old, {"document_type": "closed_consultation"}) == ["consultation: open → closed"]
    assert _said(page, old, {"document_type": "consultation_outcome"}) == ["consultation: open → outcome published"]
    assert _said(page, {"document_type": "guidance"}, {"document_type": "statutory_guidance"}) == [
        "type: guidance → statutory guidance"
    ]


def test_history_mode_is_told(page: Page) -> None:
    """A page that GOV.UK marks as an earlier government's."""
    assert _said(page, {}, {"history_mode": True, "government": "2015 Conservative government"}) == [
        "history mode on: published under an earlier government (2015 Conservative government)"
    ]
    assert _said(page, {"history_mode": True}, {}) == ["history mode off: published under an earlier government"]


def test_a_moved_publication_date_is_told(page: Page) -> None:
    """A backdated page says so."""
    assert _said(page, {"published": _DAY}, {"published": _DAY.replace(day=1)}) == [
        "publication date: 13 June 2024 → 2 June 2024"
    ]


def _links(*pairs: tuple[str, str]) -> dict[str, object]:
    return {
        "links": tuple(PageLink(text=text, url=url) for text, url in pairs),
        "text": "# Plan\n\nThe form and the plan.\n",
    }


def test_a_link_that_leads_elsewhere_is_told_with_both_sides(page: Page) -> None:
    """Once, however often it stands there; another scheme, `www.` or slash is the same place."""
    old = _links(
        ("The form", "https://a.example/1.pdf"), ("the form", "https://a.example/1.pdf"), ("plan", "http://b.example/")
    )
    new = _links(
        ("The form", "https://a.example/2.pdf"),
        ("The form", "https://a.example/2.pdf"),
        ("Plan", "https://www.b.example"),
    )

    assert _said(page, old, new) == [
        "link now leads elsewhere: “The form”: https://a.example/1.pdf → https://a.example/2.pdf"
    ]


def test_a_link_is_told_as_gone_only_where_its_words_stay(page: Page) -> None:
    """Words that came or went are told by the text."""
    linked, bare = _links(("the plan", "https://a.example/plan")), _links()

    assert _said(page, linked, bare) == ["link removed from “the plan”: https://a.example/plan"]
    assert _said(page, bare, linked) == ["new link on “the plan”: https://a.example/plan"]
    assert _said(page, linked, bare | {"text": "# Plan\n\nThe form.\n"}) == []
    assert _said(page, bare | {"text": "# Plan\n\nThe form.\n"}, linked) == []


def test_what_a_reader_did_not_look_for_is_no_difference(page: Page) -> None:
    """A version of an older reader has neither links nor pictures."""
    assert (
        _said(page, {"links": None, "images": None}, _links(("plan", "https://a.example/")) | {"images": ("x",)}) == []
    )


def test_the_words_of_a_picture_are_told(page: Page) -> None:
    """They may hold a figure that stands nowhere else."""
    assert _said(page, {"images": ("40 boxes", "A map")}, {"images": ("A map", "50 boxes")}) == [
        "text of a picture: “40 boxes” → “50 boxes”"
    ]


def test_a_page_that_prints_its_update_in_place_of_its_publication_took_none_away(page: Page) -> None:
    """“Published 17 March” becomes “Updated 1 June”: the update is told. With neither date, what went is told."""
    old = {"published": _DAY, "updated": None}

    assert [fact.fact for fact in _told(page, old, {"published": None, "updated": _DAY})] == ["updated"]
    assert [fact.fact for fact in _told(page, old, {"published": None, "updated": None})] == ["published"]


def test_a_file_whose_removal_the_note_tells_weighs_less(page: Page) -> None:
    """Without a word on it, it weighs most."""
    told = ChangeNote(at=datetime(2024, 7, 2, 9, tzinfo=UTC), note="Removed ‘The plan’, which no longer applies.")

    (silent,) = (one for one in _told(page, {"attachments": (_PLAN,)}, {}) if one.fact == "attachment")
    noted = _told(page, {"attachments": (_PLAN,)}, {"notes": (told,)})

    assert [one.score < silent.score for one in noted if one.fact == "attachment"] == [True]
