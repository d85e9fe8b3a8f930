"""Projection: from a commit of store.git to the rows that the index has of it."""

import sqlite3
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any

from pydantic import ValidationError

from tracker.errors import BLOCKED, StoreError, UsageError
from tracker.store import layout, sentences
from tracker.store.ahead import NOTHING, ReadAhead, facts_of
from tracker.store.decision import Decision
from tracker.store.history import Past
from tracker.store.layout import ARCHIVE, DECISIONS, DOCS, META, RUNS, TEXT
from tracker.store.moment import seconds
from tracker.store.reader import Reader
from tracker.store.record import SAME, Record, RunRecord, SenselessRecordError, Takedown, Trouble, from_json, read_as

TABLES = """
create table version (
    id integer primary key, source text, document text, tree text, number integer, kind text, title text, url text,
    captured integer, place integer, last_seen integer, "commit" text, text_id text, meta_id text, raw_id text,
    status integer, charset text, extractor text, config_key text, run text, seen_by text, seen_in text,
    saved_by text, hold_until text
);
create index version_in_order on version (source, document, place, number);
create index version_by_number on version (source, document, number);
create index version_by_capture on version (captured);
create index version_by_run on version (run);
create index version_by_commit on version ("commit");
create table document (source text, document text, home integer, primary key (source, document)) without rowid;
create table run (seq integer primary key, id text unique, blob text);
create table failure (
    name text, seq integer, at integer, reason text, status integer, state text, host text, kept text,
    primary key (name, seq)
);
create table suspect (name text, seq integer, at integer, reason text, body text, primary key (name, seq));
create table recovered (name text primary key, seq integer, since integer, count integer);
create table checked (name text primary key, at integer);
create table decision (id text primary key, blob text);
create table acknowledged (name text primary key, until text);
create table mark (reader text primary key, "commit" text);
create table told (target text, name text, since integer, primary key (target, name)) without rowid;
create table carried (key text primary key) without rowid;
create table validators (name text primary key, value text);
create table met (name text primary key, value text);
create table state (head text);
create table imported (name text, capture text, outcome text, primary key (name, capture)) without rowid;
create table saved (name text, number integer, value text, primary key (name, number)) without rowid;
create table purged (source text, document text, highest integer, primary key (source, document));
create table replayed (old text primary key, new text) without rowid;
create table renumbered (name text, old integer, new integer, primary key (name, old)) without rowid;
create table senseless ("commit" text, path text, why text, primary key ("commit", path)) without rowid;
"""


def take(db: sqlite3.Connection, past: Past, reader: Reader, known: ReadAhead = NOTHING) -> None:
    """Take in one commit, after all those before it; what is not known of it is read."""
    trees = {path.partition("/")[0] for path, _ in past.kept}
    if trees & {DOCS, ARCHIVE}:
        sentences.take(db, *_take_version(db, past, known), reader, known.said)
    for path, blob in past.kept:
        try:
            if path.startswith(f"{RUNS}/"):
                _take_run(db, _at(path, RUNS, from_json(reader.blob(blob))), blob)
            elif path.startswith(f"{DECISIONS}/"):
                _take_decision(db, _at(path, DECISIONS, read_as(Decision, reader.blob(blob))), blob)
        except SenselessRecordError as error:  # It is history and stays: `verify` names it, and the rest is told.
            db.execute("insert into senseless values (?, ?, ?)", (past.id, path, str(error)))


def _at(path: str, tree: str, record: Record) -> Record:
    """The record, if it lies where its id says: else it would take the place of another one."""
    if layout.run_path(record.id, tree) != path:
        raise SenselessRecordError(f"id: {record.id} is not the one of its file")
    return record


def is_read(path: str) -> bool:
    """Whether the index wants the bytes of a file, not only its id."""
    return path.endswith(f"/{TEXT}") or path.startswith((f"{RUNS}/", f"{DECISIONS}/"))


def _take_version(db: sqlite3.Connection, past: Past, known: ReadAhead) -> tuple[dict[str, Any], sqlite3.Row]:
    """The row that a commit makes, with its id, and what was there of its document."""
    tree, source, document = _document(past)
    try:
        facts = facts_of(past.message) if known.facts is None else known.facts
        layout.folder(tree, source, document)
    except (ValidationError, UsageError) as error:
        raise _foreign(past) from error
    before = db.execute(_BEFORE, (source, document, tree)).fetchone()
    ids = {path.rpartition("/")[2]: blob for path, blob in past.kept}
    captured = facts["captured"]
    row = {
        "source": source,
        "document": document,
        "tree": tree,
        "number": before["next"],
        "place": captured,
        "last_seen": captured,
        "commit": past.id,
        "text_id": ids.get(TEXT) or before["text_id"],
        "meta_id": ids.get(META) or before["meta_id"],
        **facts,
    }
    if row["text_id"] is None or row["meta_id"] is None:
        raise _foreign(past)
    if before["text_id"] and tree == DOCS:
        # A clock that was set back must not move the newest version behind an older one.
        row["place"] = max(captured, before["place"])
        if row["kind"] == "reextract":
            # The publisher's text is the same as before: it was seen whenever that was seen.
            row["last_seen"] = max(captured, before["last_seen"])
    made = _insert(db, row)
    if before["home"] is None:
        db.execute("insert into document values (?, ?, ?)", (source, document, made))
    return {**row, "id": made}, before


# Where versions were purged their numbers stay taken: a citation of one must never find another text.
_BEFORE = """
select 1 + coalesce((select max(number) from version where source = ?1 and document = ?2),
        (select highest from purged where source = ?1 and document = ?2), 0) as next,
    (select home from document where source = ?1 and document = ?2) as home,
    id, place, last_seen, text_id, meta_id
    from (select 1) left join (
        select id, place, last_seen, text_id, meta_id from version
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
    return db.execute(_inserting(tuple(row)), tuple(row.values())).lastrowid or 0


@cache
def _inserting(columns: tuple[str, ...]) -> str:
    names, marks = ", ".join(f'"{column}"' for column in columns), ", ".join("?" * len(columns))
    return f"insert into version ({names}) values ({marks})"  # noqa: S608 - our own names


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
        (name, seq, started, one.reason, one.status, _state(one), one.host, one.body and one.body.blob)
        for name, one in sorted(record.failed.items())
    ]
    db.executemany("insert into failure values (?, ?, ?, ?, ?, ?, ?, ?)", failures)
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
    db.executemany("insert or replace into replayed values (?, ?)", sorted(record.replayed.items()))
    numbers = [(*_numbered(old), _numbered(new)[1]) for old, new in sorted(record.renumbered.items())]
    db.executemany("insert or replace into renumbered values (?, ?, ?)", numbers)


def _state(one: Trouble) -> str:
    if one.nothing:
        return "watches nothing"
    return "blocked" if one.blocked or one.status in BLOCKED else "failing"


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
    for table in "validators failure suspect recovered checked acknowledged met imported told saved".split():
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
# The last round is believed, also where one before it had a clock that was ahead.
_SEEN = """
update version set last_seen = max(captured, ?1) where id =
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
    db.executemany("insert or ignore into carried values (?)", [(key,) for key in decision.carried])


def _answered(record: RunRecord) -> set[str]:
    """What a round found in order: documents seen, and sources of which any document was reached at all.

    A source whose listing failed is not among them, though documents that it named before were asked.
    """
    seen = {*record.recorded, *record.unchanged, *record.empty}
    reached = {*seen, *record.suspect, *record.failed}
    return (seen | {name.partition("/")[0] for name in reached if "/" in name}) - record.failed.keys()
