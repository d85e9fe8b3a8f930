"""News: what changed in all sources, by weight; an edit made in several documents is told once."""

from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

from tracker.desk.comparison import Comparison
from tracker.diff.change import Change, NoiseKind
from tracker.diff.group import grouped
from tracker.store.version import Version


@dataclass(frozen=True, slots=True)
class News:
    """Documents that changed, and those seen for the first time, which are no changes."""

    changed: tuple[Comparison, ...]
    firsts: tuple[Version, ...] = ()
    everything: bool = False
    """Noise is listed too."""
    alternating: tuple[Comparison, ...] = ()
    """Steps of documents to and fro between texts that they had before, each told once already."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing changed that is listed."""
        return not any(one.is_news(everything=self.everything) for one in self.changed)

    @property
    def left_out(self) -> int:
        """How many changes and facts the reader's filters left out."""
        return sum(one.left_out for one in self.changed)

    @property
    def count(self) -> int:
        """How many changes are listed."""
        return sum(len(one.changes(everything=self.everything)) for one in self.changed)

    @property
    def facts(self) -> int:
        """How many facts beside the texts changed."""
        return sum(len(one.facts) for one in self.changed)

    @property
    def noise(self) -> int:
        """How many say nothing new."""
        return sum(one.noise for one in self.changed)

    @property
    def noise_kinds(self) -> dict[NoiseKind, int]:
        """How many of each kind of noise, the most first."""
        kinds = Counter(
            change.noise_kind or "typography" for one in self.changed for change in one.found.changes if change.noise
        )
        return dict(kinds.most_common())


class SharedEdit(NamedTuple):
    """One edit, and the documents in which it was made."""

    change: Change
    places: tuple[Comparison, ...]


def sort_out(found: News) -> tuple[SharedEdit | Comparison, ...]:
    """Edits made in more than one document, and documents with what is left of them; all by weight."""
    listed = [(one, change) for one in found.changed for change in one.changes(everything=found.everything)]
    told: set[int] = set()
    many = []
    for group in grouped([change for _, change in listed]):
        places = {listed[at][0].new: listed[at][0] for at in group.places}
        if len(places) > 1:
            many.append(SharedEdit(group.change, tuple(places[new] for new in sorted(places))))
            told |= {id(listed[at][1]) for at in group.places}
    rest = [_without(one, told) for one in found.changed]
    entries: list[SharedEdit | Comparison] = [*many, *(one for one in rest if one.is_news(everything=found.everything))]
    return tuple(sorted(entries, key=_weight))


def _without(one: Comparison, told: set[int]) -> Comparison:
    changes = tuple(change for change in one.found.changes if id(change) not in told)
    return one.only(one.found.model_copy(update={"changes": changes}))


def _weight(entry: SharedEdit | Comparison) -> tuple[float, str]:
    if isinstance(entry, SharedEdit):
        return -entry.change.score, entry.places[0].new
    return -entry.found.score, entry.new
