"""The index's part on sentences: each once a document, with the versions that said it first and last.

A sentence without a last version still stands in the latest one, so a new version touches only what differs.
"""

import sqlite3
from collections.abc import Mapping
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from tracker.errors import StoreError
from tracker.later import later
from tracker.store.reader import Reader

if TYPE_CHECKING:
    from tracker.extract import scan
else:
    scan = later("tracker.extract.scan")

TABLES = """
create table sentence (id integer primary key, home integer, key blob unique, text text, first integer, last integer);
create index sentence_there on sentence (home) where last is null;
create virtual table words using fts5 (
    text, content = 'sentence', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2', columnsize = 0
);
create table unread (text_id text primary key);
"""
"""`home` is the row of the document's first version, `first` and `last` are rows of versions."""
_KEY_BYTES = 12
"""So many that no publisher can find two sentences of one key and so hide one of them from search."""
_AROUND = """
select id, text_id, (select id from version where source = ?1 and document = ?2 order by number limit 1) as home
    from version where source = ?1 and document = ?2 and tree = 'docs' order by place desc, number desc limit 2
"""
"""The latest version and the one before it; a document's first row is that of its lowest number."""


def take(db: sqlite3.Connection, version: Mapping[str, Any], reader: Reader) -> None:
    """Take in the sentences of the version in that row. A damaged text is noted as unread: `verify` names it."""
    row = version["id"]
    latest, *older = db.execute(_AROUND, (version["source"], version["document"])).fetchall()
    before = older[0] if older else None
    if before and latest["id"] == row and before["text_id"] == version["text_id"]:
        return  # Only facts beside the text changed.
    try:
        text = reader.blob(version["text_id"]).decode("utf-8", "replace")
    except StoreError:
        db.execute("insert or ignore into unread values (?)", (version["text_id"],))
        return
    home = latest["home"]
    found = {_key(home, sentence): sentence for sentence in scan.said(text)}
    if latest["id"] == row:
        _follow(db, home, row, before["id"] if before else None, found)
    else:
        _fit_in(db, home, row, found)


def _follow(db: sqlite3.Connection, home: int, row: int, before: int | None, found: dict[bytes, str]) -> None:
    """The latest version: what it no longer says ended with the one before it."""
    rows = db.execute("select key from sentence where home = ? and last is null", (home,)).fetchall()
    there = {one["key"] for one in rows}
    ended = sorted(there - found.keys())
    db.executemany("update sentence set last = ? where key = ?", [(before, key) for key in ended])
    new = [key for key in found if key not in there]
    if before:
        again = "update sentence set last = null where key = ?"
        new = [key for key in new if not db.execute(again, (key,)).rowcount]
    _add(db, [(home, key, found[key], row, None) for key in new])


def _fit_in(db: sqlite3.Connection, home: int, row: int, found: dict[bytes, str]) -> None:
    """A version that is older than the latest one: it may have said something earlier, or later, than those known."""
    new = [key for key in found if not db.execute(_WIDEN, (row, key)).rowcount]
    _add(db, [(home, key, found[key], row, row) for key in new])


_WIDEN = """
update sentence set
    first = case when (select (place, number) < (select place, number from version where id = sentence.first)
        from version where id = ?1) then ?1 else first end,
    last = case when last is not null and (select (place, number) > (select place, number from version
        where id = sentence.last) from version where id = ?1) then ?1 else last end
    where key = ?2
"""


def _add(db: sqlite3.Connection, rows: list[tuple[int, bytes, str, int, int | None]]) -> None:
    if not rows:
        return
    most = db.execute("select coalesce(max(id), 0) from sentence").fetchone()[0]
    db.executemany("insert into sentence (home, key, text, first, last) values (?, ?, ?, ?, ?)", rows)
    db.execute("insert into words (rowid, text) select id, text from sentence where id > ? order by id", (most,))


def _key(home: int, sentence: str) -> bytes:
    return sha256(f"{home} {sentence}".encode("utf-8", "surrogatepass")).digest()[:_KEY_BYTES]
