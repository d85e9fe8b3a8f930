"""Outlook: which versions of the record others may see; the index of an archive that is opened so knows of no others.

A version is out of sight by what its own commit says, unless it is let through: one that comes in while a site is made
stays out, too.
"""

import sqlite3
from dataclasses import dataclass

_TABLES = """
create temp table held (name text primary key);
create temp table let (key text primary key);
create temp table today (day text);
"""
_VIEWS = """
create temp view version as select * from main.version
    where source not in (select name from temp.held)
    and (saved_by is null or substr(coalesce(raw_id, ''), 1, 20) in (select key from temp.let))
    and (hold_until is null or hold_until <= (select day from temp.today));
create temp view document as select * from main.document as every where exists (
    select 1 from temp.version as seen where seen.source = every.source and seen.document = every.document
);
"""
"""In SQLite a temporary view takes the place of the table of that name in every question that does not say `main`."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """What decides it. Of a page that a person saved nothing is seen until its bytes are let through."""

    held: frozenset[str]
    """Sources of which nothing is shown yet."""
    let: frozenset[str]
    """The first 20 digits of the ids of bodies that people released."""
    day: str
    """Today, as 2026-11-29."""

    def narrow(self, db: sqlite3.Connection) -> None:
        """Answer on this connection as if nothing else were there."""
        for statement in filter(str.strip, _TABLES.split(";")):
            db.execute(statement)
        db.executemany("insert into temp.held values (?)", [(one,) for one in sorted(self.held)])
        db.executemany("insert into temp.let values (?)", [(one,) for one in sorted(self.let)])
        db.execute("insert into temp.today values (?)", (self.day,))
        for statement in filter(str.strip, _VIEWS.split(";")):
            db.execute(statement)

    @staticmethod
    def widen(db: sqlite3.Connection) -> None:
        """Take that back."""
        for name in ("document", "version"):
            db.execute(f"drop view temp.{name}")
        for name in ("held", "let", "today"):
            db.execute(f"drop table temp.{name}")
