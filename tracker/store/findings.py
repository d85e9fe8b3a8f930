"""Findings: the claims that were found in each text, kept beside the store so that a text is read for claims once.

Not history: a cache that may be deleted at any time, and that is never the reason for a failure.
"""

import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

_TABLE = "create table if not exists finding (name text primary key, claims blob not null)"
_AT_ONCE = 500
"""Names that are asked for together; SQLite takes some thousands."""
_WAIT = 0.2
"""Seconds to wait for another process; finding claims anew takes not much more."""


class Findings:
    """What was found, by the name of the text and of the rules. What cannot be read or kept is simply not there."""

    def __init__(self, path: Path, *, wait: float = _WAIT) -> None:
        """`wait`: seconds for another process that writes."""
        self._path = path
        self._wait = wait

    def get(self, names: Iterable[str]) -> dict[str, bytes]:
        """What is kept under these names."""
        return {name: bytes(claims) for name, claims in self._rows("name, claims", names)}

    def known(self, names: Iterable[str]) -> set[str]:
        """Under which of these names something is kept, without reading it."""
        return {name for (name,) in self._rows("name", names)}

    def _rows(self, columns: str, names: Iterable[str]) -> list[tuple[Any, ...]]:
        wanted = sorted(set(names))
        found: list[tuple[Any, ...]] = []
        with suppress(sqlite3.Error), closing(self._open()) as db:
            for first in range(0, len(wanted), _AT_ONCE):
                some = wanted[first : first + _AT_ONCE]
                query = f"select {columns} from finding where name in ({', '.join('?' * len(some))})"  # noqa: S608 - ours
                found += db.execute(query, some)
        return found

    def keep(self, found: Mapping[str, bytes], *, only: Iterable[str] | None = None, start: str = "") -> None:
        """Add these; of what was kept before, where names are given, only what bears one of them stays.

        `start`: only what has a name that begins so stays.
        """
        with suppress(sqlite3.Error), closing(self._open()) as db, db:
            if start:  # without it every row would be read for nothing
                db.execute("delete from finding where substr(name, 1, ?) <> ?", (len(start), start))
            if only is not None:
                kept = {name for (name,) in db.execute("select name from finding")}
                db.executemany("delete from finding where name = ?", [(name,) for name in sorted(kept - set(only))])
            db.executemany("insert or replace into finding values (?, ?)", sorted(found.items()))

    def _open(self) -> sqlite3.Connection:
        db = sqlite3.connect(self._path, timeout=self._wait)
        try:
            db.execute(_TABLE)
        except BaseException:
            db.close()
            raise
        return db
