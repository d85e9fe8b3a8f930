"""Purge: a takedown. Text, raw bytes and suspects of a source go from both histories; a tombstone says so.

The repositories are made anew beside the old ones, without what goes, and then take their place (swap.py): a crash leaves
the old store or the new one. Nothing of the old object store is kept, so there is nothing left to expire or collect.
"""

import shutil
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from pydantic import BaseModel

from tracker.errors import StoreError, UsageError
from tracker.store import format as formats
from tracker.store import heads, layout, lock, trailers
from tracker.store.archive import Archive
from tracker.store.batch import record_commit
from tracker.store.care import collect
from tracker.store.durable import make_durable
from tracker.store.git import Git, init
from tracker.store.hold import hold
from tracker.store.moment import seconds
from tracker.store.record import RunRecord, Takedown
from tracker.store.rewrite import rewrite
from tracker.store.software import software
from tracker.store.swap import LINES, swap
from tracker.store.write import Commit, fsync_folder, write_commits

_TREES = frozenset({layout.DOCS, layout.ARCHIVE, "raw", layout.SUSPECTS, layout.FAILED, layout.PICTURES})
_LONGEST_REASON = 500


class Plan(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """What a purge takes away."""

    source: str
    document: str | None
    versions: int
    documents: int
    highest: Mapping[str, int]
    read: Mapping[str, int]

    @property
    def name(self) -> str:
        """`source`, or `source/document`."""
        return self.source if self.document is None else f"{self.source}/{self.document}"

    def covers(self, path: str) -> bool:
        """Whether a file of a repository goes."""
        tree, *names = path.split("/")[:3]
        wanted = [self.source] if self.document is None else [self.source, self.document]
        return tree in _TREES and names[: len(wanted)] == wanted


class PurgeResult(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """A purge that has happened: the record it left, and the (old, new) head of each repository."""

    plan: Plan
    record: RunRecord
    moves: Mapping[str, tuple[str, str]]


def plan(archive: Archive, source: str, document: str | None) -> Plan:
    """What would go. UsageError when there is nothing."""
    layout.check_name(source)
    names = [one for one in archive.documents(source) if document in {None, one[1]}]
    versions = sum(len(archive.versions(*one)) for one in names)
    found = Plan(
        source=source,
        document=document,
        versions=versions,
        documents=len(names),
        highest=archive.highest(source, document),
        read=archive.read_without(source, document),
    )
    if not versions and not archive.holds(found.covers):
        raise UsageError(f"Nothing is recorded for {found.name!r}: there is nothing to purge.")
    return found


def purge(folder: Path, source: str, document: str | None, *, reason: str, now: Callable[[], datetime]) -> PurgeResult:
    """Purge a source, or one document of it.

    UsageError when there is nothing to purge, LockError while a round runs, StoreError with nothing changed otherwise.
    """
    why = trailers.one_line(reason, _LONGEST_REASON)
    if not why:
        raise UsageError("A purge needs a reason: it is what later readers find in the place of the text.")
    folder = folder.resolve()
    with lock.round_lock(folder / layout.ROUND_LOCK, now()):
        with Archive(folder, now=now) as archive:
            chosen = plan(archive, source, document)
            at = now().replace(microsecond=0)
            ours = software()
            record = RunRecord(
                id=archive.new_run_id(at),
                started=at,
                finished=at,
                tracker=ours.tracker,
                git=ours.git,
                python=ours.python,
                purged={chosen.name: Takedown(reason=why, highest=chosen.highest, read=chosen.read)},
            )
        with hold(folder):
            moves = _build(folder, chosen, record)
            (folder / layout.BUILDING).rename(folder / layout.READY)
            fsync_folder(folder)
            swap(folder)
    with Archive(folder, now=now) as archive:
        archive.documents()  # makes the index anew
    return PurgeResult(plan=chosen, record=record, moves=moves)


def _build(folder: Path, chosen: Plan, record: RunRecord) -> dict[str, tuple[str, str]]:
    building = folder / layout.BUILDING
    try:
        building.mkdir()
        moves = {name: _copy(folder / name, building / name, chosen, record) for name in layout.REPOSITORIES}
        lines = [heads.line(record.started, heads.PURGED, name, *move) for name, move in moves.items()]
        (building / LINES).write_text("".join(lines), "ascii")
        make_durable(building)
    except OSError as error:
        raise StoreError(
            f"Nothing was purged: {error}. A purge needs room for a second copy of the store in {folder}."
        ) from error
    return moves


def _copy(old: Path, new: Path, chosen: Plan, record: RunRecord) -> tuple[str, str]:
    """Make one repository without what goes, its tombstone on top: its (old head, new head)."""
    before, after = Git(old), init(new)
    rewrite(before, after, chosen.covers)
    tombstone = record_commit(record, _message(chosen, record), seconds(record.started))
    if old.name == layout.RAW:
        tombstone = Commit(message=tombstone.message, authored=tombstone.authored, files=())
    rise = formats.rise(after, tracker=record.tracker, now=record.started)
    head = write_commits(after, [*rise, tombstone], parent=after.head(), now=seconds(record.started))
    collect(after)
    shutil.copyfile(old / "config", new / "config")
    return before.head() or "", head


def _message(chosen: Plan, record: RunRecord) -> bytes:
    reason = record.purged[chosen.name].reason
    facts = {heads.TRAILER: chosen.name, "Reason": reason, "Run-Id": record.id, "Tracker": record.tracker}
    return trailers.write(f"purge {chosen.name}: {trailers.one_line(reason, trailers.LONGEST_TITLE)}", facts)
