"""Waiting changes: what publishers changed lately and nobody has called worth a line or routine, the worthiest first.

Lately is counted from the last round, so that one record has one queue. An edit made in several documents is asked once.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import repeat
from typing import Final

from tracker.config.config import Config
from tracker.config.verdict import ChangeVerdict
from tracker.desk.address import change_ids
from tracker.desk.changes import VersionSpan, changes
from tracker.desk.comparison import Comparison
from tracker.desk.gather import compared, edits
from tracker.desk.news import News
from tracker.diff.change import Change
from tracker.diff.group import edit_of, grouped
from tracker.errors import UsageError
from tracker.store.archive import Archive
from tracker.store.version import Revision

LATELY: Final = timedelta(days=28)
"""How long before the last round a change may have come to be asked about."""


@dataclass(frozen=True, slots=True)
class ChangeOffer:
    """One edit, wherever it was made."""

    edits: tuple[tuple[str, Change], ...]
    """The change in each place, the weightiest first, by its address as `tracker cite` takes it: dfe-rise@3#d-abcdefgh23."""
    comparison: Comparison
    """Of the first of those places."""
    publisher: str

    @property
    def change(self) -> Change:
        """The edit in the first place."""
        return self.edits[0][1]

    @property
    def places(self) -> tuple[str, ...]:
        """The addresses."""
        return tuple(where for where, _ in self.edits)

    @property
    def id(self) -> str:
        """Its name in files: the addresses of the edit."""
        return " ".join(self.places)

    @property
    def source(self) -> str:
        """The source of the first place."""
        return self.comparison.name.partition("/")[0]


def waiting_changes(archive: Archive, config: Config) -> tuple[ChangeOffer, ...]:
    """What changed lately and waits for a decision; nothing before the first round."""
    last = archive.last_round()
    if last is None:
        return ()
    spoken = {one.change for one in config.verdicts.change if not one.withdrawn}
    found = changes(archive, config, VersionSpan(since=last.started - LATELY), on_demand=True)
    publishers = {one.id: one.publisher for one in config.sources}
    offers = (one for one in _offers(found, publishers) if not spoken.issuperset(one.places))
    return tuple(sorted(offers, key=lambda one: (-one.change.score, one.places)))


def waiting_count(archive: Archive, config: Config) -> int:
    """How many `waiting_changes` there are; none of them is held in memory, however many there are."""
    last = archive.last_round()
    if last is None:
        return 0
    spoken = {one.change for one in config.verdicts.change if not one.withdrawn}
    asked: set[bytes] = set()
    for version, found in edits(archive, archive.each_revision(since=last.started - LATELY), config):
        names = change_ids(found.changes) if spoken else repeat("")
        asked.update(
            hashlib.sha256(repr(edit_of(change)).encode("utf-8", "surrogatepass")).digest()
            for name, change in zip(names, found.changes, strict=False)
            if not change.noise and f"{version.address}#{name}" not in spoken
        )
    return len(asked)


def _offers(found: News, publishers: Mapping[str, str]) -> Iterator[ChangeOffer]:
    listed = [(where, one, change) for one in found.changed for where, change in _addressed(one) if not change.noise]
    for group in grouped([change for _, _, change in listed]):
        mine = sorted((listed[at] for at in group.places), key=lambda entry: (-entry[2].score, entry[0]))
        _, first, _ = mine[0]
        source = first.name.partition("/")[0]
        edits = tuple((where, change) for where, _, change in mine)
        yield ChangeOffer(edits, first, publishers.get(source, source))


def named_changes(archive: Archive, config: Config, wanted: Iterable[str]) -> dict[str, Change]:
    """The changes of these addresses, as far as the record has them."""
    found: dict[str, Change] = {}
    for name in sorted({one.partition("#")[0] for one in wanted}):
        try:
            version = archive.resolve(name)
        except UsageError:
            continue
        before = archive.before(version)
        if before is not None and version.address == name:
            found.update(_addressed(compared(archive, Revision(old=before, new=version), config)))
    return found


def _addressed(one: Comparison) -> Iterator[tuple[str, Change]]:
    found = one.found.changes
    return ((f"{one.new}#{name}", change) for name, change in zip(change_ids(found), found, strict=True))


def change_verdict(where: str, change: Change, worth: str, *, by: str, **more: object) -> ChangeVerdict:
    """One person's word on a change, with its words on one line. `more`: headline, readers, why, on, together."""
    told = {"change": where, "worth": worth, "by": by, **{name: value for name, value in more.items() if value}}
    sides = {"old_words": change.old, "new_words": change.new}
    words = {name: line for name, side in sides.items() if side and (line := _line(side.text))}
    return ChangeVerdict.model_validate({**told, **words})


def _line(text: str) -> str:
    return "".join(letter for letter in " ".join(text.split()) if letter.isprintable())
