"""Scene and Owner: what is known around a verb group, and who is found to be committed by it."""

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from tracker.claims.claim import Quotation, Target, Told
from tracker.claims.people import Speaker
from tracker.claims.testable import Weight


@dataclass(frozen=True, slots=True)
class Scene:
    """What is known around a group: its clause, its subject, and what went before in the document."""

    publisher: str | None
    publisher_type: str | None
    unsigned: bool
    """Nobody is known to have published the text, and it retells nobody's words."""
    author: str | None
    document_type: str | None
    quoted: bool
    """Somebody's words in quotation marks."""
    sentence: str
    clause: str
    subject: str
    before: str
    """The sentence before, in the same paragraph."""
    who: Speaker
    """The subject, resolved."""
    body: str | None
    """The body named last."""
    pledger: str | None
    """The body bound by the claim before."""
    acting: str | None
    """The body that this paragraph or the one before it has named last as who acts."""
    lately: bool
    """…in the sentence just before."""
    beside: str | None
    """The same in this paragraph, where it publishes the page too, so that "we" may be its."""
    issuer: str | None
    """By whom the page says that it is published, where that is not the publisher."""
    things: Callable[[], AbstractSet[str]]
    """Stems of what earlier claims are about."""
    acronyms: Callable[[], Mapping[str, str]]
    """What the document's short forms stand for."""
    follows: bool
    """The sentence before carried a claim."""
    reported: bool
    """…which was a report."""


@dataclass(frozen=True, slots=True)
class Setting:
    """How a claim stands in its document."""

    role: str | None = None
    told: Told = "own"
    quotation: Quotation = "none"
    target: Target = "action"
    section: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Owner:
    """Who commits whom; `inferred` where the document only concludes it."""

    speaker: str | None
    actor: str | None
    cue: str | None = None
    inferred: bool = False
    why: str = ""
    """The rule that found it."""
    acts: bool = True
    """The subject is whoever commits, not a third thing."""
    subject: str = ""
    """The subject of the verb, as it stands; empty where the lead-in has it."""
    grounds: tuple[Weight, ...] = ()
    """What speaks for and against its being a commitment."""
