"""Differences of recorded versions, each pair compared once: what was found is kept beside the store."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pydantic import ValidationError

from tracker.config.settings import Settings
from tracker.errors import ExtractError, StoreError
from tracker.installed import own_version
from tracker.later import later
from tracker.store.archive import Archive
from tracker.store.findings import Findings
from tracker.store.layout import DIFFERENCES, STORE
from tracker.store.reader import reader_of
from tracker.store.version import Revision

if TYPE_CHECKING:
    from tracker.capture import comparing
    from tracker.diff import differences as diff_differences
    from tracker.diff.differences import Differences
    from tracker.extract import canonical
    from tracker.extract.document import Document
    from tracker.store import pool
else:
    pool = later("tracker.store.pool")
    canonical = later("tracker.extract.canonical")
    comparing = later("tracker.capture.comparing")
    diff_differences = later("tracker.diff.differences")


class DifferJob(NamedTuple):
    """Comparisons for another process."""

    store: Path
    """store.git."""
    settings: Settings
    wanted: Mapping[str, tuple[str, str, str, str]]
    """By name: ids of the old text and its facts, and of the new ones."""


_HOUSE = Path(__file__).parents[1]
_AT_ONCE = 100
"""Comparisons that are kept together: a write for each would wait for the disk as often."""
_ALONE = 3
"""Times so many that are compared here before other processes are worth their start."""
_MOST_BYTES = 2_000_000
"""Of comparisons that are handed back together. What is more is compared here, one by one."""


class KeptDifferences:
    """Comparisons by what they depend on: both texts, their facts, the rules and the settings that they use."""

    def __init__(self, archive: Archive, settings: Settings) -> None:
        self._store = archive.folder / STORE
        self._kept = Findings(archive.folder / DIFFERENCES)
        self._settings = settings
        self._by = f"{rules()} {settings.same_align:g} {settings.gap_align:g} "
        self._fresh: dict[str, bytes] = {}
        self._ahead: dict[str, bytes] = {}

    def of(self, revision: Revision, texts: "Sequence[Document]") -> "Differences":
        """All that differs between the recorded documents of a revision, which are read only where they must be."""
        name = self._name(revision)
        found = self._read(name)
        if found is None:
            found = diff_differences.differences(texts[0], texts[1], settings=self._settings)
            self._fresh[name] = _kept(found)
            if len(self._fresh) >= _AT_ONCE:
                self.keep()
        return found

    def known_of(self, revisions: Iterable[Revision]) -> Iterator[Revision]:
        """The same revisions, one by one; what is kept is read for many at once, and many others are compared elsewhere.

        Other processes compare them as `of` does: it makes no difference but of time.
        """
        rest = iter(revisions)
        parts = map(self._job, iter(lambda: tuple(islice(rest, _AT_ONCE)), ()))
        alone = _ALONE
        for (some, self._ahead), job in parts:
            yield from some
            alone -= job is not None
            if not alone:
                break
        else:
            return
        cores = pool.cores()
        for (some, known), made in pool.done_ahead(differ, parts, processes=cores if cores > 1 else 0, alone=0):
            self._ahead = {**known, **(made or {})}
            self._fresh.update(made or {})
            yield from some

    def _job(
        self, some: tuple[Revision, ...]
    ) -> "tuple[tuple[tuple[Revision, ...], dict[str, bytes]], DifferJob | None]":
        """Revisions with what is kept of them, and what is left to do, if anything."""
        names = {self._name(one): one for one in some if comparing.by_one_reader(one)}
        known = self._kept.get(names)
        left = {
            name: (one.old.text_id, one.old.meta_id, one.new.text_id, one.new.meta_id)
            for name, one in names.items()
            if name not in known
        }
        return (some, known), DifferJob(self._store, self._settings, left) if left else None

    def keep(self) -> None:
        """Keep what was found; what other rules found goes."""
        if self._fresh:
            self._kept.keep(self._fresh, start=rules())
            self._fresh = {}

    def _name(self, revision: Revision) -> str:
        old, new = revision.old, revision.new
        return f"{self._by}{old.text_id} {old.meta_id} {new.text_id} {new.meta_id}"

    def _read(self, name: str) -> "Differences | None":
        told = self._fresh.get(name) or self._ahead.get(name) or self._kept.get([name]).get(name)
        try:
            return None if told is None else diff_differences.Differences.model_validate_json(told)
        except ValidationError:  # somebody else's bytes: found again
            return None


def differ(job: DifferJob) -> Mapping[str, bytes]:
    """In another process: what differs, as it is kept; nothing of what cannot be read, and no more once it is too much."""
    reader, found, left = reader_of(job.store), {}, _MOST_BYTES
    for name, (old_text, old_meta, new_text, new_meta) in job.wanted.items():
        try:
            old, new = (
                canonical.read(reader.blob(text).decode("utf-8"), reader.blob(meta))
                for text, meta in ((old_text, old_meta), (new_text, new_meta))
            )
        except (StoreError, ExtractError):
            continue  # told by whoever reads it again
        found[name] = _kept(diff_differences.differences(old, new, settings=job.settings))
        left -= len(found[name])
        if left < 0:
            break
    return found


def _kept(found: "Differences") -> bytes:
    return found.model_dump_json(exclude_defaults=True).encode()


@contextmanager
def keeping(archive: Archive, settings: Settings) -> Iterator[KeptDifferences]:
    """What was found in the block is kept at its end."""
    kept = KeptDifferences(archive, settings)
    try:
        yield kept
    finally:
        kept.keep()


@cache
def rules() -> str:
    """A name for the rules by which texts are compared: another as soon as a file of theirs differs."""
    seed = hashlib.sha256(own_version().encode())
    for room in ("diff", "wording", "extract"):
        for file in _below(_HOUSE / room):
            seed.update(file.name.encode() + b"\0" + file.read_bytes())
    return seed.hexdigest()[:20]


def _below(folder: Path) -> Iterator[Path]:
    for one in sorted(folder.iterdir(), key=lambda file: file.name):
        if one.is_dir():
            yield from _below(one)
        elif one.name.endswith((".py", ".toml")):
            yield one
