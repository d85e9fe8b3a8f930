"""Woven threads, kept beside the store as opaque rows, so that one of them is found without all the others.

Not history: a cache that may be deleted at any time, and that is never the reason for a failure.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

NUMBER = 2
"""Counted up whenever the tables change: a file of another number is made anew."""
_TABLES = """
create table state (key text not null);
create table thread (nth integer primary key, stages integer not null, body blob not null);
create table brief (nth integer primary key, body blob not null);
create table led (id text not null, nth integer not null, rank integer not null, primary key (id, nth)) without rowid;
create table word (word text primary key, nths blob not null) without rowid;
create table fact (name text primary key, body blob not null) without rowid;
create table memo (name text primary key, body blob not null) without rowid;
"""
_NAMES = ("state", "thread", "brief", "led", "word", "fact", "memo")
_WAIT = 2.0
"""Seconds to wait for another process; what cannot be read or kept then is woven for this once."""
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class WovenRow:
    """One thread: how many stages it has, the ids that lead to it with how surely (0 its own), and its words."""

    body: bytes
    stages: int
    ids: tuple[tuple[str, int], ...]
    brief: bytes = b""
    """What a list says of it, read without its body."""


class WovenFault(Exception):  # noqa: N818 - no error: what is kept is made anew
    """What is kept cannot be read."""


class WovenThreads:
    """Threads by their place in time order. Whatever is asked may raise WovenFault, but the key.

    From one question for the key to the next all answers are of one state, whatever another process keeps meanwhile.
    """

    def __init__(self, path: Path | None) -> None:
        """In a file, or with None in memory until it is closed."""
        self._path = path
        self._db: sqlite3.Connection | None = None

    def close(self) -> None:
        """Let go of the file; what is asked later opens it again."""
        if self._db is not None:
            self._db.close()
            self._db = None

    def _end(self) -> None:
        """Let the next question see what has been kept meanwhile."""
        if self._db is not None and self._db.in_transaction:
            self._db.execute("rollback")

    def key(self) -> str | None:
        """What the kept threads were made of; None where there are none."""
        with suppress(WovenFault, sqlite3.Error):
            self._end()
            return next((str(key) for (key,) in self._rows("select key from state")), None)
        return None

    def keep(
        self,
        key: str,
        rows: Iterable[WovenRow],
        *,
        words: Callable[[], Mapping[str, bytes]],
        facts: Mapping[str, bytes],
        memos: Iterable[tuple[str, bytes]],
    ) -> bool:
        """Keep these in the place of all others: whether that was possible. Whoever dies meanwhile leaves the others.

        `words` is asked when all rows are through.
        """
        with suppress(sqlite3.Error):
            self._end()
            db = self._open()
            db.execute("begin immediate")
            for name in _NAMES:
                db.execute(f"delete from {name}")  # noqa: S608 - our own names
            for nth, row in enumerate(rows):
                db.execute("insert into thread values (?, ?, ?)", (nth, row.stages, row.body))
                db.execute("insert into brief values (?, ?)", (nth, row.brief))
                db.executemany(
                    "insert or ignore into led values (?, ?, ?)", [(one, nth, rank) for one, rank in row.ids]
                )
            db.executemany("insert into word values (?, ?)", sorted(words().items()))
            db.executemany("insert into fact values (?, ?)", sorted(facts.items()))
            db.executemany("insert or replace into memo values (?, ?)", memos)
            db.execute("insert into state values (?)", (key,))
            db.execute("commit")
            return True
        return False

    def bodies(self, nths: Iterable[int] | None = None, *, least: int = 1) -> dict[int, bytes]:
        """Threads by their place, those of so many stages at least; of all of them where no places are given."""
        query = "select nth, body from thread where stages >= ?"
        if nths is None:
            return dict(self._rows(f"{query} order by nth", least))
        found = (
            row
            for some in _some(sorted(set(nths)))
            for row in self._rows(f"{query} and nth in ({_marks(some)}) order by nth", least, *some)
        )
        return dict(found)

    def briefs(self) -> list[bytes]:
        """Of every thread what a list says of it, in order."""
        return [body for (body,) in self._rows("select body from brief order by nth")]

    def led(self, ids: Iterable[str]) -> dict[str, int]:
        """The thread to which each id leads, the surest one; ids that lead nowhere are absent."""
        found: dict[str, tuple[int, int]] = {}
        for some in _some(sorted(set(ids))):
            query = f"select id, nth, rank from led where id in ({_marks(some)})"  # noqa: S608 - only marks
            for name, nth, rank in self._rows(query, *some):
                found[name] = min(found.get(name, (rank, nth)), (rank, nth))
        return {name: nth for name, (_, nth) in found.items()}

    def words(self, asked: Iterable[str]) -> dict[str, bytes]:
        """In which threads each word stands."""
        found = (
            row
            for some in _some(sorted(set(asked)))
            for row in self._rows(f"select word, nths from word where word in ({_marks(some)})", *some)  # noqa: S608
        )
        return dict(found)

    def all_words(self) -> list[str]:
        """Every word that stands in a thread."""
        return [word for (word,) in self._rows("select word from word")]

    def fact(self, name: str) -> bytes | None:
        """What was noted beside the threads under that name."""
        return next((body for (body,) in self._rows("select body from fact where name = ?", name)), None)

    def memos(self) -> dict[str, bytes]:
        """What was noted for weaving again, by name."""
        return dict(self._rows("select name, body from memo"))

    def remove(self) -> None:
        """Forget all that is kept."""
        self.close()
        if self._path is not None:
            for ending in ("", "-wal", "-shm"):
                with suppress(OSError):
                    self._path.with_name(self._path.name + ending).unlink()

    def _rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        try:
            db = self._open()
            if not db.in_transaction:
                db.execute("begin")
            return db.execute(query, values).fetchall()
        except sqlite3.Error as error:
            raise WovenFault from error

    def _open(self) -> sqlite3.Connection:
        if self._db is None:
            try:
                self._db = self._connect()
            except sqlite3.OperationalError:  # no room, no right, another writer: what is there may be whole
                raise
            except sqlite3.DatabaseError:
                self.remove()
                self._db = self._connect()
        return self._db

    def _connect(self) -> sqlite3.Connection:
        db = sqlite3.connect(self._path or ":memory:", timeout=_WAIT, isolation_level=None)
        try:
            db.execute("pragma journal_mode = wal")
            db.execute("pragma synchronous = normal")
            if db.execute("pragma user_version").fetchone()[0] != NUMBER:
                _make(db)
        except BaseException:
            db.close()
            raise
        return db


def _make(db: sqlite3.Connection) -> None:
    db.execute("begin immediate")
    for (name,) in db.execute("select name from sqlite_master where type = 'table'").fetchall():
        db.execute(f'drop table "{name}"')
    for statement in filter(str.strip, _TABLES.split(";")):
        db.execute(statement)
    db.execute(f"pragma user_version = {NUMBER}")
    db.execute("commit")


def _some(wanted: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for first in range(0, len(wanted), _AT_ONCE):
        yield wanted[first : first + _AT_ONCE]


def _marks(some: Sequence[object]) -> str:
    return ", ".join("?" * len(some))
