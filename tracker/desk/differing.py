"""Differences of recorded versions, each pair compared once: what was found is kept beside the store."""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from tracker.config.settings import Settings
from tracker.installed import own_version
from tracker.later import later
from tracker.store.archive import Archive
from tracker.store.findings import Findings
from tracker.store.layout import DIFFERENCES
from tracker.store.version import Revision

if TYPE_CHECKING:
    from tracker.diff import differences as diff_differences
    from tracker.diff.differences import Differences
    from tracker.extract.document import Document
else:
    diff_differences = later("tracker.diff.differences")


_HOUSE = Path(__file__).parents[1]
_AT_ONCE = 100
"""Comparisons that are kept together: a write for each would wait for the disk as often."""


class KeptDifferences:
    """Comparisons by what they depend on: both texts, their facts, the rules and the settings that they use."""

    def __init__(self, archive: Archive, settings: Settings) -> None:
        self._kept = Findings(archive.folder / DIFFERENCES)
        self._settings = settings
        self._by = f"{rules()} {settings.same_align:g} {settings.gap_align:g} "
        self._fresh: dict[str, bytes] = {}

    def of(self, revision: Revision, texts: "Sequence[Document]") -> "Differences":
        """All that differs between the recorded documents of a revision, which are read only where they must be."""
        old, new = revision.old, revision.new
        name = f"{self._by}{old.text_id} {old.meta_id} {new.text_id} {new.meta_id}"
        found = self._read(name)
        if found is None:
            found = diff_differences.differences(texts[0], texts[1], settings=self._settings)
            self._fresh[name] = found.model_dump_json(exclude_defaults=True).encode()
            if len(self._fresh) >= _AT_ONCE:
                self.keep()
        return found

    def keep(self) -> None:
        """Keep what was found; what other rules found goes."""
        if self._fresh:
            self._kept.keep(self._fresh, start=rules())
            self._fresh = {}

    def _read(self, name: str) -> "Differences | None":
        told = self._fresh.get(name) or self._kept.get([name]).get(name)
        try:
            return None if told is None else diff_differences.Differences.model_validate_json(told)
        except ValidationError:  # somebody else's bytes: found again
            return None


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
