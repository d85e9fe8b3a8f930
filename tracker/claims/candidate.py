"""Claim candidate: a verb group of a sentence with whoever it would commit, and what speaks for and against that."""

import re
from dataclasses import replace
from functools import cache, lru_cache
from typing import NamedTuple

from tracker.claims.agency import acts, is_same_body, is_self
from tracker.claims.claim import SURE, ClaimKind
from tracker.claims.clause import segment
from tracker.claims.confidence import confidence, grounds_of
from tracker.claims.doer import doer_of
from tracker.claims.explained import explained
from tracker.claims.generic import generic
from tracker.claims.group import VerbGroup, find_groups
from tracker.claims.label import COLON
from tracker.claims.lexicon import lexicon
from tracker.claims.nonclaim import defeated_by
from tracker.claims.offer import IMPERATIVE
from tracker.claims.owner import OWN_WORD, owner_of
from tracker.claims.procedure import asks_others, is_for_whoever, procedure_of
from tracker.claims.scene import Owner, Scene
from tracker.claims.speaker import VoicedPassage, named_in_apposition
from tracker.claims.story import Story
from tracker.claims.subject import subject_before
from tracker.claims.voice import Voice
from tracker.extract.document import Sentence
from tracker.patterns import deferred
from tracker.wording.dates import find_deadlines
from tracker.wording.glance import SENTENCES, may_hold

_LASTS = deferred(
    r"\b(?:now|also|already|currently|roll|consult|seek|review|pilot|trial|invest|recruit|develop|deliver|rebuild|strengthen|"
    r"fund|giv|build|provid|mak|hir|train|work|expand|increas)"
)
"""Verbs of what goes on for a time, and words for now."""
_SUPPORTS_NOW = deferred(r"(?:supporting|backing|helping|seeking) (?!to )")
_IS = deferred(r"(?:\b(?:is|are|am)|[’'](?:re|s|m)) (?:[a-z]+ )?$")
_FOR_A_TIME = deferred(r"\b(?:over|across|during|for|in) the (?:next|coming) ")
_AHEAD = deferred(r"(?:from|by|starting|next)\b", re.IGNORECASE)
_MARK = deferred(r"[^\w\s]")
"""A quotation mark, where words stand between marks."""
_DOING = deferred(r"[A-Z][a-z]{1,20}ing\b")
"""Before a subject of which it is the manner, without a comma."""
_TO = len(" to")
DONE = "delivery"
"""The form of words that say what has happened."""
WOULD = 3
"""Firmness of a "would" that is nobody's retold "will"."""
STATE = frozenset({"department", "regulator"})
"""Types of publisher whose "we require" is a rule in force."""
LEAD_WORD = 6
"""A quotation that opens with the verb ("does not intend to") has its subject outside; these many signs may precede."""


class ClaimCandidate(NamedTuple):
    """`owner.grounds` says why it is one; `confidence` is made of them."""

    group: VerbGroup
    owner: Owner
    voice: Voice | None
    confidence: float
    kind: ClaimKind | None
    """Where the words themselves decide it."""


def candidates(sentence: Sentence, heard: VoicedPassage, story: Story) -> tuple[ClaimCandidate, ...]:
    """Every verb group that could commit somebody, or says what somebody has done, in order; none overlaps another."""
    reported = any(not v.direct or not (heard.passage.only_quotation or v.cue == COLON) for v in heard.voices)
    found: list[ClaimCandidate] = []
    for group in (*find_groups(sentence.text, reported=reported), *_done(sentence.text)):
        one = _candidate(group, sentence, heard, story)
        rivals = [other for other in found if other.group.start < group.end and group.start < other.group.end]
        if all(other.confidence < one.confidence or _is_told_as_done(one, other) for other in rivals):
            found = [other for other in found if other not in rivals] + [one]
    return tuple(sorted(found, key=lambda one: one.group.start))


def _candidate(group: VerbGroup, sentence: Sentence, heard: VoicedPassage, story: Story) -> ClaimCandidate:
    voice = voice_of(heard, sentence, group)
    if group.form == "would" and voice is None:
        group = replace(group, strength=WOULD)
    scene = _scene(sentence, group, voice, story, heard)
    against = defeated_by(sentence.text, group, subject=scene.subject, own=is_self(scene))
    if against is None and asks_others(group, scene):
        against = "asks_others"
    if against is None and is_for_whoever(group, scene):
        against = "case"
    against = against or explained(group, scene) or ("generic" if generic(group, scene) else None)
    owner = owner_of(group, scene, voice)
    if owner and group.form == DONE and owner.inferred and voice is None:
        owner = None  # What a paper says has been done is news, not what anybody says of himself.
    service = procedure_of(group, scene)
    why = service or grounds_of(group, scene, voice, owner, against)
    kept = owner or _somebody(group, scene, voice)
    if voice is None and scene.publisher_type in STATE and not is_self(scene):
        default = kept.actor == scene.issuer or is_same_body(kept.actor, scene.publisher)
        named = scene.who.standing == "official" or not default
        story.acts(sentence.block, kept.actor if named else None)
    told = replace(kept, subject=scene.subject, acts=acts(scene), grounds=why)
    done = group.form == DONE or is_under_way(group, scene)
    kind: ClaimKind | None = "procedure" if service else "delivery" if done else None
    return ClaimCandidate(group, told, voice, confidence(why), kind)


def _is_told_as_done(one: ClaimCandidate, other: ClaimCandidate) -> bool:
    """Whether a deed takes in the other's words: "we have legislated to cut" is done, whatever "legislate" would bind."""
    done = one.group.form == DONE and one.kind == DONE and one.confidence >= SURE
    return done and one.group.start < other.group.start and other.group.end <= one.group.end + _TO


def is_under_way(group: VerbGroup, scene: Scene) -> bool:
    """Whether somebody says that he does it now ("we are building 30 clinics"), or a regulator has a rule in force.

    With a time to come it is a plan.
    """
    if group.form == "guarantee":
        return group.words == "require" and scene.publisher_type in STATE and is_self(scene)
    if _SUPPORTS_NOW.match(f"{group.words} ") and _IS.search(scene.sentence, 0, group.start):
        return not _FOR_A_TIME.search(scene.clause) and is_self(scene)
    if group.form != "rolling" or _LASTS.search(group.words) is None:
        return False  # "we are scrapping the tax" announces a deed of one moment
    if _FOR_A_TIME.search(scene.clause):
        return False
    return not any(_AHEAD.match(one.text) or one.start > group.end for one in find_deadlines(scene.clause))


def _somebody(group: VerbGroup, scene: Scene, voice: Voice | None) -> Owner:
    """Who says it, where no rule finds who is bound: nobody is put in the place of whoever is not known."""
    if voice is not None and voice.speaker is not None:
        return Owner(speaker=voice.speaker.name, actor=None, cue=voice.cue, inferred=True, why="nobody known is bound")
    own = scene.publisher_type in OWN_WORD or scene.unsigned
    if not own:
        return Owner(speaker=None, actor=None, inferred=True, why="nobody known is bound")
    bound = scene.who.body if scene.who.standing == "official" and not is_self(scene) else scene.publisher
    if scene.publisher_type in STATE:
        bound = doer_of(group, scene) or scene.issuer or scene.publisher
    return Owner(speaker=scene.author or scene.publisher, actor=bound, why="own words of the publisher, of others")


def voice_of(heard: VoicedPassage, sentence: Sentence, group: VerbGroup) -> Voice | None:
    """The voice in which the group is said; the group may itself be the cue ("has pledged to")."""
    at = sentence.start + group.start
    inside = [v for v in heard.voices if v.start <= at < v.end and v.speaker]
    if inside:
        return min(inside, key=lambda v: (not v.direct, v.end - v.start))
    end = sentence.start + group.end
    return next(
        (v for v in heard.voices if not v.direct and v.cue and v.cue in group.words and at <= v.start <= end + 1), None
    )


def _scene(sentence: Sentence, group: VerbGroup, voice: Voice | None, story: Story, heard: VoicedPassage) -> Scene:
    offset = sentence.start - heard.passage.start
    frame = heard.passage.frame[offset : offset + len(sentence.text)]
    if voice and voice.direct:
        opened = max(0, voice.start - sentence.start)
        if voice.start >= sentence.start and _MARK.match(sentence.text, opened):
            opened += 1  # a block of GOV.UK quotes without a mark: "We" opens it
        frame = "§" * opened + sentence.text[opened:]
    start, end = segment(sentence.text, group.start)
    quoted = next(
        (a - sentence.start for a, b in heard.passage.quotations if a <= sentence.start + group.start < b), None
    )
    opens = quoted is not None and not (voice and voice.direct) and group.start - quoted <= LEAD_WORD
    span = subject_before(frame, max(0, quoted or 0) if opens else group.start)
    span = named_in_apposition(frame, span, group.start, story.cast) or span
    if span and voice and not voice.direct and span[0] < voice.start - sentence.start < span[1]:
        span = voice.start - sentence.start, span[1]  # of "it understands the teams will": the teams
    subject = frame[span[0] : span[1]].strip() if span else ""
    if group.form == DONE and _DOING.match(subject) and group.words.lower().startswith("we"):
        subject = "we"  # "Working with the Skills Agency (SA) we have opened …"
    who = voice.speaker if voice and voice.speaker and subject.lower() in {"he", "she"} else story.cast.who(subject)
    return Scene(
        publisher=story.document.publisher,
        publisher_type=story.document.publisher_type,
        unsigned=story.unsigned,
        author=story.author,
        document_type=story.document_type,
        quoted=voice is not None and voice.direct,
        sentence=sentence.text,
        clause=sentence.text[start:end],
        subject=subject,
        before=story.before(sentence),
        who=who,
        body=heard.body,
        pledger=story.pledger,
        acting=story.acting(sentence.block),
        lately=story.lately,
        beside=story.beside(sentence.block),
        issuer=story.issuer,
        things=story.things,
        acronyms=story.acronyms,
        follows=story.fresh or (story.unsigned and story.alone),
        reported=story.reported,
    )


@lru_cache(maxsize=SENTENCES)
def _done(text: str) -> tuple[VerbGroup, ...]:
    """The first words by which the source says that something has happened, or happens now."""
    tried = (pattern.search(text) for needs, pattern in _delivery() if may_hold(text, needs))
    match = next(filter(None, tried), None)
    if match is None:
        return ()
    return (VerbGroup(start=match.start(), end=match.end(), words=match.group(0), strength=IMPERATIVE, form=DONE),)


@cache
def _delivery() -> tuple[tuple[tuple[str, ...], re.Pattern[str]], ...]:
    return tuple((tuple(rule["needs"]), re.compile(rule["pattern"])) for rule in lexicon("rules")["delivery"])
