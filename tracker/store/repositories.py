"""Repositories: both of them with what reads them, opened together; and the one way in which anything is written."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from tracker.installed import own_version
from tracker.store import format as formats
from tracker.store import heads, layout, swap
from tracker.store.care import check_format, tidy
from tracker.store.git import REF, Git
from tracker.store.hold import hold
from tracker.store.index import Index
from tracker.store.moment import seconds
from tracker.store.outlook import Outlook
from tracker.store.places import refuse_misplaced
from tracker.store.reader import Reader
from tracker.store.write import Commit, write_commits


class Repositories:
    """store.git and raw.git of a folder, their readers and the index. Close them when done.

    StoreError when one of them is damaged, rewritten or of a format that we do not read.
    """

    def __init__(self, folder: Path, outlook: Outlook | None = None) -> None:
        self.folder = folder
        refuse_misplaced(folder)
        swap.finish(folder)
        self.store = Git(folder / layout.STORE)
        self.raw = Git(folder / layout.RAW)
        self.texts = Reader(self.store)
        self.bodies = Reader(self.raw)
        try:
            for git, reader in ((self.store, self.texts), (self.raw, self.bodies)):
                check_format(git, reader=reader)
                heads.check(folder / layout.HEADS, git)
        except BaseException:
            self._end_readers()
            raise
        self.index = Index(folder / layout.INDEX, self.store, self.texts, outlook)

    def close(self) -> None:
        """End the processes and let go of the files."""
        self.index.close()
        self._end_readers()

    def _end_readers(self) -> None:
        self.texts.close()
        self.bodies.close()

    def heads(self) -> dict[str, str]:
        """The newest commit of both by name."""
        found = {git.path.name: git.head() for git in (self.store, self.raw)}
        return {name: head for name, head in found.items() if head is not None}

    def holds(self, path: str) -> str | None:
        """The blob id of a file that raw.git holds now."""
        return self.held([path]).get(path)

    def held(self, paths: Sequence[str]) -> dict[str, str]:
        """The blob ids of those of the files that raw.git holds now."""
        rows = [row.split("\t") for row in self.raw.run("ls-tree", REF, "--", *paths).decode("ascii").splitlines()]
        return {path: facts.split(" ")[2] for facts, path in rows}

    def paths(self) -> Iterator[str]:
        """Every file that either holds now."""
        for git in (self.raw, self.store):
            yield from git.run("ls-tree", "-r", "-z", "--name-only", REF).decode("utf-8").split("\0")

    def beside(self) -> frozenset[str]:
        """Sources of which raw.git holds, or ever held, a body that is no version: suspect, failed, a picture."""
        trees = (layout.SUSPECTS, layout.FAILED, layout.PICTURES)
        listed = self.raw.run("log", "--format=", "--name-only", "--diff-filter=A", REF, "--", *trees).decode("utf-8")
        return frozenset(line.split("/")[1] for line in listed.splitlines() if line)

    def pictured(self) -> frozenset[tuple[str, str]]:
        """(source, document) of everything that has a picture: what was kept once is never taken out, but by a purge."""
        listed = self.raw.run("ls-tree", "-r", "-z", "--name-only", REF, "--", f"{layout.PICTURES}/").decode("utf-8")
        names = (path.split("/") for path in listed.split("\0") if path)
        return frozenset((source, document) for _, source, document, _ in names)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One writer at a time, and an index that is up to date."""
        with hold(self.folder):
            self.index.sync()
            yield

    def commit_round(self, *, raw: Sequence[Commit], text: Sequence[Commit], run: str, now: datetime) -> None:
        """What a round writes makes the store one of the newest format: from here on an older tracker leaves it alone."""
        if raw or text:
            both = ((self.raw, self.bodies), (self.store, self.texts))
            rises = [formats.rise(git, tracker=own_version(), now=now, reader=reader) for git, reader in both]
            raw, text = [*rises[0], *raw], [*rises[1], *text]
        self.commit(raw=raw, text=text, run=run, now=now)

    def commit(self, *, raw: Sequence[Commit], text: Sequence[Commit], run: str, now: datetime) -> None:
        """Write to both, raw first: a text must never name bytes that are not there."""
        moves: dict[str, tuple[str | None, str | None]] = {}
        for git, commits, reader in ((self.raw, raw, self.bodies), (self.store, text, self.texts)):
            old = git.head()
            if commits:
                moves[git.path.name] = (old, write_commits(git, commits, parent=old, now=seconds(now), reader=reader))
        heads.note(self.folder / layout.HEADS, now=now, run=run, moves=moves)
        self.index.sync(grown_from=moves.get(self.store.path.name, (None,))[0])
        for git in (self.raw, self.store):
            if git.path.name in moves:
                tidy(git, since=moves[git.path.name][0])
