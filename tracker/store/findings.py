"""Findings: the claims that were found in each text, kept beside the store so that a text is read for claims once.

Not history: a cache that may be deleted at any time, and that is never the reason for a failure.
"""

import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing, suppress
from pathlib import Path

_TABLE = "create table if not exists finding (name text primary key, claims blob not null)"
_WAIT = 0.2
"""Seconds to wait for another process; finding claims anew takes not much more."""


class Findings:
    """What was found, by the name of the text and of the rules. What cannot be read or kept is simply not there."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def get(self, names: Iterable[str]) -> dict[str, bytes]:
        """What is kept under these names."""
        wanted = set(names)
        with suppress(sqlite3.Error), closing(self._open()) as db:
            rows = db.execute("select name, claims from finding").fetchall()
            return {name: bytes(claims) for name, claims in rows if name in wanted}
        return {}

    def keep(self, found: Mapping[str, bytes], *, only: Iterable[str]) -> None:
        """Add these; of what was kept before, only what bears one of those names stays."""
        with suppress(sqlite3.Error), closing(self._open()) as db, db:
            kept = {name for (name,) in db.execute("select name from finding")}
            db.executemany("delete from finding where name = ?", [(name,) for name in sorted(kept - set(only))])
            db.executemany("insert or replace into finding values (?, ?)", sorted(found.items()))

    def _open(self) -> sqlite3.Connection:
        db = sqlite3.connect(self._path, timeout=_WAIT)
        try:
            db.execute(_TABLE)
        except BaseException:
            db.close()
            raise
        return db
