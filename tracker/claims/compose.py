"""Composing a claim from its words: kind, strength, polarity and evidence."""

import re

from tracker.claims.claim import Claim, ClaimKind, Deadline, Place, Polarity
from tracker.claims.deadline import deadline_of
from tracker.claims.evidence import (
    beneficiaries_of,
    conditions_of,
    funding_of,
    names_of,
    polarity_of,
    scope_of,
    stage_of,
)
from tracker.claims.group import VerbGroup, verb_phrase
from tracker.claims.nonclaim import REFUSES, is_vague
from tracker.claims.owner import DUTIES
from tracker.claims.scene import Owner, Setting
from tracker.wording.quantities import find_quantities
from tracker.wording.quantity import Quantity

_PLAIN = Setting()
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
    group: VerbGroup,
    owner: Owner,
    place: Place,
    *,
    kind: ClaimKind | None = None,
    lead_in: str | None = None,
    setting: Setting = _PLAIN,
) -> Claim:
    """The claim with its evidence, its id still empty; `start` is its offset in the document."""
    phrase = verb_phrase(text, group.model_copy(update={"end": _after(text, group)}))
    quantities = find_quantities(text)
    deadline = deadline_of(text, start, place.published)
    names = names_of(text)
    testable = _testable(text, quantities, deadline)
    decided, why = (kind, "says that it has happened") if kind else _kind(phrase, group, owner, testable)
    return Claim(
        id="",
        kind=decided,
        text=text,
        start=start,
        end=start + len(text),
        lead_in=lead_in,
        speaker=owner.speaker,
        actor=owner.actor,
        speaker_role=setting.role,
        told=setting.told,
        quotation=setting.quotation,
        target=setting.target,
        cue=owner.cue,
        strength=group.strength,
        strength_words=group.words,
        polarity="not" if REFUSES.match(owner.subject) and not group.negated else _polarity(group, phrase),
        quantities=quantities,
        deadline=deadline,
        scope=scope_of(text),
        stage=stage_of(text, quantities),
        conditions=conditions_of(text),
        funding=funding_of(text),
        beneficiaries=beneficiaries_of(text),
        names=names,
        specific=bool(testable or names) or not is_vague(group.words, phrase),
        section=setting.section,
        kind_why=why,
        owner_why=owner.why,
        place=place,
    )


def _after(text: str, group: VerbGroup) -> int:
    """Where the words after the group begin in the claim's own text; 0 for an item whose verb stands in its lead-in."""
    at = text.find(group.words) if group.end else -1
    return max(at, 0) + len(group.words) * (at >= 0)


def _polarity(group: VerbGroup, phrase: str) -> Polarity:
    """Of what is done: the verb after the group, or in it ("are scrapping", "has been abolished")."""
    if phrase.startswith("be no "):
        return "not"
    told = polarity_of(_FURTHER.sub("", phrase), negated=group.negated)
    return polarity_of(group.words.split()[-1], negated=False) if told == "do" and group.words else told


def _testable(text: str, quantities: tuple[Quantity, ...], deadline: Deadline | None) -> str | None:
    """The words that let somebody check later whether it was done; None where there are none."""
    if quantities:
        return quantities[0].text
    if deadline:
        return deadline.text
    concrete = _CONCRETE.search(text)
    return concrete.group(0) if concrete else None


def _kind(phrase: str, group: VerbGroup, owner: Owner, testable: str | None) -> tuple[ClaimKind, str]:
    """The kind and why. Aspiration: a soft or vague verb with no amount, date or concrete object beside it."""
    firm: ClaimKind = "report" if owner.inferred else "pledge"
    if testable:
        return firm, f"can be checked by “{testable}”"
    willed = any(word in group.words.lower().split() for word in ("will", "would", "shall"))
    soft = (
        group.strength <= SOFT and not willed and group.form not in DUTIES
    )  # a party's "schools should" is its policy
    if group.form in {"rolling", "consider"} or soft:
        return "aspiration", f"“{group.words}” alone cannot be checked"
    if is_vague(group.words, phrase):
        return "aspiration", f"“{group.words} {phrase}” could be kept by anything".replace("“ ", "“")
    return firm, f"“{group.words}” and a deed that can be checked".replace("“”", "an offer")
