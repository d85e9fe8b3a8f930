"""Trying a source asks once, tells what would be kept, and records nothing."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from contentapi import gone, redirect

from tracker.capture.trial import Trial, trial
from tracker.config.person import People
from tracker.config.settings import Settings
from tracker.config.source import FileSource, GovukSource, WordpressSource
from tracker.errors import FetchError
from tracker.fetch.client import Client

Page = Callable[..., str]


def _try(desk: Any, source: Any) -> Trial:
    settings = Settings(delay=0, retries=0)
    with Client(settings, now=desk.clock, version="0", sleep=lambda _: None) as client:
        return trial(source, client=client, settings=settings, people=People(), root=desk.root, now=desk.clock)


def test_a_page_is_asked_for_once_and_not_recorded(desk: Any, page: Page) -> None:
    """The document and its parts are there; the store is as it was."""
    desk.site.page("/plan", page("We will.") + "<nav>Home and all our other pages</nav>")
    head = desk.archive.head()

    found = _try(desk, desk.html())

    assert found.document is not None
    assert found.parts is not None
    assert [part.name for part in found.parts.dropped] == ["nav"]
    assert (found.fault, found.suspicion, found.warnings) == (None, None, ())
    assert desk.archive.head() == head
    assert desk.archive.documents() == ()
    assert [asked.path for asked in desk.site.asked].count("/plan") == 1


def test_faults_suspicions_and_brittle_selectors_are_told(desk: Any, page: Page) -> None:
    """What would go wrong in a round, or later, is told before it does."""
    desk.site.page("/plan", page("We will."))
    desk.site.page("/short", "<h1>Access denied</h1><p>Members only.</p>")

    misfit = _try(desk, desk.html(select=".css-1ab2cd", drop=["div:nth-child(2)"]))
    denied = _try(desk, desk.html("short"))

    assert misfit.document is None
    assert "select '.css-1ab2cd' matches nothing" in (misfit.fault or "")
    assert len(misfit.warnings) == 2
    assert "Access denied" in (denied.suspicion or "")


def test_a_shipped_selector_that_was_not_followed_is_told(desk: Any) -> None:
    """Whoever tries a source learns that the profile of its site would have taken the article."""
    sentences = "".join(f"<p>We will put up nest box number {number} by the river.</p>" for number in range(12))
    body = f'<body class="single-post"><h1>Nests</h1><div class="entry-content"><div class="sharedaddy">{sentences}'
    desk.site.page("/plan", body)

    found = _try(desk, desk.html())

    (warning,) = found.warnings
    assert warning.startswith("drop '.sharedaddy' of the shipped profile wordpress would take out 100% of the text")
    assert found.document is not None
    assert len(found.document.sentences) == 13


@pytest.mark.parametrize(
    ("item", "told"),
    [
        (redirect("/plan", ("/plan", "/new-plan")), "the page has moved: declare /new-plan instead"),
        (
            gone("/plan", explanation="<p>Published in error.</p>", alternative_path="/other"),
            "the page has been taken down (Published in error.): declare /other instead",
        ),
        (gone("/plan"), "the page has been taken down"),
    ],
)
def test_a_page_that_is_elsewhere_says_where(desk: Any, item: dict[str, Any], told: str) -> None:
    """An address that only leads on, or to nothing, is not told as a page without text."""
    desk.site.page("/api/content/plan", json.dumps(item))
    facts = {"publisher": "owls", "publisher_type": "department", "allow_hosts": desk.site.hosts}
    source = {"id": "g", "kind": "govuk", "path": "/plan", "base_url": desk.site.url(""), **facts}

    found = _try(desk, GovukSource.model_validate(source))

    assert (found.suspicion, found.warnings) == (told, ())


def test_other_kinds_are_tried_too(desk: Any, page: Page) -> None:
    """A GOV.UK item, the newest post of a WordPress site and a saved file give their documents."""
    facts = {"publisher": "owls", "publisher_type": "party"}
    web = {**facts, "allow_hosts": desk.site.hosts}
    item = {"title": "Plan", "base_path": "/plan", "details": {"body": "<p>We will.</p>"}}
    post = {"id": 7, "title": {"rendered": "Post"}, "content": {"rendered": "<p>We will.</p>"}}
    desk.site.page("/api/content/plan", json.dumps(item))
    desk.site.page("/wp-json/wp/v2/posts", json.dumps([post]))
    desk.site.page("/wp-json/wp/v2/posts/7", json.dumps(post))
    (desk.root / "saved.html").write_text(page("We will."))
    base = desk.site.url("")
    sources = [
        GovukSource.model_validate({"id": "g", "kind": "govuk", "path": "/plan", "base_url": base, **web}),
        WordpressSource.model_validate({"id": "w", "kind": "wordpress", "url": base, **web}),
        FileSource.model_validate({"id": "f", "kind": "file", "path": "saved.html", **facts}),
    ]

    found = [_try(desk, source) for source in sources]

    assert [one.document.title for one in found if one.document] == ["Plan", "Post", "Our plan for nests"]
    assert [one.parts is not None for one in found] == [False, False, True]


def test_no_answer_is_an_error(desk: Any) -> None:
    """A page that is not there is said, with its status."""
    with pytest.raises(FetchError, match="404"):
        _try(desk, desk.html("none"))
