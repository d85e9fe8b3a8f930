"""Figures: what was promised, what has been announced so far and what is claimed to be delivered, kept apart.

Delivery is declared on the first step ("a promise made and a promise kept", at 750 of about 17,000 schools), so that one
number in place of three would mislead (docs/studies/pledges.md 1).
"""

import re
from collections.abc import Iterator

from pydantic import BaseModel

from tracker.claims.claim import Claim, Place
from tracker.links.cells import amounts_of, main_unit
from tracker.links.link import Thread
from tracker.links.statement import statement
from tracker.wording.quantity import Quantity

_SO_FAR = re.compile(
    r"\b(?:first|initial(?:ly)?|pilots?|early adopters?|phase|up to|further|more|so far|is now|are now|will join|will start"
    r"|will open|this (?:year|term|month))\b",
    re.IGNORECASE,
)
_OUT_OF = re.compile(
    r"^[^,;.()]{0,60}?\b(?:of|out of|from)\s"
    r"(?:about|around|roughly|nearly|more than|over|some|the|a total of|all|england[’']s|\s){0,3}"
    r"(?P<whole>\d[\d,]{2,12}|(?:\d+(?:\.\d+)?\s)?(?:million|thousand))\b",
    re.IGNORECASE,
)


class Figure(BaseModel, frozen=True, extra="forbid"):
    """A number as it stands in a claim, and the claim that says it."""

    text: str
    of: str | None = None
    """The whole it is a part of, where the claim states it ("17,000" in "750 of about 17,000")."""
    claim: str


class Figures(BaseModel, frozen=True, extra="forbid"):
    """The latest of each kind in the thread; None where no stage states one. All count the same thing."""

    promised: Figure | None = None
    announced: Figure | None = None
    delivered: Figure | None = None


def figures(thread: Thread) -> Figures:
    """From the amounts that most stages speak of, so that schools are not set beside pounds."""
    unit = main_unit(thread.claims)
    latest: dict[str, Figure] = {}
    for claim in thread.claims:
        for amount in amounts_of(claim, unit)[:1]:
            latest[_kind(claim)] = Figure(text=_with_comparator(amount), of=_whole(claim.text, amount), claim=claim.id)
    return Figures(**latest)


def _kind(claim: Claim) -> str:
    """A step on the way is announced, and so is what a department says it does now; the rest is a promise."""
    if claim.kind == "delivery" or statement(claim.text).done:
        return "delivered"
    official = (claim.place or Place()).publisher_type == "department"
    return "announced" if official and _SO_FAR.search(claim.text) else "promised"


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
