"""Readings: texts that were read anew from raw bytes, kept beside the store so that a comparison reads them once.

Not history and not the index: a cache that may be deleted at any time, and that is never the reason for a failure.
"""

import sqlite3
from contextlib import closing, suppress
from pathlib import Path

_MOST = 20_000
"""Texts kept; a few hundred megabytes at most. Above it all are dropped: they are made again when asked for."""
_TABLE = "create table if not exists reading (name text primary key, text text not null, meta blob not null)"
_WAIT = 0.2
"""Seconds to wait for another process; reading anew takes less."""


class Readings:
    """Texts by name. What cannot be read or kept is simply not there."""

    def __init__(self, path: Path, *, most: int = _MOST) -> None:
        self._path = path
        self._most = most

    def get(self, name: str) -> tuple[str, bytes] | None:
        """The text and metadata kept under a name."""
        with suppress(sqlite3.Error), closing(self._open()) as db:
            row = db.execute("select text, meta from reading where name = ?", (name,)).fetchone()
            return (str(row[0]), bytes(row[1])) if row else None
        return None

    def put(self, name: str, text: str, meta: bytes) -> None:
        """Keep a text and its metadata under a name."""
        with suppress(sqlite3.Error), closing(self._open()) as db, db:
            if db.execute("select count(*) from reading").fetchone()[0] >= self._most:
                db.execute("delete from reading")
            db.execute("insert or replace into reading values (?, ?, ?)", (name, text, meta))

    def _open(self) -> sqlite3.Connection:
        db = sqlite3.connect(self._path, timeout=_WAIT)
        try:
            db.execute(_TABLE)
        except BaseException:
            db.close()
            raise
        return db
