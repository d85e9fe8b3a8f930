"""Questions to the index, answered in nouns."""

import sqlite3
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import NamedTuple

from pydantic import TypeAdapter

from tracker.store.failing import Failing, Recovered, Streak, Suspected
from tracker.store.index import Index, moment, seconds
from tracker.store.record import Kept, Met, Save, Validators
from tracker.store.version import Version


class Tally(NamedTuple):
    """What is held of a source."""

    documents: int
    versions: int
    changed: datetime | None
    """When a version was captured last that is not our own re-reading of an earlier one."""


_ORDER = "order by place, number"
COLUMNS = ", ".join({"captured_at": "captured as captured_at"}.get(name, f'"{name}"') for name in Version.model_fields)
"""What makes a Version; times become times when it is made."""
_VERSIONS = TypeAdapter(tuple[Version, ...])
_MINE = f"select {COLUMNS} from version where source = ? and document = ?"  # noqa: S608 - our own names


def documents(index: Index, source: str | None) -> tuple[tuple[str, str], ...]:
    """(source, document) of everything recorded, sorted."""
    rows = index.rows(
        "select distinct source, document from version where ?1 is null or source = ?1 order by source, document",
        source,
    )
    return tuple((row["source"], row["document"]) for row in rows)


def latest(index: Index, source: str, document: str) -> Version | None:
    """The version that stands: the last one of our own line, whatever was imported from before it was last seen."""
    rows = index.rows(f"{_MINE} and tree = 'docs' order by place desc, number desc limit 1", source, document)
    return version_of(rows[0]) if rows else None


def recorded(index: Index, source: str, document: str) -> tuple[Version, ...]:
    """All versions, in order of recording."""
    return versions_of(index.rows(f"{_MINE} order by number", source, document))


def captured(index: Index, source: str, document: str) -> tuple[Version, ...]:
    """All versions, in order of capture."""
    return versions_of(index.rows(f"{_MINE} {_ORDER}", source, document))


def before(index: Index, version: Version) -> Version | None:
    """The version captured before that one, of the same document."""
    found: Version | None = None
    for one in captured(index, version.source, version.document):
        if one.number == version.number:
            return found
        found = one
    return None


def held(index: Index, tree: str, source: str, document: str) -> tuple[str, str] | None:
    """Ids of the text and metadata that a tree holds of a document."""
    rows = index.rows(f"{_MINE} and tree = ? order by number desc limit 1", source, document, tree)
    return (rows[0]["text_id"], rows[0]["meta_id"]) if rows else None


def has_raw(index: Index, source: str, document: str, raw_id: str) -> bool:
    """Whether a version of the document came from these bytes."""
    return bool(index.rows(f"{_MINE} and raw_id = ? limit 1", source, document, raw_id))


def since_id(index: Index, last: int) -> tuple[Version, ...]:
    """Versions that came into the index after that row."""
    return versions_of(index.rows(f"select {COLUMNS} from version where id > ? order by id", last))  # noqa: S608 - our own names


def last_id(index: Index) -> int:
    """The last row of versions."""
    return int(index.rows("select coalesce(max(id), 0) as last from version")[0]["last"])


def highest(index: Index, source: str, document: str | None) -> dict[str, int]:
    """Of each document that has versions, or had some before a purge: the highest number."""
    rows = index.rows(
        "select document, max(number) as highest from (select source, document, number from version"
        " union all select source, document, highest from purged)"
        " where source = ?1 and (?2 is null or document = ?2) group by document order by document",
        source, document,
    )  # fmt: skip
    return {row["document"]: row["highest"] for row in rows}


def purged(index: Index) -> tuple[tuple[str, str], ...]:
    """(source, document) of everything that was ever purged, sorted."""
    rows = index.rows("select source, document from purged order by source, document")
    return tuple((row["source"], row["document"]) for row in rows)


def read_without(index: Index, source: str, document: str | None) -> dict[str, int]:
    """Of each reader with a mark: how many versions up to it are not of that source or document."""
    rows = index.rows(
        "select reader, (select count(*) from version where id <= seen.id and not"
        " (source = ?1 and (?2 is null or document = ?2))) as count"
        ' from mark join version as seen on seen."commit" = mark."commit" order by reader',
        source, document,
    )  # fmt: skip
    return {row["reader"]: row["count"] for row in rows}


def by_commit(index: Index, prefix: str) -> tuple[Version, ...]:
    """Versions whose commit id starts so; `prefix` is hex digits."""
    query = f'select {COLUMNS} from version where "commit" >= ? and "commit" < ? limit 3'  # noqa: S608 - our own names
    return versions_of(index.rows(query, prefix, prefix + "g"))


def pairs(
    index: Index, *, since: datetime | None, run: str | None, source: str | None, after: str | None = None
) -> Iterator[tuple[Version | None, Version]]:
    """(version before it, if any; version) for each that is asked for, oldest first."""
    new = index.rows(
        f"select {COLUMNS}, place from version where (?1 is null or captured >= ?1) and (?2 is null or run = ?2)"  # noqa: S608 - our own names
        " and (?3 is null or source = ?3)"
        ' and id > coalesce((select max(id) from version where "commit" = ?4), 0) order by place, id',
        seconds(since) if since else None, run, source, after,
    )  # fmt: skip
    for row in new:
        before = index.rows(
            f"{_MINE} and (place, number) < (?, ?) order by place desc, number desc limit 1",
            row["source"], row["document"], row["place"], row["number"],
        )  # fmt: skip
        facts = {name: row[name] for name in Version.model_fields}
        yield version_of(before[0]) if before else None, Version(**facts)


def validators(index: Index, name: str) -> Validators | None:
    """What a round learned last about `source/document`."""
    rows = index.rows("select value from validators where name = ?", name)
    return Validators.model_validate_json(rows[0]["value"]) if rows else None


def met(index: Index, source: str) -> dict[str, Met]:
    """The further documents that a source has led to, by document."""
    rows = index.rows(
        "select name, value from met where name >= ? and name < ? order by name", f"{source}/", f"{source}0"
    )
    return {row["name"].partition("/")[2]: Met.model_validate_json(row["value"]) for row in rows}


def failures(index: Index) -> dict[str, Failing]:
    """Everything that is failing now, by the name that run records use."""
    rows = index.rows(
        "select name, min(at) as since, count(*) as count, max(seq), reason, status, blocked from failure"
        " group by name order by name"
    )
    return {
        row["name"]: Failing(
            since=moment(row["since"]), count=row["count"], reason=row["reason"], status=row["status"],
            blocked=bool(row["blocked"]),
        )
        for row in rows
    }  # fmt: skip


def suspects(index: Index) -> dict[str, Suspected]:
    """Everything that does not look like the page and is not decided, by `source/document`."""
    rows = index.rows(
        "select name, min(at) as since, count(*) as count, max(seq), reason, body from suspect group by name order by name"
    )
    return {
        row["name"]: Suspected(
            since=moment(row["since"]), count=row["count"], reason=row["reason"],
            body=Kept.model_validate_json(row["body"]) if row["body"] else None,
        )
        for row in rows
    }  # fmt: skip


def streaks(index: Index) -> dict[str, Streak]:
    """Everything that has had no good capture lately, by the name that run records use."""
    found: dict[str, list[sqlite3.Row]] = {}
    for row in index.rows(_TROUBLE):
        found.setdefault(row["name"], []).append(row)
    return {name: _streak(rows) for name, rows in found.items()}


_TROUBLE = """
select name, seq, at, iif(blocked, 'blocked', 'failing') as state, reason, host, null as body from failure
    union all select name, seq, at, 'suspect', reason, null, body from suspect order by name, seq
"""


def _streak(rows: list[sqlite3.Row]) -> Streak:
    """The streak of one name, of its rows in order."""
    last = rows[-1]
    return Streak(
        since=moment(min(row["at"] for row in rows)),
        latest=moment(last["at"]),
        before=moment(rows[-2]["at"]) if len(rows) > 1 else None,
        count=len(rows),
        state=last["state"],
        alike=sum(row["state"] == last["state"] for row in rows),
        reason=last["reason"],
        host=last["host"],
        undecided=any(row["body"] for row in rows),
    )


def in_trouble(index: Index, name: str) -> bool:
    """Whether the last round that asked for a name had no good capture of it."""
    query = "select 1 from failure where name = ?1 union all select 1 from suspect where name = ?1 limit 1"
    return bool(index.rows(query, name))


def recovered(index: Index) -> dict[str, Recovered]:
    """Names whose trouble the latest good capture has ended."""
    rows = index.rows(
        "select name, run.id as run, since, count from recovered join run on run.seq = recovered.seq order by name"
    )
    return {row["name"]: Recovered(run=row["run"], since=moment(row["since"]), count=row["count"]) for row in rows}


def tally(index: Index) -> dict[str, Tally]:
    """Of each source that has any: its documents, its versions, and when the last of them was captured."""
    rows = index.rows(
        "select source, count(distinct document) as documents, count(*) as versions,"
        " max(iif(kind = 'reextract', null, captured)) as changed from version group by source order by source"
    )
    return {
        row["source"]: Tally(row["documents"], row["versions"], row["changed"] and moment(row["changed"]))
        for row in rows
    }


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


def newest(index: Index) -> str | None:
    """The commit of the version that was recorded last."""
    rows = index.rows('select "commit" from version order by id desc limit 1')
    return rows[0]["commit"] if rows else None


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


def rounds_until(index: Index, run: str, *, limit: int) -> tuple[str, ...]:
    """Ids of the records of the last rounds that had started by then, as ids of rounds tell it; newest first."""
    rows = index.rows("select blob from run where id <= ? order by id desc limit ?", run, limit)
    return tuple(row["blob"] for row in rows)


def version_of(row: sqlite3.Row) -> Version:
    """The version in a row of COLUMNS."""
    return versions_of((row,))[0]


def versions_of(rows: Iterable[sqlite3.Row]) -> tuple[Version, ...]:
    """All at once, which takes a fifth of the time of one by one."""
    return _VERSIONS.validate_python([dict(zip(row.keys(), row, strict=True)) for row in rows])
