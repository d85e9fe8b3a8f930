"""Confidence: how likely a careful reader would call the words a claim, from 0 to 1, and what speaks for and against it.

The rules that find who is committed, and those that know what is no commitment, do not decide alone: each is a ground with
a weight. The sum of the weights is the logarithm of the odds, so that the confidence is a probability that can be checked
(docs/claims.md has the table). Weights and what people are told of each stand in confidence.toml.
"""

import math
import re
from collections.abc import Iterable, Sequence
from functools import cache

from tracker.claims.agency import acts, head, is_decided, is_self, policy_nouns
from tracker.claims.evidence import amounts_of
from tracker.claims.group import VerbGroup, verb_phrase
from tracker.claims.lexicon import lexicon
from tracker.claims.nonclaim import REFUSES, lays_a_duty, means_doing, weighs
from tracker.claims.owner import OWN_WORD, acts_by_name, is_effect, is_rival, is_rivals_deed
from tracker.claims.scene import Owner, Scene
from tracker.claims.testable import GETS, OBJECT, Weight, is_aim, total, weigh
from tracker.claims.voice import Voice
from tracker.patterns import deferred
from tracker.wording.dates import find_deadlines

_WEIGHTY = -0.9
_WILLED = frozenset({"will", "must"})
_SHOWN = 0.05
"""Weight under which a ground is not told."""
CHECKED = 0.39
"""What testability must add before a thing's "will" is somebody's commitment: a deed done to a thing, a name or a figure."""
_THERE = deferred(rf"there$|{REFUSES.pattern}", re.IGNORECASE)
"""Subjects of what is promised to be, or of whom it is promised that none of them will."""
_SAID_OF_THINGS = frozenset({"will", "would", "support", "plan"})
SPARED = 0.7
"""Share of what speaks against it that does not count in a party's own paper: when sentences of manifestos were read, two
in five of what it tells as fact or forecast were aims of its own."""
LIKELY = 1.2
"""What such a paper's "we will" comes to where only how it is said speaks against it: readers called three in four of 73
that were not shown a claim."""
_FIGURE = deferred(r"(?<!\S)[^\s\d]*+\d\S*+")
"""A figure is told from the clause's digits alone."""
_DONE_BY_PEOPLE = frozenset({"work", "use", "learn", "meet", "build"})
"""Verbs of what somebody does, which no policy brings about."""
_LEAST, _MOST = -1.5, 3.0
"""Bounds of what testability adds: a page of figures is no surer than three."""


def confidence(grounds: Iterable[Weight]) -> float:
    """The probability to three digits."""
    return round(1 / (1 + math.exp(-max(-30.0, min(30.0, sum(one.value for one in grounds))))), 3)


def grounds_of(
    group: VerbGroup, scene: Scene, voice: Voice | None, owner: Owner | None, against: str | None
) -> tuple[Weight, ...]:
    """What speaks for and against a verb group's being a commitment; `against` is what defeats it, `owner` who is bound."""
    if group.form == "must" and not is_self(scene):
        against = against or "of_others"
    if against == "reader" and scene.publisher_type == "party":
        against = "voter"
    kind = "inferred" if owner and owner.inferred else "quoted" if voice else "own"
    who = _refused(group, scene, voice) if owner is None else kind
    told = [(who, ""), (f"form_{group.form}", group.words), (_subject(group, scene), scene.subject)]
    states = scene.publisher_type in OWN_WORD and not against
    if owner is not None and states and not acts_by_name(owner.actor, scene) and _is_told_as_fact(group, scene):
        against = "effect"
    found = (
        *_weights([("base", ""), *told, *([(against, "")] if against else [])]),
        *_testable(scene.clause, group, scene.sentence, _FIGURE.findall(scene.clause)),
    )
    against_it = total(found) if scene.publisher_type == "party" else 0.0
    spared = LIKELY - against_it if is_self(scene) and _is_still_its_own(group, found) else -SPARED * against_it
    own = (Weight("own_paper", spared, ""),) if against_it < 0 else ()
    return _tempered((*found, *own), scene.publisher_type)


def _is_still_its_own(group: VerbGroup, grounds: Sequence[Weight]) -> bool:
    """Whether what speaks against a party's "we will" is only how it says it: as a demand, a date, in passing."""
    if group.form not in _WILLED:
        return False
    against = {one.kind for one in grounds if one.value <= _WEIGHTY} - {"form_must"}
    if group.negated:
        against -= {"rhetoric"}  # "we will not tolerate" refuses, "we will stand up for" adorns
    return against <= set(lexicon("confidence")["own_words"]["grounds"])


def _is_told_as_fact(group: VerbGroup, scene: Scene) -> bool:
    """What a thing "will" do or be, of which too little could be checked: an effect or a forecast, and no outcome promised.

    What "will be" done to it is a decision of somebody's.
    """
    if group.form not in _SAID_OF_THINGS or _THERE.match(scene.subject):
        return False
    ours = scene.subject.startswith(("Our ", "our "))
    phrase = verb_phrase(scene.sentence, group)
    verb = next((word for word in phrase.split() if not word.endswith("ly")), "")
    named = not ours and any(word[:1].isupper() for word in scene.subject.split()[1:])
    if verb in _DONE_BY_PEOPLE:
        return False
    causes = verb in _causes() and not named and head(scene.subject) not in _rulers()
    if acts(scene) and not (
        ours and (causes or is_aim(verb) or head(scene.subject) not in policy_nouns())
    ):  # "our custom"
        return False
    refused = group.negated and not phrase.startswith("be ")
    counted = any(one.value != 1 for one in amounts_of(scene.clause))
    dated = any(one.key != "over time" for one in find_deadlines(scene.sentence[group.end :]))
    if refused or counted or dated or GETS.match(phrase) or means_doing(phrase):
        return False
    return causes or total(_testable(scene.clause, group, scene.sentence, ())) < CHECKED


def grounds_of_line(
    kind: str, group: VerbGroup, text: str, against: str | None, publisher_type: str | None
) -> tuple[Weight, ...]:
    """The same for a line without a subject; `kind` tells what makes it one: led, order, guess or offer."""
    found = (
        *_weights([("base", ""), (kind, group.words), (against or "", "")]),
        *_testable(text, group, text, _FIGURE.findall(text)),
    )
    return _tempered(found, publisher_type)


def _tempered(grounds: tuple[Weight, ...], publisher_type: str | None) -> tuple[Weight, ...]:
    """The same grounds with what papers of this sort take off their sum, either way: the rules know some sorts less well.

    No more than a scale: what is more likely than not stays so (Guo et al. 2017, temperature scaling with one parameter).
    """
    scale = lexicon("confidence")["scale"].get(publisher_type or "", 1.0)
    off = (scale - 1) * total(grounds)
    return (*grounds, Weight(f"scale_{publisher_type}", off, "")) if off else grounds


def told(grounds: Sequence[Weight]) -> str:
    """The grounds as people are told them, the weightiest first."""
    weighty = sorted((one for one in grounds if abs(one.value) >= _SHOWN), key=lambda one: -abs(one.value))
    return ", ".join(f"{_named(one)} {one.value:+.1f}" for one in weighty)


def _named(one: Weight) -> str:
    meaning = lexicon("confidence")["told"].get(one.kind, one.kind)
    words = one.words.replace("§", "").strip()  # what was masked as somebody else's words
    return f"{meaning} “{words}”" if words else meaning


def _weights(names: Iterable[tuple[str, str]]) -> tuple[Weight, ...]:
    weights = lexicon("confidence")["weights"]
    return tuple(Weight(name, weights.get(name, 0.0), words) for name, words in names if name)


def _refused(group: VerbGroup, scene: Scene, voice: Voice | None) -> str:
    """Why nobody is found who could be held to it, in the order in which it is asked."""
    if voice is not None and voice.speaker is not None:
        return {"ask": "asked_by", "criticise": "judged_by", "judge": "judged_by"}.get(
            voice.cue_kind or "", "stranger_says"
        )
    party = scene.publisher_type == "party"
    if is_rivals_deed(group, scene):
        return "rival"
    if weighs(scene.clause):
        return "weighed_by_party" if party else "weighed"
    if lays_a_duty(group):
        needs = " need" in f" {group.words}" and "will" not in group.words and not group.negated
        return ("need" if needs else "demand") if party else "duty"
    if scene.publisher_type in OWN_WORD or (scene.publisher_type != "press" and is_self(scene)):
        return "rival" if is_rival(scene) else "effect" if is_effect(group, scene) else "stranger"
    return "nobody"


@cache
def _causes() -> frozenset[str]:
    return frozenset(lexicon("rules")["effects"]["causes"])


@cache
def _rulers() -> frozenset[str]:
    return frozenset(lexicon("rules")["effects"]["rulers"]) | frozenset(lexicon("actors")["agents"]["nouns"])


def _subject(group: VerbGroup, scene: Scene) -> str:
    if is_self(scene):
        return "self"
    if is_decided(group, scene):
        return "decided"
    if scene.who.standing != "unknown":
        return scene.who.standing
    return "" if scene.subject else "no_subject"


def _testable(clause: str, group: VerbGroup, sentence: str, figures: Sequence[str]) -> tuple[Weight, ...]:
    """How far it could be checked, as one ground."""
    sum_ = total(weigh(clause, group, verb_phrase(sentence, group, words=OBJECT), figures=figures, date=None, names=()))
    weight = lexicon("confidence")["weights"]["testable"]
    return (Weight("testable", weight * max(_LEAST, min(_MOST, sum_)), ""),)
