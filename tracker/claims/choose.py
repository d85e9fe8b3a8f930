"""Choosing among claims: by speaker, kind, firmness, money and deadline."""

from collections.abc import Sequence
from datetime import date

from pydantic import BaseModel

from tracker.claims.claim import Claim


class ClaimFilter(BaseModel, frozen=True, extra="forbid"):
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


def choose(claims: Sequence[Claim], choice: ClaimFilter) -> tuple[Claim, ...]:
    """The claims that fit every part of the choice, in the order given."""
    return tuple(claim for claim in claims if _fits(claim, choice))


def _fits(claim: Claim, choice: ClaimFilter) -> bool:
    named = f"{claim.speaker or ''}\n{claim.actor or ''}".casefold()
    if choice.speaker and choice.speaker.casefold() not in named:
        return False
    if choice.kinds and claim.kind not in choice.kinds:
        return False
    return choice.weakest <= claim.strength <= choice.firmest and _has_money(claim, choice) and _is_due(claim, choice)


def _has_money(claim: Claim, choice: ClaimFilter) -> bool:
    sums = (one.value for one in claim.quantities if one.kind == "money")
    return choice.money is None or any(one >= choice.money for one in sums)


def _is_due(claim: Claim, choice: ClaimFilter) -> bool:
    if choice.dated is not None and (claim.deadline is not None) is not choice.dated:
        return False
    latest = claim.deadline.latest if claim.deadline else None
    return choice.deadline is None or (latest is not None and date.fromisoformat(latest) <= choice.deadline)
