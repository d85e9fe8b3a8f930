"""Long histories, made quickly: the very commits that the archive makes, many thousands to one fast-import."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tracker.store import care, layout
from tracker.store.archive import Archive
from tracker.store.batch import _text_commit
from tracker.store.git import Git
from tracker.store.record import RunRecord
from tracker.store.version import Entry
from tracker.store.write import Commit, write_commits

START = datetime(2020, 1, 1, tzinfo=UTC)
A_SITE = 100
"""Documents of one source."""
A_STREAM = 20_000
"""Commits to one fast-import."""


def entry(document: int, nth: int, paragraphs: int = 4) -> Entry:
    """Version `nth` of a document: one sentence of it differs from the version before, one from other documents."""
    body = "".join(
        f"Paragraph {row} of document {document} says that standards in schools will rise by {row * document % 97}.\n\n"
        for row in range(paragraphs)
    )
    return Entry(
        source=f"site-{document // A_SITE:03}", document=f"page-{document:05}", kind="content", title="A page",
        text=f"# Page {document}\n\n{body}We will do {nth} things.\n".encode(), meta=b"{}\n", raw=None,
        url=f"https://example.org/{document}", final_url=f"https://example.org/{document}", status=200,
        fetched_at=START + timedelta(seconds=60 * nth), etag=f'"{document}-{nth}"', extractor="tracker-html/1",
        config_key="0123456789ab",
    )  # fmt: skip


def record(started: datetime, run: str) -> RunRecord:
    """A quiet record: what a round writes beside its versions."""
    return RunRecord(id=run, started=started, finished=started, tracker="0.1.0")


def grow(folder: Path, *, documents: int, commits: int) -> None:
    """Make the store in `folder`, or add to it, until it holds so many versions of so many documents, in turn."""
    Archive.create(folder).close()
    store = Git(folder / layout.STORE)
    # One commit holds FORMAT; benches add a few rounds of their own, which do not matter here.
    held = int(store.run("rev-list", "--count", "refs/heads/main")) - 1
    head = store.head()
    for first in range(held, commits, A_STREAM):
        made = list(_commits(documents, range(first, min(commits, first + A_STREAM))))
        head = write_commits(store, made, parent=head, now=int(START.timestamp()))
    care.tidy(store, since=None)


def _commits(documents: int, numbers: range) -> Iterator[Commit]:
    for number in numbers:
        yield _text_commit(entry(number % documents, number // documents), layout.DOCS, {"Run-Id": "20200101T000000Z"})
