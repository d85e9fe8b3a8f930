"""Archive: everything recorded, and recording more."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from tracker.config.remote import Remote
from tracker.config.source import Source
from tracker.errors import UsageError
from tracker.store import address, heads, layout, lock, lookup, remote, said, swap, trailers
from tracker.store import format as formats
from tracker.store.batch import Batch, settled_commit, suspect_commit
from tracker.store.care import check_format, make, tidy
from tracker.store.decision import Decision
from tracker.store.evidence import Evidence, evidence
from tracker.store.failing import Failing, Recovered, Streak, Suspected
from tracker.store.git import REF, Git
from tracker.store.history import walk
from tracker.store.hold import hold
from tracker.store.index import Index, seconds
from tracker.store.reader import Reader, blob_id
from tracker.store.record import Kept, Met, RunRecord, Save, Validators, from_json, read_as
from tracker.store.said import Said
from tracker.store.software import own_version
from tracker.store.version import Entry, Revision, Version
from tracker.store.write import Commit, write_commits

_RUN_WITHOUT = "-"
_PULL = "pull"
"""What heads.log says instead of a round."""
_LOOKED_THROUGH = 200
"""Rounds that are looked through for the one that saw a text last: it is the newest, or asked for other sources."""
_KEPT_OF_ANSWER = ("Http-Status", "ETag", "Last-Modified", "Charset", "Url", "Final-Url", "Fetched-At")


def _clock() -> datetime:
    return datetime.now(UTC)


class Archive:
    """The store in a folder (`snapshots/`). One thread at a time; any number of processes. Close it when done.

    Every method raises StoreError when the store is damaged or cannot be written, with what to do.
    """

    def __init__(self, folder: Path, *, now: Callable[[], datetime] = _clock) -> None:
        self.folder = folder.resolve()
        self._now = now
        swap.finish(self.folder)
        self._store = Git(self.folder / layout.STORE)
        self._raw = Git(self.folder / layout.RAW)
        for git in (self._store, self._raw):
            check_format(git)
            heads.check(self.folder / layout.HEADS, git)
        self._texts = Reader(self._store)
        self._bodies = Reader(self._raw)
        self._index = Index(self.folder / layout.INDEX, self._store, self._texts)

    @classmethod
    def create(cls, folder: Path, *, now: Callable[[], datetime] = _clock) -> Self:
        """Make an empty store, or open the one that is there."""
        swap.finish(folder.resolve())
        make(folder.resolve())
        return cls(folder, now=now)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the processes and let go of the files."""
        self._index.close()
        self._texts.close()
        self._bodies.close()

    # ---- recording

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
        with self._writing():
            batch = Batch(self._index, record.id)
            with self._index.steady():
                for entry in entries:
                    batch.add(entry)
                batch.close(record, self._now())
                last = lookup.last_id(self._index)
            # Raw first: a text must never name bytes that are not there.
            self._raise_and_commit(raw=batch.raw, text=batch.text, run=record.id)
            return self._versions_of(entries, batch.fresh, last)

    def keep_suspect(self, source: str, document: str, body: bytes) -> str:
        """Keep a body that does not look like the page, for a person to look at: its blob id."""
        with self._writing():
            if self._suspect_id(source, document) != blob_id(body):
                suspect = suspect_commit(source, document, body, self._now())
                self._raise_and_commit(raw=[suspect], text=[], run=_RUN_WITHOUT)
        return blob_id(body)

    def accept(self, source: str, document: str, blob: str, entries: Sequence[Entry]) -> tuple[Version, ...]:
        """A person says that the suspect body is the page: record what it says. UsageError where it is not suspect.

        LockError while a round runs: it might just be fetching the page again.
        """
        with self.round_lock(), self._writing():
            if self._undecided(source, document) != blob:
                raise UsageError(f"Another round has fetched {source}/{document} again. Look at it and decide again.")
            return self._decide(entries, settled=(source, document), accepted={f"{source}/{document}": blob})

    def dismiss(self, source: str, document: str) -> None:
        """A person says that the suspect body is not the page. UsageError where nothing is suspect; LockError."""
        with self.round_lock(), self._writing():
            blob = self._undecided(source, document)
            self._decide((), settled=(source, document), dismissed={f"{source}/{document}": blob})

    def acknowledge(self, name: str, until: date) -> None:
        """A person knows that a source or document fails, and wants no more of it until the end of that day."""
        with self._writing():
            self._decide((), acknowledged={name: until})

    def move_mark(self, reader: str, commit: str) -> None:
        """A reader has been shown all versions up to that commit. A mark that is there already adds no commit."""
        layout.check_name(reader)
        with self._writing():
            if lookup.mark(self._index, reader) != commit:
                self._decide((), marks={reader: commit})

    def note_told(self, target: str, commit: str | None, troubles: Mapping[str, datetime]) -> None:
        """A target of notifications has been told all up to that commit, and of these troubles. What is so adds nothing."""
        layout.check_name(target)
        with self._writing():
            moved = commit is not None and lookup.mark(self._index, target) != commit
            marks = {target: commit} if moved else {}
            told = {target: troubles} if lookup.told(self._index, target) != dict(troubles) else {}
            if marks or told:
                self._decide((), marks=marks, told=told)

    def push(self, to: Remote, *, declared: Sequence[Source]) -> tuple[remote.Moved, ...]:
        """Send both repositories to a copy, raw bytes first, as the user's own git would: what each of them moved by.

        UsageError when the copy may not hold what is in the store; StoreError when it has commits that are not here.
        """
        remote.refuse_unfit(to, held=self.held_sources(), declared=declared)
        with lock.store_lock(self.folder / layout.STORE_LOCK):
            heads_now = self.heads()
        steps = []
        for git, place in ((self._raw, to.raw), (self._store, to.store)):
            remote.make_missing(place)
            theirs = remote.look(git, place)
            remote.refuse_to_overwrite(git, theirs, heads_now[git.path.name])
            steps.append((git, place, heads_now[git.path.name], theirs))
        return tuple(remote.push(*step) for step in steps)

    def pull(self, of: Remote) -> tuple[remote.Moved, ...]:
        """Take over what a copy has and we have not: what each repository moved by; nothing from an empty copy.

        LockError while a round runs. StoreError, and nothing is changed, when both have gone different ways or the
        history is not such as tracker writes.
        """
        with self.round_lock():
            if remote.look(self._store, of.store) is None:
                return ()
            try:
                theirs = [remote.fetch(self._store, of.store), remote.fetch(self._raw, of.raw)]
                with self._writing():
                    return self._take_over(dict(zip((self._raw, self._store), reversed(theirs), strict=True)))
            finally:
                for git in (self._raw, self._store):
                    remote.forget_incoming(git)

    def reindex(self) -> int:
        """Make the index anew from git alone: how many commits it holds."""
        heads.check(self.folder / layout.HEADS, self._store)
        return self._index.rebuild()

    # ---- looking

    def held_sources(self) -> frozenset[str]:
        """Sources of which any text or body is, or ever was, in the store: also of suspects, failures or pictures alone."""
        trees = (layout.SUSPECTS, layout.FAILED, layout.PICTURES)
        listed = self._raw.run("log", "--format=", "--name-only", "--diff-filter=A", REF, "--", *trees).decode("utf-8")
        beside = {line.split("/")[1] for line in listed.splitlines() if line}
        return frozenset({source for source, _ in self.documents()} | beside)

    def documents(self, source: str | None = None) -> tuple[tuple[str, str], ...]:
        """(source, document) of everything recorded, sorted."""
        return lookup.documents(self._index, source)

    def latest(self, source: str, document: str) -> Version | None:
        """The version that stands: the one captured last, but for imports from between two of its sightings."""
        return lookup.latest(self._index, source, document)

    def versions(self, source: str, document: str) -> tuple[Version, ...]:
        """All versions of a document, in order of recording."""
        return lookup.recorded(self._index, source, document)

    def captured(self, source: str, document: str) -> tuple[Version, ...]:
        """All versions of a document, in order of capture: what was imported stands where it belongs."""
        return lookup.captured(self._index, source, document)

    def before(self, version: Version) -> Version | None:
        """The version captured before that one; None before the first."""
        return lookup.before(self._index, version)

    def imported(self, source: str, document: str) -> dict[str, str]:
        """What came of each capture that others made, by `20240102T030405Z web.archive.org`."""
        return lookup.imported(self._index, f"{source}/{document}")

    def highest(self, source: str, document: str | None) -> dict[str, int]:
        """The highest number of a version of each document, also of those that were purged."""
        return lookup.highest(self._index, source, document)

    def read_without(self, source: str, document: str | None) -> dict[str, int]:
        """Of each reader with a mark: how many versions up to it are not of that source or document."""
        return lookup.read_without(self._index, source, document)

    def holds(self, covers: Callable[[str], bool]) -> bool:
        """Whether a file that either repository holds now is one of those."""
        trees = (git.run("ls-tree", "-r", "-z", "--name-only", REF).decode("utf-8") for git in (self._raw, self._store))
        return any(covers(path) for tree in trees for path in tree.split("\0"))

    def resolve(self, text: str) -> Version:
        """The version that an address names. UsageError, with near misses, when there is none."""
        if address.is_commit(text) and (found := lookup.by_commit(self._index, text)) and len(found) == 1:
            return found[0]
        asked = address.parse(text)
        source, document = address.find_document(asked, self.documents(), lookup.purged(self._index))
        if asked.which == "latest" and (found_last := self.latest(source, document)):
            return found_last
        return address.pick(asked, lookup.captured(self._index, source, document))

    def text(self, version: Version) -> str:
        """Its text.md."""
        return self._texts.blob(version.text_id).decode("utf-8")

    def meta(self, version: Version) -> bytes:
        """Its meta.json."""
        return self._texts.blob(version.meta_id)

    def raw(self, version: Version) -> bytes | None:
        """The body that it came from, as received; None where none was kept."""
        return None if version.raw_id is None else self._bodies.blob(version.raw_id)

    def final_url(self, version: Version) -> str:
        """Where its body came from in the end, after redirects."""
        message = self._store.run("show", "--no-patch", "--format=%B", version.commit).decode("utf-8", "replace")
        return trailers.read(message).get("Final-Url", version.url)

    def evidence(self, version: Version) -> Evidence:
        """The git objects by which a version can be proved without this program."""
        last = f"{layout.run_id(version.last_seen)}~"  # after every id of that second, with -2 … too
        rounds = lookup.rounds_until(self._index, last, limit=_LOOKED_THROUGH)
        return evidence(self._store, self._texts, version, rounds=rounds)

    def headers(self, version: Version) -> dict[str, str]:
        """What is kept of the answer that its body came with, by the names of headers, and its status."""
        message = self._texts.commit(version.commit).decode("utf-8", "replace").partition("\n\n")[2]
        facts = trailers.read(message)
        return {name: facts[name] for name in _KEPT_OF_ANSWER if name in facts}

    def suspect(self, source: str, document: str) -> bytes | None:
        """The last body that did not look like the page; None where there was none."""
        found = self._suspect_id(source, document)
        return None if found is None else self._bodies.blob(found)

    def revisions(
        self,
        *,
        since: datetime | None = None,
        run: str | None = None,
        source: str | None = None,
        after: str | None = None,
    ) -> tuple[Revision, ...]:
        """Versions that follow another, with that other, oldest first.

        Captured since, recorded in that round, or recorded after the version of that commit.
        """
        found = lookup.pairs(self._index, since=since, run=run, source=source, after=after)
        return tuple(Revision(old=old, new=new) for old, new in found if old)

    def firsts(
        self,
        *,
        since: datetime | None = None,
        run: str | None = None,
        source: str | None = None,
        after: str | None = None,
    ) -> tuple[Version, ...]:
        """Versions that follow no other, chosen in the same way."""
        found = lookup.pairs(self._index, since=since, run=run, source=source, after=after)
        return tuple(new for old, new in found if not old)

    def said(self, words: str, *, source: str | None = None, limit: int | None = None) -> tuple[Said, ...]:
        """Sentences with all these words, in any version; the earliest first. UsageError when there is no word."""
        return said.find(self._index, words, source=source, limit=limit)

    def sentences(self) -> tuple[tuple[int, str], ...]:
        """Every sentence of the record, each once a document, with its number."""
        return said.sentences(self._index)

    def said_by(self, numbers: Sequence[int]) -> tuple[Said, ...]:
        """The sentences of those numbers with the versions that said them; the earliest first."""
        return said.said_by(self._index, numbers)

    def all_said(self) -> tuple[Said, ...]:
        """Every sentence of the record with the versions that said it first and last, all at once."""
        return said.everything(self._index)

    def unread(self) -> int:
        """How many damaged texts `said` does not know of."""
        return said.unread(self._index)

    # ---- rounds and what they learned

    def runs(self, limit: int | None = None) -> tuple[RunRecord, ...]:
        """Records of rounds, newest first."""
        return tuple(from_json(self._texts.blob(blob)) for blob in lookup.run_blobs(self._index, limit=limit))

    def run(self, run: str) -> RunRecord:
        """The record of one round. UsageError when there is none."""
        blobs = lookup.run_blobs(self._index, run=run)
        if not blobs:
            raise UsageError(
                f"No round {run[: layout.LONGEST_ID]!r} is recorded. `tracker status` names the latest ones."
            )
        return from_json(self._texts.blob(blobs[0]))

    def validators(self, source: str, document: str) -> Validators | None:
        """What to send so that the server may answer 304, as learned last."""
        return lookup.validators(self._index, f"{source}/{document}")

    def met(self, source: str) -> dict[str, Met]:
        """The further documents that a source has led to, by document: they stay watched."""
        return lookup.met(self._index, source)

    def saves(self, source: str, document: str) -> dict[int, Save]:
        """What a web archive answered when it was asked to save versions of a document, by their number."""
        return lookup.saves(self._index, f"{source}/{document}")

    def saved(self, version: Version) -> Save | None:
        """The copy of a version's page at a web archive; what we read anew ourselves is the page of the version before."""
        one: Version | None = version
        while one and one.kind == "reextract":
            one = self.before(one)
        found = self.saves(one.source, one.document).get(one.number) if one else None
        return found if found and found.address else None

    def save_pauses(self) -> tuple[Save, ...]:
        """Answers by which a web archive asked to be left alone for a while."""
        return lookup.paused(self._index)

    def failures(self) -> dict[str, Failing]:
        """Everything that is failing now, by the name that run records use: `source` or `source/document`."""
        return lookup.failures(self._index)

    def failing(self, source: str, document: str | None) -> Failing | None:
        """Since when, how often and why a document, or with None a source as such, has failed; None if it has not."""
        return self.failures().get(source if document is None else f"{source}/{document}")

    def failing_since(self, source: str, document: str | None) -> datetime | None:
        """The start of the first round of those in a row that failed."""
        found = self.failing(source, document)
        return found.since if found else None

    def suspects(self) -> dict[str, Suspected]:
        """Everything that did not look like the page and waits for a decision, by `source/document`."""
        return lookup.suspects(self._index)

    def streaks(self) -> dict[str, Streak]:
        """Everything that has had no good capture lately, failing or suspect, by the name that run records use."""
        return lookup.streaks(self._index)

    def in_trouble(self, source: str, document: str) -> bool:
        """Whether the last round that asked for a document had no good capture of it."""
        return lookup.in_trouble(self._index, f"{source}/{document}")

    def recovered(self) -> dict[str, Recovered]:
        """Names whose trouble the latest good capture has ended."""
        return lookup.recovered(self._index)

    def tally(self) -> dict[str, lookup.Tally]:
        """Of each source of which anything is held: how many documents and versions, and its last change."""
        return lookup.tally(self._index)

    def body(self, kept: Kept) -> bytes:
        """A body that was kept because it did not look like the page."""
        return self._bodies.blob(kept.blob)

    def checked(self) -> dict[str, datetime]:
        """When each source or document was asked for last, by the name that run records use."""
        return lookup.checked(self._index)

    def acknowledged(self) -> dict[str, date]:
        """Known failures, by the name that run records use, with the last day until which they are no news."""
        return lookup.acknowledged(self._index)

    def mark(self, reader: str) -> str | None:
        """The commit of the last version that a reader has been shown."""
        return lookup.mark(self._index, reader)

    def told(self, target: str) -> dict[str, datetime]:
        """The troubles, with their start, that a target of notifications has been told of and not yet the end of."""
        return lookup.told(self._index, target)

    def newest(self) -> str | None:
        """The commit of the version that was recorded last: where a reader who saw everything puts the mark."""
        return lookup.newest(self._index)

    def decisions(self) -> tuple[Decision, ...]:
        """What people decided outside rounds, newest first."""
        return tuple(read_as(Decision, self._texts.blob(blob)) for blob in lookup.decision_blobs(self._index))

    def head(self) -> str | None:
        """The newest commit of store.git: printed somewhere public, it is a witness that nothing was rewritten."""
        return self._store.head()

    def heads(self) -> dict[str, str]:
        """The newest commit of both repositories by name: printed somewhere public, they are witnesses."""
        found = {git.path.name: git.head() for git in (self._store, self._raw)}
        return {name: head for name, head in found.items() if head is not None}

    # ---- how recording is done

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with hold(self.folder):
            self._index.sync()
            yield

    def _raise_and_commit(self, *, raw: Sequence[Commit], text: Sequence[Commit], run: str) -> None:
        """What a round writes makes the store one of the newest format: from here on an older tracker leaves it alone."""
        if raw or text:
            now, tracker = self._now(), own_version()
            raw, text = (
                [*formats.rise(git, tracker=tracker, now=now), *commits]
                for git, commits in ((self._raw, raw), (self._store, text))
            )
        self._commit(raw=raw, text=text, run=run)

    def _commit(self, *, raw: Sequence[Commit], text: Sequence[Commit], run: str) -> None:
        moves: dict[str, tuple[str | None, str | None]] = {}
        for git, commits in ((self._raw, raw), (self._store, text)):
            old = git.head()
            if commits:
                moves[git.path.name] = (old, write_commits(git, commits, parent=old, now=seconds(self._now())))
        heads.note(self.folder / layout.HEADS, now=self._now(), run=run, moves=moves)
        self._index.sync()
        for git in (self._raw, self._store):
            if git.path.name in moves:
                tidy(git, since=moves[git.path.name][0])

    def _is_taken(self, run: str) -> bool:
        return bool(lookup.run_blobs(self._index, run=run) or lookup.decision_blobs(self._index, decision=run))

    def _undecided(self, source: str, document: str) -> str:
        found = lookup.suspects(self._index).get(f"{source}/{document}")
        if found is None or found.body is None:
            raise UsageError(
                f"{source}/{document} is not suspect, or was decided already. `tracker status` says what is."
            )
        return found.body.blob

    def _decide(
        self, entries: Sequence[Entry], *, settled: tuple[str, str] | None = None, **facts: Mapping[str, object]
    ) -> tuple[Version, ...]:
        """Record a decision with the versions that come of it; the store's lock is held."""
        now = self._now().replace(microsecond=0)
        told = {"id": self.new_run_id(now), "at": now, "tracker": own_version(), **facts}
        decision = Decision.model_validate(told)
        batch = Batch(self._index, decision.id)
        for entry in entries:
            batch.add(entry)
        batch.decide(decision)
        if settled and self._suspect_id(*settled):
            word = "accepted" if decision.accepted else "dismissed"
            batch.raw.append(settled_commit(*settled, word, now))
        last = lookup.last_id(self._index)
        self._commit(raw=batch.raw, text=batch.text, run=decision.id)
        return self._versions_of(entries, batch.fresh, last)

    def _take_over(self, theirs: dict[Git, str]) -> tuple[remote.Moved, ...]:
        ours = {git: self.heads()[git.path.name] for git in theirs}
        news = [git for git in theirs if remote.is_news(git, ours[git], theirs[git])]
        for git in news:
            remote.check_history(git, ours[git], theirs[git])
        if self._store in news:
            self._index.rehearse(theirs[self._store])
            for past in walk(self._store, theirs[self._store], after=ours[self._store]):
                if named := trailers.read(past.message).get("Raw-Blob"):
                    self._bodies.blob(named)
        moved = [remote.advance(git, ours[git], theirs[git]) for git in news]
        moves: dict[str, tuple[str | None, str | None]] = {one.repository: (one.old, one.new) for one in moved}
        heads.note(self.folder / layout.HEADS, now=self._now(), run=_PULL, moves=moves)
        self._index.sync()
        for git in news:
            tidy(git, since=ours[git])
        told = {one.repository: one for one in moved}
        return tuple(told.get(git.path.name) or remote.stayed(git, ours[git], ours[git]) for git in theirs)

    def _versions_of(self, entries: Sequence[Entry], fresh: Sequence[bool], last: int) -> tuple[Version, ...]:
        new = iter(lookup.since_id(self._index, last))
        known: dict[tuple[str, str], Version] = {}
        versions = []
        for entry, is_new in zip(entries, fresh, strict=True):
            name = (entry.source, entry.document)
            found = next(new) if is_new else known.get(name) or self.latest(*name)
            if found is not None:
                known[name] = found
                versions.append(found)
        return tuple(versions)

    def _suspect_id(self, source: str, document: str) -> str | None:
        listed = self._raw.run("ls-tree", REF, "--", layout.suspect_path(source, document)).split()
        return listed[2].decode("ascii") if listed else None
