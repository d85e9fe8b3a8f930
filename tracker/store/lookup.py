"""Questions to the index about documents and versions, answered in nouns."""

import sqlite3
from collections.abc import Collection, Container, Iterable, Iterator
from datetime import datetime
from functools import cache
from typing import NamedTuple

from pydantic import TypeAdapter

from tracker.store.index import Index
from tracker.store.moment import moment, seconds
from tracker.store.version import Version


class SourceTally(NamedTuple):
    """What is held of a source."""

    documents: int
    versions: int
    changed: datetime | None
    """When a version was captured last that is not our own re-reading of an earlier one."""


_ORDER = "order by place, number"
_SOME = 200
"""Versions of a document that are in memory together, where they are given one by one."""
COLUMNS = ", ".join({"captured_at": "captured as captured_at"}.get(name, f'"{name}"') for name in Version.model_fields)
"""What makes a Version; times become times when it is made."""
_MINE = f"select {COLUMNS} from version where source = ? and document = ?"  # noqa: S608 - our own names


def documents(index: Index, source: str | None) -> tuple[tuple[str, str], ...]:
    """(source, document) of everything recorded, sorted."""
    rows = index.rows(
        "select source, document from document where ?1 is null or source = ?1 order by source, document",
        source,
    )
    return tuple((row["source"], row["document"]) for row in rows)


def latest(index: Index, source: str, document: str) -> Version | None:
    """The version that stands: the last one of our own line, whatever was imported from before it was last seen."""
    rows = index.rows(f"{_MINE} and tree = 'docs' order by place desc, number desc limit 1", source, document)
    return version_of(rows[0]) if rows else None


def stood(index: Index, source: str, document: str, *, without: Container[str]) -> Version | None:
    """The version that stood before these commits were there."""
    rows = index.rows(f"{_MINE} and tree = 'docs' order by place desc, number desc", source, document)
    return next((version_of(row) for row in rows if row["commit"] not in without), None)


def recorded(index: Index, source: str, document: str) -> tuple[Version, ...]:
    """All versions, in order of recording."""
    return versions_of(index.rows(f"{_MINE} order by number", source, document))


def each_recorded(index: Index, source: str, document: str) -> Iterator[Version]:
    """The same one by one, some at a time in memory."""
    last = 0
    query = f"{_MINE} and number > ? order by number limit {_SOME}"
    while some := versions_of(index.rows(query, source, document, last)):
        yield from some
        last = some[-1].number


def captured(index: Index, source: str, document: str) -> tuple[Version, ...]:
    """All versions, in order of capture."""
    return versions_of(index.rows(f"{_MINE} {_ORDER}", source, document))


def before(index: Index, version: Version) -> Version | None:
    """The version captured before that one, of the same document."""
    rows = index.rows(
        f"{_MINE} and (place, number) <"  # noqa: S608 - our own names
        " (select place, number from version where source = ?1 and document = ?2 and number = ?3)"
        " order by place desc, number desc limit 1",
        version.source,
        version.document,
        version.number,
    )
    return version_of(rows[0]) if rows else None


def texts(index: Index, source: str, document: str) -> tuple[tuple[int, str], ...]:
    """(number, id of the text) of all versions, in order of capture."""
    query = f"select number, text_id from version where source = ? and document = ? {_ORDER}"  # noqa: S608 - our own names
    return tuple(tuple(row) for row in index.rows(query, source, document))


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
        source,
        document,
    )
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
        source,
        document,
    )
    return {row["reader"]: row["count"] for row in rows}


def by_commit(index: Index, prefix: str) -> tuple[Version, ...]:
    """Versions whose commit id starts so; `prefix` is hex digits."""
    query = f'select {COLUMNS} from version where "commit" >= ? and "commit" < ? limit 3'  # noqa: S608 - our own names
    return versions_of(index.rows(query, prefix, prefix + "g"))


def replayed(index: Index, prefix: str) -> tuple[Version, ...]:
    """Versions that were recorded anew from commits whose id starts so; `prefix` is hex digits."""
    rows = index.rows("select new from replayed where old >= ? and old < ? limit 3", prefix, prefix + "g")
    return tuple(one for row in rows for one in by_commit(index, row["new"]))


def renumbered(index: Index, version: str, number: int) -> int | None:
    """The number that a version of `source/document` has had since a replay, by its number before."""
    rows = index.rows("select new from renumbered where name = ? and old = ?", version, number)
    return rows[0]["new"] if rows else None


def pairs(
    index: Index, *, since: datetime | None, run: str | None, source: str | None, after: str | None = None
) -> Iterator[tuple[Version | None, Version]]:
    """(version before it, if any; version) for each that is asked for, oldest first."""
    # Only what is asked for is said, so that the index of it is used: a record of a million versions takes no longer.
    asked: dict[str, object] = {
        "captured >= ?": seconds(since) if since else None,
        "run = ?": run,
        "source = ?": source,
        'id > coalesce((select max(id) from main.version where "commit" = ?), 0)': after,
    }
    given = {test: value for test, value in asked.items() if value is not None}
    where = " and ".join(given) or "true"
    query = f"select {COLUMNS}, place from version where {where} order by place, id"  # noqa: S608 - our own names
    new = index.rows(query, *given.values())
    for row in new:
        before = index.rows(
            f"{_MINE} and (place, number) < (?, ?) order by place desc, number desc limit 1",
            row["source"],
            row["document"],
            row["place"],
            row["number"],
        )
        facts = {name: row[name] for name in Version.model_fields}
        yield version_of(before[0]) if before else None, Version(**facts)


def tally(index: Index) -> dict[str, SourceTally]:
    """Of each source that has any: its documents, its versions, and when the last of them was captured."""
    rows = index.rows(
        "select source, count(distinct document) as documents, count(*) as versions,"
        " max(iif(kind = 'reextract', null, captured)) as changed from version group by source order by source"
    )
    return {
        row["source"]: SourceTally(row["documents"], row["versions"], row["changed"] and moment(row["changed"]))
        for row in rows
    }


def last_change(index: Index, kinds: Collection[str]) -> Version | None:
    """Of the versions of these kinds that follow another, the one that was captured last."""
    marks = ", ".join("?" * len(kinds))
    test = (
        f"kind in ({marks}) and exists (select 1 from version as old where old.source = new.source"  # noqa: S608
        " and old.document = new.document and (old.place, old.number) < (new.place, new.number))"
    )
    query = f"select %s from version as new where {test} %s limit 1"  # noqa: S608 - our own names
    # From the newest on, until one is found: in order of place, too, all of them would have to be sorted first.
    for found in index.rows(query % ("captured", "order by captured desc"), *sorted(kinds)):
        rows = index.rows(query % (COLUMNS, "and captured = ? order by place, id"), *sorted(kinds), found["captured"])
        return version_of(rows[0])
    return None


def span_of(index: Index, kinds: Collection[str]) -> tuple[int, datetime | None]:
    """How many versions of these kinds there are, and when the earliest of them was captured."""
    marks = ", ".join("?" * len(kinds))
    query = f"select count(*) as count, min(captured) as first from version where kind in ({marks})"  # noqa: S608 - our own names
    (row,) = index.rows(query, *sorted(kinds))
    return int(row["count"]), None if row["first"] is None else moment(row["first"])


def newest(index: Index) -> str | None:
    """The commit of the version that was recorded last."""
    rows = index.rows('select "commit" from version order by id desc limit 1')
    return rows[0]["commit"] if rows else None


def out_of_sight(index: Index) -> tuple[Version, ...]:
    """The versions that the index's outlook leaves out, in order of recording."""
    rows = index.rows(f"select {COLUMNS} from main.version where id not in (select id from version) order by id")  # noqa: S608 - our own names
    return versions_of(rows)


def version_of(row: sqlite3.Row) -> Version:
    """The version in a row of COLUMNS."""
    return versions_of((row,))[0]


@cache
def _versions() -> TypeAdapter[tuple[Version, ...]]:
    return TypeAdapter(tuple[Version, ...])


def versions_of(rows: Iterable[sqlite3.Row]) -> tuple[Version, ...]:
    """All at once, which takes a fifth of the time of one by one."""
    return _versions().validate_python([dict(zip(row.keys(), row, strict=True)) for row in rows])
