"""Decided: what people said about links and threads, looked up by stage. It outranks every score."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from tracker.config.verdict import Alias, LinkVerdict, ThreadVerdict, Verdicts
from tracker.links.stage import Stage

Verdict = LinkVerdict | ThreadVerdict | Alias
Relation = Literal["same", "related", "different"]


@dataclass(frozen=True, slots=True)
class Decided:
    """For each stage, by its place in time, the other stages it was called the same as, related to, different from."""

    relations: dict[tuple[int, int], LinkVerdict] = field(default_factory=dict)
    """Keyed by (earlier, later)."""
    names: dict[str, str] = field(default_factory=dict)
    """Thread id → name."""
    aliases: tuple[Alias, ...] = ()
    _same: dict[int, frozenset[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, verdicts: Verdicts | Iterable[Verdict], stages: Sequence[Stage]) -> "Decided":
        """Withdrawn verdicts and those on claims that are not here are left out; of two on one pair the later holds."""
        standing = [verdict for verdict in _flat(verdicts) if not verdict.withdrawn]
        relations = _relations([verdict for verdict in standing if isinstance(verdict, LinkVerdict)], stages)
        named = [verdict for verdict in standing if isinstance(verdict, ThreadVerdict)]
        return cls(
            relations=relations,
            names={verdict.thread: verdict.name for verdict in sorted(named, key=_day)},
            aliases=tuple(verdict for verdict in standing if isinstance(verdict, Alias)),
            _same=_components(pair for pair, verdict in relations.items() if verdict.relation == "same"),
        )

    def relation(self, earlier: int, later: int) -> Relation | None:
        """What a person said about these two stages."""
        verdict = self.relations.get((earlier, later))
        return verdict.relation if verdict else None

    def same(self, stage: int) -> frozenset[int]:
        """All stages that verdicts join to this one, directly or through others; itself not among them."""
        return self._same.get(stage, frozenset()) - {stage}

    def apart(self, earlier: int, later: int) -> bool:
        """Whether a person said that the two are not the same pledge."""
        return self.relation(earlier, later) in {"related", "different"}


def _flat(verdicts: Verdicts | Iterable[Verdict]) -> list[Verdict]:
    if isinstance(verdicts, Verdicts):
        return [*verdicts.link, *verdicts.thread, *verdicts.alias]
    return list(verdicts)


def _day(verdict: Verdict) -> date:
    return verdict.on or date.min


def _relations(verdicts: Sequence[LinkVerdict], stages: Sequence[Stage]) -> dict[tuple[int, int], LinkVerdict]:
    place = {claim: index for index, stage in enumerate(stages) for claim in sorted(stage.ids)}
    decided: dict[tuple[int, int], LinkVerdict] = {}
    for verdict in sorted(verdicts, key=_day):
        one, other = place.get(verdict.earlier), place.get(verdict.later)
        if one is not None and other is not None and one != other:
            decided[min(one, other), max(one, other)] = verdict
    return decided


def _components(pairs: Iterable[tuple[int, int]]) -> dict[int, frozenset[int]]:
    joined: dict[int, set[int]] = defaultdict(set)
    for one, other in pairs:
        group = (joined[one] | joined[other]) | {one, other}
        for member in group:
            joined[member] = group
    return {member: frozenset(group) for member, group in joined.items()}
