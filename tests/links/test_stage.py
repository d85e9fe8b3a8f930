"""Stages of a page that has changed many times: what its versions repeat is held once."""

import gc
import weakref
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from tracker.claims.claim import Claim
from tracker.claims.find import find_claims
from tracker.claims.place import placed
from tracker.extract import plain
from tracker.links.stage import as_versions_go, folded, stages

START = datetime(2026, 1, 1, tzinfo=UTC)
PROMISES = ("We will build 40 owl boxes.", "We will end the badger cull by 2030.")


def version(number: int) -> tuple[Claim, ...]:
    """The claims of a version that repeats two promises and brings one of its own."""
    found = find_claims(plain.read(f"# Plan\n\n{' '.join(PROMISES)} We will hire {number + 100} inspectors.\n"))
    seen = START + timedelta(days=number)
    return placed(found, source="plan", document="page", version=f"plan@{number}", first_seen=seen)


def test_versions_one_by_one_make_the_same_stages_as_all_claims_at_once() -> None:
    """With the versions in which the words stand, and each where it stood first."""
    versions = [version(number) for number in range(1, 13)]

    found = folded(claim for claims in versions for claim in as_versions_go(claims))

    assert found == stages([claim for claims in reversed(versions) for claim in claims])
    assert {one.claim.text: len(one.versions) for one in found if one.claim.text in PROMISES} == dict.fromkeys(
        PROMISES, 12
    )
    assert len(found) == 14


def test_of_claims_that_are_repeated_none_is_held() -> None:
    """However often the page has changed: what lives is the first of each, and the version that is being read."""
    alive: weakref.WeakSet[Claim] = weakref.WeakSet()
    most = [0]

    def read() -> Iterator[Claim]:
        for number in range(1, 41):
            for claim in version(number):
                alive.add(claim)
                yield claim
            del claim
            gc.collect()
            most[0] = max(most[0], len(alive) - number)

    gc.freeze()  # else what other cases have left is looked through forty times
    folded(read())
    gc.unfreeze()

    assert most[0] <= 2 + 3
