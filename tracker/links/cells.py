"""Cells: one stage of a thread as one line of a table: verb, number, who is covered, by when, paid by what.

A blank cell matters as much as a full one: "no date given since September 2025" (docs/studies/pledges.md 7).
"""

import re
from collections import Counter
from collections.abc import Iterable

from pydantic import BaseModel

from tracker.claims.claim import Claim
from tracker.links.amounts import going_on
from tracker.links.breadth import counted
from tracker.links.statement import statement
from tracker.patterns import deferred
from tracker.wording.fold import stems
from tracker.wording.quantity import Quantity

_WORD = deferred(r"\W{0,3}([\w’'-]+)")
_PAID = deferred(
    r"\b(?:paid for (?:by|with|from|through)|funded (?:by|from|through|with)|financed (?:by|from|through)|backed by"
    r"|(?:costed )?at a cost of|costed at|costing|an initial(?= £))\s[^,;.–—\n]{1,60}",
    re.IGNORECASE,
)
_PEOPLE = (
    r"schools|pupils|children|parents|families|students|teachers|colleges|nurseries|academies|trusts|universities"
    r"|apprentices|staff|advisers|young people|communities|areas|villages|towns"
)
_ONE = r"school|pupil|child|parent|family|student|teacher|college|nursery|academy|university|village|town"
_BETWEEN = r"(?:[\w’'-]{1,40}+\s){0,2}"
"""A longer word is none; without a bound a long one is read from each of its hyphens to its end."""
_COVERED = deferred(
    rf"\b(?:(?:(?:up to|more than|at least|over|nearly|all|any|most|some|many|the|these|those)\s)?{_BETWEEN}"
    rf"(?:{_PEOPLE})|(?:every|each|any)\s{_BETWEEN}(?:{_ONE}))\b",
    re.IGNORECASE,
)
_LEFT_OUT = frozenset("in to for with by of into on and or will would a an that from help send put".split())
"""Words that may stand before who is covered and are no part of it, nor is what stands before them."""


class Cells(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """What a stage says, in its own words; an empty text where it does not say."""

    verb: str
    number: str
    covered: str
    when: str
    paid: str


def cells(claim: Claim) -> Cells:
    """The cells of a claim."""
    amounts = statement(claim.text).quantities
    return Cells(
        verb=_verb(claim),
        number="; ".join(dict.fromkeys(amount.text for amount in amounts)),
        covered=_covered(claim.text, amounts),
        when=claim.said_when,
        paid=_paid(claim.text),
    )


def has_firmness(claim: Claim) -> bool:
    """Whether it binds anybody to what is to come: what reports, or says what is so by now, has no firmness."""
    return claim.kind in {"pledge", "aspiration"} and not going_on(claim.text)


def main_unit(claims: Iterable[Claim]) -> tuple[str, str] | None:
    """Kind and noun of the amounts that most stages speak of ("count", "teacher"); of equals the one met first."""
    units = [
        unit for claim in claims for unit in dict.fromkeys(_unit(amount) for amount in statement(claim.text).quantities)
    ]
    return max(Counter(units).items(), key=lambda found: (found[1], -units.index(found[0])))[0] if units else None


def amounts_of(claim: Claim, unit: tuple[str, str] | None) -> tuple[Quantity, ...]:
    """The claim's amounts of that kind and noun, in its text's order."""
    return tuple(amount for amount in statement(claim.text).quantities if _unit(amount) == unit)


def _unit(amount: Quantity) -> tuple[str, str]:
    return amount.kind, " ".join(stems(amount.unit or "")[-1:])


def _verb(claim: Claim) -> str:
    """The words that bind and the verb behind them: "aim to recruit"; a list item's own first word."""
    groups = statement(claim.text).modality
    words = claim.strength_words or (groups[0].words if groups else "")
    at = claim.text.find(words) if words and not claim.lead_in else -1
    behind = _WORD.match(claim.text, at + len(words) if at >= 0 else 0)
    verb = behind[1] if behind else ""
    return f"{words} {verb}".strip() if words and words != verb else verb


def _covered(text: str, amounts: Iterable[Quantity]) -> str:
    """What is counted, in full; else who is spoken of."""
    for amount in amounts:
        if amount.kind == "count" and (noun := counted(text, amount)):
            return noun
    found = _COVERED.search(text)
    words = found[0].split() if found else []
    inside = [place for place, word in enumerate(words) if word.lower() in _LEFT_OUT]
    return " ".join(words[inside[-1] + 1 if inside else 0 :])


def _paid(text: str) -> str:
    found = _PAID.search(text)
    return found[0].strip() if found else ""
