"""The index: what it knows comes from git alone."""

import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from tracker.errors import StoreError
from tracker.store.archive import Archive
from tracker.store.record import RunRecord
from tracker.store.version import Entry

TROUBLE = {"reason": "HTTP 503", "transient": True, "status": 503}
VALIDATORS = {"key": "0123456789ab", "etag": '"abc"'}


def everything(archive: Archive) -> dict[str, object]:
    """All that the archive can say without naming anything."""
    names = archive.documents()
    return {
        "versions": [archive.versions(*name) for name in names],
        "latest": [archive.latest(*name) for name in names],
        "runs": archive.runs(),
        "revisions": archive.revisions(),
        "firsts": archive.firsts(),
        "failures": archive.failures(),
        "validators": [archive.validators(*name) for name in names],
        "suspects": [archive.suspect(*name) for name in names],
        "suspected": archive.suspects(),
        "checked": archive.checked(),
        "acknowledged": archive.acknowledged(),
        "mark": archive.mark("desk"),
        "decisions": archive.decisions(),
        "texts": [archive.text(version) for name in names for version in archive.versions(*name)],
    }


def fill(rounds: Any, entry: Callable[..., Entry]) -> None:
    """Five rounds with all that can happen."""
    rounds.on(0, entry("First.", kind="first"), entry("Other.", document="other", kind="first"))
    rounds.on(1, unchanged={"party/page": 9, "party/other": 8}, validators={"party/page": VALIDATORS})
    rounds.on(2, entry("Second."), failed={"party/other": TROUBLE, "blog": TROUBLE})
    rounds.on(3, unchanged={"party/page": 7}, failed={"party/other": TROUBLE}, suspect={"blog/x": TROUBLE})
    rounds.on(4, entry("Older.", kind="import"), entry("Second again.", kind="reextract"))
    rounds.archive.keep_suspect("party", "other", b"please wait")
    rounds.archive.acknowledge("blog", date(2024, 6, 30))
    rounds.archive.move_mark("desk", rounds.archive.newest())


def test_a_copy_without_the_index_answers_the_same(
    rounds: Any, archive: Archive, folder: Path, tmp_path: Path, entry: Callable[..., Entry]
) -> None:
    """Versions, sightings, failures and validators all come back from git."""
    fill(rounds, entry)
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy, ignore=shutil.ignore_patterns("index.sqlite*", "*.lock", "heads.log"))

    with Archive(copy) as other:
        assert everything(other) == everything(archive)


def test_reindex_changes_nothing(rounds: Any, archive: Archive, entry: Callable[..., Entry]) -> None:
    """The index kept up to date is the index made anew."""
    fill(rounds, entry)
    before = everything(archive)

    commits = archive.reindex()

    assert everything(archive) == before
    assert commits == 14


@pytest.mark.parametrize("damage", [b"", b"not an index at all" * 100])
def test_a_damaged_index_is_made_anew(
    rounds: Any, archive: Archive, folder: Path, entry: Callable[..., Entry], damage: bytes
) -> None:
    """Nobody has to do anything about it."""
    fill(rounds, entry)
    before = everything(archive)
    archive.close()
    (folder / "index.sqlite").write_bytes(damage)

    with Archive(folder) as again:
        assert everything(again) == before


def test_another_process_sees_what_was_written(
    rounds: Any, archive: Archive, folder: Path, entry: Callable[..., Entry]
) -> None:
    """An open archive does not go stale."""
    with Archive(folder) as other:
        assert other.latest("party", "page") is None

        (version,) = rounds.on(0, entry())

        assert other.latest("party", "page") == version


def test_a_version_was_last_seen_in_the_last_round_that_found_it(
    rounds: Any, archive: Archive, entry: Callable[..., Entry]
) -> None:
    """What changed lies between the last sighting of the old text and the first of the new."""
    rounds.on(0, entry("First."))
    rounds.on(3, unchanged={"party/page": 9})
    rounds.on(4, failed={"party/page": TROUBLE})
    rounds.on(5, entry("Second."))

    (revision,) = archive.revisions()

    assert revision.between == (datetime(2024, 6, 4, 6, 0, 11, tzinfo=UTC), datetime(2024, 6, 6, 6, 0, 7, tzinfo=UTC))


def test_a_wrong_clock_turns_no_time_round(rounds: Any, archive: Archive, entry: Callable[..., Entry]) -> None:
    """One round a thousand days ahead: the next one is believed, the order stays, and no change ends before it begins."""
    rounds.on(0, entry("First."))
    rounds.on(1000, unchanged={"party/page": 0})
    rounds.on(2, unchanged={"party/page": 0})
    rounds.on(3, entry("Second."))
    rounds.on(1003, entry("Third."))
    rounds.on(5, entry("Fourth."))

    first, *later = archive.revisions()

    assert [one.new.number for one in (first, *later)] == [2, 3, 4]
    assert first.between == (datetime(2024, 6, 3, 6, 0, 2, tzinfo=UTC), datetime(2024, 6, 4, 6, 0, 7, tzinfo=UTC))
    assert all(one.between[0] <= one.between[1] for one in later)
    assert archive.latest("party", "page").number == 4  # type: ignore[union-attr]


def test_our_own_new_reading_keeps_the_sightings(rounds: Any, archive: Archive, entry: Callable[..., Entry]) -> None:
    """A text that was only extracted anew was on the page whenever the old one was."""
    rounds.on(0, entry("First."))
    rounds.on(3, unchanged={"party/page": 9})
    rounds.on(0, entry("First!", kind="reextract"))

    latest = archive.latest("party", "page")

    assert latest is not None
    assert (latest.kind, latest.last_seen.day) == ("reextract", 4)


def test_an_older_capture_that_is_imported_finds_its_place(
    rounds: Any, archive: Archive, folder: Path, entry: Callable[..., Entry], git: Callable[..., str]
) -> None:
    """It gets the next number, goes before the others by date, and leaves `docs` alone."""
    rounds.on(10, entry("Now.", kind="first"))
    rounds.on(11, unchanged={"party/page": 5})
    (older,) = rounds.on(2, entry("Then.", kind="import"))

    assert (older.number, archive.resolve("party@first").number, archive.resolve("party@latest").number) == (2, 2, 1)
    assert [(pair.old.number, pair.new.number) for pair in archive.revisions()] == [(2, 1)]
    assert archive.firsts() == (older,)
    now, *_ = archive.versions("party", "page")
    assert (archive.captured("party", "page"), archive.before(now), archive.before(older)) == (
        (older, now),
        older,
        None,
    )
    assert (archive.text(older), archive.raw(older)) == ("# Our plan\n\nThen.\n", b"<h1>Our plan</h1><p>Then.")
    assert len(git(folder / "store.git", "log", "--oneline", "--", "docs").splitlines()) == 1


def test_failures_in_a_row_are_counted_until_a_good_capture(rounds: Any, archive: Archive) -> None:
    """Since when, how often, and what was said last."""
    rounds.on(0, failed={"party/page": TROUBLE})
    rounds.on(1, failed={"party/page": TROUBLE | {"reason": "HTTP 500"}})

    failing = archive.failing("party", "page")

    assert failing is not None
    assert (failing.since, failing.count, failing.reason) == (datetime(2024, 6, 1, 6, 0, 2, tzinfo=UTC), 2, "HTTP 500")
    assert archive.failing_since("party", "page") == failing.since
    assert archive.failing("party", None) is None

    rounds.on(2, unchanged={"party/page": 1})

    assert archive.failing("party", "page") is None
    assert archive.failing_since("party", "page") is None


def test_a_source_as_such_is_well_again_when_a_document_of_it_was_reached(rounds: Any, archive: Archive) -> None:
    """A listing that answers is no longer failing, even where one of its posts is."""
    rounds.on(0, failed={"blog": TROUBLE})
    rounds.on(1, failed={"blog": TROUBLE})
    assert list(archive.failures()) == ["blog"]

    rounds.on(2, failed={"blog/post": TROUBLE})

    assert list(archive.failures()) == ["blog/post"]


def test_the_final_record_takes_the_place_of_the_interim_one(
    rounds: Any, archive: Archive, clock: Any, record: Callable[..., RunRecord], entry: Callable[..., Entry]
) -> None:
    """A long round is one round: one record, and a failure in it counts once."""
    interim = record(finished=None, recorded={"party/page": 1}, failed={"blog": TROUBLE, "news": TROUBLE})
    archive.write([entry("First.")], interim)
    final = record(
        recorded={"party/page": 1, "party/other": 3, "news/x": 4}, failed={"blog": TROUBLE}, unchanged={"party/z": 1}
    )
    archive.write([entry("Other.", document="other")], final)

    assert archive.runs() == (final,)
    assert archive.run(final.id) == final
    assert {name: failing.count for name, failing in archive.failures().items()} == {"blog": 1}


def test_a_commit_by_another_hand_is_named(archive: Archive, folder: Path, git: Callable[..., str]) -> None:
    """What tracker did not write is not shown as recorded."""
    stream = (
        b"commit refs/heads/main\ncommitter x <x@y> 1700000000 +0000\ndata 5\nmine\n"
        b"from refs/heads/main^0\nM 100644 inline docs/party/page/text.md\ndata 2\nx\n\ndone\n"
    )
    git(folder / "store.git", "fast-import", "--quiet", "--done", data=stream)

    with pytest.raises(StoreError, match=r"was not written by tracker \(“mine”\)"):
        archive.documents()
