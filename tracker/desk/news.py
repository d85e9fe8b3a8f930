"""News: what changed in all sources, by weight; an edit made in several documents is told once."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, assert_never

from tracker.config.person import Period
from tracker.desk.comparison import Comparison
from tracker.desk.notes import PersonNote
from tracker.desk.stories import Told, weights
from tracker.diff.change import Change, NoiseKind
from tracker.diff.fact import FactChange
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
    periods: tuple[Period, ...] = ()
    """Periods in which no change says little, and changes of government, of the time that was looked at."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing changed that is listed."""
        return not any(one.is_news(everything=self.everything) for one in self.changed)

    @property
    def is_bare(self) -> bool:
        """Whether there is nothing at all to be counted."""
        return self.is_empty and not self.firsts

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


class SharedFact(NamedTuple):
    """One thing that became so beside the text of many documents: an earlier government's banner, a department's name."""

    fact: FactChange
    places: tuple[Comparison, ...]


NewsEntry = SharedEdit | SharedFact | Comparison
_ONE_STORY = frozenset({"history mode", "government", "organisations", "state"})
"""Facts that a publisher changes over whole sections at once …"""
_STORY = 3
"""… and the documents from which that is one story."""


def written_on(entry: "NewsEntry", change: Change) -> tuple[PersonNote, ...]:
    """What persons wrote on a change of an entry, in whichever of its places."""
    places = (entry,) if isinstance(entry, Comparison) else entry.places
    return next((found for place in places if (found := place.written_on(change))), ())


def sort_out(found: News) -> tuple[NewsEntry, ...]:
    """Edits and facts of more than one document, and documents with what is left of them; all by weight.

    What a weightier entry tells already stands lower (`stories`).
    """
    listed = [(one, change) for one in found.changed for change in one.changes(everything=found.everything)]
    told: set[int] = set()
    many = []
    for group in grouped([change for _, change in listed]):
        places = {listed[at][0].new: listed[at][0] for at in group.places}
        if len(places) > 1:
            many.append(SharedEdit(group.change, tuple(places[new] for new in sorted(places))))
            told |= {id(listed[at][1]) for at in group.places}
    stories = _stories(found.changed)
    gone = {(place.new, story.fact) for story in stories for place in story.places}
    rest = [_without(one, told, gone) for one in found.changed]
    entries: list[NewsEntry] = [*many, *stories, *(one for one in rest if one.is_news(everything=found.everything))]
    listed_by_score = sorted(entries, key=_weight)
    left = weights([_told(one, everything=found.everything) for one in listed_by_score])
    order = sorted(range(len(left)), key=lambda at: (-left[at], at))
    return tuple(listed_by_score[at] for at in order)


def changes_of(entry: NewsEntry, *, everything: bool = False) -> tuple[Change, ...]:
    """Those that stand under an entry."""
    match entry:
        case SharedEdit():
            return (entry.change,)
        case SharedFact():
            return ()
        case Comparison():
            return entry.changes(everything=everything)
        case _:
            assert_never(entry)


def _stories(changed: Sequence[Comparison]) -> list[SharedFact]:
    """The facts that are the same in many documents, in the order of the first of each."""
    places: dict[FactChange, dict[str, Comparison]] = {}
    for one in changed:
        for fact in one.facts:
            if fact.fact in _ONE_STORY:
                places.setdefault(fact, {})[one.new] = one
    return [
        SharedFact(fact, tuple(places[fact][new] for new in sorted(places[fact])))
        for fact in places
        if len(places[fact]) >= _STORY
    ]


def _without(one: Comparison, told: set[int], gone: set[tuple[str, FactChange]]) -> Comparison:
    changes = tuple(change for change in one.found.changes if id(change) not in told)
    facts = tuple(fact for fact in one.found.facts if (one.new, fact) not in gone)
    return one.only(one.found.model_copy(update={"changes": changes, "facts": facts}))


def _told(entry: NewsEntry, *, everything: bool) -> Told:
    places = (entry,) if isinstance(entry, Comparison) else entry.places
    facts = [fact.score for fact in entry.found.facts] if isinstance(entry, Comparison) else []
    return Told(
        score=-_weight(entry)[0],
        changes=changes_of(entry, everything=everything),
        pages=frozenset(place.new for place in places),
        rest=max(facts, default=0.0),
    )


def _weight(entry: NewsEntry) -> tuple[float, str]:
    if isinstance(entry, SharedEdit):
        return -entry.change.score, entry.places[0].new
    if isinstance(entry, SharedFact):
        return -entry.fact.score, entry.places[0].new
    return -entry.found.score, entry.new
