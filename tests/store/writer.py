"""A process that writes rounds until it is done or killed, and says each one it has written: FOLDER NAME ROUNDS."""

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tracker.store.archive import Archive
from tracker.store.record import RunRecord
from tracker.store.version import Entry

START = datetime(2024, 6, 1, tzinfo=UTC)


def main(folder: Path, name: str, rounds: int) -> None:
    """Two documents a round; each writer has days of its own, so that no two rounds have one id."""
    first = START + timedelta(days=sum(map(ord, name)))
    with Archive(folder) as archive:
        for nth in range(rounds):
            at = first + timedelta(seconds=nth)
            run = archive.new_run_id(at)
            archive.write([entry(name, letter, run) for letter in "ab"], record(run, at))
            print(run, flush=True)  # noqa: T201 - this is how the test knows what was acknowledged


def entry(name: str, document: str, run: str) -> Entry:
    """A version that no other round writes."""
    return Entry(
        source=name, document=document, kind="content", title="A page", text=f"# A page\n\nRound {run}.\n".encode(),
        meta=b"{}\n", raw=run.encode() * 2000, url="https://example.org/", final_url="https://example.org/", status=200,
        fetched_at=START, extractor="tracker-html/1", config_key="0123456789ab",
    )  # fmt: skip


def record(run: str, at: datetime) -> RunRecord:
    """The record of that round."""
    return RunRecord(id=run, started=at, finished=at, tracker="0.1.0")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
