"""The log of heads."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tracker.errors import StoreError
from tracker.store import heads
from tracker.store.archive import Archive
from tracker.store.version import Entry


def rewind(folder: Path, git: Callable[..., str]) -> None:
    """Take the last commit away, as `git push --force` would."""
    git(folder / "store.git", "update-ref", "refs/heads/main", "main~1")


def test_each_write_leaves_a_line(rounds: Any, archive: Archive, folder: Path, entry: Callable[..., Entry]) -> None:
    """Both repositories, old and new head; a quiet round moves one of them only."""
    rounds.on(0, entry())
    rounds.on(1, unchanged={"party/page": 5})

    lines = [line.split() for line in (folder / "heads.log").read_text().splitlines()]

    assert [line[:3] for line in lines] == [
        ["2024-06-01T06:01:02Z", "20240601T060002Z", "raw.git"],
        ["2024-06-01T06:01:02Z", "20240601T060002Z", "store.git"],
        ["2024-06-02T06:01:02Z", "20240602T060002Z", "store.git"],
    ]
    assert lines[1][4] == lines[2][3]
    assert lines[2][4] == archive.head()


@pytest.mark.parametrize("without", ["heads.log", "index.sqlite"])
def test_a_rewritten_history_is_refused(
    rounds: Any, folder: Path, entry: Callable[..., Entry], git: Callable[..., str], without: str
) -> None:
    """Index and log each remember on their own, and the sentence says what to do."""
    rounds.on(0, entry("First."))
    rounds.on(1, entry("Second."))
    rounds.archive.close()
    rewind(folder, git)
    (folder / without).unlink()

    with pytest.raises(StoreError, match=r"was rewritten: .* Restore it from a backup"), Archive(folder) as again:
        again.documents()


def test_nothing_is_written_onto_a_rewritten_history(
    rounds: Any, folder: Path, entry: Callable[..., Entry], git: Callable[..., str]
) -> None:
    """The evidence is not buried."""
    rounds.on(0, entry("First."))
    rewind(folder, git)

    with pytest.raises(StoreError, match="was rewritten"):
        rounds.on(1, entry("Second."))


def test_a_rewrite_on_purpose_can_be_accepted(
    rounds: Any, archive: Archive, folder: Path, entry: Callable[..., Entry], git: Callable[..., str]
) -> None:
    """As the sentence says: both files away, then a new index."""
    rounds.on(0, entry("First."))
    archive.close()
    rewind(folder, git)
    (folder / "heads.log").unlink()
    (folder / "index.sqlite").unlink()

    with Archive(folder) as again:
        assert len(again.versions("party", "page")) == 1


def test_a_line_cut_off_by_a_crash_is_passed_over(tmp_path: Path) -> None:
    """The line before it counts, and the next one starts afresh."""
    log = tmp_path / "heads.log"
    whole = f"2024-06-01T06:01:02Z run store.git - {'a' * 40}\n"
    log.write_text(whole + f"2024-06-02T06:01:02Z run store.git {'a' * 40} bbbb")

    assert heads.last(log, "store.git") == "a" * 40
    assert heads.last(log, "raw.git") is None
