"""Contradiction: where a verdict says otherwise than one that holds, a person's own or another's. By ids and words alone.

A `same` also joins what others are joined to: whoever says that A and B are one, where B and C are one and A and C are two,
is told so. Whether ids that have changed since mean the same claims is for whoever knows the claims (links/verdicts.py).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, assert_never

from tracker.config.decided import every, subject
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

Relation = Literal["same", "related", "different"]
_RELATION: Mapping[Relation, str] = {
    "same": "are the same pledge",
    "related": "are related, no more",
    "different": "are different pledges",
}
WORTH: Mapping[str, str] = {"line": "worth a line", "routine": "routine"}
_FIXED = ("kind", "speaker", "actor", "published")


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A verdict, the one that it contradicts, and what that one says, for people."""

    new: Verdict
    old: Verdict
    says: str


@dataclass(slots=True)
class Decisions:
    """What holds, looked up by what is decided: each person's last word on each subject. `add` takes in one more."""

    _pairs: dict[frozenset[str], dict[str, tuple[Relation, Verdict]]] = field(default_factory=lambda: defaultdict(dict))
    """Claims' ids → person → what they say of the two."""
    _joined: dict[str, set[str]] = field(default_factory=dict)
    _apart: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _claims: dict[object, dict[str, ClaimVerdict]] = field(default_factory=lambda: defaultdict(dict))
    _names: dict[str, dict[str, ThreadVerdict]] = field(default_factory=lambda: defaultdict(dict))
    _changes: dict[str, dict[str, ChangeVerdict]] = field(default_factory=lambda: defaultdict(dict))

    @classmethod
    def of(cls, verdicts: Verdicts | Iterable[Verdict]) -> "Decisions":
        """Of the verdicts that are not withdrawn, by their days."""
        listed = every(verdicts) if isinstance(verdicts, Verdicts) else verdicts
        found = cls()
        for one in sorted((one for one in listed if not one.withdrawn), key=lambda one: one.on or date.min):
            found.add(one)
        return found

    def add(self, verdict: Verdict) -> None:
        """From now on it holds, too."""
        match verdict:
            case LinkVerdict() | ThreadVerdict(name=None):
                for one, other, relation in _pairs_of(verdict):
                    self._pairs[frozenset({one, other})][verdict.by] = relation, verdict
                    if relation == "same":
                        self._join(one, other)
                    else:
                        self._apart[one].add(other)
                        self._apart[other].add(one)
            case ThreadVerdict():
                self._names[verdict.thread][verdict.by] = verdict
            case ClaimVerdict():
                self._claims[subject(verdict)][verdict.by] = verdict
            case ChangeVerdict():
                self._changes[verdict.change][verdict.by] = verdict
            case Alias() | NoteVerdict() | ReleaseVerdict():
                pass
            case _:
                assert_never(verdict)

    def against(self, verdict: Verdict) -> tuple[Contradiction, ...]:
        """What holds and says otherwise; each decision once."""
        found = {id(one.old): one for one in self._against(verdict)}
        return tuple(found.values())

    def is_disputed(self, verdict: Verdict) -> bool:
        """Whether another person's last word on its very subject is otherwise, so that neither is published."""
        match verdict:
            case LinkVerdict():
                said = self._pairs.get(frozenset({verdict.earlier, verdict.later}), {})
                return any(relation != verdict.relation for by, (relation, _) in said.items() if by != verdict.by)
            case ClaimVerdict():
                others = (one for by, one in self._claims.get(subject(verdict), {}).items() if by != verdict.by)
                return any(_differ(verdict, one) for one in others)
            case ChangeVerdict():
                told = self._changes.get(verdict.change, {})
                return any(one.worth != verdict.worth for by, one in told.items() if by != verdict.by)
            case ThreadVerdict() | Alias() | NoteVerdict() | ReleaseVerdict():
                return False
            case _:
                assert_never(verdict)

    def _join(self, one: str, other: str) -> None:
        group = self._joined.get(one, {one}) | self._joined.get(other, {other})
        for member in group:
            self._joined[member] = group

    def _against(self, verdict: Verdict) -> Iterator[Contradiction]:
        match verdict:
            case LinkVerdict() | ThreadVerdict(name=None):
                for one, other, relation in _pairs_of(verdict):
                    yield from self._of_pair(verdict, one, other, relation)
            case ThreadVerdict():
                yield from self._of_name(verdict)
            case ClaimVerdict():
                yield from self._of_claim(verdict)
            case ChangeVerdict():
                yield from self._of_change(verdict)
            case Alias() | NoteVerdict() | ReleaseVerdict():
                return
            case _:
                assert_never(verdict)

    def _of_name(self, verdict: ThreadVerdict) -> Iterator[Contradiction]:
        for by, old in self._names.get(verdict.thread, {}).items():
            if by != verdict.by and old.name != verdict.name:
                yield Contradiction(verdict, old, f"{verdict.thread} is called “{old.name}”")

    def _of_claim(self, verdict: ClaimVerdict) -> Iterator[Contradiction]:
        for old in self._claims.get(subject(verdict), {}).values():
            if _differ(verdict, old):
                yield Contradiction(verdict, old, f"{verdict.claim or 'these words'}: {_said(old)}")
        if verdict.does == "drop" and verdict.claim:
            yield from self._linked(verdict, verdict.claim)

    def _of_change(self, verdict: ChangeVerdict) -> Iterator[Contradiction]:
        for old in self._changes.get(verdict.change, {}).values():
            if old.worth != verdict.worth:
                yield Contradiction(verdict, old, f"{verdict.change} is {WORTH[old.worth]}")

    def _of_pair(self, verdict: Verdict, one: str, other: str, relation: Relation) -> Iterator[Contradiction]:
        direct = self._pairs.get(frozenset({one, other}), {})
        for said, old in direct.values():
            if said != relation:
                yield Contradiction(verdict, old, f"{one} and {other} {_RELATION[said]}")
        mine, theirs = self._joined.get(one, {one}), self._joined.get(other, {other})
        if relation == "same" and mine is not theirs:
            for near in sorted(mine):
                for far in sorted(self._apart.get(near, set()) & theirs):
                    for said, old in self._pairs[frozenset({near, far})].values():
                        if said != "same" and {near, far} != {one, other}:
                            yield Contradiction(verdict, old, f"{near} and {far} {_RELATION[said]}")
        elif relation != "same" and mine is theirs and not direct:
            yield from (
                Contradiction(verdict, old, f"{' and '.join(sorted(pair))} {_RELATION[said]}")
                for pair, people in self._pairs.items()
                if pair <= mine and pair & {one, other}
                for said, old in people.values()
                if said == "same"
            )

    def _linked(self, verdict: Verdict, claim: str) -> Iterator[Contradiction]:
        for pair, people in self._pairs.items():
            if claim in pair:
                for said, old in people.values():
                    if said != "different":
                        yield Contradiction(verdict, old, f"{' and '.join(sorted(pair))} {_RELATION[said]}")


def _pairs_of(verdict: LinkVerdict | ThreadVerdict) -> Iterator[tuple[str, str, Relation]]:
    """Two claims' ids and what the verdict says of them."""
    if isinstance(verdict, LinkVerdict):
        yield verdict.earlier, verdict.later, verdict.relation
        return
    root = verdict.thread.replace("t-", "c-", 1)
    if verdict.join:
        yield root, verdict.join.replace("t-", "c-", 1), "same"
    for apart in verdict.split:
        yield root, apart, "different"
        if apart != verdict.split[0]:
            yield verdict.split[0], apart, "same"


def _differ(one: ClaimVerdict, other: ClaimVerdict) -> bool:
    if "drop" in {one.does, other.does}:
        return one.does != other.does
    told = ((getattr(one, name), getattr(other, name)) for name in _FIXED)
    return any(mine and theirs and mine != theirs for mine, theirs in told)


def _said(verdict: ClaimVerdict) -> str:
    if verdict.does == "drop":
        return "is no claim"
    told = [f"{name} {value}" for name in _FIXED if (value := getattr(verdict, name))]
    return f"is a claim{', ' if told else ''}{', '.join(told)}"
