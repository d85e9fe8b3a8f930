"""Whose commitment a verb group is: the publisher's own, a quoted or reported official's, or nobody's.

In a party's or department's document its own words commit the publisher. In the press only a party, a government or
an official commits; what the paper itself says will happen to schools is a report.
"""

import re
from functools import cache

from tracker.claims.agency import (
    BACKWARD,
    CHANGES,
    OF_US,
    THEIRS,
    governs,
    has_outcome,
    head,
    is_decided,
    is_party,
    is_same_body,
    is_self,
    may_act,
    of_somebody_else,
    policy_nouns,
    refers_back,
    vows,
)
from tracker.claims.doer import THE_SCHEME, doer_of, done_by
from tracker.claims.group import VerbGroup, verb_phrase
from tracker.claims.label import COLON
from tracker.claims.lexicon import lexicon
from tracker.claims.nonclaim import lays_a_duty, means_doing, weighs
from tracker.claims.people import Speaker, bodies, body_words, is_of_a_nation
from tracker.claims.scene import Owner, Scene
from tracker.claims.testable import is_aim
from tracker.claims.voice import Voice
from tracker.patterns import deferred

OWN_WORD = frozenset({"party", "department", "regulator", "parliament"})
"""Publisher types whose own words commit the publisher (parliament: the minister who answers)."""
_UNDER_PLANS = deferred(
    r"\b[Uu]nder (?:the )?([A-Z][\w ]{1,40}?)(?:[’']s?)? (?:plans|plan|proposals|reforms|scheme|blueprint|policy)\b"
)
_TOLD_POLITICIANS = deferred(
    r"\b(?:told|tells) (?:the )?(?:MPs|peers|Commons|House|Parliament|parliament|[Cc]onference|"
    r"the party’s conference|party conference)\b"
)
_PRONOUNS = frozenset({"he", "she", "it", "they"})
_UNDERSTANDS = deferred(r"\bunderstands?\b")
_UNDER = deferred(r"^Under [^,]{1,60}")
_POLICY = deferred(
    r"(?:(?:and|but|together|all of) )?(?:(?:this|that|these|those|it|they|such|a move|the move)$|(?:only )?a vote for "
    r"|(?:(?:our|these|those|all these|[a-z]+) )?(?:policies|plans|reforms|measures|changes|proposals|approach)\b"
    r"|(?:this|these|that|such) (?:[a-z]+ )?(?!(?:commis|legisla|organisa|associa|institu|corpora|inspec|regula|founda))"
    r"[a-z]{2,20}(?:ment|tion|sion|ity|ness|ance|ence)s?$"
    r"|the (?:[a-z-]+ )?[a-z]{4,20}(?:ation|ition) (?:to|of|from|towards) )",
    re.IGNORECASE,
)
_CHANGE = deferred(
    r"(?:The|This|Such a) (?:[a-z-]+ )?[a-z]{4,20}(?:ation|ition) (?:to|of|from|towards) [^;]{0,260} [–—-] will\b"
)
"""A change that is told of with an aside: "The transition to clean power - cheap and safe - will …"."""
_FIGURE = deferred(r"[£$€] ?[0-9]|[0-9] ?(?:%|per cent|[a-z])|\b20[0-9]{2}\b")
"""A number of something: of "on 8 June" nothing can be checked."""
_CREATED = deferred(r"^(?:a|an|one) (?:new|independent|national|single|statutory)\b|^new\b", re.IGNORECASE)


def owner_of(group: VerbGroup, scene: Scene, voice: Voice | None) -> Owner | None:
    """Who is committed by the group; None where nobody who could be held to it."""
    if voice is not None and voice.speaker is not None:
        return _quoted(group, scene, voice, voice.speaker)
    if weighs(scene.clause) or (lays_a_duty(group) and not (_requires(group, scene) or _decrees(group, scene))):
        return None
    if scene.publisher_type in OWN_WORD or (scene.publisher_type != "press" and is_self(scene)):
        return _own(group, scene)
    told = _press(group, scene)
    return (_unsigned(group, scene) or told) if scene.unsigned and (told is None or told.inferred) else told


def _requires(group: VerbGroup, scene: Scene) -> bool:
    """A requirement to come, in the words of those who make rules ("every school will have to …")."""
    if scene.publisher_type == "department" and "need" in group.words.lower():
        return False  # guidance: "schools will need to make sure" tells how a thing is done
    makes_rules = scene.unsigned or scene.publisher_type in OWN_WORD
    return "will" in group.words.lower().split() and makes_rules and not is_self(scene)


def _decrees(group: VerbGroup, scene: Scene) -> bool:
    """A party's own paper says what is to become of a thing: "tuition fees should be abolished"."""
    return group.form == "should" and scene.publisher_type == "party" and is_decided(group, scene)


def _unsigned(group: VerbGroup, scene: Scene) -> Owner | None:
    """The own words of a text that names no publisher and retells nobody's words commit its author, whoever that is."""
    plain = scene.subject.lower() not in BACKWARD or scene.follows
    if not plain or not may_act(group, scene) or not _own_business(group, scene):
        return None
    return Owner(
        speaker=scene.publisher, actor=scene.pledger or scene.publisher, why="own words of a text without a publisher"
    )


def _quoted(group: VerbGroup, scene: Scene, voice: Voice, speaker: Speaker) -> Owner | None:
    if voice.cue and _UNDERSTANDS.search(voice.cue):
        return Owner(
            speaker=speaker.name,
            actor=_body_of(scene.who) or (scene.pledger if refers_back(scene) else None),
            cue=voice.cue,
            inferred=True,
            why="the source only understands so",
        )
    if (
        voice.cue_kind == "ask"
        or (voice.cue_kind in {"criticise", "judge"} and not is_self(scene))
        or weighs(scene.clause)
    ):
        return None
    own_vow = voice.cue is not None and voice.cue_kind == "pledge" and not voice.direct and voice.cue in group.words
    if own_vow and speaker.standing == "unknown" and vows(group, scene):
        return Owner(
            speaker=speaker.name, actor=speaker.body or speaker.name, cue=voice.cue, why="vows in its own name"
        )
    if not _official(speaker, scene):
        return _hearsay(group, scene, voice, speaker)
    return _said_officially(group, scene, voice, speaker)


def _said_officially(group: VerbGroup, scene: Scene, voice: Voice, speaker: Speaker) -> Owner | None:
    """The words of somebody who can commit a body; None where they bind another one, or nobody."""
    body = speaker.body or scene.body
    if scene.publisher_type == "department" and is_party(body):
        body = scene.publisher  # A minister speaks for the department that publishes his words, not for his party.
    if scene.publisher_type == "party" and not is_party(body) and speaker.person and voice.cue != COLON:
        body = speaker.party or scene.publisher  # In a party's own channel he speaks for the party, while in office.
    rival = scene.publisher_type == "party" and is_party(body) and not is_same_body(body, scene.publisher)
    state = (
        scene.publisher_type == "party" and body == "government" and not governs(scene.publisher) and not is_self(scene)
    )
    if (rival or state) and voice.cue != COLON:
        return None  # a rival's promise, told in order to weigh it; a transcript only gives his words
    if not _may_say(group, scene, body) or (not _FIGURE.search(scene.clause) and _is_hoped_for(group, scene)):
        return None
    named = None if is_self(scene) or scene.subject.lower() in _PRONOUNS else _body_of(scene.who)
    if named and is_party(named) and is_party(body) and named != body:
        return None
    vows_itself = voice.cue is not None and voice.cue in group.words
    stated = scene.publisher if vows_itself and not voice.direct and _speaks_for_state(scene, speaker) else speaker.name
    return Owner(
        speaker=stated,
        actor=named or body or speaker.name,
        cue=voice.cue,
        why=f"{speaker.name} is said to say so, and can commit",
    )


def _may_say(group: VerbGroup, scene: Scene, body: str | None) -> bool:
    """A party may demand what others should do; else the verb must be one that its subject can be held to."""
    if group.form == "should":
        return is_party(body) and scene.publisher_type not in {"department", "regulator", "parliament"}
    ours = is_self(scene) or (not OF_US.search(scene.subject) and has_outcome(group, scene))
    return ours and may_act(group, scene)


def _official(speaker: Speaker, scene: Scene) -> bool:
    """Can the speaker commit a body? Also whoever is unknown but speaks to Parliament or a party's conference."""
    to_politicians = speaker.standing == "unknown" and bool(_TOLD_POLITICIANS.search(scene.sentence))
    return speaker.standing == "official" or to_politicians or is_same_body(speaker.name, scene.publisher)


def _hearsay(group: VerbGroup, scene: Scene, voice: Voice, speaker: Speaker) -> Owner | None:
    """A stranger reports in the press what a party or government will do: a report, never of back-shifted words."""
    neutral = speaker.standing == "unknown" and voice.cue_kind == "say" and scene.publisher_type == "press"
    if not neutral or voice.direct or group.would or scene.who.standing != "official" or scene.who.name == speaker.name:
        return None
    return Owner(
        speaker=speaker.name,
        actor=_body_of(scene.who) or scene.who.name,
        cue=voice.cue,
        inferred=True,
        why="somebody else tells what they will do",
    )


def _body_of(who: Speaker) -> str | None:
    return who.body if who.standing == "official" else None


def _own(group: VerbGroup, scene: Scene) -> Owner | None:
    if is_rival(scene) or is_rivals_deed(group, scene) or not may_act(group, scene):
        return None
    doer = doer_of(group, scene) if scene.publisher_type in {"department", "regulator"} else None
    if not acts_by_name(doer, scene) and (not _own_business(group, scene) or is_effect(group, scene)):
        return None
    if scene.publisher_type == "department" and is_of_a_nation(scene.who.name) and not is_self(scene):
        return Owner(
            speaker=scene.author or scene.publisher, actor=scene.who.name, inferred=True, why="tells what another does"
        )
    publisher = scene.publisher if scene.publisher_type != "parliament" else (scene.body or "government")
    if doer:
        return Owner(speaker=scene.author or publisher, actor=doer, why=f"the publisher says what “{doer}” will do")
    named = body_words().finditer(scene.sentence, 0, group.end) if scene.issuer else ()
    if scene.issuer and not any(is_same_body(one.group(0), publisher) for one in named):
        return Owner(speaker=scene.issuer, actor=scene.issuer, why=f"the page says that it is “{scene.issuer}”’s")
    return Owner(speaker=scene.author or publisher, actor=publisher, why="own words of the publisher")


def acts_by_name(doer: str | None, scene: Scene) -> bool:
    """Whether a body with a name of its own is the subject: what it does is no effect of a policy."""
    named = doer is not None and any(word[:1].isupper() for word in doer.split())
    ours = doer == scene.issuer or is_same_body(doer, scene.publisher)
    return named and scene.subject.lower() not in BACKWARD and not THE_SCHEME.match(scene.subject) and not ours


def is_effect(group: VerbGroup, scene: Scene) -> bool:
    """What a policy is said to bring about ("this will create jobs") is told as a fact, unless a figure can be checked."""
    if _FIGURE.search(scene.clause) or means_doing(verb_phrase(scene.sentence, group)):
        return False
    if not (_POLICY.match(scene.subject) or _CHANGE.match(scene.clause)):
        return _is_hoped_for(group, scene)
    verb = verb_phrase(scene.sentence, group, words=1) or group.words.lower().split()[-1]
    told = group.words.lower().split()[-1]
    return verb in _effects() or told in _effects() or (is_aim(verb) and not is_self(scene))


def _is_hoped_for(group: VerbGroup, scene: Scene) -> bool:
    """What a department says that a thing will help or enable others to do; nobody does anything by that."""
    of_a_thing = scene.publisher_type in {"department", "regulator"} and not is_self(scene)
    nobody = scene.subject and scene.who.standing == "unknown" and not scene.who.person
    told = group.words.lower().split()
    verbs = {verb_phrase(scene.sentence, group, words=1)} if group.form == "will" else {*told}
    willed = group.form in {"will", "support"} and "will" in told
    return bool(of_a_thing and nobody and willed and not verbs.isdisjoint(_hopes()))


def _own_business(group: VerbGroup, scene: Scene) -> bool:
    """Does the subject lie in the publisher's hands? "Would" needs the publisher or its plan; outsiders are free."""
    noun = head(scene.subject)
    decided = is_decided(group, scene)
    if not is_self(scene) and (of_somebody_else(scene, decided=decided) or not has_outcome(group, scene)):
        return False
    if group.would and THEIRS.match(scene.subject):
        return False
    named = scene.who.standing == "official" and scene.subject.lower() not in BACKWARD
    if group.would and scene.publisher_type != "party" and not (is_self(scene) or named or noun in CHANGES):
        return False
    ours = noun in policy_nouns() or decided or bool(_CREATED.match(scene.subject))
    return scene.who.standing != "outsider" or ours


def _press(group: VerbGroup, scene: Scene) -> Owner | None:
    if refers_back(scene) and scene.subject.lower() in BACKWARD:
        return _carried(scene)
    if scene.who.standing == "official" and scene.subject.lower() not in BACKWARD:
        return Owner(
            speaker=scene.who.name, actor=scene.who.body or scene.who.name, why=f"subject “{scene.subject}” can commit"
        )
    if not may_act(group, scene):
        return None
    under = _UNDER_PLANS.search(scene.sentence)
    if under and (found := body_words().search(under.group(1))):
        name = bodies()[found.group(0)][0]
        return Owner(speaker=name, actor=name, cue=under.group(0), why=f"said to be so {under.group(0)}")
    if refers_back(scene):
        return _carried(scene)
    return _reported_outcome(group, scene)


def _carried(scene: Scene) -> Owner:
    return Owner(
        speaker=scene.pledger,
        actor=scene.pledger,
        inferred=scene.reported,
        why=f"“{scene.subject}” goes on with the claim before",
    )


def _reported_outcome(group: VerbGroup, scene: Scene) -> Owner | None:
    """The paper says in its own words that something will happen to a matter of policy."""
    noun = head(scene.subject)
    last = scene.subject.lower().rpartition(" ")[2]
    policy = not policy_nouns().isdisjoint({noun, noun.split("-")[-1], last})
    decided = is_decided(group, scene)
    common = scene.who.name[:1].islower() and scene.who.standing != "outsider"
    if not policy and not (decided and (common or noun == "it")):
        return None
    if THEIRS.match(scene.subject) or (group.would and noun not in CHANGES and not decided):
        return None
    mentioned = scene.body if scene.publisher_type else None  # What a text of nobody’s only mentions has said nothing.
    return Owner(
        speaker=mentioned or scene.publisher,
        actor=scene.pledger or mentioned,
        inferred=True,
        why="the source says in its own words that it will be so",
    )


def is_rival(scene: Scene) -> bool:
    """In a party's document: another party, or a government that is not said to be its own."""
    if scene.publisher_type != "party":
        return False
    under = _UNDER.match(scene.sentence)
    named = body_words().search(under.group(0)) if under else None
    if named and not is_same_body(named.group(0), scene.publisher):
        return True
    if scene.who.body is None or is_self(scene) or is_same_body(scene.who.body, scene.publisher):
        return False
    if any(word in scene.subject for word in governs(scene.publisher)):
        return False
    own = re.search(
        rf"\b(?:this|our|next|a) (?:{re.escape(scene.publisher or '')} )?government\b", scene.subject, re.IGNORECASE
    )
    return not own


def is_rivals_deed(group: VerbGroup, scene: Scene) -> bool:
    """In a party's document: "our debt has been doubled by" another party."""
    if scene.publisher_type != "party" or group.form != "delivery":
        return False
    named = body_words().match(group.words)
    doer = bodies()[named.group(0)][0] if named else done_by(group, scene)
    return is_party(doer) and not is_same_body(doer, scene.publisher)


def _speaks_for_state(scene: Scene, speaker: Speaker) -> bool:
    """Whether "the government is committed to" stands in a department's own document: then the department speaks."""
    state = {name for name, kind in bodies().values() if kind in {"government", "department"}}
    return scene.publisher_type == "department" and speaker.name in state


@cache
def _effects() -> frozenset[str]:
    return frozenset(lexicon("rules")["effects"]["verbs"])


@cache
def _hopes() -> frozenset[str]:
    return frozenset(lexicon("rules")["effects"]["hopes"])
