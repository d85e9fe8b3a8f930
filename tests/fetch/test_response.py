"""The page as it came."""

from datetime import UTC, datetime

import pytest

from tracker.fetch.response import Response


def make(**facts: object) -> Response:
    """A response of a page."""
    return Response.model_validate(
        {
            "url": "https://party.example/plan",
            "final_url": "https://party.example/plan",
            "status": 200,
            "fetched_at": datetime(2026, 8, 17, tzinfo=UTC),
            **facts,
        }
    )


def test_first_header_of_a_name_counts() -> None:
    """Names are found however they are written; of two the first is taken."""
    response = make(headers=(("etag", '"1"'), ("link", "a"), ("link", "b")))

    assert (response.header("ETag"), response.header("link"), response.header("date")) == ('"1"', "a", None)


@pytest.mark.parametrize(("status", "expected"), [(200, False), (304, True), (410, False)])
def test_304_means_not_modified(status: int, *, expected: bool) -> None:
    """Only 304 says that what we hold still stands."""
    assert make(status=status).not_modified is expected
