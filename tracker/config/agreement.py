"""Agreement: how often two people who decided on the same without seeing the other's decision said the same."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from tracker.config.decided import every, subject
from tracker.config.verdict import ChangeVerdict, ClaimVerdict, LinkVerdict, Verdict, Verdicts

Queue = Literal["changes", "links", "claims"]
Told = LinkVerdict | ClaimVerdict | ChangeVerdict


@dataclass(frozen=True, slots=True)
class Agreement:
    """Of two people and one queue."""

    queue: Queue
    people: tuple[str, str]
    both: tuple[tuple[Told, Told], ...]
    """What each said, by what it is about."""

    @property
    def number(self) -> int:
        """On how many items both have decided."""
        return len(self.both)

    @property
    def differ(self) -> tuple[tuple[Told, Told], ...]:
        """Where they did not say the same."""
        return tuple((one, other) for one, other in self.both if answer(one) != answer(other))

    @property
    def share(self) -> float:
        """Of all items those on which they said the same, 0 to 1."""
        return 1 - len(self.differ) / len(self.both)

    @property
    def kappa(self) -> float | None:
        """Cohen's kappa; None where chance alone would agree always, because both gave one and the same answer to all."""
        return kappa([(answer(one), answer(other)) for one, other in self.both])


def kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Agreement beyond what chance gives two people with these habits: 1 is always, 0 is no more than chance, below is less.

    (p_o - p_e) / (1 - p_e), where p_e is the sum over all answers of the product of both people's shares of it: Jacob Cohen,
    "A Coefficient of Agreement for Nominal Scales", Educational and Psychological Measurement 20 (1960), 37-46,
    https://doi.org/10.1177/001316446002000104. None where p_e is 1, or of no pairs.
    """
    number = len(pairs)
    mine, theirs = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    chance = sum(mine[word] * theirs[word] for word in mine)
    if chance == number * number:
        return None
    alike = sum(one == other for one, other in pairs)
    return (alike * number - chance) / (number * number - chance)


def answer(verdict: Told) -> str:
    """What it says, in the words of its queue."""
    if isinstance(verdict, LinkVerdict):
        return verdict.relation
    if isinstance(verdict, ChangeVerdict):
        return verdict.worth
    return "none" if verdict.does == "drop" else "claim"


def agreements(verdicts: Verdicts) -> tuple[Agreement, ...]:
    """Of each two people who have decided on anything blind and both; each person's last word on it counts."""
    said: dict[tuple[Queue, object], dict[str, Told]] = defaultdict(dict)
    for one in _blind(every(verdicts)):
        said[_queue(one), subject(one)][one.by] = one
    both: dict[tuple[Queue, str, str], list[tuple[Told, Told]]] = defaultdict(list)
    for (queue, _), mine in said.items():
        for first, second in combinations(sorted(mine), 2):
            both[queue, first, second].append((mine[first], mine[second]))
    ordered = sorted(both.items(), key=lambda one: one[0])
    return tuple(Agreement(queue, (first, second), tuple(told)) for (queue, first, second), told in ordered)


def without_blind(verdicts: Verdicts, by: str) -> Verdicts:
    """The same without what others decided blind: what that person may know before deciding on the same."""
    return verdicts.model_copy(
        update={
            name: tuple(one for one in getattr(verdicts, name) if one.by == by or not one.blind)
            for name in Verdicts.model_fields
        }
    )


def asked_of_others(verdicts: Verdicts, by: str) -> frozenset[object]:
    """What others have decided blind, by what it is about."""
    return frozenset(subject(one) for one in _blind(every(verdicts)) if one.by != by)


def _blind(verdicts: Iterable[Verdict]) -> Iterator[Told]:
    for one in verdicts:
        if one.blind and not one.withdrawn and isinstance(one, Told):
            yield one


def _queue(verdict: Told) -> Queue:
    if isinstance(verdict, LinkVerdict):
        return "links"
    return "changes" if isinstance(verdict, ChangeVerdict) else "claims"
