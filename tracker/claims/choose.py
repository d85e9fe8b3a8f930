"""Choosing among claims: by speaker, kind, firmness, money and deadline."""

from collections.abc import Sequence
from datetime import date

from pydantic import BaseModel

from tracker.claims.claim import Claim
from tracker.claims.territory import takes
from tracker.claims.topic import topics_of
from tracker.wording.fold import stems

_BY_KIND = {"pledge": 3.0, "report": 1.5, "aspiration": 1.0, "delivery": 0.5}
_TESTED = 2.0
"""How much more what is surely a pledge weighs than what is surely an aspiration."""


class ClaimFilter(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """What is asked for; a field that is not set chooses everything."""

    speaker: str | None = None
    """Part of the speaker's or actor's name, in any case."""
    kinds: tuple[str, ...] = ()
    weakest: int = 0
    firmest: int = 6
    money: float | None = None
    """At least one sum of so many pounds."""
    deadline: date | None = None
    """Days that are over by then."""
    dated: bool | None = None
    """With any deadline (true), or without one (false)."""
    topics: tuple[str, ...] = ()
    """Any of these topics (topics.toml)."""
    section: str | None = None
    """Part of a heading above it, in any case."""
    territories: tuple[str, ...] = ()
    """Any of these nations, UK, or `not stated`, as its document says."""
    about: str | None = None
    """All these words, in whatever form, in its own words or those of its lead-in."""


def choose(claims: Sequence[Claim], choice: ClaimFilter) -> tuple[Claim, ...]:
    """The claims that fit every part of the choice, in the order given."""
    return tuple(claim for claim in claims if _fits(claim, choice))


def _fits(claim: Claim, choice: ClaimFilter) -> bool:
    named = f"{claim.speaker or ''}\n{claim.actor or ''}".casefold()
    if choice.speaker and choice.speaker.casefold() not in named:
        return False
    if choice.kinds and claim.kind not in choice.kinds:
        return False
    if choice.territories and not takes(claim.place.territory if claim.place else (), choice.territories):
        return False
    if not (_in_section(claim, choice) and _is_about(claim, choice)):
        return False
    return choice.weakest <= claim.strength <= choice.firmest and _has_money(claim, choice) and _is_due(claim, choice)


def _in_section(claim: Claim, choice: ClaimFilter) -> bool:
    return not choice.section or any(choice.section.casefold() in heading.casefold() for heading in claim.section)


def _is_about(claim: Claim, choice: ClaimFilter) -> bool:
    if choice.topics and not set(choice.topics) & set(topics_of(claim)):
        return False
    return not choice.about or set(stems(choice.about)) <= set(stems(f"{claim.lead_in or ''} {claim.text}"))


def weight_of(claim: Claim) -> float:
    """What a reader wants first: firm pledges with a sum, a date or a figure; what is only reported or vague comes last."""
    money = any(one.kind == "money" for one in claim.quantities)
    figures = 1.0 * bool(claim.quantities) + 1.25 * money + 1.0 * bool(claim.when) + 0.5 * bool(claim.names)
    kind = (
        _BY_KIND.get(claim.kind, 0.0) if claim.testable is None else _BY_KIND["aspiration"] + _TESTED * claim.testable
    )
    return kind + claim.strength / 2 + figures + claim.confidence


def by_weight(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The weightiest first; of equals in the order given."""
    return tuple(sorted(claims, key=weight_of, reverse=True))


def _has_money(claim: Claim, choice: ClaimFilter) -> bool:
    sums = (one.value for one in claim.quantities if one.kind == "money")
    return choice.money is None or any(one >= choice.money for one in sums)


def _is_due(claim: Claim, choice: ClaimFilter) -> bool:
    if choice.dated is not None and (claim.deadline is not None) is not choice.dated:
        return False
    latest = claim.deadline.latest if claim.deadline else None
    return choice.deadline is None or (latest is not None and date.fromisoformat(latest) <= choice.deadline)
