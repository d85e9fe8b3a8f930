"""Verify: is everything that was recorded still there, untouched, and is there nothing else? Nothing is changed.

What the index says is not trusted: it is made anew from git beside the one that is there, and the two are compared.
"""

import sqlite3
from collections.abc import Callable, Iterator
from functools import partial
from hashlib import sha256
from pathlib import Path

from pydantic import BaseModel

from tracker.errors import StoreError
from tracker.store import index as indexes
from tracker.store import layout, trailers
from tracker.store.care import MOST_PACKS, check_format, count_packs
from tracker.store.continuity import discontinuities, torn
from tracker.store.damage import MEND, Damage, first_sentence, restore
from tracker.store.format import NewerFormatError
from tracker.store.git import Git
from tracker.store.history import Past, walk
from tracker.store.index import Index
from tracker.store.mend import broken
from tracker.store.picture_check import PictureCheck, address_of
from tracker.store.places import MOVE, misplaced
from tracker.store.reader import Reader
from tracker.store.soundness import unsound

SAMPLE = 200
"""Texts and bodies read without `deep`, spread evenly over the history, the newest always among them."""
UPDATE = "update tracker"
"""What to do about a store that is well, and newer than we are."""
_MOST = 20
"""Findings of one kind that are named; what is more is counted."""


class VerifyResult(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """What was looked at, and what was found."""

    deep: bool
    ended: bool
    """False where a repository is missing or of a newer format, so that nothing more could be looked at."""
    damage: tuple[Damage, ...]
    notes: tuple[str, ...]
    """What is no damage but worth knowing."""
    versions: int
    texts: int
    """Texts whose SHA-256 was computed and compared."""
    bodies: int
    """Bodies as received that were read and compared with their id."""
    pictures: int = 0
    """Pictures of pages that were read and compared with their id and with the record of their round."""


def verify(folder: Path, *, deep: bool) -> VerifyResult:
    """Look at both repositories, heads.log and the index. Never raises for damage: it is what is reported."""
    folder = folder.resolve()
    damage: list[Damage] = []
    gits = {name: Git(folder / name) for name in layout.REPOSITORIES}
    damage += misplaced(folder)
    for git in gits.values() if not damage else ():
        damage += _caught(git, partial(broken, folder, git.path.name))
    for git in gits.values() if not damage else ():
        damage += _caught(git, partial(_format, git))
    missing = not all((git.path / "objects").is_dir() for git in gits.values())
    if missing or any(one.do in {UPDATE, MEND, MOVE} for one in damage):
        return VerifyResult(deep=deep, ended=False, damage=tuple(damage), notes=(), versions=0, texts=0, bodies=0)
    damage += torn(folder / layout.HEADS)
    for git in gits.values():
        damage += unsound(git, deep=deep)
        writing = (folder / layout.INFLIGHT).exists()
        damage += _caught(git, partial(discontinuities, folder / layout.HEADS, git, writing=writing))
    contents = _Contents(gits[layout.STORE], gits[layout.RAW], deep=deep)
    try:
        damage += _caught(gits[layout.STORE], partial(contents.damage, folder / layout.INDEX))
    finally:
        contents.close()
    return VerifyResult(
        deep=deep,
        ended=True,
        damage=tuple(damage),
        notes=tuple(_notes(folder, gits)),
        versions=contents.versions,
        texts=contents.texts,
        bodies=contents.bodies,
        pictures=contents.pictures.read,
    )


def _format(git: Git) -> Iterator[Damage]:
    try:
        check_format(git)
    except NewerFormatError as error:
        yield Damage(where=git.path.name, what=first_sentence(error), do=UPDATE)


def _caught(git: Git, check: Callable[[], Iterator[Damage]]) -> list[Damage]:
    """What a check finds; that it cannot go on is a finding too."""
    found: list[Damage] = []
    try:
        found.extend(check())
    except (StoreError, OSError) as error:
        found.append(restore(git.path.name, first_sentence(error), git.path.name))
    return found


def _notes(folder: Path, gits: dict[str, Git]) -> Iterator[str]:
    if not (folder / layout.HEADS).exists():
        yield f"{layout.HEADS} is not there, so whether history was rewritten before now cannot be told (docs/store.md)"
    if not (folder / layout.INDEX).exists():
        yield f"{layout.INDEX} is not there; it is rebuilt when it is needed"
    if (folder / layout.INFLIGHT).exists():
        yield "a write is under way, or one has died: if no tracker is running, `tracker repair` clears what it left"
    if (folder / layout.READY).exists():
        yield "a purge has not ended: run `tracker repair`"
    for name, git in gits.items():
        if count_packs(git) > 2 * MOST_PACKS:
            yield f"{name} has {count_packs(git)} packs: care after a round does not get through; run `tracker gc`"


class _Contents:
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
                rows = self._index.rows(f"select distinct {column} as id from version where {column} is not null")  # noqa: S608 - our own names
                gone = set(_absent(git, [row["id"] for row in rows]))
                for oid in sorted(gone):
                    (row, *_) = self._index.rows(f"select * from version where {column} = ? order by id", oid)  # noqa: S608 - our own names
                    what = f"the {_SAID[column]} is not in {git.path.name} (object {oid})"
                    yield restore(address_of(row), what, git.path.name)

    def _altered(self) -> Iterator[Damage]:
        step = 1 if self._deep else max(1, -(-self.versions // SAMPLE))
        nth = 0
        for past in walk(self._store, self._index.head() or ""):
            if not _is_version(past):
                continue
            nth += 1
            if (self.versions - nth) % step == 0:
                yield from self._compare(past)

    def _compare(self, past: Past) -> Iterator[Damage]:
        facts = trailers.read(past.message)
        (row,) = self._index.rows('select * from version where "commit" = ?', past.id)
        where = address_of(row)
        text = self._read(self._texts, row["text_id"])
        if isinstance(text, str):
            yield restore(where, text, layout.STORE)
        else:
            self.texts += 1
            if sha256(text).hexdigest() != facts.get("Content-SHA256"):
                yield restore(where, "the SHA-256 of the text is not the one its commit names", layout.STORE)
        if row["raw_id"]:
            body = self._read(self._bodies, row["raw_id"])
            if isinstance(body, str):
                yield restore(where, body, layout.RAW)
            else:
                self.bodies += 1
        yield from self.pictures.damage(row, facts)

    def _read(self, reader: Reader, oid: str) -> bytes | str:
        """The bytes, or why they cannot be had; the reader has compared them with their id."""
        try:
            return reader.blob(oid)
        except StoreError as error:
            return first_sentence(error)

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


_SAID = {"text_id": "text", "meta_id": "metadata", "raw_id": "body as received"}


def _is_version(past: Past) -> bool:
    return any(path.partition("/")[0] in {layout.DOCS, layout.ARCHIVE} for path, _ in past.kept)


def _absent(git: Git, ids: list[str]) -> Iterator[str]:
    if not ids:
        return
    process = git.start("cat-file", "--batch-check")
    out, err = process.communicate("".join(f"{oid}\n" for oid in ids).encode("ascii"))
    if process.returncode:
        raise git.failure("cat-file", err)
    for line in out.decode("ascii", "replace").splitlines():
        oid, *said = line.split()
        if said[:1] != ["blob"]:
            yield oid


def _few(found: Iterator[Damage]) -> Iterator[Damage]:
    last, more = None, 0
    for nth, one in enumerate(found):
        if nth < _MOST:
            yield one
        else:
            last, more = one, more + 1
    if last:
        yield last.model_copy(update={"what": f"and {more} more like these, the last of them here: {last.what}"})
