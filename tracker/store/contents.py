"""Contents: texts, bodies and the index, compared with what the commits say of them."""

import sqlite3
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from tracker.errors import StoreError
from tracker.store import index as indexes
from tracker.store import layout, trailers
from tracker.store.batch import PICTURE_BLOB
from tracker.store.damage import Damage, first_sentence, restore
from tracker.store.git import Git
from tracker.store.index import Index
from tracker.store.picture_check import PictureCheck
from tracker.store.pool import cores, done_ahead
from tracker.store.reader import Reader, reader_of

SAMPLE = 200
"""Texts and bodies read without `deep`, spread evenly over the history, the newest always among them."""
_MOST = 20
"""Findings of one kind that are named; what is more is counted."""
_SOME = 32
"""Versions that one process compares at a time."""
_ALONE = 24
"""So often this one does it: as many again take a second, and another process a third to start."""
_AT_ONCE = 50_000
"""Rows of the index that are in memory together."""


class _VersionRow(NamedTuple):
    """A version that is compared."""

    source: str
    document: str
    number: int
    commit: str
    text: str
    raw: str | None


class _CompareJob(NamedTuple):
    """Versions, and where they lie."""

    store: Path
    raw: Path
    rows: tuple[_VersionRow, ...]


_Faults = tuple[str | None, str | None, str | None]
"""What is wrong with a version's text, and with its body; and the picture that its commit names."""


def compare(job: _CompareJob) -> tuple[_Faults, ...]:
    """In another process."""
    return _compared(job.rows, reader_of(job.store), reader_of(job.raw))


def _compared(rows: Iterable[_VersionRow], texts: Reader, bodies: Reader) -> tuple[_Faults, ...]:
    return tuple(_faults(row, texts, bodies) for row in rows)


def _faults(row: _VersionRow, texts: Reader, bodies: Reader) -> _Faults:
    """A reader compares what it reads with its id; what a commit says of a text it knows nothing of."""
    body, picture = _body_fault(row, bodies), None
    try:
        said = trailers.read(texts.commit(row.commit).decode("utf-8", "replace").partition("\n\n")[2])
        picture = said.get(PICTURE_BLOB)
        text = texts.blob(row.text)
    except StoreError as error:
        return first_sentence(error), body, picture
    is_same = sha256(text).hexdigest() == said.get("Content-SHA256")
    return None if is_same else "the SHA-256 of the text is not the one its commit names", body, picture


def _body_fault(row: _VersionRow, reader: Reader) -> str | None:
    try:
        if row.raw:
            reader.blob(row.raw)
    except StoreError as error:
        return first_sentence(error)
    return None


class Contents:
    """Texts, bodies and the index, compared with what the commits say of them."""

    def __init__(self, store: Git, raw: Git, *, deep: bool) -> None:
        self.versions = self.texts = self.bodies = 0
        self._store = store
        self._raw = raw
        self._deep = deep
        self._texts = Reader(store)
        self._bodies = Reader(raw)
        self._index = Index(None, store, self._texts)
        self.pictures = PictureCheck(self._index, self._texts, self._bodies)

    def close(self) -> None:
        """End the processes."""
        self._index.close()
        self._texts.close()
        self._bodies.close()

    def damage(self, index: Path) -> Iterator[Damage]:
        """Everything found. StoreError when the history itself cannot be followed."""
        self.versions = int(self._index.rows("select count(*) as count from version")[0]["count"])
        yield from _few(self._senseless())
        yield from _few(self._missing())
        yield from _few(self._altered())
        yield from _few(self._index_damage(index))

    def _senseless(self) -> Iterator[Damage]:
        for row in self._index.rows("select * from senseless order by path"):
            what = f"the record in {row['path']} makes no sense ({row['why']})"
            do = "look who wrote it; tracker passes over it and goes on"
            yield Damage(where=f"{layout.STORE} commit {row['commit'][:12]}", what=what, do=do)

    def _missing(self) -> Iterator[Damage]:
        for git, columns in ((self._store, ("text_id", "meta_id")), (self._raw, ("raw_id",))):
            for column in columns:
                for oid in sorted({oid for rows in self._paged(column) for oid in _absent(git, rows)}):
                    (row, *_) = self._index.rows(f"select {_NAMED} from version where {column} = ? order by id", oid)  # noqa: S608 - our own names
                    what = f"the {_SAID[column]} is not in {git.path.name} (object {oid})"
                    yield restore(_address(*row), what, git.path.name)

    def _altered(self) -> Iterator[Damage]:
        """Of all versions with `deep`, else of a sample."""
        processes = cores() if self._deep else 0
        for one, found in done_ahead(compare, self._jobs(), processes=processes, alone=_ALONE):
            for row, (text, body, picture) in zip(one, found or _compared(one, self._texts, self._bodies), strict=True):
                where = _address(*row[:3])
                if text is None:
                    self.texts += 1
                else:
                    yield restore(where, text, layout.STORE)
                if body is not None:
                    yield restore(where, body, layout.RAW)
                elif row.raw:
                    self.bodies += 1
                if picture:
                    (whole,) = self._index.rows('select * from version where "commit" = ?', row.commit)
                    yield from self.pictures.damage(whole, {PICTURE_BLOB: picture})

    def _jobs(self) -> Iterator[tuple[tuple[_VersionRow, ...], _CompareJob]]:
        step = 1 if self._deep else max(1, -(-self.versions // SAMPLE))
        columns = f'{_NAMED}, "commit", text_id, raw_id'
        # Rows are numbered in the order of history, from 1 on; so the newest is always among them.
        for rows in self._paged(columns, f"(id - {self.versions}) % {step} = 0"):
            for first in range(0, len(rows), _SOME):
                some = tuple(_VersionRow(*row) for row in rows[first : first + _SOME])
                yield some, _CompareJob(self._store.path, self._raw.path, some)

    def _paged(self, columns: str, which: str = "true") -> Iterator[list[sqlite3.Row]]:
        """Rows of all versions, or of those for which that holds, so many at once."""
        query = f"select {columns} from version where id > ? and id <= ? and {which} order by id"  # noqa: S608 - our own names
        for first in range(0, self.versions, _AT_ONCE):
            yield self._index.rows(query, first, first + _AT_ONCE)

    def _index_damage(self, path: Path) -> Iterator[Damage]:
        again = "run `tracker reindex`; git has everything that is in it"
        if not path.exists():
            return
        try:
            number, head = indexes.known(path)
        except sqlite3.Error as error:
            yield Damage(where=path.name, what=f"it cannot be read: {error}", do=again)
            return
        if number != indexes.NUMBER:
            return  # It is made anew when it is next opened.
        if head != self._index.head():
            if head and not self._store.is_ancestor(head, self._index.head() or ""):
                yield restore(
                    path.name, f"it has seen commit {head[:12]}, which is not part of the history", layout.STORE
                )
            return  # Behind: it catches up when it is next opened.
        try:
            differing = self._index.differences(path)
        except StoreError as error:
            yield Damage(where=path.name, what=str(error).partition(". See")[0], do=again)
            return
        for name in differing:
            yield Damage(where=path.name, what=f"{name} is not as git says", do=again)


_NAMED = "source, document, number"
_SAID = {"text_id": "text", "meta_id": "metadata", "raw_id": "body as received"}


def _absent(git: Git, rows: Iterable[sqlite3.Row]) -> Iterator[str]:
    ids = {row[0] for row in rows if row[0]}
    out = git.ask("cat-file", "--batch-check", data="".join(f"{oid}\n" for oid in sorted(ids)).encode("ascii"))
    for line in out.decode("ascii", "replace").splitlines():
        oid, *said = line.split()
        if said[:1] != ["blob"]:
            yield oid


def _address(source: str, document: str, number: int) -> str:
    return f"{layout.name(source, document)}@{number}"


def _few(found: Iterator[Damage]) -> Iterator[Damage]:
    last, more = None, 0
    for nth, one in enumerate(found):
        if nth < _MOST:
            yield one
        else:
            last, more = one, more + 1
    if last:
        yield last.model_copy(update={"what": f"and {more} more like these, the last of them here: {last.what}"})
