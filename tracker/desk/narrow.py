"""Narrow: from the filters of a command, or of a saved watch, to what they let through."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.config.config import Config
from tracker.config.watches import SavedWatch
from tracker.diff.choice import ChangeFilter
from tracker.errors import UsageError
from tracker.later import later

if TYPE_CHECKING:
    from tracker.diff import query
else:
    query = later("tracker.diff.query")


@dataclass(frozen=True, slots=True)
class Filters:
    """Which sources are looked at, and which of their differences; by default all."""

    sources: Sequence[str] = ()
    publishers: Sequence[str] = ()
    topics: Sequence[str] = ()
    matching: Sequence[str] = ()
    added: bool = False
    removed: bool = False

    def __bool__(self) -> bool:
        return any((self.sources, self.publishers, self.topics, self.matching, self.added, self.removed))

    @property
    def choice(self) -> ChangeFilter:
        """Which differences. UsageError where there is no word to look for."""
        return narrowing(self.matching, added=self.added, removed=self.removed)

    def names(self, config: Config, recorded: Sequence[str]) -> frozenset[str]:
        """Ids of the sources that are looked at. UsageError, with what there is, for one that is not there."""
        declared = {source.id: source for source in config.sources}
        _known("source", self.sources, {*declared, *recorded}, "`tracker sources list` and `tracker log` name them")
        _known("publisher", self.publishers, {one.publisher for one in declared.values()}, "config/sources.toml has")
        _known(
            "topic",
            self.topics,
            {topic for one in declared.values() for topic in one.topics},
            "config/sources.toml has",
        )
        wanted = set(self.sources or {*declared, *recorded})
        if self.publishers:
            wanted &= {name for name, one in declared.items() if one.publisher in self.publishers}
        if self.topics:
            wanted &= {name for name, one in declared.items() if set(one.topics) & set(self.topics)}
        return frozenset(wanted)


def narrowing(matching: Sequence[str] | None, *, added: bool, removed: bool) -> ChangeFilter:
    """Which differences are wanted. UsageError where there is no word to look for."""
    return ChangeFilter(matching=tuple(map(query.Query.of, matching or ())), added=added, removed=removed)


def saved(name: str, config: Config) -> Filters:
    """The filters of a saved watch. UsageError when there is none of that name."""
    watches: dict[str, SavedWatch] = {one.id: one for one in config.watches.watch}
    if name not in watches:
        there = f"It has {', '.join(sorted(watches))}." if watches else "It has none."
        raise UsageError(f"There is no watch {name[:60]!r} in config/watches.toml. {there}")
    one = watches[name]
    return Filters(one.sources, one.publishers, one.topics, one.matching, one.added, one.removed)


def _known(what: str, asked: Sequence[str], known: set[str], where: str) -> None:
    for one in asked:
        if one not in known:
            there = f"{where} {', '.join(sorted(known)[:20])}" if where.startswith("config") else where
            raise UsageError(
                f"There is no {what} {one[:60]!r}; {there if known else 'none is declared in config/sources.toml'}."
            )
