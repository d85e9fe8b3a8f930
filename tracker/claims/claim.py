"""Claim: the smallest span in which an actor is committed to a future or continuing action or outcome."""

import hashlib
from base64 import b32encode
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from pydantic import AwareDatetime, BaseModel, Field

from tracker.extract.document import Precision
from tracker.later import later
from tracker.wording.quantity import Quantity

if TYPE_CHECKING:
    from tracker.wording import fold as folding
else:
    folding = later("tracker.wording.fold")


ClaimKind = Literal["pledge", "aspiration", "report", "delivery", "procedure"]
"""`procedure` is what a service does for its reader or a rule asks of him: found, but no claim."""
Target = Literal["action", "outcome"]
Told = Literal["own", "reported", "inferred"]
Quotation = Literal["none", "direct", "mixed", "indirect"]
Stage = Literal["announced", "planned", "allocated", "spent"]
DeadlineKind = Literal["date", "relative", "term", "vague", "start", "period"]
Polarity = Literal["do", "not", "keep", "stop"]
SURE = 0.5
"""From here on what is found counts as said: later words ("they", "these teams", a list's items) may refer to it."""

UNSURE = (0.35, 0.7)
"""Of what lies between, seven in ten had the kind that readers gave them without seeing it; of the rest six in seven."""


class Place(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """Where a claim stands: which document, which version, who published it and when."""

    source: str | None = None
    document: str | None = None
    version: str | None = None
    """Address of the version, `source[/document]@N`."""
    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    publisher_type: str | None = None
    published: AwareDatetime | None = None
    precision: Precision | None = None
    territory: tuple[str, ...] = ()
    """The nations to which its document says that it applies; empty where it does not say."""
    first_seen: AwareDatetime | None = None
    """When the version was captured; the order of stages falls back on it where the publisher gives no date."""

    def is_in_document_of(self, other: "Place") -> bool:
        """Whether both are versions of one known document."""
        return bool(self.source) and (self.source, self.document) == (other.source, other.document)


class Deadline(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """By when, or from when, in the document's words. A relative one ("within 100 days") has no `by` and stays relative."""

    text: str
    start: int
    end: int
    """Span in `document.text`."""
    by: str | None = None
    """ISO date or part of one (2026, 2026-09, 2026-09-01) where the words name it."""
    kind: DeadlineKind = "date"
    """Date: on the calendar. Relative: from a start not named. Term: ends with a parliament or election. Vague: none.
    Start: it begins then, and no end is told. Period: how long it goes on, from a start not named."""
    earliest: str | None = None
    latest: str | None = None
    """ISO days between which it falls, resolved against the document's date where that is needed and known."""
    note: str | None = None
    """Why there are no days."""


class Restatement(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """Another place of its document where a claim is made once more; `text == document.text[start:end]`."""

    text: str
    start: int
    end: int


class Claim(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """`text == document.text[start:end]`. Strength 0–6 is the scale of docs/design.md, with its words."""

    id: str
    kind: ClaimKind
    text: str
    start: int
    end: int
    lead_in: str | None = None
    """For a list item: the words that introduce the list and lend it actor, modality, time or case. For a later verb of a
    clause: the words it shares with the first ("We will"), or their subject. For a clause that begins with "which" because
    its noun stands in a quotation: that noun."""
    part_of: str | None = None
    """The whole clause, where several verbs share one "will" and each is a claim; the words before its first verb are
    the `lead_in` of those that follow."""
    former: tuple[str, ...] = ()
    """Ids that it had while its sentence was not cut, or while what repeats it in its document stood for itself."""
    also: tuple[Restatement, ...] = ()
    """Where the document says the same again, in its words there."""
    speaker: str | None = None
    actor: str | None = None
    speaker_role: str | None = None
    """What the speaker was on the document's date, from config/people.toml; None without a date or an entry."""
    told: Told = "own"
    """Own: the document's own words bind its publisher. Reported: it tells who said so. Inferred: it only concludes it."""
    quotation: Quotation = "none"
    """Direct: inside quotation marks. Mixed: some of the words are. Indirect: reported without any."""
    target: Target = "action"
    """Action: the actor does it. Outcome: something becomes so."""
    cue: str | None = None
    """The reporting words ("has pledged to", "said") that make the speaker known."""
    strength: int
    strength_words: str = ""
    polarity: Polarity = "do"
    quantities: tuple[Quantity, ...] = ()
    """Offsets count from the claim's own text."""
    stage: Stage | None = None
    """Of its money, by the source's words: announced, planned, allocated or spent; None without money."""
    deadline: Deadline | None = None
    """By when it is to be done."""
    timing: tuple[Deadline, ...] = ()
    """From when (kind `start`) and over which time (`period`): no deadlines."""
    scope: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    """What it hangs on, each from its first word to the clause's end."""
    funding: tuple[str, ...] = ()
    """What is said to pay for it, in the same manner."""
    beneficiaries: tuple[str, ...] = ()
    """Whom it is for, in the claim's words."""
    specific: bool = True
    """Whether it names an amount, a date, a scheme or a deed that could be checked."""
    section: tuple[str, ...] = ()
    """Texts of the headings above, outermost first."""
    confidence: float = Field(default=1.0, ge=0, le=1)
    """How likely a careful reader would call it a claim; 1 where a person has added it. Table in docs/claims.md."""
    testable: float | None = Field(default=None, ge=0, le=1)
    """How likely a careful reader would call it a pledge, not an aspiration; None of other kinds. See docs/claims.md."""
    kind_why: str = ""
    owner_why: str = ""
    confidence_why: str = ""
    """The rules that decided kind, actor and confidence, in a few words, for `--explain`."""
    names: tuple[str, ...] = ()
    """Named programmes, bodies and acronyms in the claim's words."""
    place: Place | None = None

    @property
    def when(self) -> tuple[Deadline, ...]:
        """All that it says of when: the deadline first."""
        return (self.deadline, *self.timing) if self.deadline else self.timing

    @property
    def said_when(self) -> str:
        """The words of `when`, joined by “; ”; empty where it says nothing of when."""
        return "; ".join(one.text for one in self.when)

    @property
    def could_be_either(self) -> bool:
        """Whether careful readers might call it a pledge or an aspiration."""
        return self.testable is not None and UNSURE[0] <= self.testable < UNSURE[1]

    @property
    def is_claim(self) -> bool:
        """Whether it counts as one: threads, sites and lists are of these."""
        return self.kind != "procedure"


@lru_cache(maxsize=4096)
def claim_id(source: str, document: str, text: str, ordinal: int) -> str:
    """`c-` and 10 base32 characters of SHA-256 over source, document, folded text and ordinal among equals."""
    seed = "\x00".join((source, document, folding.fold(text), str(ordinal))).encode()
    return "c-" + b32encode(hashlib.sha256(seed).digest()).decode().lower()[:10]
