"""The index beside the store: SQLite, made and kept up to date from git alone; deleting it loses nothing."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from os import W_OK, access
from pathlib import Path

from tracker.errors import StoreError
from tracker.store import projection, sentences
from tracker.store.ahead import NOTHING, read_ahead
from tracker.store.git import Git
from tracker.store.history import Past, walk
from tracker.store.outlook import Outlook
from tracker.store.reader import MOST_AHEAD, Reader

NUMBER = 14
"""Counted up whenever the tables change: an index of another number is made anew."""
_READING, _WRITING = 16_384, 65_536
"""KB of the index that SQLite keeps in memory: more where it takes in history, as keys of sentences come in no order."""
_PATIENCE = 30.0
"""Seconds to wait for another process that is bringing the index up to date."""


class Index:
    """The index of one store. Times in it are whole seconds since 1970, UTC."""

    def __init__(self, path: Path | None, git: Git, reader: Reader, outlook: Outlook | None = None) -> None:
        """An index in a file, or with None one of its own that goes when it is closed.

        With an `outlook` questions are answered as if only those versions were there that others may see.
        """
        self._path = path
        self._git = git
        self._reader = reader
        self._db: sqlite3.Connection | None = None
        self._steady = False
        self._outlook = outlook
        self._is_narrowed = False
        self._synced: str | None = None
        """The head of git at which this connection found the index up to date, or brought it there."""

    @contextmanager
    def steady(self) -> Iterator[None]:
        """While the store's lock is held and nothing is being recorded: one look at git is enough for many questions."""
        self.sync()
        self._steady = True
        try:
            yield
        finally:
            self._steady = False

    def rows(self, query: str, *values: object) -> list[sqlite3.Row]:
        """The rows that answer a query of the store room, on an index that is up to date with git."""
        if not self._steady:
            self.sync()
        with self._sound():
            db = self._open()
            if self._outlook and not self._is_narrowed:
                self._outlook.narrow(db)
                self._is_narrowed = True
            return db.execute(query, values).fetchall()

    def head(self) -> str | None:
        """The newest commit that the index knows."""
        row = self._open().execute("select head from state").fetchone()
        return row["head"] if row else None

    def sync(self, *, grown_from: str | None = None) -> int:
        """Take in what git has and the index has not: how many commits. StoreError when history was rewritten.

        `grown_from` is a head on which this process has just made the one that stands: that needs no asking.
        """
        head = self._git.head()
        if head and head == self._synced:
            return 0
        with self._sound():
            count = 0 if head == self.head() else self._catch_up(head, grown_from)
        self._synced = head
        return count

    def _catch_up(self, head: str | None, grown_from: str | None) -> int:
        with self._transaction() as db:
            known = self.head()  # Again: another process may have been quicker.
            if known and (head is None or (known != grown_from and not self._git.is_ancestor(known, head))):
                raise rewritten(self._git.path, known, head)
            if head is None or head == known:
                return 0
            count = self._take_all(db, walk(self._git, head, after=known))
            db.execute("delete from state")
            db.execute("insert into state values (?)", (head,))
        return count

    def rehearse(self, head: str) -> None:
        """Take in history that ends in `head` and let go of it again. StoreError when any of it cannot be read."""
        with self._sound(), suppress(_Rehearsal), self._transaction() as db:
            db.execute("delete from senseless")  # What was history before is verify's to tell.
            self._take_all(db, walk(self._git, head, after=self.head()))
            if odd := db.execute("select * from senseless limit 1").fetchone():
                raise self._senseless(odd)
            raise _Rehearsal

    def refuse_senseless(self, *, after: str) -> None:
        """StoreError where a record makes no sense that came into the history after that commit."""
        odd = {row["commit"]: row for row in self.rows("select * from senseless")}
        for past in walk(self._git, self.head() or "", after=after) if odd else ():
            if past.id in odd:
                raise self._senseless(odd[past.id])

    def _senseless(self, odd: sqlite3.Row) -> StoreError:
        return StoreError(
            f"Nothing was pulled: commit {odd['commit'][:12]} of the remote's {self._git.path.name} has a record "
            f"that makes no sense ({odd['path']}: {odd['why']}). Look who else can write there, and pull from another copy."
        )

    def rebuild(self) -> int:
        """Make the index anew from git alone: how many commits."""
        self.close()
        self._remove()
        return self.sync()

    def differences(self, path: Path) -> list[str]:
        """What an index in a file says otherwise than this one; an empty list when all is the same.

        Names of versions, or of tables. The file is only read. StoreError when it cannot be.
        """
        with self._sound():
            db = self._open()
            db.execute("attach database ? as held", (str(path),))
            try:
                return sorted({name for table in COMPARED for name in _differing(db, table)})
            finally:
                db.execute("detach database held")

    def close(self) -> None:
        """Let go of the file."""
        self._synced = None
        if self._db is not None:
            self._db.close()
            self._db, self._is_narrowed = None, False

    def _open(self) -> sqlite3.Connection:
        if self._db is None:
            try:
                self._db = self._connect()
            except sqlite3.DatabaseError:
                self._remove()  # Not an index, or not a whole one: git has everything that was in it.
                self._db = self._connect()
        return self._db

    def _connect(self) -> sqlite3.Connection:
        # In a folder that cannot be written to (a mounted backup) the index is a temporary one, which SQLite calls "".
        place = str(self._path) if self._path and access(self._path.parent, W_OK) else ""
        # Threads of a round use it in turn, behind one lock.
        db = sqlite3.connect(place, timeout=_PATIENCE, isolation_level=None, check_same_thread=False)
        try:
            db.row_factory = sqlite3.Row
            db.execute("pragma journal_mode = wal")
            db.execute("pragma synchronous = normal")
            db.execute(f"pragma cache_size = -{_READING}")
            if db.execute("pragma user_version").fetchone()[0] != NUMBER:
                _make_tables(db)
        except BaseException:
            db.close()
            raise
        return db

    def _remove(self) -> None:
        if self._path is not None:
            remove(self._path)

    @contextmanager
    def _sound(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise StoreError(
                f"{self._path or 'The temporary index'} cannot be used: {error}. See that the disk has room, then run "
                "`tracker reindex`; what is recorded lies in git and is not touched by this."
            ) from error

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        db = self._open()
        if self._is_narrowed:  # what comes in, comes into the whole
            Outlook.widen(db)
            self._is_narrowed = False
        db.execute(f"pragma cache_size = -{_WRITING}")
        db.execute("begin immediate")
        try:
            yield db
        except BaseException:
            db.execute("rollback")
            raise
        else:
            db.execute("commit")
        finally:
            db.execute(f"pragma cache_size = -{_READING}")

    def _take_all(self, db: sqlite3.Connection, history: Iterator[Past]) -> int:
        count = 0
        parts = iter(lambda: tuple(islice(history, MOST_AHEAD // 2)), ())
        for some, known in read_ahead(self._git, parts):
            left = [past for past in some if known.get(past.id, NOTHING).said is None]
            wanted = [blob for past in left for path, blob in past.kept if projection.is_read(path)]
            self._reader.expect(wanted[:MOST_AHEAD])
            for past in some:
                projection.take(db, past, self._reader, known.get(past.id, NOTHING))
            count += len(some)
        return count


COMPARED = (
    *"version document run failure suspect recovered checked decision".split(),
    *"acknowledged mark told carried validators imported saved purged sentence unread senseless replayed renumbered".split(),
)


def _differing(db: sqlite3.Connection, table: str) -> Iterator[str]:
    ours, theirs = f"select * from {table}", f"select * from held.{table}"  # noqa: S608 - our own names
    for query in (f"{ours} except {theirs}", f"{theirs} except {ours}"):
        for row in db.execute(query):
            yield f"{row['source']}/{row['document']}@{row['number']}" if table == "version" else f"table {table}"


def known(path: Path) -> tuple[int, str | None]:
    """(number, head) of an index in a file. sqlite3.Error when it is not one."""
    db = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    try:
        number = int(db.execute("pragma user_version").fetchone()[0])
        row = db.execute("select head from state").fetchone()
    finally:
        db.close()
    return number, str(row[0]) if row else None


def remove(path: Path) -> None:
    """Delete an index; git has everything that is in it."""
    for ending in ("", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


class _Rehearsal(Exception):  # noqa: N818 - no error: the way out of a transaction that is not to be kept
    """All was well, and nothing is kept."""


def rewritten(repository: Path, known: str, head: str | None) -> StoreError:
    """The error for a history that no longer holds what it held."""
    return StoreError(
        f"The history of {repository} was rewritten: {known[:12]}, which tracker has seen, is not part of "
        f"{head[:12] if head else 'an empty repository'}. Restore it from a backup. If it was rewritten on purpose, "
        "move heads.log and index.sqlite away, then run `tracker reindex`."
    )


def _make_tables(db: sqlite3.Connection) -> None:
    db.execute("begin immediate")
    with suppress(sqlite3.OperationalError):  # none there yet
        for (name,) in db.execute("select name from sqlite_master where type = 'table'").fetchall():
            db.execute(f'drop table if exists "{name}"')
    for statement in filter(str.strip, (projection.TABLES + sentences.TABLES).split(";")):
        db.execute(statement)
    db.execute(f"pragma user_version = {NUMBER}")
    db.execute("commit")
