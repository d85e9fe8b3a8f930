"""Digest: what one target is told of at once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from tracker.capture.health import SourceFault
from tracker.desk.comparison import Comparison
from tracker.desk.following import FollowNews
from tracker.diff.change import Change
from tracker.diff.fact import FactChange


@dataclass(frozen=True, slots=True)
class Digest:
    """Changes worth telling, the weightiest documents first; sources that need a person; sources that are well again."""

    changed: tuple[Comparison, ...] = ()
    """With those changes and facts alone that are to be told."""
    broken: tuple[SourceFault, ...] = ()
    recovered: Mapping[str, datetime] = field(default_factory=dict)
    """By `source` or `source/document`: since when it had been in trouble."""
    followed: tuple[FollowNews, ...] = ()
    """What became of the pledges and claims that it follows."""

    def __bool__(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.followed or self.changed or self.broken or self.recovered)

    @property
    def count(self) -> int:
        """How many changes and facts."""
        return sum(len(one.changes()) + len(one.facts) for one in self.changed)

    @property
    def subject(self) -> str:
        """`changed: dfe-rise and 2 more (14 changes), 1 source in trouble`: by its first word a mailbox sorts what came.

        Our own words, numbers and ids of sources alone.
        """
        first, names = next(
            (word, names)
            for word, names in (
                ("changed", [one.name for one in self.changed]),
                ("trouble", [fault.name for fault in self.broken]),
                ("well again", list(self.recovered)),
                ("nothing", [""]),
            )
            if names
        )
        more = f" and {len(names) - 1} more" if len(names) > 1 else ""
        return f"{first}: {names[0].removesuffix('/page')}{more} ({self.summary})"

    @property
    def summary(self) -> str:
        """`3 changes, 1 source in trouble`: our own words and numbers alone."""
        parts = [
            _counted(len(self.followed), "word on what you follow", "words on what you follow"),
            _counted(self.count, "change", "changes"),
            _counted(len({fault.source for fault in self.broken}), "source in trouble", "sources in trouble"),
            _counted(
                len({name.partition("/")[0] for name in self.recovered}), "source well again", "sources well again"
            ),
        ]
        return ", ".join(part for part in parts if part) or "no change"


def only(one: Comparison, changes: tuple[Change, ...], facts: tuple[FactChange, ...]) -> Comparison:
    """The comparison with those differences alone."""
    return one.only(one.found.model_copy(update={"changes": changes, "facts": facts}))


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}" if number else ""
