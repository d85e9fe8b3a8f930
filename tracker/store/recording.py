"""Recording anew: our commits since a common past, one after the other, on top of another head."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from tracker.errors import StoreError
from tracker.store import layout, lookup, state, trailers
from tracker.store.anew import redecided, retold
from tracker.store.batch import PICTURE_BLOB, REPLAYS, Batch
from tracker.store.decision import Decision
from tracker.store.history import Past, walk
from tracker.store.otherside import OtherSide, UndecidableError, refuse_purge
from tracker.store.record import RunRecord, from_json, read_as
from tracker.store.repositories import Repositories
from tracker.store.version import Entry, Version


class Recording:
    """Goes through our commits. UndecidableError where one of them cannot be told anew."""

    def __init__(self, ours: Repositories, made: Repositories, other: OtherSide, *, base: str, now: datetime) -> None:
        self.commits: dict[str, str] = {}
        """Ours, old and new; of a text that was there already, the commit of the version that has it."""
        self.numbers: dict[str, str] = {}
        self.superseded: dict[str, str] = {}
        self.readers: set[str] = set()
        self.anew = self.same = 0
        self._ours = ours
        self._made = made
        self._other = other
        self._now = now
        self._pasts = list(walk(ours.store, ours.store.head() or "", after=base))
        self._mine = {past.id for past in self._pasts}
        self._runs: dict[str, str] = {}
        self._dropped: dict[str, set[str]] = {}
        self._standing: dict[str, Version] = {}

    def all(self) -> None:
        """Record all of it."""
        waiting: list[Past] = []
        for past in self._pasts:
            refuse_purge(past.message, "here")
            trees = {path.partition("/")[0] for path, _ in past.kept}
            if trees & {layout.DOCS, layout.ARCHIVE}:
                waiting.append(past)
            elif trees == {layout.RUNS}:
                self._round(past, waiting)
                waiting = []
            elif trees == {layout.DECISIONS}:
                self._decision(past, waiting)
                waiting = []
            elif trees != {layout.FORMAT}:
                raise UndecidableError(f"commit {past.id[:12]} here is of no kind that is known")
        if waiting:
            raise UndecidableError(f"commit {waiting[0].id[:12]} here belongs to no round")

    def new_id(self, started: datetime) -> str:
        """The id of a round that is not taken."""
        nth = 1
        while self._is_taken(layout.run_id(started, nth)):
            nth += 1
        return layout.run_id(started, nth)

    def _is_taken(self, run: str) -> bool:
        index = self._made.index
        return bool(state.run_blobs(index, run=run) or state.decision_blobs(index, decision=run))

    def _round(self, past: Past, waiting: list[Past]) -> None:
        record = from_json(self._ours.texts.blob(past.kept[0][1]))
        run = self._runs.get(record.id) or self.new_id(record.started)
        self._runs[record.id] = run
        dropped = self._dropped.setdefault(record.id, set())
        batch = Batch(self._made.index, run, holds=self._made.holds)
        with self._made.index.steady():
            added = self._entries(batch, waiting, dropped)
            self._add_seen_otherwise(batch, record)
            told = retold(
                record,
                run=run,
                other=self._other,
                dropped=dropped,
                numbers=self.numbers,
                commits=self.commits,
                failing=set(state.failures(self._made.index)) | set(state.suspects(self._made.index)),
            )
            batch.close(told, self._now, replays=past.id)
        self.superseded |= told.superseded
        self._write(batch, added, past, is_round=True)

    def _decision(self, past: Past, waiting: list[Past]) -> None:
        decision = read_as(Decision, self._ours.texts.blob(past.kept[0][1]))
        made, readers = redecided(decision, run=self.new_id(decision.at), other=self._other, ours=self._mine)
        self.readers |= readers
        batch = Batch(self._made.index, made.id if made else decision.id, holds=self._made.holds)
        with self._made.index.steady():
            added = self._entries(batch, waiting, set())
        if made:
            batch.decide(made, replays=past.id)
        if made or batch.text:
            self._write(batch, added, past, is_round=False)

    def _entries(self, batch: Batch, waiting: list[Past], dropped: set[str]) -> list[tuple[str, Version]]:
        """Add what is new of the versions of a batch: (old commit, old version) of each that was added."""
        added = []
        for past in waiting:
            (version,) = lookup.by_commit(self._ours.index, past.id)
            name = f"{version.source}/{version.document}"
            same = self._there_already(version, name)
            if same is None:
                batch.add(self._entry(version, past), replays=past.id)
                if batch.fresh[-1]:
                    added.append((past.id, version))
                    self._standing[name] = version
                    continue
                same = lookup.latest(self._made.index, version.source, version.document)
            dropped.add(name)
            self._standing[name] = version
            self.same += 1
            if same is not None:
                self._map(past.id, version, same)
        return added

    def _there_already(self, version: Version, name: str) -> Version | None:
        """The version that says the same right before or after it in time; of what we only read anew, what stands."""
        held = lookup.captured(self._made.index, version.source, version.document)
        if version.kind == "reextract" and name in self._other.touched:
            return lookup.latest(self._made.index, version.source, version.document)
        before = [one for one in held if one.captured_at <= version.captured_at][-1:]
        after = [one for one in held if one.captured_at > version.captured_at][:1]
        return next((one for one in (*before, *after) if _ids(one) == _ids(version)), None)

    def _entry(self, version: Version, past: Past) -> Entry:
        facts = trailers.read(past.message)
        is_known = version.kind == "first" and lookup.latest(self._made.index, version.source, version.document)
        return Entry(
            source=version.source,
            document=version.document,
            kind="content" if is_known else version.kind,
            title=version.title,
            text=self._ours.texts.blob(version.text_id),
            meta=self._ours.texts.blob(version.meta_id),
            raw=None if version.raw_id is None else self._ours.bodies.blob(version.raw_id),
            picture=None if PICTURE_BLOB not in facts else self._ours.bodies.blob(facts[PICTURE_BLOB]),
            url=version.url,
            final_url=facts.get("Final-Url", version.url),
            status=version.status,
            fetched_at=version.captured_at,
            etag=facts.get("ETag"),
            last_modified=facts.get("Last-Modified"),
            charset=version.charset,
            extractor=version.extractor,
            config_key=version.config_key,
            seen_by=version.seen_by,
            seen_in=version.seen_in,
            saved_by=version.saved_by,
            hold_until=version.hold_until,
        )

    def _add_seen_otherwise(self, batch: Batch, record: RunRecord) -> None:
        """What we saw unchanged after the other machine had seen another text: the page had changed back by then."""
        for name, after in sorted(record.unchanged.items()):
            at = record.started + timedelta(seconds=after)
            if name not in self._other.touched or at <= self._other.asked.get(name, at):
                continue
            source, document = name.split("/", 1)
            mine = self._standing.get(name) or lookup.stood(self._ours.index, source, document, without=self._mine)
            theirs = lookup.latest(self._made.index, source, document)
            if mine and theirs and _ids(mine) != _ids(theirs):
                (past,) = walk(self._ours.store, mine.commit, after=f"{mine.commit}^")
                batch.add(self._entry(mine, past).model_copy(update={"fetched_at": at, "kind": "content"}))

    def _write(self, batch: Batch, added: list[tuple[str, Version]], past: Past, *, is_round: bool) -> None:
        last = lookup.last_id(self._made.index)
        commit = self._made.commit_round if is_round else self._made.commit
        commit(raw=batch.raw, text=batch.text, run=past.id, now=self._now)
        made = {one.commit: one for one in lookup.since_id(self._made.index, last)}
        replaced = dict(self._replaced(made))
        for old, version in added:
            if old not in replaced:
                raise StoreError(f"Nothing was changed: {version.address} did not come out as expected.")
            self.anew += 1
            self._map(old, version, replaced[old])
        self.anew += 1
        self.commits[past.id] = self._made.store.head() or ""

    def _replaced(self, made: dict[str, Version]) -> Iterator[tuple[str, Version]]:
        for commit, version in made.items():
            message = self._made.texts.commit(commit).partition(b"\n\n")[2].decode("utf-8", "replace")
            if old := trailers.read(message).get(REPLAYS):
                yield old, version

    def _map(self, commit: str, old: Version, new: Version) -> None:
        self.commits[commit] = new.commit
        if old.number != new.number:
            name = f"{old.source}/{old.document}"
            self.numbers[f"{name}@{old.number}"] = f"{name}@{new.number}"


def _ids(version: Version) -> tuple[str, str]:
    return version.text_id, version.meta_id
