"""The index's part on sentences: each once a document, with the versions that said it first and last.

A sentence without a last version still stands in the latest one, so a new version touches only what differs.
"""

import sqlite3
from collections.abc import Mapping
from typing import Any

from tracker.errors import StoreError
from tracker.store.ahead import sentences_of
from tracker.store.layout import DOCS
from tracker.store.reader import Reader

TABLES = """
create table sentence (
    id integer primary key, home integer, key blob, text text, first integer, last integer, unique (home, key)
);
create index sentence_there on sentence (home, key) where last is null;
create virtual table words using fts5 (
    text, content = 'sentence', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2', columnsize = 0
);
create table unread (text_id text primary key);
"""
"""`home` is the row of the document's first version, `first` and `last` are rows of versions. What is asked of a document
lies together in both indexes: a version's sentences are found in a few pages, however long the history is."""


def take(
    db: sqlite3.Connection,
    version: Mapping[str, Any],
    before: sqlite3.Row,
    reader: Reader,
    known: Mapping[bytes, str] | None = None,
) -> None:
    """Take in the sentences of the version in that row, read where they are not known.

    `before` is the row that stood last in its tree (`id`, `text_id`, both None where there is none), and the document's
    `home`. A damaged text is noted as unread: `verify` names it.
    """
    is_latest = version["tree"] == DOCS  # What goes there never stands behind what was there.
    if is_latest and before["text_id"] == version["text_id"]:
        return  # Only facts beside the text changed.
    try:
        found = sentences_of(reader.blob(version["text_id"])) if known is None else known
    except StoreError:
        db.execute("insert or ignore into unread values (?)", (version["text_id"],))
        return
    home = before["home"] or version["id"]
    if is_latest:
        _follow(db, home, version["id"], before["id"], found)
    else:
        _fit_in(db, home, version["id"], found)


def _follow(db: sqlite3.Connection, home: int, row: int, before: int | None, found: Mapping[bytes, str]) -> None:
    """The latest version: what it no longer says ended with the one before it."""
    rows = db.execute("select key from sentence where home = ? and last is null", (home,)).fetchall()
    there = {one["key"] for one in rows}
    ended = sorted(there - found.keys())
    db.executemany("update sentence set last = ? where home = ? and key = ?", [(before, home, key) for key in ended])
    new = [key for key in found if key not in there]
    if before:
        again = "update sentence set last = null where home = ? and key = ?"
        new = [key for key in new if not db.execute(again, (home, key)).rowcount]
    _add(db, [(home, key, found[key], row, None) for key in new])


def _fit_in(db: sqlite3.Connection, home: int, row: int, found: Mapping[bytes, str]) -> None:
    """A version that is older than the latest one: it may have said something earlier, or later, than those known."""
    new = [key for key in found if not db.execute(_WIDEN, (row, home, key)).rowcount]
    _add(db, [(home, key, found[key], row, row) for key in new])


_WIDEN = """
update sentence set
    first = case when (select (place, number) < (select place, number from version where id = sentence.first)
        from version where id = ?1) then ?1 else first end,
    last = case when last is not null and (select (place, number) > (select place, number from version
        where id = sentence.last) from version where id = ?1) then ?1 else last end
    where home = ?2 and key = ?3
"""


def _add(db: sqlite3.Connection, rows: list[tuple[int, bytes, str, int, int | None]]) -> None:
    if not rows:
        return
    most = db.execute("select coalesce(max(id), 0) from sentence").fetchone()[0]
    db.executemany("insert into sentence (home, key, text, first, last) values (?, ?, ?, ?, ?)", rows)
    db.execute("insert into words (rowid, text) select id, text from sentence where id > ? order by id", (most,))
