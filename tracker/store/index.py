"""The index beside the store: SQLite, made and kept up to date from git alone; deleting it loses nothing."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from itertools import islice
from os import W_OK, access
from pathlib import Path
from typing import Any

from tracker.errors import BLOCKED, StoreError
from tracker.store import sentences, trailers
from tracker.store.decision import Decision
from tracker.store.git import Git
from tracker.store.history import Past, walk
from tracker.store.layout import ARCHIVE, DECISIONS, DOCS, META, RUNS, TEXT
from tracker.store.reader import MOST_AHEAD, Reader
from tracker.store.record import SAME, RunRecord, Takedown, from_json, read_as

NUMBER = 9
"""Counted up whenever the tables change: an index of another number is made anew."""
_PATIENCE = 30.0
"""Seconds to wait for another process that is bringing the index up to date."""
_TABLES = """
create table version (
    id integer primary key, source text, document text, tree text, number integer, kind text, title text, url text,
    captured integer, place integer, last_seen integer, "commit" text, text_id text, meta_id text, raw_id text,
    status integer, charset text, extractor text, config_key text, run text, seen_by text, seen_in text
);
create index version_in_order on version (source, document, place, number);
create index version_by_number on version (source, document, number);
create index version_by_capture on version (captured);
create index version_by_run on version (run);
create index version_by_commit on version ("commit");
create table run (seq integer primary key, id text unique, blob text);
create table failure (
    name text, seq integer, at integer, reason text, status integer, blocked integer, host text, primary key (name, seq)
);
create table suspect (name text, seq integer, at integer, reason text, body text, primary key (name, seq));
create table recovered (name text primary key, seq integer, since integer, count integer);
create table checked (name text primary key, at integer);
create table decision (id text primary key, blob text);
create table acknowledged (name text primary key, until text);
create table mark (reader text primary key, "commit" text);
create table told (target text, name text, since integer, primary key (target, name)) without rowid;
create table validators (name text primary key, value text);
create table met (name text primary key, value text);
create table state (head text);
create table imported (name text, capture text, outcome text, primary key (name, capture)) without rowid;
create table saved (name text, number integer, value text, primary key (name, number)) without rowid;
create table purged (source text, document text, highest integer, primary key (source, document));
"""


class Index:
    """The index of one store. Times in it are whole seconds since 1970, UTC."""

    def __init__(self, path: Path | None, git: Git, reader: Reader) -> None:
        """An index in a file, or with None one of its own that goes when it is closed."""
        self._path = path
        self._git = git
        self._reader = reader
        self._db: sqlite3.Connection | None = None
        self._steady = False

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
            return self._open().execute(query, values).fetchall()

    def head(self) -> str | None:
        """The newest commit that the index knows."""
        row = self._open().execute("select head from state").fetchone()
        return row["head"] if row else None

    def sync(self) -> int:
        """Take in what git has and the index has not: how many commits. StoreError when history was rewritten."""
        head = self._git.head()
        with self._sound():
            return 0 if head == self.head() else self._catch_up(head)

    def _catch_up(self, head: str | None) -> int:
        with self._transaction() as db:
            known = self.head()  # Again: another process may have been quicker.
            if known and (head is None or not self._git.is_ancestor(known, head)):
                raise rewritten(self._git.path, known, head)
            if head is None or head == known:
                return 0
            count = self._take_all(db, walk(self._git, head, after=known))
            db.execute("delete from state")
            db.execute("insert into state values (?)", (head,))
        return count

    def rehearse(self, head: str) -> None:
        """Take in history that ends in `head` and let go of it again. StoreError when any of it cannot be read."""
        with self._sound(), suppress(_Rehearsed), self._transaction() as db:
            self._take_all(db, walk(self._git, head, after=self.head()))
            raise _Rehearsed

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
        if self._db is not None:
            self._db.close()
            self._db = None

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
            db.execute("pragma cache_size = -65536")  # 64 MB: keys of sentences come in no order
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
        db.execute("begin immediate")
        try:
            yield db
        except BaseException:
            db.execute("rollback")
            raise
        db.execute("commit")

    def _take_all(self, db: sqlite3.Connection, history: Iterator[Past]) -> int:
        count = 0
        while some := tuple(islice(history, MOST_AHEAD // 2)):
            wanted = [blob for past in some for path, blob in past.kept if _is_read(path)]
            self._reader.expect(wanted[:MOST_AHEAD])
            for past in some:
                self._take(db, past)
            count += len(some)
        return count

    def _take(self, db: sqlite3.Connection, past: Past) -> None:
        trees = {path.partition("/")[0] for path, _ in past.kept}
        if trees & {DOCS, ARCHIVE}:
            sentences.take(db, _take_version(db, past), self._reader)
        for path, blob in past.kept:
            if path.startswith(f"{RUNS}/"):
                _take_run(db, from_json(self._reader.blob(blob)), blob)
            elif path.startswith(f"{DECISIONS}/"):
                _take_decision(db, read_as(Decision, self._reader.blob(blob)), blob)


COMPARED = (
    *"version run failure suspect recovered checked decision".split(),
    *"acknowledged mark told validators imported saved purged sentence unread".split(),
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


class _Rehearsed(Exception):  # noqa: N818 - no error: the way out of a transaction that is not to be kept
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
    for statement in filter(str.strip, (_TABLES + sentences.TABLES).split(";")):
        db.execute(statement)
    db.execute(f"pragma user_version = {NUMBER}")
    db.execute("commit")


def _is_read(path: str) -> bool:
    """Whether the index wants the bytes of a file, not only its id."""
    return path.endswith(f"/{TEXT}") or path.startswith((f"{RUNS}/", f"{DECISIONS}/"))


def _take_version(db: sqlite3.Connection, past: Past) -> dict[str, Any]:
    """The row that a commit makes, with its id."""
    tree, source, document = _document(past)
    facts = trailers.read(past.message)
    before = db.execute(_BEFORE, (source, document, tree)).fetchone()
    ids = {path.rpartition("/")[2]: blob for path, blob in past.kept}
    try:
        captured = seconds(datetime.fromisoformat(facts["Fetched-At"]))
        row = {
            "source": source, "document": document, "tree": tree, "number": before["next"], "kind": facts["Change-Kind"],
            "title": facts.get("Title", ""), "url": facts["Url"], "captured": captured, "place": captured,
            "last_seen": captured, "commit": past.id, "text_id": ids.get(TEXT) or before["text_id"],
            "meta_id": ids.get(META) or before["meta_id"], "raw_id": facts.get("Raw-Blob"),
            "status": int(facts["Http-Status"]), "charset": facts.get("Charset"), "extractor": facts["Extractor"],
            "config_key": facts["Config-Key"], "run": facts["Run-Id"], "seen_by": facts.get("Seen-By"),
            "seen_in": facts.get("Seen-In"),
        }  # fmt: skip
    except (KeyError, ValueError) as error:
        raise _foreign(past) from error
    if row["text_id"] is None or row["meta_id"] is None:
        raise _foreign(past)
    if before["text_id"] and tree == DOCS:
        # A clock that was set back must not move the newest version behind an older one.
        row["place"] = max(captured, before["place"])
        if row["kind"] == "reextract":
            # The publisher's text is the same as before: it was seen whenever that was seen.
            row["last_seen"] = max(captured, before["last_seen"])
    return {**row, "id": _insert(db, row)}


# Where versions were purged their numbers stay taken: a citation of one must never find another text.
_BEFORE = """
select 1 + coalesce((select max(number) from version where source = ?1 and document = ?2),
        (select highest from purged where source = ?1 and document = ?2), 0) as next,
    place, last_seen, text_id, meta_id
    from (select 1) left join (
        select place, last_seen, text_id, meta_id from version
        where source = ?1 and document = ?2 and tree = ?3 order by number desc limit 1
    )
"""


def _document(past: Past) -> tuple[str, str, str]:
    """(tree, source, document) that a commit is about. StoreError when it is not about exactly one."""
    folders = {path.rpartition("/")[0] for path, _ in past.kept}
    parts = next(iter(folders)).split("/")
    if len(folders) != 1 or len(parts) != 3:  # noqa: PLR2004 - tree, source, document
        raise _foreign(past)
    return parts[0], parts[1], parts[2]


def _foreign(past: Past) -> StoreError:
    return StoreError(
        f"Commit {past.id[:12]} of the store was not written by tracker (“{past.message.partition(chr(10))[0][:72]}”). "
        "Restore the repository from a backup: tracker alone may write to it."
    )


def _insert(db: sqlite3.Connection, row: Mapping[str, object]) -> int:
    columns = ", ".join(f'"{column}"' for column in row)
    marks = ", ".join("?" * len(row))
    statement = f"insert into version ({columns}) values ({marks})"  # noqa: S608 - our own names
    return db.execute(statement, tuple(row.values())).lastrowid or 0


def _take_run(db: sqlite3.Connection, record: RunRecord, blob: str) -> None:
    """Take in a record, or the final one of a long round over that of an earlier batch."""
    db.execute(
        "insert into run (id, blob) values (?, ?) on conflict (id) do update set blob = excluded.blob",
        (record.id, blob),
    )
    seq = db.execute("select seq from run where id = ?", (record.id,)).fetchone()["seq"]
    started = seconds(record.started)
    db.executemany(
        _SEEN,
        [
            (started + after, *name.split("/", 1))
            for name, after in record.unchanged.items()
            if name not in record.recorded and "/" in name
        ],
    )
    db.execute("delete from failure where seq = ?", (seq,))
    good = _answered(record)
    _take_recoveries(db, good, seq)
    for (name,) in db.execute("select distinct name from failure").fetchall():
        if name in good:
            db.execute("delete from failure where name = ?", (name,))
    failures = [
        (name, seq, started, one.reason, one.status, one.blocked or one.status in BLOCKED, one.host)
        for name, one in sorted(record.failed.items())
    ]
    db.executemany("insert into failure values (?, ?, ?, ?, ?, ?, ?)", failures)
    _take_health(db, record, seq)
    met = [(name, value.model_dump_json()) for name, value in sorted(record.met.items())]
    db.executemany("insert or replace into met values (?, ?)", met)
    learned = [(name, value.model_dump_json()) for name, value in sorted(record.validators.items())]
    db.executemany("insert or replace into validators values (?, ?)", learned)
    for name, captures in sorted(record.imported.items()):
        _take_captures(db, name, captures)
    saves = [(*_numbered(name), save.model_dump_json()) for name, save in sorted(record.saves.items())]
    db.executemany("insert or replace into saved values (?, ?, ?)", saves)
    for name, takedown in sorted(record.purged.items()):
        _take_tombstone(db, name, takedown)


def _numbered(address: str) -> tuple[str, int]:
    """`source/document` and N of `source/document@N`."""
    name, _, number = address.rpartition("@")
    return name, int(number)


def _take_captures(db: sqlite3.Connection, name: str, captures: Mapping[str, str]) -> None:
    """What others saw: a capture that says the same as the version before it is a sighting of that version."""
    db.executemany(
        "insert or replace into imported values (?, ?, ?)", [(name, *one) for one in sorted(captures.items())]
    )
    seen = [seconds(datetime.fromisoformat(one.partition(" ")[0])) for one, said in captures.items() if said == SAME]
    db.executemany(_SEEN_THEN, [(at, *name.split("/", 1)) for at in sorted(seen)])


def _take_tombstone(db: sqlite3.Connection, name: str, takedown: Takedown) -> None:
    """Forget what earlier rounds learned of what was purged: a 304 to it would have no version to stand for."""
    for table in (
        "validators",
        "failure",
        "suspect",
        "recovered",
        "checked",
        "acknowledged",
        "met",
        "imported",
        "told",
        "saved",
    ):
        db.execute(f"delete from {table} where name = ?1 or substr(name, 1, length(?1) + 1) = ?1 || '/'", (name,))  # noqa: S608 - our own names
    source = name.partition("/")[0]
    db.executemany(
        "insert into purged values (?, ?, ?) on conflict do update set highest = max(highest, excluded.highest)",
        [(source, document, highest) for document, highest in sorted(takedown.highest.items())],
    )
    db.execute("delete from mark")  # They name commits of the history before the purge.
    db.executemany(
        'insert into mark select ?, "commit" from version order by id limit 1 offset ?',
        [(reader, count - 1) for reader, count in sorted(takedown.read.items()) if count],
    )


# What was imported from the time between two sightings of the latest version does not take its place as the latest.
_SEEN = """
update version set last_seen = max(last_seen, ?1) where id =
    (select id from version where source = ?2 and document = ?3 and tree = 'docs' order by place desc, number desc limit 1)
"""
_SEEN_THEN = """
update version set last_seen = max(last_seen, ?1) where id = (
    select id from version where source = ?2 and document = ?3 and place <= ?1 order by place desc, number desc limit 1
)
"""


def _take_recoveries(db: sqlite3.Connection, good: set[str], seq: int) -> None:
    """Streaks that this round ends, until a later one finds the name in order again."""
    over = "delete from recovered where seq < ? and name = ?"
    db.executemany(over, [(seq, name) for (name,) in db.execute("select name from recovered") if name in good])
    ended = [row for row in db.execute(_STREAKS) if row["name"] in good]
    db.executemany("insert or replace into recovered values (?, ?, ?, ?)", [(row[0], seq, *row[1:]) for row in ended])


_STREAKS = """
select name, min(at), count(*) from (select name, at from failure union all select name, at from suspect) group by name
"""


def _take_health(db: sqlite3.Connection, record: RunRecord, seq: int) -> None:
    """Suspects, acknowledgements that are over because all is well again, and when each name was asked for last."""
    started = seconds(record.started)
    seen, trouble = {*record.recorded, *record.unchanged, *record.empty}, {*record.suspect, *record.failed}
    db.execute("delete from suspect where seq = ?", (seq,))
    db.executemany("delete from suspect where name = ?", [(name,) for name in sorted(seen)])
    suspects = [
        (name, seq, started, one.reason, one.body and one.body.model_dump_json())
        for name, one in sorted(record.suspect.items())
    ]
    db.executemany("insert into suspect values (?, ?, ?, ?, ?)", suspects)
    for (name,) in db.execute("select name from acknowledged").fetchall() if record.finished else ():
        mine = {name, *(one for one in seen | trouble if one.startswith(f"{name}/"))}
        if mine & seen and not mine & trouble:
            db.execute("delete from acknowledged where name = ?", (name,))
    asked = {name: started + record.recorded.get(name, record.unchanged.get(name, 0)) for name in seen | trouble}
    db.executemany("insert or replace into checked values (?, ?)", sorted(asked.items()))


def _take_decision(db: sqlite3.Connection, decision: Decision, blob: str) -> None:
    db.execute("insert or replace into decision values (?, ?)", (decision.id, blob))
    for name in sorted({*decision.accepted, *decision.dismissed}):
        db.execute("delete from suspect where name = ?", (name,))
    db.executemany("delete from failure where name = ?", [(name,) for name in sorted(decision.accepted)])
    for name in sorted(decision.accepted):  # A 304 to the page before would hide that it has come back.
        db.execute("delete from validators where name = ?", (name,))
    known = [(name, until.isoformat()) for name, until in sorted(decision.acknowledged.items())]
    db.executemany("insert or replace into acknowledged values (?, ?)", known)
    db.executemany("insert or replace into mark values (?, ?)", sorted(decision.marks.items()))
    for target, troubles in sorted(decision.told.items()):
        db.execute("delete from told where target = ?", (target,))
        told = [(target, name, seconds(since)) for name, since in sorted(troubles.items())]
        db.executemany("insert into told values (?, ?, ?)", told)


def _answered(record: RunRecord) -> set[str]:
    """What a round found in order: documents seen, and sources of which any document was reached at all.

    A source whose listing failed is not among them, though documents that it named before were asked.
    """
    seen = {*record.recorded, *record.unchanged, *record.empty}
    reached = {*seen, *record.suspect, *record.failed}
    return (seen | {name.partition("/")[0] for name in reached if "/" in name}) - record.failed.keys()


def seconds(moment: datetime) -> int:
    """Whole seconds since 1970."""
    return int(moment.astimezone(UTC).timestamp() // 1)


def moment(seconds: int) -> datetime:
    """The time, in UTC, that many seconds after the start of 1970."""
    return datetime.fromtimestamp(seconds, UTC)
