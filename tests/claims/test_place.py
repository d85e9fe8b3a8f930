"""Claims in their place."""

from collections.abc import Callable
from datetime import UTC, datetime

from tracker.claims.claim import claim_id
from tracker.claims.find import find_claims
from tracker.claims.place import placed
from tracker.extract.document import Document

SEEN = datetime(2026, 10, 6, 7, tzinfo=UTC)


def test_ids_are_counted_over_source_and_document(party: Callable[[str], Document]) -> None:
    """The same words in another source are another claim; the place says which version."""
    claims = find_claims(party("We will open 40 hubs."))

    (claim,) = placed(
        claims, source="ld", document="page", version="ld@2", url="https://example.org/x", first_seen=SEEN
    )

    assert claim.id == claim_id("ld", "page", "We will open 40 hubs.", 0) != claims[0].id
    assert claim.place is not None
    assert (claim.place.source, claim.place.version, claim.place.first_seen) == ("ld", "ld@2", SEEN)
    assert (claim.place.publisher, claim.place.url) == ("Liberal Democrats", "https://example.org/x")
