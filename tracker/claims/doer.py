"""Doer: who acts, where a department tells what another body will do ("exam boards will publish …")."""

import re
from functools import cache
from itertools import pairwise

from tracker.claims.agency import BACKWARD, chief, is_same_body, is_self
from tracker.claims.clause import is_relative
from tracker.claims.group import VerbGroup, verb_phrase
from tracker.claims.lexicon import lexicon
from tracker.claims.name import POSSESSIVE
from tracker.claims.named import agents, body_behind, body_named, body_that_gives, known_body, last_body
from tracker.claims.people import bodies, body_words, is_of_a_nation
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
_ASIDE = deferred(
    r"(?:[’']s [a-z]+(?: is)?)?(?:, [^,]{3,90},| [-–—] [^-–—]{3,90} [-–—])?(?: also| now| then| jointly| together)? ?"
)
_BRACKETED = deferred(r" \([A-Za-z]{2,8}\)")
_WITH = deferred(
    r"\b(?:with|alongside|including|such as|like|from|by|under) (?:the |[^,;.]{3,90}(?:,| and) (?:the )?)?$"
)
"""Before a body that acts beside somebody, and is not who acts: "the DfE, in partnership with the Home Office, will"."""
_BESIDE = 30
"""Characters before it in which the publisher is named that acts together with it."""
_FAR = 260
_COUNTRY = frozenset({"government", "uk", "united kingdom", "britain"})
_WILLED = frozenset({"will", "plan", "guarantee", "consider", "support"})
"""Classes of verb group by which a body that no list knows acts."""
_DUTY = deferred(r"\b(?:be|is|are) (?:[a-z]+ly )?(?:required|expected|obliged|asked)$")
"""The publisher lays a duty on the subject, and is itself who does it: "universities will be required"."""
_RUNS_ON = deferred(r"be (?:[a-z]+ly )?[a-z]{2,18}ing\b")
_DOES = deferred(r"(?P<who>[\w’'-]+?)(?: (?:has|have)|[’'](?:s|ve)) ")
"""How the words of what has been done open with their subject: "government has published"."""
THE_SCHEME = deferred(
    r"(?:[Tt]h(?:is|ese|e)|[Ii]ts) (?:new )?(?:programme|project|scheme|campaign|initiative|fellowship)s?(?: of work)?$"
)
_OF_A = deferred(r"\b(?:of|for|in|on|to|with|from|at) (?:the )?$")
"""Before a body of which a thing is: "the role of Ofsted"."""
_OPENS_A_LIST = deferred(r"(?:^|[,;:–—] )(?:[Tt]he )?$")
"""Before the first of several who act."""
_VERBS_IN_LY = frozenset({"apply", "comply", "multiply", "rely", "reply", "supply"})
_LONGEST = 8
"""Words of a subject that is told as it stands."""


def doer_of(group: VerbGroup, scene: Scene) -> str | None:
    """The body that acts, by its known name or as the text has it; None where it is the publisher or nobody else.

    A body of its own acts by an active verb; who "will receive" or "be able to" do something gets it from the publisher.
    """
    body = scene.beside if is_self(scene) else _other(group, scene)
    return None if is_same_body(body, scene.publisher) else body


def _other(group: VerbGroup, scene: Scene) -> str | None:
    """The body that the sentence itself, or the one before it, names as who acts."""
    subject = _subject(group, scene)
    if named := done_by(group, scene) or _state(group, scene):
        return named
    if scene.publisher_type == "department" and subject.lower().removeprefix("the ") in _COUNTRY:
        return "government"
    if THE_SCHEME.match(subject) and scene.acting not in {None, "government"}:
        return scene.acting
    if subject.lower() in BACKWARD and scene.follows and (body := scene.acting if scene.lately else scene.pledger):
        return body
    return None if _DUTY.search(group.words) else _named(group, scene, subject)


def _subject(group: VerbGroup, scene: Scene) -> str:
    """The subject; of what has been done its last word stands in the words of the group ("The Welsh" + "Government has")."""
    does = _DOES.match(group.words) if group.form == "delivery" else None
    return f"{scene.subject} {does['who']}".strip() if does else scene.subject


def _named(group: VerbGroup, scene: Scene, subject: str) -> str | None:
    """The body that the subject names: one that is known, one by its name, a short form, or a noun of bodies."""
    if is_of_a_nation(subject):
        return _ARTICLE.sub("", subject)
    told = verb_phrase(scene.sentence, group).split()
    verb = next((one for one in told if one in _VERBS_IN_LY or not one.endswith("ly")), "")
    by_whom = _ONLY_TELLS_WHICH.search(subject)
    official = scene.who.body if scene.who.standing == "official" else None
    if group.form == "delivery":
        ends = (one.group(0) for one in body_words().finditer(subject) if one.end() == len(subject))
        official = next((bodies()[one][0] for one in ends), official)
    if official and (name := body_words().search(subject)) and not by_whom:
        only_of_it = _OF_A.search(subject, 0, name.start())
        return None if _gets_it(group, scene, verb, _gets() if only_of_it else _given()) else official
    phrase = "" if by_whom else subject.rpartition(" by ")[2]
    shorts = scene.acronyms()
    if is_relative(scene.sentence, group) and (winner := last_body(phrase, shorts)):
        phrase = winner
    if _gets_it(group, scene, verb, _given()):
        return body_that_gives(scene.clause, shorts)
    acted = group.form in _WILLED and _done_by_things().isdisjoint({verb, group.words.rpartition(" ")[2]})
    if body := body_named(phrase, shorts, acted=acted) or body_behind(phrase, shorts):
        return body
    return None if _gets_it(group, scene, verb, _gets()) else _as_a_noun(group, scene, phrase)


def _gets_it(group: VerbGroup, scene: Scene, verb: str, verbs: frozenset[str]) -> bool:
    """Whether somebody else does it to the subject, or gives it: "will receive", "will be given", not "will be visiting"."""
    if group.form == "delivery":
        return " been " in group.words
    if verb == "be" and _RUNS_ON.match(verb_phrase(scene.sentence, group)):
        return False
    return not verb or verb in verbs


def _as_a_noun(group: VerbGroup, scene: Scene, phrase: str) -> str | None:
    """Bodies that are told by a common noun: "exam boards", "schools and other settings"."""
    noun = POSSESSIVE.sub("", chief(phrase).rstrip(" ,"))
    if " and " in noun and (listed := _LISTED.search(scene.sentence, 0, max(0, scene.sentence.find(noun)))):
        noun = f"{listed.group(0)}{noun}" if _OPENS_A_LIST.search(scene.sentence, 0, listed.start()) else noun
    example = _EXAMPLES.search(scene.sentence, 0, max(0, scene.sentence.find(noun))) is not None
    agent = noun.rpartition(" ")[2].lower() in agents() and not example
    known = agent and len(noun.split()) <= _LONGEST and group.form in _WILLED
    return _as_told(_ARTICLE.sub("", noun)) if known else None


def _state(group: VerbGroup, scene: Scene) -> str | None:
    """A department of state that is the subject, alone or with another; the publisher where it acts with it."""
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
            return scene.publisher
        return POSSESSIVE.sub("", _ARTICLE.sub("", _BRACKETED.sub("", before[found.start() : end].strip())))
    return None


def _as_told(noun: str) -> str:
    """A common noun that opens the sentence without its capital: "exam boards", "Moor Trust"."""
    first, _, rest = noun.partition(" ")
    common = first[1:].islower() and (rest[:1].islower() or first.lower() in agents())
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
    return known_body(name.group(0), scene.acronyms())


@cache
def _gets() -> frozenset[str]:
    return frozenset(lexicon("actors")["agents"]["gets"])


@cache
def _given() -> frozenset[str]:
    return frozenset(lexicon("actors")["agents"]["given"])


@cache
def _done_by_things() -> frozenset[str]:
    return frozenset(lexicon("actors")["agents"]["things"])
