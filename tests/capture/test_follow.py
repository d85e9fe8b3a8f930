"""A page of GOV.UK and all that belongs to it, round after round, over real HTTP."""

import json
from typing import Any

import pytest
from contentapi import COUNT, gone, govuk, item, publish, redirect
from loopback import Answer

from tracker.extract.document import Document
from tracker.store.version import Version

PUBLICATION = {"schema_name": "publication", "document_type": "policy_paper"}


def attached(*paths: str) -> dict[str, Any]:
    """Details of a publication with attachments that are pages."""
    rows = [{"attachment_type": "html", "title": f"Annex {path}", "url": path} for path in paths]
    file = {"attachment_type": "file", "title": "Annex as PDF", "url": "https://assets.example/annex.pdf"}
    return {"body": f"<p>We will count every nest box.</p>{COUNT}", "attachments": [*rows, file]}


def annex(number: int, *sentences: str, path: str | None = None) -> dict[str, Any]:
    """An attachment that is a page."""
    found = path or f"/nests/annex-{number}"
    return item(found, *sentences, number=number, schema_name="html_publication", document_type="html_publication")


def names(desk: Any) -> list[str]:
    """Documents of the source."""
    return [document for _, document in desk.archive.documents("nests")]


def read(desk: Any, document: str = "page") -> Document:
    """The latest version of a document."""
    from tracker.extract import canonical

    version = desk.archive.latest("nests", document)
    return canonical.read(desk.archive.text(version), desk.archive.meta(version))


def asked(desk: Any, since: int = 0) -> list[str]:
    """Paths of items asked for."""
    return [path.removeprefix("/api/content") for path in desk.site.paths[since:] if "/api/content" in path]


def versions(desk: Any, document: str = "page") -> tuple[Version, ...]:
    """All versions of a document."""
    return desk.archive.versions("nests", document)  # type: ignore[no-any-return]


def test_attachments_that_are_pages_are_documents_of_the_source(desk: Any) -> None:
    """A publication's HTML attachments are read with it, each under a name of its own; the page itself stays `page`."""
    publish(desk.site, item(**PUBLICATION, details=attached("/nests/annex-2")), annex(2, "We will plant 9 oaks."))

    found = desk.round(govuk(desk.site))

    (name,) = set(names(desk)) - {"page"}
    assert [one.kind for one in found] == ["recorded", "recorded"]
    assert name.startswith("annex-2-")
    assert len(name) == len("annex-2-") + 8
    assert read(desk, name).url == desk.site.url("/nests/annex-2")
    assert desk.record.met[f"nests/{name}"].by == "attachment"


def test_an_attachment_once_met_stays_watched(desk: Any) -> None:
    """It is asked for, also after the publication lists it no longer and on a machine that made its index anew."""
    publish(desk.site, item(**PUBLICATION, details=attached("/nests/annex-2")), annex(2))
    desk.round(govuk(desk.site))
    publish(desk.site, item(**PUBLICATION), annex(2, "We may count a nest box."))
    desk.archive.reindex()

    desk.round(govuk(desk.site))

    (name,) = set(names(desk)) - {"page"}
    assert desk.kinds("nests", name) == ["first", "content"]
    assert desk.record.met == {}


def test_following_attachments_can_be_turned_off(desk: Any) -> None:
    """With follow_html_attachments = false only the page is asked for, also where attachments were met before."""
    publish(desk.site, item(**PUBLICATION, details=attached("/nests/annex-2")), annex(2))
    desk.round(govuk(desk.site))
    before = len(desk.site.asked)

    desk.round(govuk(desk.site, follow_html_attachments=False))

    assert asked(desk, before) == ["/nests"]


def test_an_attachment_keeps_its_record_when_its_address_changes(desk: Any) -> None:
    """The same content_id and locale is the same document, wherever it stands."""
    child = {"schema_name": "html_publication", "content_id": annex(2)["content_id"], "locale": "en"}
    for path in ("/nests/annex-2", "/nests/annex-two"):
        links = {"children": [{**child, "base_path": path}]}
        publish(desk.site, item(**PUBLICATION, links=links), annex(2, path=path))
        desk.round(govuk(desk.site))

    assert len(names(desk)) == 2
    (name,) = set(names(desk)) - {"page"}
    assert desk.kinds("nests", name) == ["first", "meta"]
    assert desk.archive.met("nests")[name].url.endswith("/api/content/nests/annex-two")


def test_a_failing_attachment_is_its_own_failure(desk: Any) -> None:
    """It does not touch the page, is asked for again under the same name, and is recorded when it answers."""
    publish(desk.site, item(**PUBLICATION, details=attached("/nests/annex-2")))
    desk.site.answers("/api/content/nests/annex-2", Answer(status=503))
    first = desk.round(govuk(desk.site))
    publish(desk.site, item(**PUBLICATION), annex(2))

    second = desk.round(govuk(desk.site))

    assert [one.kind for one in first] == ["recorded", "failed"]
    assert {one.kind for one in second} == {"recorded"}
    assert first[1].document == second[1].document
    assert desk.archive.failures() == {}


def test_each_section_of_a_manual_is_a_document(desk: Any) -> None:
    """A manual's sections are read one by one, and a section's own sections too."""
    groups = [{"title": "Boxes", "child_sections": [{"title": "Size", "base_path": "/nests/size"}]}]
    inner = [{"title": "", "child_sections": [{"title": "Door", "base_path": "/nests/door"}]}]
    publish(
        desk.site,
        item(schema_name="manual", details={"body": COUNT, "child_section_groups": groups}),
        item("/nests/size", number=2, details={"body": COUNT, "child_section_groups": inner}),
        item("/nests/door", "Every box must have a door.", number=3),
    )

    desk.round(govuk(desk.site))

    assert [name.rpartition("-")[0] for name in names(desk)] == ["door", "", "size"]


def test_a_part_of_a_guide_leads_to_the_whole(desk: Any) -> None:
    """The Content API answers 303 for a part: the guide is recorded once, with all its parts and its own address."""
    parts = [{"title": "Oaks", "slug": "oaks", "body": "<p>We will plant an oak.</p>"}]
    parts += [{"title": "Ashes", "slug": "ashes", "body": f"<p>We will plant an ash.</p>{COUNT}"}]
    publish(desk.site, item("/trees", schema_name="guide", details={"parts": parts}))
    desk.site.redirect("/api/content/trees/ashes", "/api/content/trees", 303)

    desk.round(govuk(desk.site, "/trees/ashes"))
    (again,) = desk.round(govuk(desk.site, "/trees/ashes"))

    found = read(desk)
    assert found.url == desk.site.url("/trees")
    assert [block.path for block in found.blocks if "an oak" in found.text[block.start : block.end]] == [("Oaks",)]
    assert again.kind == "unchanged"


def test_a_page_that_moved_is_the_same_document(desk: Any) -> None:
    """The redirect is an event that keeps where it led; then the record goes on at the new address, without noise."""
    publish(desk.site, item())
    desk.round(govuk(desk.site))
    publish(
        desk.site,
        redirect("/nests", ("/nests", "/boxes")),
        redirect("/boxes", ("/boxes", "/bird-boxes?x=1#top")),
        item("/bird-boxes"),
    )

    desk.round(govuk(desk.site))
    (still,) = desk.round(govuk(desk.site))

    told = [json.loads(desk.archive.meta(version)).get("state") for version in versions(desk)]
    assert told == [
        None, {"kind": "redirected", "to": "/boxes"}, {"kind": "redirected", "to": "/bird-boxes?x=1#top"}, None
    ]  # fmt: skip
    assert read(desk).url == desk.site.url("/bird-boxes")
    assert still.kind == "unchanged"
    assert names(desk) == ["page"]


def test_an_edit_of_a_moved_page_is_seen(desk: Any) -> None:
    """The address that leads to it answers the same; the page at its end is asked for all the same."""
    publish(desk.site, item())
    desk.round(govuk(desk.site))
    publish(desk.site, redirect("/nests", ("/nests", "/boxes")), item("/boxes"), etag='"1"')
    desk.round(govuk(desk.site))
    publish(desk.site, item("/boxes", "We may count a nest box."), etag='"1"')

    desk.round(govuk(desk.site))

    assert "We may count a nest box." in read(desk).text


def test_a_page_whose_place_another_took(desk: Any) -> None:
    """It is told as redirected, once; its last words stay; the other page is a further document of the source."""
    publish(desk.site, item(), item("/oaks", number=2))
    desk.round(govuk(desk.site))
    publish(desk.site, redirect("/nests", ("/nests", "/oaks")))

    desk.round(govuk(desk.site))
    later = desk.round(govuk(desk.site))

    (other,) = set(names(desk)) - {"page"}
    assert desk.kinds("nests") == ["first", "meta"]
    assert (read(desk).state.kind, read(desk).state.to) == ("redirected", "/oaks")
    assert read(desk, other).title == "Page 2"
    assert desk.archive.met("nests")[other].by == "redirect"
    assert {one.kind for one in later} == {"unchanged"}


@pytest.mark.parametrize("to", ["https://elsewhere.example/x", "/nowhere", "/nests"])
def test_a_redirect_that_ends_nowhere_is_told_as_it_is(desk: Any, to: str) -> None:
    """To another site, to no page, or to itself: the event is recorded once and the last words stay."""
    publish(desk.site, item())
    desk.round(govuk(desk.site))
    publish(desk.site, redirect("/nests", ("/nests", to)))

    desk.round(govuk(desk.site))
    (again,) = desk.round(govuk(desk.site))

    assert desk.kinds("nests") == ["first", "meta"]
    assert read(desk).state.to == to
    assert again.kind == "unchanged"


def test_a_redirect_whose_end_is_sick_is_no_event_yet(desk: Any) -> None:
    """When the page at the end answers 503, nothing is known of it: the round fails, the next one decides."""
    publish(desk.site, item())
    desk.round(govuk(desk.site))
    publish(desk.site, redirect("/nests", ("/nests", "/boxes")))
    desk.site.answers("/api/content/boxes", Answer(status=503))

    (found,) = desk.round(govuk(desk.site))

    assert (found.kind, found.status, desk.kinds("nests")) == ("failed", 503, ["first"])


def test_a_source_declared_at_an_old_address_is_read_at_the_new_one(desk: Any) -> None:
    """Met as a redirect, a page is recorded from its end, under its own address."""
    publish(desk.site, redirect("/old", ("/old", "/nests")), item())

    desk.round(govuk(desk.site, "/old"))

    assert desk.kinds("nests") == ["first"]
    assert read(desk).url == desk.site.url("/nests")


def test_gone_with_an_explanation_is_an_event_at_once(desk: Any) -> None:
    """GOV.UK answers 200, or 410, and says why: nothing is left to confirm."""
    for status in (200, 410):
        publish(desk.site, item())
        desk.round(govuk(desk.site))
        publish(desk.site, gone("/nests", explanation="Published in error.", alternative_path="/oaks"), status=status)
        desk.round(govuk(desk.site))

        assert (read(desk).state.kind, read(desk).state.to) == ("gone", "/oaks")
        assert read(desk).state.explanation == "Published in error."
        assert "We will count every nest box." in read(desk).text


@pytest.mark.parametrize(("status", "state"), [(404, "missing"), (410, "gone")])
def test_missing_needs_a_second_sighting(desk: Any, status: int, state: str) -> None:
    """Once is a failure that says so, twice is an event, a third time is nothing new; coming back is an event."""
    publish(desk.site, item(), etag='"1"')
    desk.round(govuk(desk.site))
    desk.site.answers("/api/content/nests", Answer(json.dumps(gone("/nests")).encode(), status))
    (once,) = desk.round(govuk(desk.site))
    desk.archive.reindex()
    (twice,) = desk.round(govuk(desk.site))
    (thrice,) = desk.round(govuk(desk.site))
    held = read(desk)
    publish(desk.site, item(), etag='"1"')
    (back,) = desk.round(govuk(desk.site))

    assert [once.kind, twice.kind, thrice.kind, back.kind] == ["failed", "recorded", "unchanged", "recorded"]
    assert once.reason.startswith("missing once")
    assert (held.state.kind, "We will count every nest box." in held.text) == (state, True)
    assert desk.kinds("nests") == ["first", "meta", "recovered"]
    assert read(desk).state.kind == "live"


def test_one_miss_that_passes_leaves_no_trace_in_the_record_of_the_page(desk: Any) -> None:
    """404 and then back is no event, and the next 404 counts from the start."""
    for status in (200, 404, 200, 404):
        if status == 200:
            publish(desk.site, item())
        else:
            desk.site.answers("/api/content/nests", Answer(status=404))
        (found,) = desk.round(govuk(desk.site))

    assert desk.kinds("nests") == ["first"]
    assert found.reason.startswith("missing once")


@pytest.mark.parametrize("status", [403, 429, 500, 503])
def test_refusals_and_faults_are_never_changes(desk: Any, status: int) -> None:
    """However often a site refuses or fails, the page stays as it was."""
    publish(desk.site, item())
    desk.round(govuk(desk.site))
    desk.site.answers("/api/content/nests", Answer(status=status))
    for _ in range(3):
        (found,) = desk.round(govuk(desk.site))
    publish(desk.site, item())

    (back,) = desk.round(govuk(desk.site))

    assert (found.kind, found.status, back.kind) == ("failed", status, "unchanged")
    assert desk.kinds("nests") == ["first"]


def test_withdrawn_and_unwithdrawn_are_facts(desk: Any) -> None:
    """The text stays; the notice comes and goes, in every form in which GOV.UK says that there is none."""
    notice = {"explanation": "<p>Old.</p>", "withdrawn_at": "2024-06-02T09:00:00+01:00"}
    for told in (None, {}, notice, None, {}):
        publish(desk.site, item(withdrawn_notice=told))
        desk.round(govuk(desk.site))

    assert desk.kinds("nests") == ["first", "meta", "meta"]


def test_history_mode_is_a_fact(desk: Any) -> None:
    """A change of government flips pages without an edit: the link decides, not details.government."""
    details = {"body": COUNT, "political": True, "government": {"title": "Owls", "current": False}}
    for current in (True, False):
        government = {"title": "Owl government", "details": {"current": current}}
        publish(desk.site, item(details=details, links={"government": [government]}))
        desk.round(govuk(desk.site))

    assert desk.kinds("nests") == ["first", "meta"]
    assert read(desk).history_mode


def test_who_a_page_is_from_is_a_fact(desk: Any) -> None:
    """An organisation that joins a page is recorded; the order of the links and a person's honours are not."""
    owls = {"title": "Owls", "base_path": "/government/organisations/owls"}
    crows = {"title": "Crows", "base_path": "/government/organisations/crows"}
    person = {"title": "Ann Owl MP", "base_path": "/government/people/ann-owl"}
    for links in (
        {"organisations": [owls], "people": [person]},
        {"organisations": [owls, crows], "people": [person]},
        {"organisations": [crows, owls], "people": [{**person, "title": "Dame Ann Owl"}]},
    ):
        publish(desk.site, item(links=links))
        desk.round(govuk(desk.site))

    assert desk.kinds("nests") == ["first", "meta"]
    assert (read(desk).organisations, read(desk).people) == (("crows", "owls"), ("ann-owl",))


def test_what_moves_by_itself_is_no_change(desk: Any) -> None:
    """updated_at, links, publishing ids and a new ETag say nothing about the page."""
    publish(desk.site, item(), etag='W/"1"')
    desk.round(govuk(desk.site))
    links = {"ordered_related_items": [{"title": "New", "base_path": "/new"}], "taxons": [{"title": "T"}]}
    publish(desk.site, item(updated_at="2024-06-01T01:00:00Z", publishing_request_id="7", links=links), etag='W/"2"')

    (found,) = desk.round(govuk(desk.site))

    assert (found.kind, desk.kinds("nests")) == ("unchanged", ["first"])


def collection(*numbers: int) -> dict[str, Any]:
    """A collection of pages."""
    members = [
        {"content_id": f"{one:08}-1111-4111-8111-111111111111", "title": f"Page {one}", "base_path": f"/p{one}"}
        for one in numbers
    ]
    groups = [{"title": "All", "body": COUNT, "documents": [one["content_id"] for one in members]}]
    details = {"body": "", "collection_groups": groups}
    return item(schema_name="document_collection", details=details, links={"documents": members}, number=9)


def test_new_and_lost_members_of_a_collection_are_changes_of_it(desk: Any) -> None:
    """The collection's text lists its members by title; the members themselves are not read."""
    publish(desk.site, collection(1, 2))
    desk.round(govuk(desk.site))
    publish(desk.site, collection(2, 3))

    desk.round(govuk(desk.site))

    old, new = (desk.archive.text(version) for version in versions(desk))
    assert ("- Page 1\n- Page 2\n" in old, "- Page 2\n- Page 3\n" in new) == (True, True)
    assert names(desk) == ["page"]


def test_members_of_a_collection_can_be_watched(desk: Any) -> None:
    """With watch_members each is a document, and stays one after the collection has dropped it."""
    for number in (1, 2, 3):
        publish(desk.site, item(f"/p{number}", number=number))
    publish(desk.site, collection(1, 2))
    desk.round(govuk(desk.site, watch_members=True))
    publish(desk.site, collection(3))

    found = desk.round(govuk(desk.site, watch_members=True))

    assert sorted(name.partition("-")[0] for name in names(desk)) == ["p1", "p2", "p3", "page"]
    assert len(found) == 4
