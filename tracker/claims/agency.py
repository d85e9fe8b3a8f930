"""Agency: whether the subject of a verb group can be held to what the group says, and as whose."""

import re
from functools import cache, lru_cache

from tracker.claims.group import VerbGroup
from tracker.claims.lexicon import lexicon
from tracker.claims.nonclaim import REFUSES, tells_outcome
from tracker.claims.people import bodies, is_party_body
from tracker.claims.scene import Scene
from tracker.patterns import deferred
from tracker.wording.fold import stems

SELF = frozenset(
    {
        "we",
        "i",
        "our",
        "my",
        "our party",
        "my government",
        "my department",
        "this government",
        "our government",
        "our plan",
        "our plans",
    }
)
_OWN_WILL_ONLY = frozenset({"wants", "rolling", "refusal"})
"""Patterns that commit only where the subject is the one who commits."""
_BY_SUBJECT = frozenset({"law", "guarantee", "plan"})
OF_US = deferred(r"\bof (?:us|you)\b", re.IGNORECASE)
_WISH = 2
LONGEST_NAME = 4
"""Words of a body's name."""
_VOWS = deferred(r"promise|pledge|commit|guarantee|vow", re.IGNORECASE)
_COMMON = deferred(
    r"(?:The|A|An|This|That|These|Those|Every|All|Some|Many|It|They|He|She) [a-z]|(?:It|They|He|She|This)$"
)
CHANGES = frozenset(lexicon("grammar")["changes"])
_POSTMODIFIER = deferred(
    r" (?:of|for|in|at|on|with|from|to|which|that|who|under|between|across|run|attended|backed|wanting|needing|living"
    r"|working|receiving|seeking|waiting|facing|leaving|studying|earning|based|aged)\b"
)
_AMOUNTS = frozenset(lexicon("grammar")["amounts"])
BACKWARD = frozenset({"they", "it", "this", "these", "that"})
_DEFINITE = deferred(r"^(?:the|these|those|this|such|its|both|all|each|new|under)\b", re.IGNORECASE)
THEIRS = deferred(r"^(?:their|his|her)\b", re.IGNORECASE)
_PASSIVE = deferred(r"^(?: also| first| now| then| only){0,2} be (?:[a-z]+ly )?([a-z-]+)")


def acts(scene: Scene) -> bool:
    """Whether the subject is whoever commits (the claim is an action) or a third thing (an outcome)."""
    return is_self(scene) or scene.who.standing == "official" or not scene.subject


@lru_cache(maxsize=512)
def head(phrase: str) -> str:
    """The noun a phrase is about: "new teams of advisers" → "teams"."""
    pieces = _POSTMODIFIER.split(phrase.lower(), maxsplit=2)
    heads = [piece.split()[-1].strip("’'”,") for piece in pieces if piece.split()]
    return next((word for word in heads if word not in _AMOUNTS), heads[-1] if heads else "")


def chief(phrase: str) -> str:
    """A phrase without what its noun is said to be of, for or with: "payments to schools" → "payments"."""
    return _POSTMODIFIER.split(phrase, maxsplit=1)[0]


def of_somebody_else(scene: Scene, *, decided: bool = False) -> bool:
    """A person who holds no office, or somebody's own ("their plan"); what is decided upon is no person."""
    if OF_US.search(scene.subject):
        return True
    if decided:
        return bool(THEIRS.match(scene.subject))
    stranger = (
        scene.who.person and scene.who.standing != "official" and not is_same_body(scene.who.name, scene.publisher)
    )
    return stranger or bool(THEIRS.match(scene.subject))


def has_outcome(group: VerbGroup, scene: Scene) -> bool:
    """Can what a third thing "will" do be told and checked? "Schools will receive", not "the weather will be fine".

    Only a bare "will" or "would" needs the check: the other classes say by themselves that somebody decided.
    """
    bare = group.form in {"will", "would"} and "commit" not in group.words.lower()
    if scene.subject.lower() == "there" or REFUSES.match(scene.subject):
        return True
    known = scene.who.standing == "official" or head(scene.subject) in CHANGES or scene.subject.lower() in BACKWARD
    return not bare or known or tells_outcome(scene.sentence, group)


def may_act(group: VerbGroup, scene: Scene) -> bool:
    """A wish, a running action or "is to" commits only where its subject is the one who commits."""
    weak = group.strength <= _WISH and "will" not in group.words.lower() and "would" not in group.words.lower()
    bare = group.words.lower() in {"is to", "are to"}
    unwilled = group.form in _BY_SUBJECT and not _willed(group)
    if group.form not in _OWN_WILL_ONLY and not (weak or bare or unwilled):
        return True
    if weak and scene.subject.lower() == "they" and scene.publisher_type == "party":
        return False  # "They want the freedom to choose": the people, not the party that says so.
    decreed = scene.publisher_type == "party" and is_decided(group, scene)
    return is_self(scene) or scene.who.standing == "official" or vows(group, scene) or decreed


def vows(group: VerbGroup, scene: Scene) -> bool:
    """A body by its own name that promises, pledges or commits itself, though no list of ours knows it."""
    named = (
        scene.subject[:1].isupper() and not _COMMON.match(scene.subject) and len(scene.subject.split()) <= LONGEST_NAME
    )
    free = scene.who.standing != "outsider" and not scene.who.person and scene.publisher_type != "press"
    return named and free and bool(_VOWS.search(group.words))


def _willed(group: VerbGroup) -> bool:
    return any(word in group.words.lower().split() for word in ("will", "would", "shall", "is", "are", "committed"))


def refers_back(scene: Scene) -> bool:
    """Whether the subject is what the claim before was about: "they", "these teams"."""
    if scene.pledger is None:
        return False
    low = scene.subject.lower()
    if low in BACKWARD:
        return scene.follows
    known = stems(head(scene.subject))
    return bool(_DEFINITE.match(low) and known and set(known) <= scene.things())


def is_decided(group: VerbGroup, scene: Scene) -> bool:
    """A decision in the passive: "will be capped at", "would be paid for by"."""
    match = _PASSIVE.match(scene.sentence[group.end : group.end + 60])
    return bool(match and match.group(1) in lexicon("rules")["decided"]["verbs"])


def is_self(scene: Scene) -> bool:
    """Whether the subject is "we", "our plan", or the party that publishes."""
    low = scene.subject.lower()
    if low in SELF or low.startswith("our ") or low.endswith((" we", " i")):
        return True
    name = (scene.publisher or "").casefold().removeprefix("the ")
    return bool(name) and scene.publisher_type == "party" and name in low and _named(name).search(low) is not None


@lru_cache(maxsize=64)
def _named(name: str) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(name)}\b")


def is_party(body: str | None) -> bool:
    """Whether a body of that name is a party."""
    return body is not None and is_party_body(body)


def is_same_body(name: str | None, publisher: str | None) -> bool:
    """One name and another form of it: "Labour", "labour", "Labour Party"; "DfE" and "dfe"."""
    if not name or not publisher:
        return False
    left, right = name.casefold().removeprefix("the "), publisher.casefold().removeprefix("the ")
    return left == right or (_forms().get(left, left) == _forms().get(right, right))


def governs(publisher: str | None) -> tuple[str, ...]:
    """Names of governments that a party has led through all the years that tracker follows: their plans are its own."""
    led = (body.get("governs", ()) for body in lexicon("actors")["body"] if is_same_body(body["name"], publisher))
    return tuple(word for words in led for word in words)


def name_of(publisher: str | None) -> str | None:
    """The name to print of a publisher that is only told by a short one ("snp")."""
    return next((b["name"] for b in lexicon("actors")["body"] if publisher in b.get("ids", ())), publisher)


@cache
def _forms() -> dict[str, str]:
    short = {form: body["name"] for body in lexicon("actors")["body"] for form in body.get("ids", ())}
    return {**{form.casefold(): body for form, (body, _) in bodies().items()}, **short}


@cache
def policy_nouns() -> frozenset[str]:
    """Nouns of what is in the hands of those who govern."""
    return frozenset(lexicon("rules")["policy"]["nouns"])
