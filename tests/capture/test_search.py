"""What GOV.UK's search finds becomes watched, over real HTTP."""

import json
from typing import Any

import pytest
from contentapi import hit, item, listed, publish, search
from loopback import Answer


def asked(desk: Any, since: int) -> list[str]:
    """Paths asked for, without what the search was asked."""
    return [path.partition("?")[0] for path in desk.site.paths[since:] if "robots" not in path]


def test_each_hit_becomes_a_document(desk: Any) -> None:
    """Hits are read through the Content API; pages of other sites among them are left out."""
    listed(desk.site, hit("/news/a", 1), hit("/news/b", 2), hit("https://www.elsewhere.example/x", 3))
    publish(desk.site, item("/news/a", number=1), item("/news/b", number=2))

    found = desk.round(search(desk.site))

    assert [one.kind for one in found] == ["recorded", "recorded"]
    assert [name.partition("-")[0] for _, name in desk.archive.documents("nests")] == ["a", "b"]


def test_the_search_is_asked_as_declared(desk: Any) -> None:
    """Every key becomes a parameter that search-api knows; newest first, with the fields that are used."""
    listed(desk.site, hit("/news/a", 1))
    publish(desk.site, item("/news/a"))
    source = search(
        desk.site, document_types=("press_release", "speech"), q="owl & box", since="2024-07-05", max_items=7
    )

    desk.round(source)

    (query,) = [path.partition("?")[2] for path in desk.site.paths if "search.json" in path]
    assert query == (
        "filter_organisations=department-for-owls&filter_content_store_document_type=press_release"
        "&filter_content_store_document_type=speech&q=owl+%26+box&filter_public_timestamp=from:2024-07-05"
        "&order=-public_timestamp&count=7&fields=link,title,content_id,content_store_document_type,public_timestamp,updated_at"
    )


def test_only_hits_indexed_anew_are_asked_for(desk: Any) -> None:
    """A hit whose updated_at we know is unchanged without a request of its own; every edit moves it."""
    listed(desk.site, hit("/news/a", 1), hit("/news/b", 2))
    publish(desk.site, item("/news/a", number=1), item("/news/b", number=2))
    desk.round(search(desk.site))
    listed(desk.site, hit("/news/a", 1), hit("/news/b", 2, "2024-06-02T09:00:00Z"))
    publish(desk.site, item("/news/b", "We may count a nest box.", number=2))
    before = len(desk.site.asked)

    found = desk.round(search(desk.site))

    assert [one.kind for one in found] == ["unchanged", "recorded"]
    assert asked(desk, before) == ["/api/search.json", "/api/content/news/b"]


def test_a_stamp_of_just_now_is_not_trusted(desk: Any) -> None:
    """A page indexed within the hour may have come from an old copy: the next round asks again."""
    listed(desk.site, hit("/news/a", 1, "2024-06-02T05:59:00Z"))  # the first round is at 06:00 on 2 June
    publish(desk.site, item("/news/a", "The old copy."))
    desk.round(search(desk.site))
    publish(desk.site, item("/news/a", "The new text."))

    (found,) = desk.round(search(desk.site))

    assert found.kind == "recorded"


def test_a_hit_stays_watched_when_it_leaves_the_list(desk: Any) -> None:
    """It is asked for by its address, and its edits are seen."""
    listed(desk.site, hit("/news/a", 1))
    publish(desk.site, item("/news/a", number=1), item("/news/b", number=2))
    desk.round(search(desk.site))
    listed(desk.site, hit("/news/b", 2))
    publish(desk.site, item("/news/a", "We may count a nest box.", number=1))

    found = desk.round(search(desk.site))

    assert [(one.document[0], one.kind) for one in found] == [("b", "recorded"), ("a", "recorded")]


def test_a_hit_that_failed_at_first_is_not_forgotten(desk: Any) -> None:
    """It is asked for in the next round, though the list names it no more and nothing of it was recorded."""
    listed(desk.site, hit("/news/a", 1))
    desk.site.answers("/api/content/news/a", Answer(status=503))
    desk.round(search(desk.site))
    listed(desk.site)
    publish(desk.site, item("/news/a", number=1))

    (found,) = desk.round(search(desk.site))

    assert found.kind == "recorded"


def test_a_search_that_fails_leaves_its_pages_watched(desk: Any) -> None:
    """The list is one failure, counted from its first round; the pages met before are asked for."""
    listed(desk.site, hit("/news/a", 1))
    publish(desk.site, item("/news/a"))
    desk.round(search(desk.site))
    desk.site.answers("/api/search.json", Answer(status=503))
    desk.round(search(desk.site))

    found = desk.round(search(desk.site))

    assert [(one.kind, one.document is None) for one in found] == [("failed", True), ("unchanged", False)]
    assert desk.archive.failing("nests", None).count == 2


@pytest.mark.parametrize(
    ("says", "key"),
    [
        ('"x" is not a valid value for content_store_document_type', "`document_types`"),
        ("Unexpected value for organisations", "`organisations`"),
        ("Invalid value for count", "`max_items`"),
        ("", "one of organisations"),
    ],
)
def test_a_422_is_explained_in_a_sentence(desk: Any, says: str, key: str) -> None:
    """It names the key of sources.toml that is to be mended, and what the search said."""
    body = json.dumps({"error": says}).encode() if says else b"<h1>No</h1>"
    desk.site.answers("/api/search.json", Answer(body, 422))

    (found,) = desk.round(search(desk.site))

    assert (found.kind, found.status, found.document) == ("failed", 422, None)
    assert key in found.reason
    assert "config/sources.toml" in found.reason
    assert says in found.reason


def test_a_search_that_never_found_anything_says_so(desk: Any) -> None:
    """A mistyped organisation gives an empty list, not an error: the reason names what was asked."""
    listed(desk.site)

    (found,) = desk.round(search(desk.site))

    assert found.kind == "failed"
    assert "department-for-owls" in found.reason


@pytest.mark.parametrize("body", ["<h1>Hello</h1>", '{"results": 3}', "[]"])
def test_what_is_no_list_of_results_is_a_failure(desk: Any, body: str) -> None:
    """Bad JSON, or JSON of another shape, is told, and nothing breaks."""
    desk.site.page("/api/search.json", body)

    (found,) = desk.round(search(desk.site))

    assert (found.kind, found.document) == ("failed", None)
