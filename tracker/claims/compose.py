"""Composing a claim from its words: kind, strength, polarity and evidence."""

import re
from collections.abc import Sequence
from dataclasses import replace

from tracker.claims.agency import is_same_body, name_of
from tracker.claims.claim import Claim, ClaimKind, Place, Polarity
from tracker.claims.confidence import confidence, told
from tracker.claims.deadline import Times, times_of
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
from tracker.claims.group import VerbGroup, verb_phrase
from tracker.claims.nonclaim import REFUSES
from tracker.claims.scene import Owner, Setting
from tracker.claims.testable import (
    BY_DOING,
    ENOUGH,
    FAINT,
    OBJECT,
    Weight,
    asked_of_others,
    effect,
    is_deed,
    total,
    weigh,
)
from tracker.patterns import deferred
from tracker.wording.modality import find_modality

_PLAIN = Setting()
DEMANDED = 1.5
"""Weight from which what a party says "should" be so is a pledge: it needs a figure, or a deed and a thing."""
WILL = 4
"""Strength of "will" with a deed."""
NEVER = 5
"""Strength of "will never"."""
LAW = 6
_FAINTER = frozenset({"support", "consider"})
_IN_LAW = deferred(
    r"(?:introduce|bring in|bring forward|pass|enact|table) (?:(?!of |for |in |on |to |with |from |by |and )[\w’'-]+ ){0,6}?"
    r"(?P<what>legislation|law|laws|bill|act of parliament)\b"
)
"""To make a law: "will introduce the Streets Bill", "will bring forward legislation"."""
VAGUELY = 3
"""Strength of "will" with a verb of which nobody could say when it is done, and nothing beside it that could be checked."""
_BARE = frozenset({"will", "imperative"})
_BY_WORDS: dict[ClaimKind | None, str] = {
    "delivery": "says that it has happened, or happens now",
    "procedure": "what a service does for its reader, or asks of him",
}
_WILLED = deferred(r"(?:will|shall|would|[’']ll)\b")
_FURTHER = deferred(
    r"^(?:go (?:further |faster )?and |(?:to you )?(?:that )?(?:we|i|it|they) (?:will|shall|would|are going to) )",
    re.IGNORECASE,
)
"""Before the verb that is promised: "go further and cut", "promise I will continue"."""
_THUS = deferred(r"(?:do|achieve|deliver|accomplish) (?:this|that|so|it)\b")
"""What is told by what it is done by: "we will do this by supporting …"."""
_BACKS = deferred(
    r"(?:continue to |also )*(?:be [a-z]+ in (?:our|its|their) )?(back|support)(?= (?!to\b|up\b|down\b|into\b|on\b)[a-z])"
)
"""To back a thing binds no more than to support it, whatever stands before it: "be tireless in our support for"."""
_SPENDS = deferred(r"\bby [a-z]+ing\b|\bwith (?:[a-z]+ ){0,3}[£$€]")
_UNDER_REVIEW = deferred(r"keep (?:[\w’'-]+ ){1,8}(under review)\b")
_BY_STOPPING = deferred(r"^(?:save|saving|raise|raising|find|fund|release)\b")
"""Before a sum that somebody has by what he stops: "save £4 million by scrapping"."""
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
    times = Times() if done else times_of(text, start, place.published, verb=placed_group.end)
    names = names_of(text)
    refused = group.negated or bool(REFUSES.match(owner.subject))
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
    by_law = done and group.form == "guarantee"  # a rule in force
    strength, strength_words = (WILL, group.words) if by_law else _firmness(text, group, weights, does)
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
        polarity="not"
        if REFUSES.match(owner.subject) and not group.negated
        else _polarity(group, phrase, _means(text)),
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
        kind_why=why,
        confidence=confidence(owner.grounds),
        confidence_why=told(owner.grounds),
        owner_why=owner.why,
        place=place,
    )


def _brings_about(group: VerbGroup, phrase: str) -> bool:
    """What a thing "will help to" do is an effect, and no deed of anybody's."""
    passive = phrase.startswith("be ")
    return not passive and group.form == "support" and _WILLED.match(group.words) is not None


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


def _firmness(text: str, group: VerbGroup, weights: Sequence[Weight], phrase: str) -> tuple[int, str]:
    """How firmly it binds, with the words: of "will support families by expanding childcare" it is the expanding.

    "Will" binds fully with a deed; to "strengthen" or "work with" binds less, for it is never found undone.
    """
    if group.form == "will" and _THUS.match(phrase) and (means := BY_DOING.search(text)):
        by_itself = next((one.strength for one in find_modality(f"we will be {means.group(1)}")), WILL)
        return min(WILL, by_itself), f"{group.words} … {means.group(0)}"
    does = BY_DOING.search(text) if group.form == "support" and _WILLED.match(group.words) else None
    if does is not None and is_deed(does.group(1)):
        return WILL, f"{group.words} … {does.group(0)}"
    if group.strength == WILL and (group.form in _BARE) and (law := _IN_LAW.match(phrase)):
        return LAW, f"{group.words} … {law['what']}"
    if group.form == "will" and group.words.lower().endswith("never"):
        return NEVER, group.words
    if group.form == "rolling":
        faint = [one.strength for one in find_modality(group.words) if one.form in _FAINTER]
        return min((WILL, *faint)), group.words
    if group.strength == WILL and group.form == "will" and (light := _light(text, group, weights, phrase)):
        return light
    aim = next((one.words for one in weights if one.kind in {"aim", "vague"}), None)
    if aim and group.strength == WILL and group.form in _BARE and total(weights) < ENOUGH:
        by_itself = next((one.strength for one in find_modality(f"we will {aim.lower()}")), VAGUELY)
        return min(VAGUELY, by_itself), group.words if aim in group.words else f"{group.words} … {aim}"
    return group.strength, group.words


def _light(text: str, group: VerbGroup, weights: Sequence[Weight], phrase: str) -> tuple[int, str] | None:
    """Of a "will" behind which a thing is only asked for, backed or kept under review; by a sum it is more."""
    if asked := asked_of_others(phrase):
        return FAINT, f"{group.words} … {asked}"
    if looks := _UNDER_REVIEW.match(phrase):
        return 0, f"{group.words} … {looks.group(1)}"
    backs = _BACKS.match(phrase)
    spends = _SPENDS.search(text) and any(one.kind == "figure" for one in weights)
    return (FAINT, f"{group.words} … {backs.group(1)}") if backs and not spends else None


def _polarity(group: VerbGroup, phrase: str, means: str = "") -> Polarity:
    """Of what is done: the verb after the group, or in it ("are scrapping"), or by which a sum is saved (`means`)."""
    if phrase.startswith("be no "):
        return "not"
    told = polarity_of(_FURTHER.sub("", phrase.removeprefix("to ").removeprefix("be ")), negated=group.negated)
    if told == "stop" and group.form == "support":
        return "do"  # who helps to remove barriers stops nothing
    if told == "do" and means and _BY_STOPPING.match(f"{group.words} {phrase}".lower().removeprefix("will ").strip()):
        told = polarity_of(means, negated=False)
    if told == "do" and _GOES_ON.search(group.words):
        return "keep"
    return polarity_of(group.words.split()[-1], negated=False) if told == "do" and group.words else told


def _means(text: str) -> str:
    found = BY_DOING.search(text)
    return found.group(1) if found else ""


def _kind(owner: Owner, weights: Sequence[Weight]) -> tuple[ClaimKind, str]:
    """The kind and why: an aspiration where too little could be checked later."""
    told = ", ".join(f"“{one.words}” {one.value:+g}" for one in weights)
    if owner.inferred:
        return "report", "the source only infers it"
    if total(weights) >= (DEMANDED if any(one.kind == "demand" for one in owner.grounds) else ENOUGH):
        return "pledge", f"can be checked: {told}" if told else "a deed that can be checked"
    return "aspiration", f"could be kept by anything: {told}"
