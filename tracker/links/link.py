"""Link: an earlier and a later claim held to be the same pledge or related ones, with score, reasons and flags."""

from typing import Literal

from pydantic import BaseModel

from tracker.claims.claim import Claim
from tracker.wording.shift.shift import ShiftKind

LinkFlagName = Literal[
    "repeated",
    "reworded",
    "strengthened",
    "softened",
    "quantified",
    "dequantified",
    "quantity_up",
    "quantity_down",
    "redated",
    "narrowed",
    "widened",
    "renamed",
    "merged",
    "split",
    "moved",
    "reversed",
    "attributed_on",
    "delivered",
]
Voice = Literal["own", "restated", "adopted", "reported"]
"""Who says it now: the same publisher; another one; the government of the party that promised it; the press."""
Redating = Literal["earlier", "later", "added", "dropped", "other"]
Standing = Literal["confirmed", "likely", "review"]


class LinkFlag(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """What became different, with the words before and after. An empty side means that nothing stood there."""

    name: LinkFlagName
    old: str
    new: str
    kind: ShiftKind | None = None
    """What it is more closely, by the same names as the flags of a change (docs/links.md)."""
    redating: Redating | None = None
    """Of `redated`: which way the date moved; `other` where the words do not tell ("this year" for "next")."""


class Link(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """`standing` says whether a person confirmed it, the score makes it likely, or a person should look."""

    earlier: str
    later: str
    """Claim ids."""
    relation: Literal["same", "related"]
    standing: Standing
    score: float
    """Of these two claims: 0 shares nothing, .4 is likely, 1 is nearly the same words, 1.25 is most."""
    share_right: float | None = None
    """How many of real pairs with about this score were one pledge, 0 to 1 (docs/links.md); None for one made by hand."""
    reasons: tuple[str, ...]
    """Shared words, the alias or acronym used, the shared number: why the two are held together."""
    flags: tuple[LinkFlag, ...] = ()
    voice: Voice = "own"
    disputed: tuple[str, ...] = ()
    """What each person says, where two people disagree ("Ada: same", "Ben: different")."""


class Thread(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """One pledge through its life: linked claims in time order, each but the first with the link to the one it follows."""

    id: str
    name: str | None
    """As a person named it; None when nobody has."""
    claims: tuple[Claim, ...]
    links: tuple[Link, ...]
    """`links[i]` joins `claims[i + 1]` to the earlier claim it follows: of its own document or publisher, or the nearest."""
    candidates: tuple[Link, ...] = ()
    """Links for a person to review: never shown as fact."""
    related: tuple[Link, ...] = ()
    """Claims that a person called related to one of this thread's, no more."""
    disputed: tuple[Link, ...] = ()
    """Links that one person sees and another, whose word came later, does not."""
    redirects: tuple[str, ...] = ()
    """Ids of threads that a person joined to this one; they still lead here."""
    aliases: tuple[str, ...] = ()
    """Names that belong to this thread through the alias verdicts."""
