"""A working folder that watches one page of 100 sentences, which has changed 10,000 times; built once, as the others are.

Run it to build it where it is missing; it prints where it lies.
"""

import shutil
import sys
from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import command_stores as stores

from tracker.store import care, heads, layout
from tracker.store.archive import Archive
from tracker.store.batch import _commit, _text_commit, record_commit
from tracker.store.format import rise
from tracker.store.git import Git
from tracker.store.reader import blob_id
from tracker.store.record import RunRecord
from tracker.store.write import Commit, write_commits

VERSIONS = 10_000
PLAIN, PLEDGES = 90, 10
"""Sentences that say something, and that promise something."""
APART = timedelta(hours=6)
"""From one version to the next, which makes seven years."""
A_STREAM = 200
"""Versions to one fast-import."""
PAGE = "p0"


class LongPage(stores.Page):
    """A page that rewords one sentence a version, two of its words, and each fiftieth a pledge."""

    def __init__(self) -> None:
        super().__init__(0, PLAIN, PLEDGES)

    def next(self) -> None:
        """The next version."""
        self.nth += 1
        if self.nth % stores.SELDOM == stores.SELDOM - 1:
            self._pledges[self.nth // stores.SELDOM % PLEDGES] = self._pledge()
        elif self.nth:
            place = self.nth % PLAIN
            words = self._plain[place].split()
            for _ in range(2):
                words[self._draw.randrange(2, len(words) - 1)] = self._words(1)
            self._plain[place] = " ".join(words)


def kept(versions: int = VERSIONS) -> Path:
    """The working folder; built where it is not there, or was left half built."""
    key = sha256(Path(__file__).read_bytes()).hexdigest()[:6]
    folder = stores.home() / f"one-page-{versions}-{key}"
    if not (folder / "built").exists():
        shutil.rmtree(folder, ignore_errors=True)
        page = LongPage()
        stores.declare(folder, [page])
        _grow(folder / "snapshots", page, versions)
        (folder / "built").touch()
    with Archive(folder / "snapshots") as archive:
        archive.documents()  # An index of another tracker is made anew here, not by the first command that is measured.
    return folder


def _grow(snapshots: Path, page: LongPage, versions: int) -> None:
    Archive.create(snapshots).close()
    gits = [Git(snapshots / name) for name in (layout.RAW, layout.STORE)]
    born = {git.path.name: git.head() for git in gits}
    start = stores.LAST - (versions + 1) * APART
    for git in gits:
        write_commits(git, rise(git, tracker="bench", now=start), parent=git.head(), now=int(start.timestamp()))
    made: tuple[list[Commit], list[Commit]] = ([], [])
    for nth, both in enumerate(_rounds(page, versions), 1):
        for waiting, commits in zip(made, both, strict=True):
            waiting.extend(commits)
        if nth % A_STREAM == 0 or nth == versions:
            for git, waiting in zip(gits, made, strict=True):
                write_commits(git, waiting, parent=git.head(), now=int(start.timestamp()))
                care.tidy(git, since=None)
                waiting.clear()
    moves = {git.path.name: (born[git.path.name], git.head()) for git in gits}
    heads.note(snapshots / layout.HEADS, now=stores.LAST, run=layout.run_id(stores.LAST, 1), moves=moves)


def _rounds(page: LongPage, versions: int) -> Iterator[tuple[list[Commit], list[Commit]]]:
    """(commits of raw.git, commits of store.git) of a round for each version."""
    for left in reversed(range(versions)):
        started = stores.LAST - left * APART
        run = layout.run_id(started, 1)
        page.next()
        one = page.entry(started + timedelta(seconds=2), body=True)
        record = RunRecord(
            id=run, started=started, finished=started + timedelta(seconds=5), tracker="bench",
            recorded={f"{one.source}/{one.document}": 2},
        )  # fmt: skip
        raw = [
            _commit(one, {"Run-Id": run}, [(layout.raw_path(layout.DOCS, one.source, one.document), one.raw or b"")])
        ]
        told = {"Raw-Blob": blob_id(one.raw or b""), "Run-Id": run}
        message = f"run {run}: {record.summary}\n".encode()
        yield raw, [_text_commit(one, layout.DOCS, told), record_commit(record, message, int(started.timestamp()))]


if __name__ == "__main__":
    print(kept(), flush=True)
