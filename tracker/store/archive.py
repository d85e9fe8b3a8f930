"""Archive: everything recorded, and recording more."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Self

from tracker.config.remote import Remote
from tracker.config.source import Source
from tracker.errors import UsageError
from tracker.installed import own_version
from tracker.later import later
from tracker.store import heads, layout, lock, lookup, state, swap
from tracker.store.aside import AsideBody
from tracker.store.batch import Batch, aside_commit, settled_commit
from tracker.store.care import make
from tracker.store.decision import Decision
from tracker.store.holdings import Holdings
from tracker.store.outlook import Outlook
from tracker.store.places import refuse_misplaced
from tracker.store.reader import blob_id
from tracker.store.record import RunRecord
from tracker.store.version import Entry, Version

if TYPE_CHECKING:
    from tracker.store import mirror, remote
    from tracker.store.remote import HeadMove
else:  # only a push or a pull has another side
    mirror, remote = later("tracker.store.mirror"), later("tracker.store.remote")

_RUN_WITHOUT = "-"


def _clock() -> datetime:
    return datetime.now(UTC)


class Archive(Holdings):
    """The store in a folder (`snapshots/`). One thread at a time; any number of processes. Close it when done.

    Every method raises StoreError when the store is damaged or cannot be written, with what to do.
    """

    def __init__(self, folder: Path, *, now: Callable[[], datetime] = _clock, outlook: Outlook | None = None) -> None:
        super().__init__(folder, outlook=outlook)
        self._now = now

    @classmethod
    def create(cls, folder: Path, *, now: Callable[[], datetime] = _clock) -> Self:
        """Make an empty store, or open the one that is there."""
        refuse_misplaced(folder.resolve())
        swap.finish(folder.resolve())
        make(folder.resolve())
        return cls(folder, now=now)

    def round_lock(self) -> AbstractContextManager[None]:
        """Hold this during a round or an import. LockError, saying who and since when, if another process does."""
        return lock.round_lock(self.folder / layout.ROUND_LOCK, self._now())

    def new_run_id(self, started: datetime) -> str:
        """The id of a round that started then, with `-2` … when that second is taken."""
        nth = 1
        while self._is_taken(layout.run_id(started, nth)):
            nth += 1
        return layout.run_id(started, nth)

    def write(self, entries: Sequence[Entry], record: RunRecord) -> tuple[Version, ...]:
        """Record a batch: all of it or, on an error, nothing of it. The version of each entry, in their order.

        One commit an entry, one more for the run record, which takes the place of an earlier one of the same round.
        An entry whose text and metadata are held already adds no commit; its version is the one that is held.
        """
        with self._open.writing():
            batch = Batch(self._open.index, record.id, holds=self._open.holds)
            with self._open.index.steady():
                for entry in entries:
                    batch.add(entry)
                batch.close(record, self._now())
                last = lookup.last_id(self._open.index)
            self._open.commit_round(raw=batch.raw, text=batch.text, run=record.id, now=self._now())
            return self._versions_of(entries, batch.fresh, last)

    def keep_suspect(self, source: str, document: str, body: bytes) -> str:
        """Keep a body that does not look like the page, for a person to look at: its blob id."""
        self.keep_aside([AsideBody(layout.SUSPECTS, source, document, {layout.BODY: body})])
        return blob_id(body)

    def keep_failed(self, source: str, document: str | None, body: bytes | None, error: str) -> None:
        """Keep a body that our own reader failed on, where there is one, and what it said."""
        self.keep_aside([AsideBody.failed(source, document, body, error)])

    def keep_aside(self, bodies: Sequence[AsideBody]) -> None:
        """Keep bodies that are no versions, all of them in one write; those that are kept already add nothing."""
        if not bodies:
            return
        with self._open.writing():
            held = self._open.held([path for one in bodies for path in one.paths])
            fresh = [one for one in bodies if any(held.get(path) != blob_id(data) for path, data in one.paths.items())]
            raw = [aside_commit(one, self._now()) for one in fresh]
            self._open.commit_round(raw=raw, text=[], run=_RUN_WITHOUT, now=self._now()) if raw else None

    def accept(
        self, source: str, document: str, blob: str, entries: Sequence[Entry], *, by: str | None = None
    ) -> tuple[Version, ...]:
        """A person says that the suspect body is the page: record what it says. UsageError where it is not suspect.

        LockError while a round runs: it might just be fetching the page again.
        """
        with self.round_lock(), self._open.writing():
            if self._undecided(source, document) != blob:
                raise UsageError(f"Another round has fetched {source}/{document} again. Look at it and decide again.")
            return self._decide(entries, settled=(source, document), accepted={f"{source}/{document}": blob}, by=by)

    def dismiss(self, source: str, document: str, *, by: str | None = None) -> None:
        """A person says that the suspect body is not the page. UsageError where nothing is suspect; LockError."""
        with self.round_lock(), self._open.writing():
            blob = self._undecided(source, document)
            self._decide((), settled=(source, document), dismissed={f"{source}/{document}": blob}, by=by)

    def acknowledge(self, name: str, until: date) -> None:
        """A person knows that a source or document fails, and wants no more of it until the end of that day."""
        with self._open.writing():
            self._decide((), acknowledged={name: until})

    def move_mark(self, reader: str, commit: str) -> None:
        """A reader has been shown all versions up to that commit. A mark that is there already adds no commit."""
        layout.check_name(reader)
        with self._open.writing():
            if state.mark(self._open.index, reader) != commit:
                self._decide((), marks={reader: commit})

    def note_told(self, target: str, commit: str | None, troubles: Mapping[str, datetime]) -> None:
        """A target of notifications has been told all up to that commit, and of these troubles. What is so adds nothing."""
        layout.check_name(target)
        with self._open.writing():
            moved = commit is not None and state.mark(self._open.index, target) != commit
            marks = {target: commit} if moved else {}
            told = {target: troubles} if state.told(self._open.index, target) != dict(troubles) else {}
            if marks or told:
                self._decide((), marks=marks, told=told)

    def note_carried(self, keys: Iterable[str]) -> None:
        """A site, a feed or a message carries these verdicts to others. Those that are noted already add nothing."""
        wanted = set(keys)
        if wanted <= self.carried():  # nothing is locked where nothing is to be written
            return
        with self._open.writing():
            if new := sorted(wanted - state.carried(self._open.index)):
                self._decide((), carried=tuple(new))

    def push(self, to: Remote, *, declared: Sequence[Source], unseen: Sequence[str] = ()) -> "tuple[HeadMove, ...]":
        """Send both repositories to a copy, raw bytes first, as the user's own git would: what each of them moved by.

        `unseen`: sources and versions that others may not see yet.
        UsageError when the copy may not hold what is in the store; StoreError when it has commits that are not here.
        """
        remote.refuse_unfit(to, held=self.held_sources(), declared=declared, unseen=unseen)
        return mirror.send(self._open, to)

    def pull(self, of: Remote) -> "tuple[HeadMove, ...]":
        """Take over what a copy has and we have not: what each repository moved by; nothing from an empty copy.

        LockError while a round runs. StoreError, and nothing is changed, when both have gone different ways or the
        history is not such as tracker writes.
        """
        with self.round_lock():
            if remote.look(self._open.store, of.store) is None:
                return ()
            with mirror.fetched(self._open, of) as theirs, self._open.writing():
                return mirror.take_over(self._open, theirs, now=self._now())

    def reindex(self) -> int:
        """Make the index anew from git alone: how many commits it holds."""
        heads.check(self.folder / layout.HEADS, self._open.store)
        return self._open.index.rebuild()

    # ---- how recording is done

    def _is_taken(self, run: str) -> bool:
        return bool(state.run_blobs(self._open.index, run=run) or state.decision_blobs(self._open.index, decision=run))

    def _undecided(self, source: str, document: str) -> str:
        found = state.suspects(self._open.index).get(f"{source}/{document}")
        if found is None or found.body is None:
            raise UsageError(
                f"{source}/{document} is not suspect, or was decided already. `tracker status` says what is."
            )
        return found.body.blob

    def _decide(
        self,
        entries: Sequence[Entry],
        *,
        settled: tuple[str, str] | None = None,
        **facts: Mapping[str, object] | tuple[str, ...] | str | None,
    ) -> tuple[Version, ...]:
        """Record a decision with the versions that come of it; the store's lock is held."""
        now = self._now().replace(microsecond=0)
        told = {"id": self.new_run_id(now), "at": now, "tracker": own_version(), **facts}
        decision = Decision.model_validate(told)
        batch = Batch(self._open.index, decision.id, holds=self._open.holds)
        for entry in entries:
            batch.add(entry)
        batch.decide(decision)
        if settled and self._open.holds(layout.suspect_path(*settled)):
            word = "accepted" if decision.accepted else "dismissed"
            batch.raw.append(settled_commit(*settled, word, now))
        last = lookup.last_id(self._open.index)
        self._open.commit(raw=batch.raw, text=batch.text, run=decision.id, now=self._now())
        return self._versions_of(entries, batch.fresh, last)

    def _versions_of(self, entries: Sequence[Entry], fresh: Sequence[bool], last: int) -> tuple[Version, ...]:
        new = iter(lookup.since_id(self._open.index, last))
        known: dict[tuple[str, str], Version] = {}
        versions = []
        for entry, is_new in zip(entries, fresh, strict=True):
            name = (entry.source, entry.document)
            found = next(new) if is_new else known.get(name) or self.latest(*name)
            if found is not None:
                known[name] = found
                versions.append(found)
        return tuple(versions)
