"""Replay: what only this folder has recorded is recorded anew on top of what a copy has.

The copy's commits and numbers stay. Ours get new ones, each with a trailer that names its old commit; a text that is
there already adds nothing. The repositories are made beside the old ones and take their place as after a purge (swap.py):
a crash leaves the old store or the new one. Our old heads stay as refs, and a record tells old numbers and ids from new.
"""

import os
import shutil
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from pydantic import BaseModel

from tracker.config.remote import Remote
from tracker.errors import StoreError
from tracker.store import heads, layout, lock, mirror, remote, trailers
from tracker.store.batch import NAMED_BLOBS, REPLAYS, record_commit
from tracker.store.durable import make_durable
from tracker.store.git import REF, Git
from tracker.store.history import Past, walk
from tracker.store.hold import hold
from tracker.store.moment import seconds
from tracker.store.otherside import OtherSide, UndecidableError, refuse_purge
from tracker.store.record import RunRecord
from tracker.store.recording import Recording
from tracker.store.repositories import Repositories
from tracker.store.software import software
from tracker.store.swap import LINES, swap
from tracker.store.write import Commit, write_commits

_BESIDE = (layout.SUSPECTS, layout.FAILED)


class ReplayResult(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """What came of it."""

    moves: tuple[remote.HeadMove, ...]
    """What was taken over of the copy."""
    anew: int
    """Commits of ours that were recorded anew."""
    same: int
    """Versions of ours whose text the copy had already."""
    renumbered: Mapping[str, str]
    """`source/document@N`, old and new."""
    superseded: Mapping[str, str]
    """What ours had found of names that the copy has asked for later: it is kept in the record, and counts no more."""
    readers: tuple[str, ...]
    """Readers who will be shown again what they have seen here, so that they miss nothing of the copy's."""


def replay(folder: Path, of: Remote, *, now: Callable[[], datetime]) -> ReplayResult:
    """Put the two together. UndecidableError, LockError, StoreError: nothing is changed then."""
    folder = folder.resolve()
    with lock.round_lock(folder / layout.ROUND_LOCK, now()), hold(folder):
        ours = Repositories(folder)
        try:
            with mirror.fetched(ours, of) as theirs:
                result = _build(
                    ours, {git.path.name: head for git, head in theirs.items()}, now().replace(microsecond=0)
                )
        except OSError as error:
            raise StoreError(
                f"Nothing was changed: {error}. A replay needs room beside the store in {folder}."
            ) from error
        finally:
            ours.close()
        (folder / layout.BUILDING).rename(folder / layout.READY)
        swap(folder)
    return result


def _build(ours: Repositories, theirs: dict[str, str], now: datetime) -> ReplayResult:
    building = ours.folder / layout.BUILDING
    building.mkdir()
    gits = {git.path.name: git for git in (ours.raw, ours.store)}
    old = ours.heads()
    bases = {name: _base(git, old[name], theirs[name]) for name, git in gits.items()}
    for name, git in gits.items():
        remote.check_history(git, bases[name], theirs[name])
        _copy(git, building / name, theirs[name])
    other = OtherSide(ours.store, base=bases[layout.STORE], head=theirs[layout.STORE])
    made = Repositories(building)
    try:
        _check(made, bases[layout.STORE])
        with made.writing():
            recording = Recording(ours, made, other, base=bases[layout.STORE], now=now)
            recording.all()
            _record_beside(ours, made, bases[layout.RAW], theirs[layout.RAW], now)
            _close(recording, made, old, now)
        new = made.heads()
    finally:
        made.close()
    for name in gits:
        copy = Git(building / name)
        copy.run("update-ref", f"{layout.REPLAYED}/{layout.run_id(now)}", old[name])
        copy.run("fsck", "--connectivity-only", "--no-dangling", "--no-progress")
    lines = [heads.line(now, heads.REPLAYED, name, old[name], new[name]) for name in gits]
    (building / LINES).write_text("".join(lines), "ascii")
    make_durable(building)
    return ReplayResult(
        moves=tuple(remote.stayed(git, bases[name], theirs[name]) for name, git in gits.items()),
        anew=recording.anew,
        same=recording.same,
        renumbered=recording.numbers,
        superseded=recording.superseded,
        readers=tuple(sorted(recording.readers)),
    )


def _base(git: Git, ours: str, theirs: str) -> str:
    try:
        return git.run("merge-base", ours, theirs).decode("ascii").strip()
    except StoreError as error:
        raise UndecidableError(f"{git.path.name} and the remote's share no history") from error


def _copy(git: Git, new: Path, head: str) -> None:
    """A second repository with all objects of the first, its branch at another head. Objects never change: links do."""
    new.mkdir()
    shutil.copytree(git.path / "objects", new / "objects", copy_function=_linked)
    for name in ("HEAD", "config"):
        shutil.copyfile(git.path / name, new / name)
    if (git.path / "logs").is_dir():
        shutil.copytree(git.path / "logs", new / "logs")
    (new / "refs/heads").mkdir(parents=True)
    made = Git(new)
    made.run("update-ref", "-m", "pull --replay", REF, head)
    for line in (
        git.run("for-each-ref", "--format=%(objectname) %(refname)", layout.REPLAYED).decode("ascii").splitlines()
    ):
        commit, ref = line.split(" ")
        made.run("update-ref", ref, commit)


def _linked(old: str, new: str) -> str:
    try:
        os.link(old, new)
    except OSError:  # A file system without links.
        shutil.copyfile(old, new)
    return new


def _check(made: Repositories, base: str) -> None:
    """StoreError where a record of the copy makes no sense, or bytes that its texts name are not there."""
    made.index.refuse_senseless(after=base)
    for past in walk(made.store, made.store.head() or "", after=base):
        facts = trailers.read(past.message)
        for named in filter(None, map(facts.get, NAMED_BLOBS)):
            made.bodies.blob(named)


def _record_beside(ours: Repositories, made: Repositories, base: str, theirs: str, now: datetime) -> None:
    """Bodies that are no versions: suspect ones, and their end; where the copy has one of its own, that stands."""
    taken = {path for past in walk(ours.raw, theirs, after=base) for path, _ in past.files}
    commits = []
    for past in walk(ours.raw, ours.raw.head() or "", after=base):
        refuse_purge(past.message, "here")
        files = [(path, blob) for path, blob in past.files if path.startswith(_BESIDE) and path not in taken]
        if files:
            commits.append(_beside(past, files, ours))
    if commits:
        write_commits(made.raw, commits, parent=made.raw.head(), now=seconds(now))


def _beside(past: Past, files: list[tuple[str, str]], ours: Repositories) -> Commit:
    kept = dict(past.kept)
    return Commit(
        message=past.message.rstrip("\n").encode("utf-8") + f"\n{REPLAYS}: {past.id}\n".encode("ascii"),
        authored=int(ours.raw.run("log", "-1", "--format=%at", past.id)),
        files=tuple((path, ours.bodies.blob(blob)) for path, blob in files if path in kept),
        gone=tuple(path for path, _ in files if path not in kept),
    )


def _close(recording: Recording, made: Repositories, old: dict[str, str], now: datetime) -> None:
    """The record that tells old from new, and the commits that say of both histories that they were put together."""
    run, used = recording.new_id(now), software()
    record = RunRecord(
        id=run,
        started=now,
        finished=now,
        tracker=used.tracker,
        git=used.git,
        python=used.python,
        replayed=recording.commits,
        renumbered=recording.numbers,
    )
    commits = {}
    for name in layout.REPOSITORIES:
        facts = {heads.BEGUN_ANEW[heads.REPLAYED]: old[name], "Run-Id": run, "Tracker": used.tracker}
        one = record_commit(record, trailers.write(f"replay {run}: {record.summary}", facts), seconds(now))
        commits[name] = one if name == layout.STORE else one.model_copy(update={"files": ()})
    made.commit_round(raw=[commits[layout.RAW]], text=[commits[layout.STORE]], run=run, now=now)
