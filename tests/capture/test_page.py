"""One document asked for, round after round, over real HTTP."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from loopback import Answer

from tracker.config.settings import Settings
from tracker.config.source import FileSource, GovukSource

Page = Callable[..., str]
OWLS = "We will build 40 owl boxes by 2027."
SOFTER = "We aim to build up to 40 owl boxes by 2027."


def item(**facts: object) -> str:
    """A Content API item of our own."""
    text = "<p>We will count every nest box in the county.</p>" + "<p>The count is made each spring by hand.</p>" * 12
    known: dict[str, object] = {
        "base_path": "/nests", "title": "Nest count", "document_type": "guidance", "schema_name": "detailed_guide",
        "locale": "en", "content_id": "11111111-1111-4111-8111-111111111111", "details": {"body": text},
        "first_published_at": "2024-05-01T09:00:00+01:00", "public_updated_at": "2024-05-01T09:00:00+01:00",
    }  # fmt: skip
    return json.dumps({**known, **facts})


@pytest.fixture
def govuk(desk: Any) -> GovukSource:
    """A page of a Content API on loopback."""
    return GovukSource.model_validate(
        {
            "id": "plan", "kind": "govuk", "publisher": "owls", "publisher_type": "department", "path": "/nests",
            "base_url": desk.site.url("").rstrip("/"), "allow_hosts": desk.site.hosts,
        }
    )  # fmt: skip


def test_first_then_unchanged_then_content(desk: Any, page: Page) -> None:
    """A page is recorded when first seen and when its words change, and only then."""
    plan = desk.html()
    desk.site.page("/plan", page(OWLS))
    desk.round(plan)
    (again,) = desk.round(plan)
    desk.site.page("/plan", page(SOFTER))

    (changed,) = desk.round(plan)

    assert (again.kind, again.not_modified) == ("unchanged", False)
    assert (changed.kind, changed.version_kind) == ("recorded", "content")
    assert desk.kinds() == ["first", "content"]
    assert SOFTER in desk.archive.text(desk.archive.latest("plan", "page"))


def test_a_page_we_hold_is_answered_304(desk: Any, page: Page) -> None:
    """The ETag of the last answer is sent, and a 304 counts as unchanged."""
    desk.site.page("/plan", page(OWLS), etag='"1"')
    desk.round(desk.html())

    (again,) = desk.round(desk.html())

    assert (again.kind, again.not_modified) == ("unchanged", True)
    assert desk.record.not_modified == ("plan/page",)


def test_furniture_with_a_new_etag_is_no_version(desk: Any, page: Page) -> None:
    """An answer whose words stayed is unchanged, and its new ETag is the one sent next."""
    desk.site.page("/plan", page(OWLS), etag='"1"')
    desk.round(desk.html())
    desk.site.page("/plan", page(OWLS).replace("<body>", "<body><nav>New menu</nav>"), etag='"2"')
    desk.round(desk.html())

    (again,) = desk.round(desk.html())

    assert desk.kinds() == ["first"]
    assert (again.not_modified, desk.archive.validators("plan", "page").etag) == (True, '"2"')


def test_facts_beside_the_text_are_a_version(desk: Any, govuk: GovukSource) -> None:
    """A withdrawal of a GOV.UK page is recorded though its sentences stay."""
    desk.site.page("/api/content/nests", item())
    desk.round(govuk)
    notice = {"explanation": "<p>Counted elsewhere now.</p>", "withdrawn_at": "2024-06-02T09:00:00+01:00"}
    desk.site.page("/api/content/nests", item(withdrawn_notice=notice))

    desk.round(govuk)

    assert desk.kinds() == ["first", "meta"]


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        ({"schema_name": "gone", "document_type": "gone", "details": {"explanation": "Shut."}}, "gone"),
        (
            {
                "schema_name": "redirect", "document_type": "redirect", "details": {},
                "redirects": [{"path": "/nests", "type": "exact", "destination": "/birds"}],
            },
            "redirected",
        ),
    ],
)  # fmt: skip
def test_gone_and_redirected_pages_keep_their_words(
    desk: Any, govuk: GovukSource, facts: dict[str, object], state: str
) -> None:
    """A page that is gone or leads elsewhere is told as a fact; the last words stay; when it returns that is told too."""
    desk.site.page("/api/content/nests", item())
    desk.round(govuk)
    first = desk.archive.latest("plan", "page")
    desk.site.page("/api/content/nests", item(**facts))
    desk.round(govuk)
    gone = desk.archive.latest("plan", "page")
    desk.site.page("/api/content/nests", item())

    desk.round(govuk)

    assert desk.archive.text(gone) == desk.archive.text(first)
    assert json.loads(desk.archive.meta(gone))["state"]["kind"] == state
    assert desk.kinds() == ["first", "meta", "meta"]


def test_a_page_first_met_as_gone_is_suspect(desk: Any, govuk: GovukSource) -> None:
    """There is nothing to keep of a page that was gone before we came; the reason says what to do."""
    desk.site.page("/api/content/nests", item(schema_name="gone", document_type="gone", details={}))

    (found,) = desk.round(govuk)

    assert (found.kind, desk.kinds()) == ("suspect", [])
    assert "set the source's address" in found.reason


SOFT = {
    "empty": "<html><body><main></main></body></html>",
    "challenge": "<html><head><title>Just a moment...</title></head><body><main><h1>Just a moment...</h1>"
    "<p>Checking your browser before you go on to the site.</p></main></body></html>",
    "soft 404": "<html><head><title>Page not found</title></head><body><main><h1>Page not found</h1>"
    f"<p>{'Have a look at our other pages about birds and trees. ' * 9}</p></main></body></html>",
    "much shorter": "<html><head><title>Our plan</title></head><body><main><h1>Our plan</h1>"
    "<p>Our plan for nests is being looked at again, and there will be more here in the autumn, when the leaves are "
    "down and we can count the boxes in the wood.</p></main></body></html>",
}


@pytest.mark.parametrize("body", SOFT.values(), ids=SOFT)
def test_what_does_not_look_like_the_page_is_not_recorded(desk: Any, page: Page, body: str) -> None:
    """Empty, challenging and much shorter answers are suspect: the good version and its ETag stay, the body is kept."""
    desk.site.page("/plan", page(OWLS), etag='"1"')
    desk.round(desk.html())
    desk.site.page("/plan", body, etag='"2"')

    (found,) = desk.round(desk.html())

    assert (found.kind, desk.kinds()) == ("suspect", ["first"])
    assert desk.record.suspect["plan/page"].reason == found.reason
    assert desk.archive.validators("plan", "page").etag == '"1"'


@pytest.mark.parametrize(("status", "transient"), [(404, False), (410, False), (503, True)])
def test_a_failure_is_noted_and_passes(desk: Any, page: Page, status: int, transient: bool) -> None:  # noqa: FBT001
    """An error is an outcome with its status; the next good answer is compared with what was held before it."""
    desk.site.page("/plan", page(OWLS))
    desk.round(desk.html())
    desk.site.answers("/plan", Answer(b"<h1>No</h1>", status))
    (failed,) = desk.round(desk.html())
    desk.site.page("/plan", page(OWLS))

    (back,) = desk.round(desk.html())

    if status != 410:
        assert (failed.kind, failed.status, failed.transient) == ("failed", status, transient)
    assert failed.kind in {"failed", "suspect"}
    assert (back.kind, desk.kinds()) == ("unchanged", ["first"])


def test_a_changed_selector_is_our_doing(desk: Any, page: Page) -> None:
    """After a selector changed, the held bytes are read anew first: no news, and the old ETag is not sent."""
    desk.site.page("/plan", page(OWLS).replace("<p>We", "<p class='x'>We"), etag='"1"')
    desk.round(desk.html())

    (found,) = desk.round(desk.html(drop=[".x"]))

    assert (found.kind, desk.kinds()) == ("unchanged", ["first", "reextract"])
    assert "if-none-match" not in desk.site.asked[-1].headers


def test_a_selector_mended_after_a_redesign(desk: Any, page: Page) -> None:
    """A new selector that the old bytes do not have does not keep the redesigned page from being recorded."""
    desk.site.page("/plan", page(OWLS))
    desk.round(desk.html(select="main"))
    desk.site.page("/plan", page(SOFTER, box="section"))

    (found,) = desk.round(desk.html(select="section"))

    assert (found.kind, desk.kinds()) == ("recorded", ["first", "content"])


def test_a_saved_file(desk: Any) -> None:
    """A file is read from the working folder; when it is missing, the outcome names it."""
    said = FileSource.model_validate(
        {"id": "plan", "kind": "file", "publisher": "owls", "publisher_type": "party", "path": "saved.md"}
    )
    (missing,) = desk.round(said)
    (desk.root / "saved.md").write_text(f"# Our plan\n\n{OWLS} " + "We like owls a good deal. " * 12, encoding="utf-8")

    (found,) = desk.round(said)

    assert (missing.kind, found.kind) == ("failed", "recorded")
    assert "saved.md" in missing.reason


def test_a_shorter_share_is_a_setting(desk: Any, page: Page) -> None:
    """Who trusts a site that shortens its pages says so in the settings."""
    desk.site.page("/plan", page(OWLS))
    desk.round(desk.html())
    desk.site.page("/plan", SOFT["much shorter"])

    (found,) = desk.round(desk.html(), settings=Settings(delay=0, retries=0, min_share=0.0, min_characters=10))

    assert found.kind == "recorded"
