"""Chronicle: the versions of the record, of a source or of a document, newest first, some at a time."""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice

from tracker.store.index import Index
from tracker.store.lookup import COLUMNS, versions_of
from tracker.store.moment import moment, seconds
from tracker.store.version import Version

_SOME = 200
"""Versions that are in memory together."""
_ADDRESS = "(source || iif(document = 'page', '', '/' || document) || '@' || number)"


class Chronicle:
    """Versions by when they were captured, those of one second by their addresses. What is not asked for is not read."""

    def __init__(self, index: Index, source: str | None, document: str | None) -> None:
        self._index = index
        given = {"source = ?": source, "document = ?": document}
        asked = {test: value for test, value in given.items() if value is not None}
        self._where = " and ".join(("true", *asked))
        self._values = tuple(asked.values())

    def __len__(self) -> int:
        return int(self._one("count(*)"))

    @property
    def documents(self) -> int:
        """How many documents they are of."""
        query = f"select count(*) as found from document where {self._where}"  # noqa: S608 - our own names
        return int(self._index.rows(query, *self._values)[0]["found"])

    @property
    def first(self) -> datetime:
        """When the oldest was captured. There must be one."""
        return self._captured("min(captured)")

    @property
    def last(self) -> datetime:
        """When the newest was captured. There must be one."""
        return self._captured("max(captured)")

    def __iter__(self) -> Iterator[Version]:
        query = f"select {COLUMNS} from version where %s order by captured desc, {_ADDRESS} desc limit {_SOME}"  # noqa: S608 - our own names
        some = versions_of(self._index.rows(query % self._where, *self._values))
        before = f"{self._where} and captured <= ? and (captured < ? or {_ADDRESS} < ?)"
        while some:
            yield from some
            at = seconds(some[-1].captured_at)
            some = versions_of(self._index.rows(query % before, *self._values, at, at, some[-1].address))

    def _captured(self, which: str) -> datetime:
        return moment(self._one(which))

    def _one(self, what: str) -> int:
        (row,) = self._index.rows(f"select {what} as found from version where {self._where}", *self._values)  # noqa: S608 - our own names
        return int(row["found"])

    def newest(self, limit: int | None) -> tuple[Version, ...]:
        """So many of the newest; all without a limit."""
        return tuple(islice(self, limit))
