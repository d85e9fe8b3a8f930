"""Composing a claim from its words: kind, strength, polarity and evidence."""

import re
from collections.abc import Sequence
from dataclasses import replace

from tracker.claims.agency import is_same_body, name_of
from tracker.claims.claim import Claim, ClaimKind, Place, Polarity
from tracker.claims.confidence import confidence, told
from tracker.claims.deadline import Times, said_on, times_of
from tracker.claims.evidence import (
    amounts_of,
    beneficiaries_of,
    conditions_of,
    funding_of,
    names_of,
    polarity_of,
    scope_of,
    stage_of,
)
from tracker.claims.firmness import WILL, WILLED, firmness
from tracker.claims.group import VerbGroup, verb_phrase
from tracker.claims.nonclaim import REFUSES
from tracker.claims.scene import Owner, Setting
from tracker.claims.testable import (
    BY_DOING,
    ENOUGH,
    OBJECT,
    Weight,
    effect,
    pledge_share,
    total,
    weigh,
)
from tracker.patterns import deferred

_PLAIN = Setting()
DEMANDED = 1.5
"""Weight from which what a party says "should" be so is a pledge: it needs a figure, or a deed and a thing."""
_BY_WORDS: dict[ClaimKind | None, str] = {
    "delivery": "says that it has happened, or happens now",
    "procedure": "what a service does for its reader, or asks of him",
}
_WEIGHED = frozenset({"pledge", "aspiration"})
_FURTHER = deferred(
    r"^(?:go (?:further |faster )?and |(?:to you )?(?:that )?(?:we|i|it|they) (?:will|shall|would|are going to) )",
    re.IGNORECASE,
)
"""Before the verb that is promised: "go further and cut", "promise I will continue"."""
_BY_STOPPING = deferred(r"^(?:save|saving|raise|raising|find|fund|release)\b")
"""Before a sum that somebody has by what he stops: "save £4 million by scrapping"."""
_ENSURES = deferred(r"ensur(?:e|es|ing) ")
_NO_SUCH = deferred(r"no (?:[\w’'-]+ ){1,3}(?:that|which|who) (?:[\w’'-]+ ){1,8}(?:will|shall)$", re.IGNORECASE)
"""A subject of which there will be none: "No photo that shows a child will"."""
_PRESSES = deferred(r"(?:fight|vote|campaign|work|press|push|strive|argue|lobby) (?:hard )?(?:to|for) ")
_BACKS = deferred(r"(?:^| )(?:support|supports|back|backs)$", re.IGNORECASE)
_CONTINUED = deferred(
    r"(?:(?:the|their|its|our|a) )?(?:continued|continuing|ongoing|(?:[a-z]+ )?(?:continuation|retention|preservation) of) "
)
"""What is backed is to go on: "we support continued membership"."""
_GOES_ON = deferred(r"\b(?:continue|carry on|go on)\b", re.IGNORECASE)


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
    within: str = "",
) -> Claim:
    """The claim with its evidence, its id still empty; `start` is its offset in the document.

    `within` is what its lead-in does, where that is more than "will": "increase opportunities to: walk".
    """
    placed_group = replace(group, end=_after(text, group))
    phrase = verb_phrase(text, placed_group)
    quantities = amounts_of(text)
    done = kind == "delivery"  # What has happened has no time by which it is to be done.
    times = Times() if done else times_of(text, start, said_on(place.title, place.published), verb=placed_group.end)
    names = names_of(text)
    refused = group.negated or bool(REFUSES.match(owner.subject) or _NO_SUCH.match(text, 0, placed_group.end))
    does = verb_phrase(text, placed_group, words=OBJECT)
    weights = weigh(
        text,
        replace(group, negated=refused),
        does,
        figures=[one.text for one in quantities],
        date=next((one.text for one in times.told if one.kind != "vague"), None),
        names=names,
    )
    if within and not any(one.kind in {"figure", "date"} for one in weights):
        weights = weigh(within, replace(group, start=0, end=0), within, figures=(), date=None, names=())
    if not owner.acts and not quantities and not times.told and _brings_about(group, phrase):
        weights = (*weights, effect(phrase.split()[0] if phrase else group.words))
    by_what = f"{lead_in[:-1]} {text[:1].lower()}{text[1:]}" if lead_in and lead_in.endswith(" by:") else text
    strength, strength_words = (  # What has been done is no weaker for being a review.
        (WILL, group.words) if done else firmness(by_what, group, weights, does, subject=owner.subject)
    )
    decided, why = (kind, _BY_WORDS[kind]) if kind in _BY_WORDS else _kind(owner, weights)
    decided = kind or decided
    return Claim(
        id="",
        kind=decided,
        text=text,
        start=start,
        end=start + len(text),
        lead_in=lead_in,
        speaker=_named(owner.speaker, place),
        actor=_named(owner.actor, place),
        speaker_role=setting.role,
        told=setting.told,
        quotation=setting.quotation,
        target=setting.target,
        cue=owner.cue,
        strength=strength,
        strength_words=strength_words,
        polarity="not" if refused and not group.negated else _polarity(group, does, owner.subject, _means(text)),
        quantities=quantities,
        deadline=times.deadline,
        timing=times.timing,
        scope=scope_of(text),
        stage=stage_of(text, quantities),
        conditions=conditions_of(text),
        funding=funding_of(text),
        beneficiaries=beneficiaries_of(text),
        names=names,
        specific=bool(quantities or times.told or names) or total(weights) > ENOUGH,
        section=setting.section,
        testable=None if decided not in _WEIGHED else pledge_share(total(weights) - _enough(owner)),
        kind_why=why,
        confidence=confidence(owner.grounds),
        confidence_why=told(owner.grounds),
        owner_why=owner.why,
        place=place,
    )


def _brings_about(group: VerbGroup, phrase: str) -> bool:
    """What a thing "will help to" do is an effect, and no deed of anybody's."""
    passive = phrase.startswith("be ")
    return not passive and group.form == "support" and WILLED.match(group.words) is not None


def _named(body: str | None, place: Place) -> str | None:
    """One body, one name: that of the publisher where it is the publisher, whatever form the text has."""
    if body is None or is_same_body(body, place.publisher):
        return name_of(place.publisher) if body else None
    before, _, last = body.rpartition(" ")  # "FARES FOR ALL Whigs", "the county recovers and the Whigs"
    if last == "government" and any(is_same_body(word, place.publisher) for word in before.split()):
        return name_of(place.publisher)  # "a new Whig government"
    joined = before.isupper() or before.removesuffix(" the").endswith(" and")
    return name_of(place.publisher) if joined and is_same_body(last, place.publisher) else body


def _after(text: str, group: VerbGroup) -> int:
    """Where the words after the group begin in the claim's own text; 0 for an item whose verb stands in its lead-in."""
    at = text.find(group.words) if group.end else -1
    return max(at, 0) + len(group.words) * (at >= 0)


def _polarity(group: VerbGroup, phrase: str, subject: str, means: str) -> Polarity:
    """Of what is done: the verb after the group, or in it ("are scrapping"), or by which a sum is saved (`means`)."""
    if phrase.startswith("be no "):
        return "not"
    does = _FURTHER.sub("", phrase.removeprefix("to ").removeprefix("be "))
    told = polarity_of(does, negated=group.negated, subject=subject)
    if told == "not" and not group.negated and means and _ENSURES.match(does):
        told = polarity_of(means, negated=False)  # "ensure no one is left out by paying": who pays refuses nothing
    if told == "stop" and group.form == "support":
        return "do"  # who helps to remove barriers stops nothing
    if told == "do" and means and _BY_STOPPING.match(f"{group.words} {phrase}".lower().removeprefix("will ").strip()):
        told = polarity_of(means, negated=False)
    if told == "do" and _GOES_ON.search(group.words):
        return "keep"
    pressed = _PRESSES.match(does)
    if told == "do" and pressed and polarity_of(does[pressed.end() :], negated=False) == "keep":
        return "keep"  # "will fight to keep the pier open"
    if told == "do" and _BACKS.search(group.words) and _CONTINUED.match(does):
        return "keep"
    return polarity_of(group.words.split()[-1], negated=False) if told == "do" and group.words else told


def _means(text: str) -> str:
    found = BY_DOING.search(text)
    return found.group(1) if found else ""


def _enough(owner: Owner) -> float:
    return DEMANDED if any(one.kind == "demand" for one in owner.grounds) else ENOUGH


def _kind(owner: Owner, weights: Sequence[Weight]) -> tuple[ClaimKind, str]:
    """The kind and why: an aspiration where too little could be checked later."""
    told = ", ".join(f"“{one.words}” {one.value:+g}" for one in weights)
    if owner.inferred:
        return "report", "the source only infers it"
    if total(weights) >= _enough(owner):
        return "pledge", f"can be checked: {told}" if told else "a deed that can be checked"
    return "aspiration", f"could be kept by anything: {told}"
