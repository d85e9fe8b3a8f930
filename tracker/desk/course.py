"""Course: the texts that documents had one after the other, to tell a text that is back and a page that alternates."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Hashable, Iterable
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import TypeVar

from tracker.store.archive import Archive
from tracker.store.layout import name
from tracker.store.version import NEWS, Version

Thing = TypeVar("Thing", bound=Hashable)
_DOCUMENTS = 16
"""Whose texts are remembered: a page of 10,000 versions is read once, and a store of a million fits in memory."""


class _PastTexts:
    """Of one document. Nearly every text is new: what tells more of one that is not, is found out for the first such."""

    def __init__(self, order: tuple[tuple[int, str], ...]) -> None:
        self.numbers, self.texts = [number for number, _ in order], [text for _, text in order]
        self.place = dict(zip(self.numbers, range(len(order)), strict=True))
        """By number."""
        self.first = dict(zip(reversed(self.texts), reversed(range(len(order))), strict=True))
        """The first place of each text."""

    @cached_property
    def had(self) -> dict[str, list[int]]:
        """The places of each text."""
        return _places(self.texts)

    @cached_property
    def steps(self) -> dict[tuple[str, str], list[int]]:
        """The places of the first of two texts that follow each other."""
        return _places(pairwise(self.texts))


class TextCourse:
    """Texts of an archive in order of capture. Time grows with the versions of a document once, not for each version."""

    def __init__(self, archive: Archive) -> None:
        self._of = lru_cache(_DOCUMENTS)(lambda source, document: _PastTexts(archive.texts(source, document)))

    def reverted(self, version: Version) -> str | None:
        """The address of the latest earlier version that had its very text, when another text stood between them."""
        past = self._of(version.source, version.document)
        at = past.place[version.number]
        if version.kind not in NEWS or past.first[version.text_id] == at:
            return None
        had = past.had[version.text_id]
        last = had[bisect_left(had, at) - 1]
        return None if last == at - 1 else f"{name(version.source, version.document)}@{past.numbers[last]}"

    def again(self, version: Version) -> int:
        """How often before the document went from the very text of the one before it to its own; 0 where both are one."""
        past = self._of(version.source, version.document)
        at = past.place[version.number]
        if past.first[version.text_id] == at or past.texts[at - 1] == version.text_id:
            return 0
        return bisect_left(past.steps[past.texts[at - 1], version.text_id], at - 1)


def _places(things: Iterable[Thing]) -> dict[Thing, list[int]]:
    found = defaultdict(list)
    for at, one in enumerate(things):
        found[one].append(at)
    return found
