"""Releases: which decisions may be shown to others, and how many people must say so first. Confirming is not releasing.

What would show more waits; what takes something back (a link called different, a claim that is none, a withdrawal) does not.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import assert_never

from tracker.config.decided import every, key
from tracker.config.verdict import (
    Alias,
    ChangeVerdict,
    ClaimVerdict,
    LinkVerdict,
    NoteVerdict,
    ReleaseVerdict,
    ThreadVerdict,
    Verdict,
    Verdicts,
)

OWN_WORDS: int = 1
"""People who must release words of the desk's own (headlines, notes), also where confirmed links are shown at once."""


@dataclass(frozen=True, slots=True)
class Releases:
    """Who let which decisions through, and how many people it takes."""

    needs: int
    """Of the settings: for what was confirmed."""
    _all: Verdicts
    _people: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """By a decision's key: who released it."""

    @classmethod
    def of(cls, verdicts: Verdicts, needs: int) -> "Releases":
        """Of releases that are not withdrawn."""
        people: dict[str, set[str]] = defaultdict(set)
        for one in verdicts.release:
            if not one.withdrawn:
                for name in one.decisions:
                    people[name].add(one.by)
        return cls(needs, verdicts, {name: frozenset(found) for name, found in people.items()})

    def people(self, verdict: Verdict) -> frozenset[str]:
        """Who let it through."""
        return self._people.get(key(verdict), frozenset())

    def let_through_keys(self) -> frozenset[str]:
        """What is released by so many people as the settings ask for, one at least: of decisions, and of saved pages."""
        least = max(self.needs, OWN_WORDS)
        return frozenset(name for name, people in self._people.items() if len(people) >= least)

    def needed(self, verdict: Verdict) -> int:
        """How many people must let it through; 0 for what is shown at once, or shows nothing."""
        match verdict:
            case Alias() | ReleaseVerdict():
                return 0
            case LinkVerdict():
                return 0 if verdict.relation == "different" else self.needs
            case ClaimVerdict():
                return 0 if verdict.does == "drop" else self.needs
            case ThreadVerdict():
                return self.needs
            case ChangeVerdict():
                return max(self.needs, OWN_WORDS) if verdict.headline else 0
            case NoteVerdict():
                return max(self.needs, OWN_WORDS)
            case _:
                assert_never(verdict)

    def lets(self, verdict: Verdict) -> bool:
        """Whether it may be shown to others, or is none of what waits."""
        needed = self.needed(verdict)
        return not needed or len(self.people(verdict)) >= needed

    def waiting(self) -> tuple[Verdict, ...]:
        """What holds and waits to be let through."""
        return tuple(one for one in every(self._all) if not one.withdrawn and not self.lets(one))

    @property
    def let_through(self) -> Verdicts:
        """Only what may be shown."""
        return _only(self._all, self.lets)

    @property
    def standing(self) -> Verdicts:
        """The same with what takes a thread apart: it holds at once."""
        return _only(self._all, lambda one: self.lets(one) or (isinstance(one, ThreadVerdict) and bool(one.split)))


def could_wait(verdict: Verdict) -> bool:
    """Whether it is one of those that wait, where people must release what was confirmed."""
    return Releases(1, Verdicts()).needed(verdict) > 0


def _only(verdicts: Verdicts, which: Callable[[Verdict], bool]) -> Verdicts:
    return Verdicts(
        alias=verdicts.alias,
        link=tuple(filter(which, verdicts.link)),
        claim=tuple(filter(which, verdicts.claim)),
        thread=tuple(filter(which, verdicts.thread)),
        change=tuple(filter(which, verdicts.change)),
        note=tuple(filter(which, verdicts.note)),
        release=verdicts.release,
    )
