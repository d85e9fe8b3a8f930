"""A real archive in a temporary folder, with a clock of its own, and short ways to make entries and records."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tracker.store.archive import Archive
from tracker.store.record import RunRecord
from tracker.store.version import Entry, Version

START = datetime(2024, 6, 1, 6, 0, 2, tzinfo=UTC)


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.time = START

    def __call__(self) -> datetime:
        """The time that was set."""
        return self.time


class Rounds:
    """Writes whole rounds: day after day, with what was recorded, unchanged and failed."""

    def __init__(self, archive: Archive, clock: Clock) -> None:
        self.archive = archive
        self.clock = clock

    def on(self, day: int, *entries: Entry, **facts: object) -> tuple[Version, ...]:
        """The round of that day after the first; its captures happen five seconds after its start."""
        started = START + timedelta(days=day)
        self.clock.time = started + timedelta(minutes=1)
        moved = [entry.model_copy(update={"fetched_at": started + timedelta(seconds=5)}) for entry in entries]
        told = {"recorded": {f"{entry.source}/{entry.document}": 5 for entry in entries}, **facts}
        record = make_record(id=self.archive.new_run_id(started), started=started, finished=self.clock.time, **told)
        return self.archive.write(moved, record)


def make_entry(sentence: str = "We will open more nurseries.", **facts: object) -> Entry:
    """An entry of source `party`, document `page`, with that sentence."""
    title = str(facts.get("title", "Our plan"))
    return Entry.model_validate(
        {
            "source": "party",
            "document": "page",
            "kind": "content",
            "title": title,
            "text": f"# Our plan\n\n{sentence}\n".encode(),
            "meta": b'{\n "title": "Our plan"\n}\n',
            "raw": f"<h1>Our plan</h1><p>{sentence}".encode(),
            "url": "https://example.org/plan",
            "final_url": "https://example.org/plan",
            "status": 200,
            "fetched_at": START,
            "extractor": "tracker-html/1",
            "config_key": "0123456789ab",
            **facts,
        }
    )


def make_record(**facts: object) -> RunRecord:
    """A record of the first round."""
    return RunRecord.model_validate(
        {"id": "20240601T060002Z", "started": START, "finished": START, "tracker": "0.1.0", **facts}
    )


@pytest.fixture
def clock() -> Clock:
    """A clock that a test sets."""
    return Clock()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the archive of this test lies."""
    return tmp_path / "snapshots"


@pytest.fixture
def archive(folder: Path, clock: Clock) -> Iterator[Archive]:
    """An empty archive."""
    with Archive.create(folder, now=clock) as made:
        yield made


@pytest.fixture
def rounds(archive: Archive, clock: Clock) -> Rounds:
    """Writes rounds into the archive."""
    return Rounds(archive, clock)


@pytest.fixture(scope="session")
def open_rounds() -> Callable[[Path], Rounds]:
    """Makes an archive in a folder, with a clock of its own; for tests that share one. Close its archive."""

    def open_in(folder: Path) -> Rounds:
        clock = Clock()
        return Rounds(Archive.create(folder, now=clock), clock)

    return open_in


@pytest.fixture(scope="session")
def entry() -> Callable[..., Entry]:
    """Makes entries."""
    return make_entry


@pytest.fixture
def record() -> Callable[..., RunRecord]:
    """Makes run records."""
    return make_record


@pytest.fixture
def git() -> Callable[..., str]:
    """Runs plain git as a person would; takes the repository and arguments, gives what it says on both outputs."""
    return plain_git


def plain_git(repository: Path, *args: str, data: bytes | None = None) -> str:
    """What plain git says."""
    import subprocess

    command = ["git", "--git-dir", str(repository), *args]
    done = subprocess.run(command, capture_output=True, input=data, check=False)
    return (done.stdout + done.stderr).decode("utf-8")
