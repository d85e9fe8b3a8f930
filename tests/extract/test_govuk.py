"""GOV.UK pages as the Content API gives them: what the publisher says, and nothing that moves by itself."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from shareddata import SHARED

from tracker.errors import ExtractError
from tracker.extract import canonical, govuk
from tracker.extract.document import Attachment, ChangeNote, State

_ITEMS = "data/govuk-content"


def _item(**changed: Any) -> dict[str, Any]:
    details = {"body": '<div class="govspeak"><p>Schools may apply.</p></div>', **changed.pop("details", {})}
    return {
        "base_path": "/guidance/fund", "content_id": "c1", "locale": "en", "title": "Attendance fund",
        "description": "How to apply.", "schema_name": "publication", "document_type": "guidance",
        "first_published_at": "2022-07-01T09:00:00+01:00", "public_updated_at": "2022-07-08T10:00:00.000+01:00",
        "updated_at": "2022-09-09T00:00:00Z", "withdrawn_notice": {}, "links": {}, "details": details, **changed,
    }  # fmt: skip


def _read(**changed: Any) -> Any:
    return govuk.read(json.dumps(_item(**changed)).encode())


def _text(**details: Any) -> str:
    return str(_read(details=details).text).removeprefix("# Attendance fund\n\nHow to apply.\n\n")


def test_title_description_and_body() -> None:
    """Title first, then the description, then the text, with the publisher's dates in UTC."""
    found = _read()

    assert found.text == "# Attendance fund\n\nHow to apply.\n\nSchools may apply.\n"
    assert found.published == datetime(2022, 7, 1, 8, 0, tzinfo=UTC)
    assert found.updated == datetime(2022, 7, 8, 9, 0, tzinfo=UTC)
    assert (found.identity, found.url) == ("c1:en", "https://www.gov.uk/guidance/fund")
    assert (found.document_type, found.licence) == ("guidance", "OGL-UK-3.0")


@pytest.mark.parametrize(
    "moved",
    [
        {"updated_at": "2026-01-01T00:00:00Z"},
        {"publishing_request_id": "9-9"},
        {"analytics_identifier": "x"},
        {"publishing_scheduled_at": "2026-01-01T00:00:00Z"},
        {"links": {"ordered_related_items": [{"title": "Other"}], "taxons": [{"title": "Schools"}]}},
        {"links": {"roles": [{"title": "Minister"}], "available_translations": [{"title": "Cronfa"}]}},
        {"withdrawn_notice": None},
        {"rendering_app": "frontend"},
        {"phase": "beta"},
        {"public_updated_at": "2022-07-08T09:00:00Z"},
        {"details": {"tags": {"policies": ["x"]}, "emphasised_organisations": ["y"], "government": {"title": "z"}}},
    ],
)
def test_what_moves_by_itself_is_no_change(moved: dict[str, Any]) -> None:
    """Links, technical times and the publishing system's own ids leave text and facts to the byte as they were."""
    assert _read(**moved).text == _read().text
    assert canonical.meta(_read(**moved)) == canonical.meta(_read())


_NOTE = {"public_timestamp": "2022-07-08T10:00:00+01:00", "note": "Added a form."}


@pytest.mark.parametrize(
    "edited",
    [
        {"title": "Attendance funds"},
        {"description": "How to apply now."},
        {"details": {"body": "<p>Schools must apply.</p>"}},
        {"details": {"change_history": [_NOTE]}},
        {"details": {"attachments": [{"title": "Form", "url": "/a.pdf", "file_size": 9, "number_of_pages": 2}]}},
        {"public_updated_at": "2022-07-09T10:00:00Z"},
        {"first_published_at": "2021-07-01T09:00:00+01:00"},
        {"document_type": "statutory_guidance"},
        {"links": {"organisations": [{"title": "Ofsted", "base_path": "/government/organisations/ofsted"}]}},
        {"links": {"people": [{"title": "Ann Owl MP", "base_path": "/government/people/ann-owl"}]}},
        {"withdrawn_notice": {"explanation": "<p>Out of date.</p>", "withdrawn_at": "2023-01-01T00:00:00Z"}},
        {"details": {"political": True}, "links": {"government": [{"title": "G", "details": {"current": False}}]}},
    ],
)
def test_what_the_publisher_does_is_a_change(edited: dict[str, Any]) -> None:
    """Text, notes, files, dates, type, who it is from, withdrawal and history mode each make a new version."""
    before, after = _read(), _read(**edited)

    assert (before.text, canonical.substance(canonical.meta(before))) != (
        after.text,
        canonical.substance(canonical.meta(after)),
    )


def test_who_a_page_is_from_is_told_by_address_in_one_order() -> None:
    """The order of links and a person's new honour say nothing; where GOV.UK has no page of them, the name is kept."""
    ofsted = {"title": "Ofsted", "base_path": "/government/organisations/ofsted"}
    dfe = {"title": "Department for Education", "base_path": "/government/organisations/department-for-education"}
    owl = {"title": "Ann Owl MP", "base_path": "/government/people/ann-owl"}
    crow = {"title": "Bo Crow", "base_path": None}
    found = _read(links={"organisations": [ofsted, dfe], "people": [owl], "ministers": [crow, owl]})
    later = _read(links={"organisations": [dfe, ofsted], "people": [{**owl, "title": "Dame Ann Owl"}, crow]})

    assert found.organisations == ("department-for-education", "ofsted")
    assert found.people == ("Bo Crow", "ann-owl")
    assert canonical.meta(later) == canonical.meta(found)


def test_notes_are_a_set_in_order_of_time() -> None:
    """The order in which the API gives the notes says nothing; a manual's notes name their section."""
    older = {"public_timestamp": "2021-01-01T00:00:00Z", "note": "First published."}
    manual = {"published_at": "2020-01-01T00:00:00Z", "title": "Part 2", "change_note": "New section."}
    found = _read(details={"change_history": [_NOTE, older, _NOTE], "change_notes": [manual]})

    assert [note.note for note in found.notes] == ["Part 2: New section.", "First published.", "Added a form."]
    assert found.notes == _read(details={"change_history": [older, _NOTE], "change_notes": [manual]}).notes
    assert found.notes[2] == ChangeNote(at=datetime(2022, 7, 8, 9, 0, tzinfo=UTC), note="Added a form.")


def test_a_file_is_a_line_of_text_and_its_facts() -> None:
    """A replaced file keeps its line; address, size and pages say that it was replaced."""
    old = {"title": "Form", "url": "https://a/1.pdf", "content_type": "application/pdf", "file_size": 9}
    new = {**old, "url": "https://a/2.pdf", "file_size": 12, "number_of_pages": 3}
    before, after = _read(details={"attachments": [old]}), _read(details={"attachments": [new]})

    assert before.text == after.text
    assert before.text.endswith("[attachment] Form\n")
    assert after.attachments == (
        Attachment(title="Form", url="https://a/2.pdf", content_type="application/pdf", size=12, pages=3),
    )


@pytest.mark.parametrize(
    ("govspeak", "text"),
    [
        ('<div class="call-to-action"><p>Apply now.</p></div>', "Apply now.\n"),
        ('<div class="application-notice info-notice"><p>Closed.</p></div>', "Closed.\n"),
        ('<div class="example"><p>For example, this.</p></div>', "For example, this.\n"),
        ('<div class="stat-headline"><p><em>24</em> schools joined</p></div>', "24 schools joined\n"),
        ('<ol class="steps"><li><p>Ask.</p></li><li><p>Wait.</p></li></ol>', "1. Ask.\n1. Wait.\n"),
        ('<ul class="legislative-list"><li>(a) a thing</li><li>(b) two</li></ul>', "- (a) a thing\n- (b) two\n"),
        (
            (
                '<p>Fact<sup id="r"><a class="footnote" href="#f">1</a></sup>.</p><div class="footnotes"><ol><li '
                'id="f"><p>Source. <a href="#r" class="reversefootnote">&#8617;</a></p></li></ol></div>'
            ),
            "Fact[^1].\n\n[^1]: Source.\n",
        ),
        ('<p><abbr title="Department for Education">DfE</abbr> said.</p>', "DfE said.\n"),
        ("<blockquote><p>We will.</p></blockquote>", "> We will.\n"),
        (
            (
                '<section class="attachment embedded"><h2 class="title"><a href="/f.pdf">Form</a></h2><p>PDF, 1MB</p>'
                "<p>This file may not be suitable for users of assistive technology.</p></section>"
            ),
            "[attachment] Form\n",
        ),
        (
            "<table><tr><th>Year</th><th>£</th></tr><tr><td>2022</td><td>5</td></tr></table>",
            "| Year | £ |\n| --- | --- |\n| 2022 | 5 |\n",
        ),
        ('<figure class="image"><img><figcaption>A school.</figcaption></figure>', "[caption] A school.\n"),
        ([{"content_type": "text/html", "content": "<p>As a list.</p>"}], "As a list.\n"),
        (
            [{"content_type": "text/govspeak", "content": "x"}, {"content_type": "text/html", "content": "<p>y</p>"}],
            "y\n",
        ),
    ],
)
def test_govspeak_keeps_its_meaning(govspeak: object, text: str) -> None:
    """Call-outs, steps, legislative lists, footnotes, quotations and tables are text in one form."""
    assert _text(body=govspeak) == text


@pytest.mark.parametrize(
    ("changed", "text"),
    [
        (
            {"details": {"body": None, "parts": [{"title": "One", "body": "<h2>Sub</h2><p>First.</p>"}]}},
            "## One\n\n### Sub\n\nFirst.\n",
        ),
        (
            {
                "details": {"body": None, "collection_groups": [{"title": "G", "body": "<p>B.</p>", "documents": ["d"]}]},
                "links": {"documents": [{"content_id": "d", "title": "Doc"}]},
            },
            "## G\n\nB.\n\n- Doc\n",
        ),
        (
            {
                "details": {
                    "body": None,
                    "child_section_groups": [{"title": "S", "child_sections": [{"title": "A", "description": "B."}]}],
                }
            },
            "## S\n\n- A: B.\n",
        ),
        (
            {
                "details": {
                    "body": "<p>What.</p>", "opening_date": "2022-11-04T09:00:00Z",
                    "closing_date": "2022-06-17T23:45:00+01:00", "final_outcome_detail": "<p>We will do it.</p>",
                    "ways_to_respond": {"email": "a@example.org", "postal_address": "1 Road\r\nTown"},
                }
            },
            ("Opening date: 4 November 2022, 09:00\n\nClosing date: 17 June 2022, 23:45\n\nWhat.\n\n"
            "Email to: a@example.org\n\nWrite to: 1 Road Town\n\n## Detail of outcome\n\nWe will do it.\n"),
        ),
        (
            {
                "details": {
                    "body": "<p>I say.</p>", "delivered_on": "2016-05-18T23:30:00Z", "location": "House of Lords",
                    "speech_type_explanation": "Draft text",
                }
            },
            "Delivered on: 19 May 2016 (Draft text)\n\nLocation: House of Lords\n\nI say.\n",
        ),
        (
            {"details": {"body": "<p>N.</p>", "images": [{"caption": "A head."}, {"caption": "Not shown."}]}},
            "[caption] A head.\n\nN.\n",
        ),
        (
            {
                "schema_name": "statistics_announcement",
                "details": {"body": None, "display_date": "19 May 2022 9:30am", "state": "confirmed"},
            },
            "Release date: 19 May 2022 9:30am\n\nState: confirmed\n",
        ),
        (
            {"details": {"body": None, "blocks": [{"type": "x", "content": "<p>C.</p>", "blocks": [{"title": "T"}]}]}},
            "C.\n\n## T\n",
        ),
    ],
)  # fmt: skip
def test_every_shape_of_item_is_read(changed: dict[str, Any], text: str) -> None:
    """Guides, collections, manuals, consultations, speeches, announcements and landing pages give all their text."""
    assert _read(**changed).text == f"# Attendance fund\n\nHow to apply.\n\n{text}"


@pytest.mark.parametrize(
    ("item", "state"),
    [
        (
            {
                "base_path": "/a", "schema_name": "redirect", "details": {}, "title": None,
                "redirects": [{"path": "/a/b", "destination": "/wrong"}, {"path": "/a", "destination": "/right?x#y"}],
            },
            State(kind="redirected", to="/right?x#y"),
        ),
        (
            {"base_path": "/a", "schema_name": "gone", "details": {"explanation": "<p>In error.</p>",
                                                                  "alternative_path": "/b"}},
            State(kind="gone", to="/b", explanation="In error."),
        ),
        ({"base_path": "/a", "schema_name": "gone", "details": None}, State(kind="gone")),
        (_item(withdrawn_notice={"explanation": "<p>Old.</p>"}), State(kind="withdrawn", explanation="Old.")),
        (_item(withdrawn_notice={}), State()),
    ],
)  # fmt: skip
def test_the_state_of_a_page(item: dict[str, Any], state: State) -> None:
    """A redirect, a page that is gone and a withdrawal are states with where to and why."""
    assert govuk.read(json.dumps(item).encode()).state == state


def test_history_mode_goes_by_the_government_that_published() -> None:
    """Political and published under an earlier government is history; the deprecated field is not believed."""
    earlier = {"government": [{"title": "2010 to 2015 government", "details": {"current": False}}]}

    assert _read(details={"political": True}, links=earlier).history_mode
    assert _read(details={"political": True}, links=earlier).government == "2010 to 2015 government"
    assert not _read(details={"political": False}, links=earlier).history_mode
    assert not _read(details={"political": True, "government": {"current": False}}).history_mode


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        (b"<html>", "not JSON"),
        (b"[]", "not an object"),
        (b"{}", "neither a title nor a base_path"),
        (b'{"title":"T"}', "is empty"),
        (b"[" * 100_000, "not JSON"),
    ],
)
def test_what_is_no_item_is_one_clear_error(body: bytes, complaint: str) -> None:
    """An error page or an item without any text is refused in a sentence."""
    with pytest.raises(ExtractError, match=complaint):
        govuk.read(body)


@pytest.mark.parametrize("value", [None, 3, "x", [], {}, [None], [[]], {"a": {"b": []}}])
@pytest.mark.parametrize(
    "name",
    ["body", "parts", "attachments", "change_history", "collection_groups", "child_section_groups", "blocks", "images",
     "documents", "ways_to_respond", "opening_date", "final_outcome_attachments", "delivered_on", "political"],
)  # fmt: skip
def test_a_field_of_the_wrong_shape_is_an_absent_field(name: str, value: object) -> None:
    """Whatever the API sends for one field, the rest of the page is read."""
    assert _read(details={name: value}).title == "Attendance fund"


@pytest.mark.shared_data(_ITEMS)
def test_real_items_are_all_read() -> None:
    """Every real item of every type gives a document that its own record gives back."""
    files = sorted((SHARED / _ITEMS).rglob("*.json"))

    assert len(files) >= 20
    for file in files:
        document = govuk.read(file.read_bytes())
        assert canonical.read(document.text, canonical.meta(document)) == document
        assert document.state.kind in {"gone", "redirected"} or len(document.sentences) > 1
