"""Woven threads, kept beside the store as opaque rows, so that one of them is found without all the others.

Not history: a cache that may be deleted at any time, and that is never the reason for a failure.
"""

import sqlite3
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

NUMBER = 3
"""Counted up whenever the tables change: a file of another number is made anew."""
_TABLES = """
create table state (key text not null);
create table thread (nth integer primary key, stages integer not null, body blob not null);
create table brief (nth integer primary key, body blob not null);
create table led (id text not null, nth integer not null, rank integer not null, primary key (id, nth)) without rowid;
create table word (word text, part integer, nths blob not null, primary key (word, part)) without rowid;
create table fact (name text primary key, body blob not null) without rowid;
create table stage (nth integer primary key, thread integer not null, paper text not null, at integer not null,
    length real not null, body blob not null);
create index stage_paper on stage (paper);
create index stage_at on stage (at);
create index stage_thread on stage (thread) where thread <> nth;
create table claim (id text, former integer, nth integer, primary key (id, former, nth)) without rowid;
create table paper (name text primary key, mark text not null) without rowid;
"""
"""Stages are numbered in time order, with room between them, and a thread bears the number of its first one. `led`: ids to
threads; `claim`: ids to stages; `word`: the stages that have it; `paper`: of what its stages were read."""
_NAMES = ("state", "thread", "brief", "led", "word", "fact", "stage", "claim", "paper")
PART = 28
"""Bits of the numbers of stages in one part of a word's: a new stage rewrites one part, not all."""
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


@dataclass(frozen=True, slots=True)
class StageRow:
    """One stage: its thread, its document, its time in microseconds, the length of its words, the ids of its claims."""

    nth: int
    thread: int
    paper: str
    at: int
    length: float
    body: bytes
    ids: tuple[str, ...]
    former: tuple[str, ...]


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
        threads: Iterable[tuple[int, WovenRow]],
        *,
        stages: Callable[[], Iterable[StageRow]],
        words: Callable[[], Iterable[tuple[str, Sequence[int]]]],
        facts: Mapping[str, bytes],
        papers: Mapping[str, str],
    ) -> bool:
        """Keep these in the place of all others: whether that was possible. Whoever dies meanwhile leaves the others.

        `stages` and `words`, each with its stages in order, are asked when all threads are through.
        """
        with suppress(sqlite3.Error), self.changing() as change:
            for name in _NAMES:
                self._open().execute(f"delete from {name}")  # noqa: S608 - our own names
            for nth, row in threads:
                change.put_thread(nth, row)
            for one in stages():
                change.put_stage(one)
            for word, nths in sorted(words()):
                change.put_word(word, nths)
            change.put_facts(facts)
            change.put_papers(papers)
            change.put_key(key)
            return True
        return False

    @contextmanager
    def changing(self) -> "Iterator[WovenChange]":
        """What is changed in the block, all of it or nothing; what is asked meanwhile sees it. sqlite3.Error."""
        self._end()
        db = self._open()
        db.execute("begin immediate")
        try:
            yield WovenChange(db)
            db.execute("commit")
        except BaseException:
            with suppress(sqlite3.Error):
                db.execute("rollback")
            raise

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

    def words(self, asked: Iterable[str]) -> "dict[str, array[int]]":
        """In which stages each word stands; words that stand nowhere are absent."""
        found: dict[str, array[int]] = {}
        for some in _some(sorted(set(asked))):
            query = f"select word, nths from word where word in ({_marks(some)}) order by word, part"  # noqa: S608 - only marks
            for word, nths in self._rows(query, *some):
                found.setdefault(word, array("I")).frombytes(nths)
        return found

    def threads_of(self) -> dict[int, int]:
        """Of every stage that is not the first of its thread the thread."""
        return dict(self._rows("select nth, thread from stage where thread <> nth"))

    def all_words(self) -> list[str]:
        """Every word that stands in a thread."""
        return [word for (word,) in self._rows("select distinct word from word")]

    def fact(self, name: str) -> bytes | None:
        """What was noted beside the threads under that name."""
        return next((body for (body,) in self._rows("select body from fact where name = ?", name)), None)

    def stage_bodies(self, nths: Iterable[int]) -> dict[int, bytes]:
        """What is kept of these stages."""
        found = (
            row
            for some in _some(sorted(set(nths)))
            for row in self._rows(f"select nth, body from stage where nth in ({_marks(some)})", *some)  # noqa: S608
        )
        return dict(found)

    def lengths(self, nths: Iterable[int]) -> dict[int, float]:
        """Of these stages how long their words are together."""
        found = (
            row
            for some in _some(sorted(set(nths)))
            for row in self._rows(f"select nth, length from stage where nth in ({_marks(some)})", *some)  # noqa: S608
        )
        return dict(found)

    def thread_of(self, nth: int) -> int:
        """The thread of a stage. WovenFault where there is no such stage."""
        rows = self._rows("select thread from stage where nth = ?", nth)
        if not rows:
            raise WovenFault
        return int(rows[0][0])

    def mates(self, thread: int) -> list[int]:
        """The stages of a thread in order."""
        query = "select nth from stage where thread = ? and thread <> nth order by nth"
        return [thread, *(nth for (nth,) in self._rows(query, thread))]

    def stages_of(self, paper: str) -> list[int]:
        """The stages of a document in order."""
        return [nth for (nth,) in self._rows("select nth from stage where paper = ? order by nth", paper)]

    def papers(self) -> dict[str, str]:
        """Of each document what its stages were read from."""
        return dict(self._rows("select name, mark from paper"))

    def stage_with(self, claim: str, *, former: bool) -> int | None:
        """The last stage with a claim of that id, or that had one."""
        rows = self._rows("select max(nth) from claim where id = ? and former = ?", claim, int(former))
        return None if rows[0][0] is None else int(rows[0][0])

    def said_at(self, at: int) -> list[int]:
        """The stages of that moment, in order."""
        return [nth for (nth,) in self._rows("select nth from stage where at = ? order by nth", at)]

    def last_before(self, at: int) -> int | None:
        """The last stage of an earlier moment."""
        rows = self._rows("select nth from stage where at < ? order by at desc, nth desc limit 1", at)
        return int(rows[0][0]) if rows else None

    def next_to(self, nth: int) -> int | None:
        """The stage behind that number."""
        rows = self._rows("select min(nth) from stage where nth > ?", nth)
        return None if rows[0][0] is None else int(rows[0][0])

    def count(self) -> int:
        """How many stages there are."""
        return int(self._rows("select count(*) from stage")[0][0])

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


class WovenChange:
    """Rows put in or taken out, inside one transaction."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def put_thread(self, nth: int, row: WovenRow) -> None:
        """A thread by the number of its first stage."""
        self._db.execute("insert into thread values (?, ?, ?)", (nth, row.stages, row.body))
        self._db.execute("insert into brief values (?, ?)", (nth, row.brief))
        self._db.executemany("insert or ignore into led values (?, ?, ?)", [(one, nth, rank) for one, rank in row.ids])

    def drop_thread(self, nth: int, ids: Iterable[str]) -> None:
        """It, and that these ids lead to it."""
        for table in ("thread", "brief"):
            self._db.execute(f"delete from {table} where nth = ?", (nth,))  # noqa: S608 - our own names
        self._db.executemany("delete from led where id = ? and nth = ?", [(one, nth) for one in ids])

    def put_stage(self, one: StageRow) -> None:
        """A stage, or another row for one."""
        self._db.execute(
            "insert or replace into stage values (?, ?, ?, ?, ?, ?)",
            (one.nth, one.thread, one.paper, one.at, one.length, one.body),
        )
        named = [(name, former, one.nth) for former, names in enumerate((one.ids, one.former)) for name in names]
        self._db.executemany("insert or ignore into claim values (?, ?, ?)", named)

    def drop_stage(self, nth: int, ids: Iterable[str]) -> None:
        """It, and that these ids are claims of it."""
        self._db.execute("delete from stage where nth = ?", (nth,))
        self._db.executemany(
            "delete from claim where id = ? and former = ? and nth = ?",
            [(name, former, nth) for name in ids for former in (0, 1)],
        )

    def set_body(self, nth: int, body: bytes) -> None:
        """What is kept of a stage."""
        self._db.execute("update stage set body = ? where nth = ?", (body, nth))

    def set_thread(self, nths: Iterable[int], thread: int) -> None:
        """These stages are in that thread."""
        self._db.executemany("update stage set thread = ? where nth = ?", [(thread, nth) for nth in nths])

    def put_word(self, word: str, nths: Sequence[int]) -> None:
        """The stages, in order, in which a word stands that stood nowhere."""
        parts: dict[int, array[int]] = {}
        for nth in nths:
            parts.setdefault(nth >> PART, array("I")).append(nth)
        rows = [(word, part, some.tobytes()) for part, some in parts.items()]
        self._db.executemany("insert into word values (?, ?, ?)", rows)

    def change_word(self, word: str, *, gone: Iterable[int] = (), come: Iterable[int] = ()) -> None:
        """The word stands no more in some stages, and in others now."""
        taken, added = set(gone), set(come)
        for part in {nth >> PART for nth in taken | added}:
            rows = self._db.execute("select nths from word where word = ? and part = ?", (word, part)).fetchall()
            known = array("I")
            known.frombytes(rows[0][0] if rows else b"")
            left = sorted((set(known) - taken) | {nth for nth in added if nth >> PART == part})
            if left:
                self._db.execute(
                    "insert or replace into word values (?, ?, ?)", (word, part, array("I", left).tobytes())
                )
            else:
                self._db.execute("delete from word where word = ? and part = ?", (word, part))

    def put_facts(self, facts: Mapping[str, bytes]) -> None:
        """What is noted beside the threads, by name."""
        self._db.executemany("insert or replace into fact values (?, ?)", sorted(facts.items()))

    def put_papers(self, papers: Mapping[str, str]) -> None:
        """From what the stages of documents were read."""
        self._db.executemany("insert or replace into paper values (?, ?)", sorted(papers.items()))

    def drop_papers(self, names: Iterable[str]) -> None:
        """These documents are gone."""
        self._db.executemany("delete from paper where name = ?", [(name,) for name in names])

    def put_key(self, key: str) -> None:
        """What all this was made of."""
        self._db.execute("delete from state")
        self._db.execute("insert into state values (?)", (key,))


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
