"""Figures: what was promised, what has been announced so far and what is claimed to be delivered, kept apart.

Delivery is declared on the first step ("a promise made and a promise kept", at 750 of about 17,000 schools), so that one
number in place of three would mislead (docs/studies/pledges.md 1). Nor are all amounts of a thread about one act: letters
that offer help to 2,000 schools promise nothing to 2,000 schools.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pydantic import BaseModel

from tracker.claims.claim import Claim, Place
from tracker.links.amounts import going_on, is_beside
from tracker.links.breadth import counted
from tracker.links.cells import amounts_of, main_unit
from tracker.links.link import Thread
from tracker.links.statement import statement
from tracker.patterns import deferred
from tracker.wording.fold import stems
from tracker.wording.quantity import Quantity

_SO_FAR = deferred(
    r"\b(?:first|initial(?:ly)?|pilots?|early adopters?|phase|up to|further|more(?! than)|so far|is now|are now|will join"
    r"|will start|will open|this (?:year|term|month))\b",
    re.IGNORECASE,
)
_CLAUSE = deferred(r"[,;:.]\s|[–—]")
_OUT_OF = deferred(
    r"^[^,;.()]{0,60}?\b(?:of|out of|from)\s"
    r"(?:about|around|roughly|nearly|more than|over|some|the|a total of|all|england[’']s|\s){0,3}"
    r"(?P<whole>\d[\d,]{2,12}|(?:\d+(?:\.\d+)?\s)?(?:million|thousand))\b",
    re.IGNORECASE,
)
_OFFERED_TO = deferred(
    r"\b(?:offer\w{0,3}|letters?|writ\w{2,4}|wrote|invit\w{1,6}|contact\w{0,3}|approach\w{0,3})\b[^.;]{0,40}\b(?:to|with)\s"
    r"(?:more than |over |about |around |up to |some |all )?$",
    re.IGNORECASE,
)
"""Before a number: it counts those who are asked or written to, not what is done for them."""
_FROM = deferred(r"\b(?:from|up from|down from)\s(?:just |only |about |around |over |some )?$", re.IGNORECASE)
_TO = deferred(r"[^.;:]{0,40}\bto\b", re.IGNORECASE)
_BEFORE = 25
"""Characters ahead of a number that hold the verb that governs it."""
_REPORTS = frozenset({"press", "other"})


class Figure(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """A number as it stands in a claim, and the claim that says it."""

    text: str
    of: str | None = None
    """The whole it is a part of, where the claim states it ("17,000" in "750 of about 17,000")."""
    claim: str


class Figures(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """The latest of each kind in the thread; None where no stage states one. All count the same thing."""

    promised: Figure | None = None
    announced: Figure | None = None
    delivered: Figure | None = None


@dataclass(frozen=True, slots=True)
class StageAmount:
    """The number of one stage in a thread's series."""

    stage: int
    """Place of the claim in the thread, from 0."""
    claim: Claim
    amount: Quantity

    @property
    def text(self) -> str:
        """With its limit: "more than 600"."""
        return _with_comparator(self.amount)


def figures(thread: Thread) -> Figures:
    """From the amounts that most stages speak of, so that schools are not set beside pounds.

    What the press reports counts only for a kind of which nobody else gives a number.
    """
    latest: dict[str, Figure] = {}
    own: set[str] = set()
    for one in series(thread.claims):
        kind, reported = kind_of(one), is_reported(one.claim)
        if reported and kind in own:
            continue
        own |= set() if reported else {kind}
        latest[kind] = Figure(text=one.text, of=_whole(one.claim.text, one.amount), claim=one.claim.id)
    return Figures(**latest)


def series(claims: Sequence[Claim]) -> tuple[StageAmount, ...]:
    """The number of each stage that has one of the main unit, about the act that most of them speak of.

    An amount stands out where another verb governs it, its noun has no quality in common and no other stage has its
    value; those who are written to or offered something are never counted.
    """
    unit = main_unit(claims)
    found = [
        StageAmount(place, claim, amount)
        for place, claim in enumerate(claims)
        for amount in _promised_first(claim, _reached(claim.text, amounts_of(claim, unit)))[:1]
        if not _OFFERED_TO.search(claim.text, max(0, amount.start - 70), amount.start)
        and not is_beside(claim.text, amount)
    ]
    acts = [_act(one.claim.text, one.amount) for one in found]
    common = Counter(stem for act in acts for stem in act)
    values = Counter(one.amount.value for one in found)
    main = frozenset(stem for stem, count in common.items() if count > 1)
    return tuple(
        one
        for one, act in zip(found, acts, strict=True)
        if not main or act & main or values[one.amount.value] > 1 or main & set(stems(_clause(one)))
    )


def _reached(text: str, amounts: Sequence[Quantity]) -> tuple[Quantity, ...]:
    """Without what is only where it started: "from 12 hours in 2007 to 16 hours" is 16."""
    left = {
        one
        for one, other in pairwise(amounts)
        if _FROM.search(text, max(0, one.start - _BEFORE), one.start) and _TO.match(text, one.end, other.start)
    }
    return tuple(amount for amount in amounts if amount not in left)


def _promised_first(claim: Claim, amounts: Sequence[Quantity]) -> Sequence[Quantity]:
    """Those behind the words that bind, if there are any: "beyond the 11 million now planted we will plant 1 million"."""
    at = claim.text.find(claim.strength_words) if claim.strength_words else -1
    return [amount for amount in amounts if amount.start >= at] or amounts


def is_reported(claim: Claim) -> bool:
    """Whether it stands in the press: what is reported is not what was said."""
    return (claim.place or Place()).publisher_type in _REPORTS


def _act(text: str, amount: Quantity) -> frozenset[str]:
    """Stems of the verb ahead of the number and of the qualities of what is counted."""
    ahead = text[max(0, amount.start - _BEFORE) : amount.start]
    if amount.start > _BEFORE:
        ahead = ahead.partition(" ")[2]
    noun = counted(text, amount) if amount.kind == "count" else ""
    unit = set(stems(amount.unit or ""))
    return frozenset((*stems(ahead), *stems(noun))) - unit


def kind_of(one: StageAmount) -> str:
    """promised, announced or delivered.

    A step on the way is announced, and so is what a department says it does now; the rest is a promise.
    """
    claim = one.claim
    if claim.kind in {"delivery", "report"} or statement(claim.text).done or going_on(claim.text):
        return "delivered"
    official = (claim.place or Place()).publisher_type == "department"
    return "announced" if official and _SO_FAR.search(_clause(one)) else "promised"


def _clause(one: StageAmount) -> str:
    """The clause that holds the number: "backed by an initial £20 million" says nothing of the schools before it."""
    text, amount = one.claim.text, one.amount
    start = max((found.end() for found in _CLAUSE.finditer(text, 0, amount.start)), default=0)
    following = _CLAUSE.search(text, amount.end)
    return text[start : following.start() if following else len(text)]


def _with_comparator(amount: Quantity) -> str:
    before = amount.comparator or ""
    return amount.text if amount.text.lower().startswith(before.lower()) else f"{before} {amount.text}"


def _whole(text: str, amount: Quantity) -> str | None:
    found = _OUT_OF.search(text[amount.end :])
    return found["whole"] if found else None


def told(found: Figures) -> Iterator[tuple[str, Figure | None]]:
    """The three with their names, in order."""
    yield "promised", found.promised
    yield "announced so far", found.announced
    yield "claimed delivered", found.delivered
