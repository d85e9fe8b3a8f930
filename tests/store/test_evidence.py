"""Evidence of a version: the objects that plain git needs, and no more."""

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from tracker.store.archive import Archive
from tracker.store.evidence import Evidence
from tracker.store.version import Entry


def _are_sound(found: Evidence) -> bool:
    """Whether each object's name is the hash that git would give its bytes."""
    for name, body in found.objects.items():
        oid, _, kind = name.partition(".")
        if hashlib.sha1(f"{kind} {len(body)}\0".encode() + body, usedforsecurity=False).hexdigest() != oid:
            return False
    return True


def test_the_chain_runs_from_the_version_to_the_end_of_its_round(
    rounds: Any, archive: Archive, entry: Callable[..., Entry]
) -> None:
    """Every commit is the parent of the next; the last is the head that the round left."""
    rounds.on(0, entry("One."))
    first, second = rounds.on(1, entry("Two."), entry("Another page.", document="other-1a2b3c4d"))
    head = archive.head()
    rounds.on(2, entry("Three."))

    found = archive.evidence(first)

    assert (found.folder, found.chain, found.closed) == ("docs/party/page", (first.commit, second.commit, head), head)
    assert _are_sound(found)
    for older, newer in zip(found.chain, found.chain[1:], strict=False):
        assert f"parent {older}\n".encode() in found.objects[f"{newer}.commit"]
    assert archive.evidence(second).chain == (second.commit, head)


def test_the_round_that_saw_it_last_is_named(rounds: Any, archive: Archive, entry: Callable[..., Entry]) -> None:
    """Not the one that recorded it, nor one that saw something else."""
    (version,) = rounds.on(0, entry())
    assert archive.evidence(version).sighting is None
    rounds.on(1, unchanged={"party/page": 7})
    rounds.on(2, unchanged={"other/page": 7})

    latest = archive.latest("party", "page")
    assert latest is not None
    found = archive.evidence(latest).sighting

    assert found is not None
    assert found.path == "runs/2024/06/20240602T060002Z.json"
    assert b'"party/page": 7' in found.record
    assert _are_sound(archive.evidence(latest))


def test_an_imported_capture_lies_in_a_tree_of_its_own(
    rounds: Any, archive: Archive, entry: Callable[..., Entry], record: Callable[..., Any]
) -> None:
    """What others saw before us is proved from `archive/`."""
    rounds.on(1, entry("Two."))
    old = entry("One.", kind="import", fetched_at=datetime(2024, 1, 1, tzinfo=UTC), seen_by="web.archive.org")
    (version,) = archive.write([old], record(id="20240605T000000Z"))

    found = archive.evidence(version)

    assert found.folder == "archive/party/page"
    assert _are_sound(found)


def test_what_is_kept_of_an_answer(rounds: Any, archive: Archive, entry: Callable[..., Entry]) -> None:
    """Status, validators and both addresses; a title cannot forge any of them."""
    (version,) = rounds.on(0, entry(etag='W/"x"', title="Plan\n\nETag: forged", final_url="https://example.org/new"))

    assert archive.headers(version) == {
        "Http-Status": "200",
        "ETag": 'W/"x"',
        "Url": "https://example.org/plan",
        "Final-Url": "https://example.org/new",
        "Fetched-At": "2024-06-01T06:00:07Z",
    }
