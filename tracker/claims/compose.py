"""Composing a claim from its words: kind, strength, polarity and evidence."""

import re

from tracker.claims.claim import Claim, ClaimKind, Place, Polarity
from tracker.claims.deadline import deadline_of
from tracker.claims.evidence import conditions_of, names_of, polarity_of, scope_of
from tracker.claims.group import Group, verb_phrase
from tracker.claims.nonclaim import is_vague
from tracker.claims.owner import REFUSES
from tracker.claims.scene import Owner
from tracker.wording.quantities import find_quantities

SOFT = 2
"""Strength up to which a claim needs an amount, a date or a concrete object to be a pledge."""
_FURTHER = re.compile(r"^go (?:further |faster )?and ")
_CONCRETE = re.compile(
    r"\b(?:new|replace|instead of|in place of|free|abolish|scrap|ban|consult|review|publish|pilot|statutory|"
    r"legislate|require|compulsory|look into|commission|every school|every primary|all primary|all schools)\b",
    re.IGNORECASE,
)


def compose(
    text: str,
    start: int,
    group: Group,
    owner: Owner,
    place: Place,
    *,
    kind: ClaimKind | None = None,
    lead_in: str | None = None,
) -> Claim:
    """The claim with its evidence, its id still empty; `start` is its offset in the document."""
    phrase = verb_phrase(text, group.model_copy(update={"end": _after(text, group)}))
    quantities = find_quantities(text)
    deadline = deadline_of(text, start, place.published)
    return Claim(
        id="",
        kind=kind or _kind(text, phrase, group, owner, testable=bool(quantities or deadline)),
        text=text,
        start=start,
        end=start + len(text),
        lead_in=lead_in,
        speaker=owner.speaker,
        actor=owner.actor,
        cue=owner.cue,
        strength=group.strength,
        strength_words=group.words,
        polarity="not" if REFUSES.match(owner.subject) and not group.negated else _polarity(group, phrase),
        quantities=quantities,
        deadline=deadline,
        scope=scope_of(text),
        conditions=conditions_of(text),
        names=names_of(text),
        place=place,
    )


def _after(text: str, group: Group) -> int:
    """Where the words after the group begin in the claim's own text; 0 for an item whose verb stands in its lead-in."""
    at = text.find(group.words) if group.end else -1
    return max(at, 0) + len(group.words) * (at >= 0)


def _polarity(group: Group, phrase: str) -> Polarity:
    """Of what is done: the verb after the group, or in it ("are scrapping", "has been abolished")."""
    told = polarity_of(_FURTHER.sub("", phrase), negated=group.negated)
    return polarity_of(group.words.split()[-1], negated=False) if told == "do" and group.words else told


def _kind(text: str, phrase: str, group: Group, owner: Owner, *, testable: bool) -> ClaimKind:
    """Aspiration: a soft or vague verb with no amount, date or concrete object beside it."""
    if testable or _CONCRETE.search(text):
        return "report" if owner.inferred else "pledge"
    willed = any(word in group.words.lower().split() for word in ("will", "would", "shall"))
    soft = group.form in {"rolling", "consider"} or (group.strength <= SOFT and not willed)
    if soft or is_vague(group.words, phrase):
        return "aspiration"
    return "report" if owner.inferred else "pledge"
