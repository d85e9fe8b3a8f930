"""From entries and a run record to the commits that say them."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from hashlib import sha256

from tracker.store import layout, lookup, state, trailers
from tracker.store.aside import AsideBody
from tracker.store.decision import Decision
from tracker.store.index import Index
from tracker.store.moment import seconds
from tracker.store.reader import blob_id
from tracker.store.record import RunRecord, to_json
from tracker.store.version import Entry
from tracker.store.write import Commit

PICTURE_BLOB = "Picture-Blob"
"""Key of the trailer that names a version's picture; an older tracker reads over it."""
REPLAYS = "Replays"
"""Key of the trailer of a commit that is recorded anew: the commit that it was (replay.py)."""
NAMED_BLOBS = ("Raw-Blob", PICTURE_BLOB)
"""Keys of trailers that name bytes in raw.git: a text whose bytes are not there is not taken over."""


class Batch:
    """Commits to be made in raw.git and store.git; what is already held as it is makes none."""

    def __init__(self, index: Index, run: str, *, holds: Callable[[str], str | None]) -> None:
        """`holds`: the blob id of a file that raw.git holds now."""
        self.raw: list[Commit] = []
        self.text: list[Commit] = []
        self.fresh: list[bool] = []
        """For each entry: whether it makes a commit in store.git."""
        self._index = index
        self._run = run
        self._held: dict[tuple[str, str, str], tuple[str, str]] = {}
        self._bodies: set[tuple[str, str, str]] = set()
        self._pictures: dict[str, str | None] = {}
        self._holds = holds

    def add(self, entry: Entry, *, replays: str | None = None) -> None:
        """Add the commits of one entry, if it says anything that is not held.

        `replays` is the commit that it is recorded anew from: like an import, it takes its place by time.
        """
        tree = _tree(self._index, entry, by_time=bool(replays) or entry.kind == "import")
        place = (tree, entry.source, entry.document)
        ids = (blob_id(entry.text), blob_id(entry.meta))
        # What is held of an older time says nothing of what stands right before a capture: its importer has looked.
        fresh = tree == layout.ARCHIVE or ids != (self._held.get(place) or lookup.held(self._index, *place))
        self.fresh.append(fresh)
        if not fresh:
            return
        self._held[place] = ids
        raw_id = None if entry.raw is None else blob_id(entry.raw)
        picture_id = None if entry.picture is None else blob_id(entry.picture)
        files = dict(self._received(entry, tree, raw_id, picture_id))
        if files:
            self.raw.append(_commit(entry, {"Run-Id": self._run}, files.items()))
        facts = {"Raw-Blob": raw_id, PICTURE_BLOB: picture_id, "Run-Id": self._run, REPLAYS: replays}
        self.text.append(_text_commit(entry, tree, facts))

    def close(self, record: RunRecord, now: datetime, *, replays: str | None = None) -> None:
        """Add the commit of the run record, unless the very same record is held."""
        if blob_id(to_json(record)) in state.run_blobs(self._index, run=record.id):
            return
        unfinished = "" if record.finished else " (unfinished)"
        subject = f"run {record.id}{unfinished}: {record.summary}"
        message = trailers.write(subject, {"Run-Id": record.id, "Tracker": record.tracker, REPLAYS: replays})
        self.text.append(record_commit(record, message, seconds(record.finished or now)))

    def decide(self, decision: Decision, *, replays: str | None = None) -> None:
        """Add the commit of a decision."""
        path, body = layout.run_path(decision.id, layout.DECISIONS), to_json(decision)
        facts = {"Tracker": decision.tracker, REPLAYS: replays}
        message = trailers.write(f"decision {decision.id}: {decision.summary}", facts)
        self.text.append(Commit(message=message, authored=seconds(decision.at), files=((path, body),)))

    def _received(
        self, entry: Entry, tree: str, raw_id: str | None, picture_id: str | None
    ) -> Iterator[tuple[str, bytes]]:
        """The files of raw.git that an entry brings, by their paths."""
        if entry.raw is not None and raw_id is not None and self._is_new(entry, raw_id):
            yield layout.raw_path(tree, entry.source, entry.document), entry.raw
        if entry.picture is not None:
            path = layout.picture_path(entry.source, entry.document)
            if (self._pictures[path] if path in self._pictures else self._holds(path)) != picture_id:
                yield path, entry.picture
            self._pictures[path] = picture_id

    def _is_new(self, entry: Entry, raw_id: str) -> bool:
        key = (entry.source, entry.document, raw_id)
        if key in self._bodies or lookup.has_raw(self._index, *key):
            return False
        self._bodies.add(key)
        return True


def record_commit(record: RunRecord, message: bytes, authored: int) -> Commit:
    """The commit of a run record."""
    return Commit(message=message, authored=authored, files=((layout.run_path(record.id), to_json(record)),))


def aside_commit(one: AsideBody, now: datetime) -> Commit:
    """The commit in raw.git of a body that is no version."""
    word = "suspect" if one.tree == layout.SUSPECTS else "failed"
    message = trailers.write(
        f"{one.source}/{one.document}: {word}", {"Source-Id": one.source, "Document-Id": one.document}
    )
    return Commit(message=message, authored=seconds(now), files=tuple(one.paths.items()))


def settled_commit(source: str, document: str, word: str, now: datetime) -> Commit:
    """The commit in raw.git that takes a body out of `suspects/`, because a person has decided."""
    message = trailers.write(f"{source}/{document}: {word}", {"Source-Id": source, "Document-Id": document})
    return Commit(message=message, authored=seconds(now), files=(), gone=(layout.suspect_path(source, document),))


def _tree(index: Index, entry: Entry, *, by_time: bool) -> str:
    """A capture from before the page was seen last goes to a tree of its own: `docs` never goes back."""
    latest = lookup.latest(index, entry.source, entry.document) if by_time else None
    older = latest is not None and seconds(entry.fetched_at) < seconds(latest.last_seen)
    return layout.ARCHIVE if older else layout.DOCS


def _text_commit(entry: Entry, tree: str, told: Mapping[str, str | None]) -> Commit:
    folder = layout.folder(tree, entry.source, entry.document)
    facts = {
        "Source-Id": entry.source,
        "Document-Id": entry.document,
        "Change-Kind": entry.kind,
        "Title": entry.title,
        "Url": entry.url,
        "Final-Url": entry.final_url if entry.final_url != entry.url else None,
        "Fetched-At": entry.fetched_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "Http-Status": str(entry.status),
        "ETag": entry.etag,
        "Last-Modified": entry.last_modified,
        "Charset": entry.charset,
        "Content-SHA256": sha256(entry.text).hexdigest(),
        "Raw-Blob": told.get("Raw-Blob"),
        PICTURE_BLOB: told.get(PICTURE_BLOB),
        "Extractor": entry.extractor,
        "Config-Key": entry.config_key,
        "Run-Id": told.get("Run-Id"),
        "Seen-By": entry.seen_by,
        "Seen-In": entry.seen_in,
        "Saved-By": entry.saved_by,
        "Hold-Until": entry.hold_until,
        REPLAYS: told.get(REPLAYS),
    }
    files = [(f"{folder}/{layout.TEXT}", entry.text), (f"{folder}/{layout.META}", entry.meta)]
    if tree == layout.ARCHIVE:
        files.append((f"{folder}/{layout.SEEN}", _seen(entry)))
    return _commit(entry, facts, files)


def _seen(entry: Entry) -> bytes:
    told = {"at": entry.fetched_at.astimezone(UTC).isoformat(), "by": entry.seen_by, "in": entry.seen_in}
    return (json.dumps(told, ensure_ascii=False, sort_keys=True) + "\n").encode("utf-8", "surrogatepass")


def _commit(entry: Entry, facts: dict[str, str | None], files: Iterable[tuple[str, bytes]]) -> Commit:
    title = trailers.one_line(entry.title, trailers.LONGEST_TITLE) or "(no title)"
    message = trailers.write(f"{layout.name(entry.source, entry.document)}: {title}", facts)
    return Commit(message=message, authored=seconds(entry.fetched_at), files=tuple(files))
