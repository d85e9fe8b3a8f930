"""Whose commitment a verb group is: the publisher's own, a quoted or reported official's, or nobody's.

In a party's or department's document its own words commit the publisher. In the press only a party, a government or
an official commits; what the paper itself says will happen to schools is a report.
"""

import re
from functools import cache

from tracker.claims.group import Group
from tracker.claims.lexicon import lexicon
from tracker.claims.nonclaim import REFUSES, tells_outcome, weighs
from tracker.claims.people import Speaker, bodies, body_words
from tracker.claims.scene import Owner, Scene
from tracker.claims.voice import Voice
from tracker.wording.fold import stems

OWN_WORD = frozenset({"party", "department", "regulator", "parliament"})
"""Publisher types whose own words commit the publisher (parliament: the minister who answers)."""
SELF = frozenset(
    {"we", "i", "our", "my", "our party", "my government", "this government", "our government", "our plan", "our plans"}
)
_OWN_WILL_ONLY = frozenset({"wants", "rolling", "refusal"})
"""Patterns that commit only where the subject is the one who commits."""
_BY_SUBJECT = frozenset({"law", "guarantee", "plan"})
DUTIES = frozenset({"should", "must"})
"""Classes that lay a duty on somebody; they commit where "will" makes them a rule to come ("will have to")."""
_OF_US = re.compile(r"\bof (?:us|you)\b", re.IGNORECASE)
_WISH = 2
LONGEST_NAME = 4
"""Words of a body's name."""
_VOWS = re.compile(r"promise|pledge|commit|guarantee|vow", re.IGNORECASE)
_COMMON = re.compile(
    r"(?:The|A|An|This|That|These|Those|Every|All|Some|Many|It|They|He|She) [a-z]|(?:It|They|He|She|This)$"
)
_CHANGE = frozenset(lexicon("grammar")["changes"])
_UNDER_PLANS = re.compile(
    r"\b[Uu]nder (?:the )?([A-Z][\w ]{1,40}?)(?:[’']s?)? (?:plans|plan|proposals|reforms|scheme|blueprint|policy)\b"
)
_TOLD_POLITICIANS = re.compile(
    r"\b(?:told|tells) (?:the )?(?:MPs|peers|Commons|House|Parliament|parliament|[Cc]onference|"
    r"the party’s conference|party conference)\b"
)
_POSTMODIFIER = re.compile(
    r" (?:of|for|in|at|on|with|from|to|which|that|who|under|between|across|run|attended|backed|wanting|needing|living"
    r"|working|receiving|seeking|waiting|facing|leaving|studying|earning|based|aged)\b"
)
_AMOUNTS = frozenset(lexicon("grammar")["amounts"])
_BACKWARD = frozenset({"they", "it", "this", "these", "that"})
_PRONOUNS = frozenset({"he", "she", "it", "they"})
_DEFINITE = re.compile(r"^(?:the|these|those|this|such|its|both|all|each|new|under)\b", re.IGNORECASE)
_UNDERSTANDS = re.compile(r"\bunderstands?\b")
_THEIRS = re.compile(r"^(?:their|his|her)\b", re.IGNORECASE)
_UNDER = re.compile(r"^Under [^,]{1,60}")
_PASSIVE = re.compile(r"^(?: also| first| now| then| only){0,2} be (?:[a-z]+ly )?([a-z-]+)")
_CREATED = re.compile(r"^(?:a|an|one) (?:new|independent|national|single|statutory)\b|^new\b", re.IGNORECASE)


def owner_of(group: Group, scene: Scene, voice: Voice | None) -> Owner | None:
    """Who is committed by the group; None where nobody who could be held to it."""
    if voice is not None and voice.speaker is not None:
        return _quoted(group, scene, voice, voice.speaker)
    if weighs(scene.clause) or (group.form in DUTIES and not _requires(group, scene)):
        return None
    if scene.publisher_type in OWN_WORD or (scene.publisher_type != "press" and _is_self(scene)):
        return _own(group, scene)
    told = _press(group, scene)
    return (_unsigned(group, scene) or told) if scene.unsigned and (told is None or told.inferred) else told


def acts(scene: Scene) -> bool:
    """Whether the subject is whoever commits (the claim is an action) or a third thing (an outcome)."""
    return _is_self(scene) or scene.who.standing == "official" or not scene.subject


def head(phrase: str) -> str:
    """The noun a phrase is about: "new teams of advisers" → "teams"."""
    pieces = _POSTMODIFIER.split(phrase.lower(), maxsplit=2)
    heads = [piece.split()[-1].strip("’'”,") for piece in pieces if piece.split()]
    return next((word for word in heads if word not in _AMOUNTS), heads[-1] if heads else "")


def _requires(group: Group, scene: Scene) -> bool:
    """A requirement to come, in the words of those who make rules ("every school will have to …")."""
    if scene.publisher_type == "department" and "need" in group.words.lower():
        return False  # guidance: "schools will need to make sure" tells how a thing is done
    makes_rules = scene.unsigned or scene.publisher_type in OWN_WORD
    return "will" in group.words.lower().split() and makes_rules and not _is_self(scene)


def _unsigned(group: Group, scene: Scene) -> Owner | None:
    """The own words of a text that names no publisher and retells nobody's words commit its author, whoever that is."""
    plain = scene.subject.lower() not in _BACKWARD or scene.follows
    if not plain or not _may_act(group, scene) or not _own_business(group, scene):
        return None
    return Owner(
        speaker=scene.publisher, actor=scene.pledger or scene.publisher, why="own words of a text without a publisher"
    )


def _quoted(group: Group, scene: Scene, voice: Voice, speaker: Speaker) -> Owner | None:
    if voice.cue and _UNDERSTANDS.search(voice.cue):
        return Owner(
            speaker=speaker.name,
            actor=_body_of(scene.who) or (scene.pledger if _refers_back(scene) else None),
            cue=voice.cue,
            inferred=True,
            why="the source only understands so",
        )
    if voice.cue_kind == "ask" or (voice.cue_kind == "criticise" and not _is_self(scene)) or weighs(scene.clause):
        return None
    own_vow = voice.cue is not None and voice.cue_kind == "pledge" and not voice.direct and voice.cue in group.words
    if own_vow and speaker.standing == "unknown" and _vows(group, scene):
        return Owner(
            speaker=speaker.name, actor=speaker.body or speaker.name, cue=voice.cue, why="vows in its own name"
        )
    if not _official(speaker, scene):
        return _hearsay(group, scene, voice, speaker)
    return _said_officially(group, scene, voice, speaker)


def _said_officially(group: Group, scene: Scene, voice: Voice, speaker: Speaker) -> Owner | None:
    """The words of somebody who can commit a body; None where they bind another one, or nobody."""
    body = speaker.body or scene.body
    if scene.publisher_type == "party" and _party(body) and not _same(body, scene.publisher):
        return None  # a rival's promise, told in order to weigh it
    if not _may_say(group, scene, body):
        return None
    named = None if _is_self(scene) or scene.subject.lower() in _PRONOUNS else _body_of(scene.who)
    if named and _party(named) and _party(body) and named != body:
        return None
    stated = scene.publisher if not voice.direct and _speaks_for_state(scene, speaker) else speaker.name
    return Owner(
        speaker=stated,
        actor=named or body or speaker.name,
        cue=voice.cue,
        why=f"{speaker.name} is said to say so, and can commit",
    )


def _may_say(group: Group, scene: Scene, body: str | None) -> bool:
    """A party may demand what others should do; else the verb must be one that its subject can be held to."""
    if group.form == "should":
        return _party(body) and scene.publisher_type not in {"department", "regulator", "parliament"}
    ours = _is_self(scene) or (not _OF_US.search(scene.subject) and _outcome(group, scene))
    return ours and _may_act(group, scene)


def _official(speaker: Speaker, scene: Scene) -> bool:
    """Can the speaker commit a body? Also whoever is unknown but speaks to Parliament or a party's conference."""
    to_politicians = speaker.standing == "unknown" and bool(_TOLD_POLITICIANS.search(scene.sentence))
    return speaker.standing == "official" or to_politicians or _same(speaker.name, scene.publisher)


def _hearsay(group: Group, scene: Scene, voice: Voice, speaker: Speaker) -> Owner | None:
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


def _own(group: Group, scene: Scene) -> Owner | None:
    if _rival(scene) or not _may_act(group, scene) or not _own_business(group, scene):
        return None
    publisher = scene.publisher if scene.publisher_type != "parliament" else (scene.body or "government")
    return Owner(speaker=scene.author or publisher, actor=publisher, why="own words of the publisher")


def _own_business(group: Group, scene: Scene) -> bool:
    """Does the subject lie in the publisher's hands? "Would" needs the publisher or its plan; outsiders are free."""
    noun = head(scene.subject)
    if not _is_self(scene) and (_of_somebody_else(scene) or not _outcome(group, scene)):
        return False
    if group.would and _THEIRS.match(scene.subject):
        return False
    named = scene.who.standing == "official" and scene.subject.lower() not in _BACKWARD
    if group.would and scene.publisher_type != "party" and not (_is_self(scene) or named or noun in _CHANGE):
        return False
    ours = noun in _policy_nouns() or _decided(group, scene) or bool(_CREATED.match(scene.subject))
    return scene.who.standing != "outsider" or ours


def _of_somebody_else(scene: Scene) -> bool:
    """A person who holds no office, or somebody's own ("their plan")."""
    if _OF_US.search(scene.subject):
        return True
    stranger = scene.who.person and scene.who.standing != "official" and not _same(scene.who.name, scene.publisher)
    return stranger or bool(_THEIRS.match(scene.subject))


def _outcome(group: Group, scene: Scene) -> bool:
    """Can what a third thing "will" do be told and checked? "Schools will receive", not "the weather will be fine".

    Only a bare "will" or "would" needs the check: the other classes say by themselves that somebody decided.
    """
    bare = group.form in {"will", "would"} and "commit" not in group.words.lower()
    if scene.subject.lower() == "there" or REFUSES.match(scene.subject):
        return True
    known = scene.who.standing == "official" or head(scene.subject) in _CHANGE or scene.subject.lower() in _BACKWARD
    return not bare or known or tells_outcome(scene.sentence, group)


def _press(group: Group, scene: Scene) -> Owner | None:
    if _refers_back(scene) and scene.subject.lower() in _BACKWARD:
        return _carried(scene)
    if scene.who.standing == "official" and scene.subject.lower() not in _BACKWARD:
        return Owner(
            speaker=scene.who.name, actor=scene.who.body or scene.who.name, why=f"subject “{scene.subject}” can commit"
        )
    if not _may_act(group, scene):
        return None
    under = _UNDER_PLANS.search(scene.sentence)
    if under and (found := body_words().search(under.group(1))):
        name = bodies()[found.group(0)][0]
        return Owner(speaker=name, actor=name, cue=under.group(0), why=f"said to be so {under.group(0)}")
    if _refers_back(scene):
        return _carried(scene)
    return _reported_outcome(group, scene)


def _carried(scene: Scene) -> Owner:
    return Owner(
        speaker=scene.pledger,
        actor=scene.pledger,
        inferred=scene.reported,
        why=f"“{scene.subject}” goes on with the claim before",
    )


def _reported_outcome(group: Group, scene: Scene) -> Owner | None:
    """The paper says in its own words that something will happen to a matter of policy."""
    noun = head(scene.subject)
    last = scene.subject.lower().rpartition(" ")[2]
    policy = not _policy_nouns().isdisjoint({noun, noun.split("-")[-1], last})
    decided = _decided(group, scene)
    common = scene.who.name[:1].islower() and scene.who.standing != "outsider"
    if not policy and not (decided and (common or noun == "it")):
        return None
    if _THEIRS.match(scene.subject) or (group.would and noun not in _CHANGE and not decided):
        return None
    return Owner(
        speaker=scene.body or scene.publisher,
        actor=scene.pledger or scene.body,
        inferred=True,
        why="the source says in its own words that it will be so",
    )


def _may_act(group: Group, scene: Scene) -> bool:
    """A wish, a running action or "is to" commits only where its subject is the one who commits."""
    weak = group.strength <= _WISH and "will" not in group.words.lower() and "would" not in group.words.lower()
    bare = group.words.lower() in {"is to", "are to"}
    unwilled = group.form in _BY_SUBJECT and not _willed(group)
    if group.form not in _OWN_WILL_ONLY and not (weak or bare or unwilled):
        return True
    return _is_self(scene) or scene.who.standing == "official" or _vows(group, scene)


def _vows(group: Group, scene: Scene) -> bool:
    """A body by its own name that promises, pledges or commits itself, though no list of ours knows it."""
    named = (
        scene.subject[:1].isupper() and not _COMMON.match(scene.subject) and len(scene.subject.split()) <= LONGEST_NAME
    )
    free = scene.who.standing != "outsider" and not scene.who.person and scene.publisher_type != "press"
    return named and free and bool(_VOWS.search(group.words))


def _willed(group: Group) -> bool:
    return any(word in group.words.lower().split() for word in ("will", "would", "shall", "is", "are", "committed"))


def _rival(scene: Scene) -> bool:
    """In a party's document: another party, or a government that is not said to be its own."""
    if scene.publisher_type != "party":
        return False
    under = _UNDER.match(scene.sentence)
    named = body_words().search(under.group(0)) if under else None
    if named and not _same(named.group(0), scene.publisher):
        return True
    if scene.who.body is None or _is_self(scene):
        return False
    if _same(scene.who.body, scene.publisher):
        return False
    own = re.search(
        rf"\b(?:this|our|next|a) (?:{re.escape(scene.publisher or '')} )?government\b", scene.subject, re.IGNORECASE
    )
    return not own


def _refers_back(scene: Scene) -> bool:
    if scene.pledger is None:
        return False
    low = scene.subject.lower()
    if low in _BACKWARD:
        return scene.follows
    known = stems(head(scene.subject))
    return bool(_DEFINITE.match(low) and known and set(known) <= scene.things)


def _decided(group: Group, scene: Scene) -> bool:
    """A decision in the passive: "will be capped at", "would be paid for by"."""
    match = _PASSIVE.match(scene.sentence[group.end : group.end + 60])
    return bool(match and match.group(1) in lexicon("rules")["decided"]["verbs"])


def _is_self(scene: Scene) -> bool:
    low = scene.subject.lower()
    if low in SELF or low.startswith("our ") or low.endswith((" we", " i")):
        return True
    name = (scene.publisher or "").casefold().removeprefix("the ")
    return bool(name) and scene.publisher_type == "party" and re.search(rf"\b{re.escape(name)}\b", low) is not None


def _speaks_for_state(scene: Scene, speaker: Speaker) -> bool:
    """Whether "the government is committed to" stands in a department's own document: then the department speaks."""
    state = {name for name, kind in bodies().values() if kind in {"government", "department"}}
    return scene.publisher_type == "department" and speaker.name in state


def _party(body: str | None) -> bool:
    return any(name == body and kind == "party" for name, kind in bodies().values())


def _same(name: str | None, publisher: str | None) -> bool:
    """One name and another form of it: "Labour", "labour", "Labour Party"; "DfE" and "dfe"."""
    if not name or not publisher:
        return False
    left, right = name.casefold().removeprefix("the "), publisher.casefold().removeprefix("the ")
    return left == right or (_forms().get(left, left) == _forms().get(right, right))


@cache
def _forms() -> dict[str, str]:
    return {form.casefold(): body for form, (body, _) in bodies().items()}


@cache
def _policy_nouns() -> frozenset[str]:
    return frozenset(lexicon("rules")["policy"]["nouns"])
