"""Claims for the tests of this room: made from our own sentences, with or without a place."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from shareddata import SHARED

from tracker.claims.claim import Claim, Place, claim_id

Make = Callable[..., Claim]


@pytest.fixture
def claim() -> Make:
    """A claim published on a day by somebody; by default in a document of its own."""

    def make(
        text: str,
        day: str | None = None,
        *,
        publisher: str | None = None,
        document: str | None = None,
        version: int = 1,
        seen: str | None = None,
        start: int = 0,
        lead_in: str | None = None,
    ) -> Claim:
        source = document or f"{publisher or 'somebody'}-{day or 'undated'}-{abs(hash_of(text))}"
        place = Place(
            source=source,
            document="page",
            version=f"{source}@{version}",
            publisher=publisher,
            published=_noon(day),
            first_seen=_noon(seen),
        )
        return Claim(
            id=claim_id(source, "page", text, 0),
            kind="pledge",
            text=text,
            start=start,
            end=start + len(text),
            strength=4,
            lead_in=lead_in,
            place=place,
        )

    return make


@pytest.fixture
def shared() -> Path:
    """The folder of the shared data; who asks for it is marked `shared_data`."""
    return SHARED / "data"


def hash_of(text: str) -> int:
    """A number of the text that is the same in every run."""
    return sum(place * ord(letter) for place, letter in enumerate(text, start=1))


def _noon(day: str | None) -> datetime | None:
    return datetime.fromisoformat(f"{day}T12:00:00").replace(tzinfo=UTC) if day else None
