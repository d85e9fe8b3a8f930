"""State: what rounds learned and people decided, as the index tells it."""

import sqlite3
from datetime import date, datetime
from typing import TYPE_CHECKING

from tracker.errors import UsageError
from tracker.later import later
from tracker.store import layout
from tracker.store.failing import FailureStreak, Recovery, Streak, SuspectStreak
from tracker.store.index import Index
from tracker.store.lookup import before
from tracker.store.moment import moment
from tracker.store.record import Discovery, KeptBody, Save, Validators
from tracker.store.version import Version

if TYPE_CHECKING:
    from tracker.store import cause as causes
else:
    causes = later("tracker.store.cause")

_LOOKED_THROUGH = 200
"""Rounds that are looked through for the one that saw a text last: it is the newest, or asked for other sources."""


def validators(index: Index, name: str) -> Validators | None:
    """What a round learned last about `source/document`."""
    rows = index.rows("select value from validators where name = ?", name)
    return Validators.model_validate_json(rows[0]["value"]) if rows else None


def met(index: Index, source: str) -> dict[str, Discovery]:
    """The further documents that a source has led to, by document."""
    rows = index.rows(
        "select name, value from met where name >= ? and name < ? order by name", f"{source}/", f"{source}0"
    )
    return {row["name"].partition("/")[2]: Discovery.model_validate_json(row["value"]) for row in rows}


def failures(index: Index) -> dict[str, FailureStreak]:
    """Everything that is failing now, by the name that run records use."""
    rows = index.rows(
        "select name, min(at) as since, count(*) as count, max(seq), reason, status, state from failure"
        " group by name order by name"
    )
    return {
        row["name"]: FailureStreak(
            since=moment(row["since"]),
            count=row["count"],
            reason=row["reason"],
            status=row["status"],
            blocked=row["state"] == "blocked",
        )
        for row in rows
    }


def suspects(index: Index) -> dict[str, SuspectStreak]:
    """Everything that does not look like the page and is not decided, by `source/document`."""
    rows = index.rows(
        "select name, min(at) as since, count(*) as count, max(seq), reason, body from suspect group by name order by name"
    )
    return {
        row["name"]: SuspectStreak(
            since=moment(row["since"]),
            count=row["count"],
            reason=row["reason"],
            body=KeptBody.model_validate_json(row["body"]) if row["body"] else None,
        )
        for row in rows
    }


def streaks(index: Index) -> dict[str, Streak]:
    """Everything that has had no good capture lately, by the name that run records use."""
    found: dict[str, list[sqlite3.Row]] = {}
    for row in index.rows(_TROUBLE):
        found.setdefault(row["name"], []).append(row)
    return {name: _streak(rows) for name, rows in found.items()}


_TROUBLE = """
select name, seq, at, state, reason, status, host, null as body, kept from failure
    union all select name, seq, at, 'suspect', reason, null, null, body, null from suspect order by name, seq
"""


def _streak(rows: list[sqlite3.Row]) -> Streak:
    """The streak of one name, of its rows in order."""
    last = rows[-1]
    first: dict[object, int] = {}
    for place, row in enumerate(rows):
        latest = first.setdefault((row["state"], *causes.cause(row["reason"], row["status"])), place)
    turn = max(first.values())
    was = rows[turn - 1] if turn and latest == turn else None
    return Streak(
        since=moment(min(row["at"] for row in rows)),
        latest=moment(last["at"]),
        previous=moment(rows[-2]["at"]) if len(rows) > 1 else None,
        count=len(rows),
        state=last["state"],
        alike=sum(row["state"] == last["state"] for row in rows),
        reason=last["reason"],
        anew=turn == len(rows) - 1,
        turned=moment(rows[turn]["at"]),
        before=causes.gist(was["reason"], was["status"]) if was else None,
        host=last["host"],
        undecided=any(row["body"] for row in rows),
        kept=last["kept"],
    )


def in_trouble(index: Index, name: str) -> bool:
    """Whether the last round that asked for a name had no good capture of it."""
    query = "select 1 from failure where name = ?1 union all select 1 from suspect where name = ?1 limit 1"
    return bool(index.rows(query, name))


def recovered(index: Index) -> dict[str, Recovery]:
    """Names whose trouble the latest good capture has ended."""
    rows = index.rows(
        "select name, run.id as run, since, count from recovered join run on run.seq = recovered.seq order by name"
    )
    return {row["name"]: Recovery(run=row["run"], since=moment(row["since"]), count=row["count"]) for row in rows}


def checked(index: Index) -> dict[str, datetime]:
    """When each source or document was asked for last, by the name that run records use."""
    return {row["name"]: moment(row["at"]) for row in index.rows("select name, at from checked order by name")}


def acknowledged(index: Index) -> dict[str, date]:
    """Known failures, with the last day until which they are no news."""
    rows = index.rows("select name, until from acknowledged order by name")
    return {row["name"]: date.fromisoformat(row["until"]) for row in rows}


def imported(index: Index, name: str) -> dict[str, str]:
    """What came of each capture that others made of `source/document`, by `20240102T030405Z web.archive.org`."""
    rows = index.rows("select capture, outcome from imported where name = ?", name)
    return {row["capture"]: row["outcome"] for row in rows}


def saves(index: Index, name: str) -> dict[int, Save]:
    """What a web archive answered for versions of `source/document`, by their number."""
    rows = index.rows("select number, value from saved where name = ? order by number", name)
    return {row["number"]: Save.model_validate_json(row["value"]) for row in rows}


def saved(index: Index, version: Version) -> Save | None:
    """The copy of a version's page at a web archive; what we read anew ourselves is the page of the version before."""
    one: Version | None = version
    while one and one.kind == "reextract":
        one = before(index, one)
    found = saves(index, f"{one.source}/{one.document}").get(one.number) if one else None
    return found if found and found.address else None


def paused(index: Index) -> tuple[Save, ...]:
    """Answers by which a web archive asked to be left alone."""
    rows = index.rows("select value from saved where value like '%\"pause\":true%' order by name, number")
    return tuple(Save.model_validate_json(row["value"]) for row in rows)


def mark(index: Index, reader: str) -> str | None:
    """The commit of the last version that a reader has been shown."""
    rows = index.rows('select "commit" from mark where reader = ?', reader)
    return rows[0]["commit"] if rows else None


def told(index: Index, target: str) -> dict[str, datetime]:
    """The troubles, with their start, that a target of notifications has been told of and not yet the end of."""
    rows = index.rows("select name, since from told where target = ? order by name", target)
    return {row["name"]: moment(row["since"]) for row in rows}


def carried(index: Index) -> frozenset[str]:
    """The keys of the verdicts that have been carried to others."""
    return frozenset(row["key"] for row in index.rows("select key from carried"))


def decision_blobs(index: Index, *, decision: str | None = None) -> tuple[str, ...]:
    """Ids of decisions, newest first."""
    rows = index.rows("select blob from decision where ?1 is null or id = ?1 order by rowid desc", decision)
    return tuple(row["blob"] for row in rows)


def run_blobs(index: Index, *, run: str | None = None, limit: int | None = None) -> tuple[str, ...]:
    """Ids of run records, newest first."""
    rows = index.rows(
        "select blob from run where ?1 is null or id = ?1 order by seq desc limit ?2",
        run,
        -1 if limit is None else limit,
    )
    return tuple(row["blob"] for row in rows)


def run_blob(index: Index, run: str) -> str:
    """Id of the record of one round. UsageError when there is none."""
    blobs = run_blobs(index, run=run)
    if not blobs:
        raise UsageError(f"No round {run[: layout.LONGEST_ID]!r} is recorded. `tracker status` names the latest ones.")
    return blobs[0]


def rounds_until(index: Index, moment: datetime) -> tuple[str, ...]:
    """Ids of the records of the last rounds that had started by then, newest first."""
    last = f"{layout.run_id(moment)}~"  # after every id of that second, with -2 … too
    rows = index.rows("select blob from run where id <= ? order by id desc limit ?", last, _LOOKED_THROUGH)
    return tuple(row["blob"] for row in rows)
