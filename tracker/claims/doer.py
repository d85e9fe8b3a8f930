"""Doer: who acts, where a department tells what another body will do ("exam boards will publish …")."""

import re
from functools import cache
from itertools import pairwise

from tracker.claims.agency import BACKWARD, chief, is_same_body, is_self
from tracker.claims.group import VerbGroup, verb_phrase
from tracker.claims.lexicon import lexicon
from tracker.claims.name import POSSESSIVE
from tracker.claims.people import bodies, body_words
from tracker.claims.scene import Scene
from tracker.patterns import deferred

_BY = deferred(r" be (?:[a-z]+ly )?[a-z-]{2,20} (?:[a-z]+ ){0,2}by (?:the |an? )?(?=[A-Z])")
"""A passive with a name behind it; a pronoun or a common noun names no body."""
_DONE_BY = deferred(r" by (?:the |an? )?(?=[A-Z])")
_NAME = deferred(r"[A-Z][\w’-]{0,30}(?: (?:of |for |and |the ){0,2}[A-Z][\w’-]{0,30}){0,6}")
_ONLY_TELLS_WHICH = deferred(
    r"\b(?:propos|plann|suggest|introduc|announc|demand|abolish|creat|promis|cut)(?:ed|d)? by "
)
"""Before whoever only proposed or made a thing, and does not do what is told of it."""
_EXAMPLES = deferred(r"\b(?:including|such as|like) [^.;:]{0,80}$")
_LISTED = deferred(r"(?:\b[A-Za-z][\w’-]{2,20}(?: [a-z-]{3,20})?, ){1,4}$")
"""Before the last of several who act: "Schools, colleges and other settings"."""
_ARTICLE = deferred(r"^(?:the|an?|all|our) ", re.IGNORECASE)
_STATE = deferred(
    r"\b(?:(?:Department|Ministry|Office) (?:for|of) (?:the )?"
    r"[A-Z][\w’-]{0,30}(?:,? (?:(?:and|for|of|the) ){0,2}[A-Z][\w’-]{0,30}){0,8}"
    r"|(?:[A-Z][\w’-]{0,30} ){1,3}(?:Office|Ministry|Inspectorate)|(?:HM )?Treasury)(?=[ ,’])(?: \([A-Za-z]{2,8}\))?"
)
"""A department of state or an office by its name, commas and all."""
_JOINED = deferred(r"(?:,? and (?:the )?(?:[A-Z][\w’-]{0,30} ?){1,6}(?:\([A-Za-z]{2,8}\) ?)?)?")
_ASIDE = deferred(r"(?:[’']s [a-z]+(?: is)?)?(?:, [^,]{3,90},)?(?: also| now| then| jointly| together)? ?")
_BRACKETED = deferred(r" \([A-Za-z]{2,8}\)")
_WITH = deferred(
    r"\b(?:with|alongside|including|such as|like|from|by|under) (?:the |[^,;.]{3,90}(?:,| and) (?:the )?)?$"
)
"""Before a body that acts beside somebody, and is not who acts: "the DfE, in partnership with the Home Office, will"."""
_BESIDE = 30
"""Characters before it in which the publisher is named that acts together with it."""
_FAR = 260
_OFFICE_FOR = deferred(
    r"(?:The )?(?:Department|Ministry|Office|Agency|Institute|Council|Commission|Centre) (?:for|of|on) "
)
_OFFICE = deferred(
    _OFFICE_FOR.pattern + r"(?:[A-Z][\w’-]{0,30}|and|of|the|for)(?: (?:[A-Z][\w’-]{0,30}|and|of|the|for)){0,6}"
)
_COUNTRY = frozenset({"uk", "united kingdom", "britain"})
_LONGEST = 8
"""Words of a subject that is told as it stands."""


def doer_of(group: VerbGroup, scene: Scene) -> str | None:
    """The body that acts, by its known name or as the text has it; None where it is the publisher or nobody else.

    A body of its own acts by an active verb; who "will receive" or "be able to" do something gets it from the publisher.
    """
    if is_self(scene):
        return None
    if named := done_by(group, scene):
        return _unless_publisher(named, scene)
    if state := _state(group, scene):
        return state
    if scene.publisher_type == "department" and scene.subject.lower().removeprefix("the ") in _COUNTRY:
        return "government"
    if scene.subject.lower() in BACKWARD and scene.follows and scene.pledger:
        return _unless_publisher(scene.pledger, scene)
    verb = verb_phrase(scene.sentence, group, words=1)
    gets = group.form != "delivery" and (not verb or verb in _gets())
    return None if gets else _named(group, scene)


def _unless_publisher(body: str, scene: Scene) -> str | None:
    return None if is_same_body(body, scene.publisher) else body


def _named(group: VerbGroup, scene: Scene) -> str | None:
    """The body that the subject names: one that is known, a short form that the page explains, or a noun of bodies."""
    by_whom = _ONLY_TELLS_WHICH.search(scene.subject)
    if scene.who.standing == "official" and scene.who.body and body_words().search(scene.subject) and not by_whom:
        return _unless_publisher(scene.who.body, scene)
    by = "" if by_whom else scene.subject.rpartition(" by ")[2]
    office = _OFFICE.match(by)
    noun = POSSESSIVE.sub("", office.group(0) if office else chief(by).rstrip(" ,"))
    whole = scene.acronyms().get(_ARTICLE.sub("", noun))
    body = whole and (_OFFICE_FOR.match(whole) or whole.rpartition(" ")[2].lower() in _agents())
    if whole and body and group.form in {"will", "plan", "guarantee"}:
        return _unless_publisher(_ARTICLE.sub("", whole), scene)
    if " and " in noun and (listed := _LISTED.search(scene.sentence, 0, max(0, scene.sentence.find(noun)))):
        noun = f"{listed.group(0)}{noun}"
    example = _EXAMPLES.search(scene.sentence, 0, max(0, scene.sentence.find(noun))) is not None
    agent = office is not None or (noun.rpartition(" ")[2].lower() in _agents() and not example)
    known = agent and len(noun.split()) <= _LONGEST and group.form in {"will", "plan", "guarantee"}
    told = _ARTICLE.sub("", noun)
    return (told if office else _as_told(told)) if known else None


def _state(group: VerbGroup, scene: Scene) -> str | None:
    """A department of state that is the subject, alone or with another; None where the publisher acts with it."""
    before = scene.sentence[max(0, group.start - _FAR) : group.start]
    for found in _STATE.finditer(before):
        joined = _JOINED.match(before, found.end())
        end = joined.end() if joined else found.end()
        aside = _ASIDE.match(before, end)
        if _WITH.search(before, 0, found.start()) or aside is None or aside.end() != len(before):
            continue
        edges = (max(0, found.start() - _BESIDE), found.start(), end)  # "The Department" hides what begins inside it
        near = (one for left, right in pairwise(edges) for one in body_words().finditer(before, left, right))
        if any(is_same_body(one.group(0), scene.publisher) for one in near):
            return None
        return POSSESSIVE.sub("", _ARTICLE.sub("", _BRACKETED.sub("", before[found.start() : end].strip())))
    return None


def _as_told(noun: str) -> str:
    """A common noun that opens the sentence without its capital: "exam boards", "Moor Trust"."""
    first, _, rest = noun.partition(" ")
    common = first[1:].islower() and (rest[:1].islower() or first.lower() in _agents())
    return f"{noun[:1].lower()}{noun[1:]}" if common else noun


def done_by(group: VerbGroup, scene: Scene) -> str | None:
    """Who does it, of a passive: "will be run by the Skills Agency", "has been cut by the Whigs"."""
    behind = scene.sentence[group.end : group.end + 120]
    found = (_DONE_BY if group.form == "delivery" else _BY).match(behind)
    name = _NAME.match(behind, found.end()) if found else None
    if name is None:
        return None
    if body := body_words().match(behind, name.start()):
        return bodies()[body.group(0)][0]
    last = name.group(0).rpartition(" ")[2].lower()
    return name.group(0) if last in _agents() else None


@cache
def _agents() -> frozenset[str]:
    return frozenset(lexicon("actors")["agents"]["nouns"])


@cache
def _gets() -> frozenset[str]:
    return frozenset(lexicon("actors")["agents"]["gets"])
